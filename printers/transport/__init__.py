"""Ways to a printer. Each only opens, writes, reads and closes, with deadlines of its own."""
