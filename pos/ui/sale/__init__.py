"""The sale screen."""
