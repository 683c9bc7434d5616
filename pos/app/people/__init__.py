"""Who is at the terminal, and what takes a second person."""
