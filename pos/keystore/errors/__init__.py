"""Refusals and faults that only the key store can give, besides those in `pos.domain.errors`."""
