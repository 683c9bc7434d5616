"""The socket server that any kind of key agent is reached by."""
