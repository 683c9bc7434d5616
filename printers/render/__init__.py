"""Renderers: the same laid-out rows as plain text and as bytes for a printer."""
