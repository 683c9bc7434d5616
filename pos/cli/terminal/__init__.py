"""Commands that make, join, check and restore a terminal."""
