"""Signed bundles: made from files, kept, and carried to terminals."""
