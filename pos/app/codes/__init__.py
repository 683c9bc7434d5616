"""Codes that nobody pays for."""
