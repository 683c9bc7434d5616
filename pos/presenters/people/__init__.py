"""Who may sign in, and what helps whoever forgot a PIN."""
