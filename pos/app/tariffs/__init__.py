"""Tariffs: taken in, and tried on past sales."""
