"""What the key agent is given: keys, ways to unlock, hardware, leases."""
