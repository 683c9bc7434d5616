"""Notes and coins that a drawer is counted in."""

from typing import Final

from pos.domain.currency_notes import notes_of
from pos.domain.money import decimals_of

# Coins in minor units, smallest first, as they are in circulation.
_COINS: Final[dict[str, tuple[int, ...]]] = {
    "BDT": (100, 200, 500),
    "BWP": (5, 10, 25, 50, 100, 200, 500),
    "EGP": (25, 50, 100, 200),
    "ETB": (5, 10, 25, 50, 100),
    "EUR": (1, 2, 5, 10, 20, 50, 100, 200),
    "GHS": (10, 20, 50, 100, 200),
    "INR": (50, 100, 200, 500, 1000, 2000),
    "KES": (100, 500, 1000, 2000, 4000),
    "MWK": (100, 500, 1000),
    "MZN": (50, 100, 200, 500, 1000),
    "NAD": (5, 10, 50, 100, 500),
    "NGN": (50, 100, 200),
    "NPR": (100, 200),
    "PKR": (100, 200, 500, 1000),
    "RWF": (1, 5, 10, 20, 50, 100),
    "TZS": (5000, 10000, 20000, 50000),
    "UGX": (50, 100, 200, 500, 1000),
    "USD": (1, 5, 10, 25, 50, 100),
    "XAF": (1, 2, 5, 10, 25, 50, 100, 500),
    "XOF": (1, 5, 10, 25, 50, 100, 200, 250, 500),
    "ZAR": (10, 20, 50, 100, 200, 500),
    "ZMW": (5, 10, 50, 100),
}
_STEPS: Final = (1, 2, 5, 25)


def denominations_of(currency: str) -> tuple[int, ...]:
    """Return the notes and coins of a currency in minor units, greatest first.

    A currency without a list of its own gets the usual 1, 2, 5 steps from one minor unit up.
    """
    coins = _COINS.get(currency)
    if coins is None:
        decades = range(decimals_of(currency))
        coins = tuple(step * 10**decade for decade in decades for step in (1, 2, 5))
    return tuple(sorted({*coins, *notes_of(currency)}, reverse=True))


def is_denomination(minor: int, currency: str) -> bool:
    """Whether a note or coin of this value may be counted.

    Old and new pieces are in drawers before they are in the list above, so every value of the
    usual steps (1, 2, 5 and 25 times a power of ten) is taken; what cannot be a piece, such as a
    note of 30, is a slip of the finger.
    """
    if minor in denominations_of(currency):
        return True
    if minor <= 0:
        return False
    while minor % 10 == 0:
        minor //= 10
    return minor in _STEPS
