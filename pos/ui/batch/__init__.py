"""Lists of meters and amounts."""
