"""Commands about keys, their slots and the lease."""
