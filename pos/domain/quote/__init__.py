"""Quotes: what an amount buys and why.

`state` is what a meter's history means at a moment, `price` and `solve` find the exact answer,
`lines` rounds it, `explain` and `tariff_check` look at what came out.
"""

from pos.domain.quote.quote import Quote, QuotedToken, quote_amount, quote_units
from pos.domain.quote.state import MeterState

__all__ = ["MeterState", "Quote", "QuotedToken", "quote_amount", "quote_units"]
