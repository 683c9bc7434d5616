"""The terminal's side of the line to head office."""
