"""Terminals: joined, granted to, replaced, revoked."""
