"""Keys, lease and ceremonies."""
