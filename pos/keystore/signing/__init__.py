"""Head office's key agent: signing keys, what was signed, ceremonies, and what takes two people."""
