"""Messages that cross a process or a network, versioned and strictly parsed."""
