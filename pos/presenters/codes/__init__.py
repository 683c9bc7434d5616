"""Codes without a sale: engineering, free units, key changes."""
