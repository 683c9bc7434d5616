"""Tariffs as data: their file, what it means, and the exact numbers of it.

`file` and `parts` are the shape, `reading` and `values` give it a meaning, `terms`, `linear`,
`chain` and `rounding` are what a price is worked out with.
"""

from pos.domain.tariff.tariff import Tariff, read_tariff

__all__ = ["Tariff", "read_tariff"]
