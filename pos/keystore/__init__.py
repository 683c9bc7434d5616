"""The key store: the vault, the key agent in its own process, and the client that talks to it."""
