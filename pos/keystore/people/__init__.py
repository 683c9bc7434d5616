"""PINs, and a second person's yes to one exact request."""
