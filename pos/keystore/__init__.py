"""The key store: the vault, the key agent in its own process, and its clients.

`agent` is a terminal's, `signing` head office's; both answer `calls` through `server`, to whoever
uses `client`. What each may lean on is a contract in `pyproject.toml`.
"""
