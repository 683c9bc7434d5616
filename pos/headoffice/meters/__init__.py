"""Meters: lists that are published, and what each bought and owes everywhere."""
