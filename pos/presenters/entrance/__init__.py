"""Signing in, locking, unlocking and switching."""
