"""Use cases: each does one thing an operator asks for, through the ports in `ports`."""
