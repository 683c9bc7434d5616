"""Commands of head office."""
