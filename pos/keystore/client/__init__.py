"""A key agent seen from other processes."""
