"""What an agent keeps in its folder: databases, the socket, the clock, and secrets in memory."""
