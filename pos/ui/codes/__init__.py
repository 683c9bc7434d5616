"""Codes without a sale."""
