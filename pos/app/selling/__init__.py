"""A sale, from what its money buys to its codes, and start-up after one that was cut off."""
