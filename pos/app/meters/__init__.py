"""Meters: their registry, and what each bought and owes."""
