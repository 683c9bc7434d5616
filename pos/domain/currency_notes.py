"""What each currency is made of: its sign and the notes people pay with.

Notes are in whole units, smallest first, as they are in circulation; a note that is missing here is
only never suggested. A currency that is not listed gets notes of the usual sequence.
"""

from pos.domain.money import decimals_of

_USUAL = (1, 2, 5, 10, 20, 50, 100, 200, 500)
_NOTES: dict[str, tuple[int, ...]] = {
    "BDT": (2, 5, 10, 20, 50, 100, 200, 500, 1000),
    "BWP": (10, 20, 50, 100, 200),
    "EGP": (5, 10, 20, 50, 100, 200),
    "ETB": (5, 10, 50, 100, 200),
    "EUR": (5, 10, 20, 50, 100, 200),
    "GHS": (1, 2, 5, 10, 20, 50, 100, 200),
    "INR": (10, 20, 50, 100, 200, 500),
    "KES": (50, 100, 200, 500, 1000),
    "MWK": (20, 50, 100, 200, 500, 1000, 2000, 5000),
    "MZN": (20, 50, 100, 200, 500, 1000),
    "NAD": (10, 20, 50, 100, 200),
    "NGN": (5, 10, 20, 50, 100, 200, 500, 1000),
    "NPR": (5, 10, 20, 50, 100, 500, 1000),
    "PKR": (10, 20, 50, 100, 500, 1000, 5000),
    "RWF": (500, 1000, 2000, 5000),
    "TZS": (500, 1000, 2000, 5000, 10000),
    "UGX": (1000, 2000, 5000, 10000, 20000, 50000),
    "USD": (1, 5, 10, 20, 50, 100),
    "XAF": (500, 1000, 2000, 5000, 10000),
    "XOF": (500, 1000, 2000, 5000, 10000),
    "ZAR": (10, 20, 50, 100, 200),
    "ZMW": (2, 5, 10, 20, 50, 100, 200, 500),
}
_SYMBOLS = {
    "BDT": "Tk",
    "BWP": "P",
    "ETB": "Br",
    "EUR": "€",
    "GHS": "GH₵",
    "INR": "₹",
    "KES": "KSh",
    "MWK": "K",
    "MZN": "MT",
    "NGN": "₦",
    "TZS": "TSh",
    "UGX": "USh",
    "USD": "$",
    "XAF": "FCFA",
    "XOF": "CFA",
    "ZAR": "R",
    "ZMW": "K",
}


def notes_of(currency: str) -> tuple[int, ...]:
    """Return the notes of a currency in minor units, smallest first."""
    scale = 10 ** decimals_of(currency)
    return tuple(note * scale for note in _NOTES.get(currency, _USUAL))


def symbol_of(currency: str) -> str:
    """Return the sign that people write before an amount; the ISO code where there is none."""
    return _SYMBOLS.get(currency, currency)


def quick_amounts(currency: str, slots: int) -> tuple[int, ...]:
    """Return amounts that customers often buy for: the greatest notes, in minor units."""
    return notes_of(currency)[-slots:]


def quick_cash(due: int, currency: str, slots: int) -> tuple[int, ...]:
    """Return what a customer is likely to hand over for `due`, smallest first.

    That is the exact sum, and for each note the least sum of such notes that covers it.

    Args:
        due: minor units, above zero.
        currency: ISO 4217 code.
        slots: at most so many, the exact sum included.
    """
    rounded = {-(-due // note) * note for note in notes_of(currency)}
    return tuple(sorted(rounded | {due})[:slots])


def notes_for(change: int, currency: str) -> tuple[tuple[int, int], ...]:
    """Return the notes to hand out for change: (how many, which note), greatest first.

    What no note covers is coins and is left out.

    Args:
        change: minor units, not negative.
        currency: ISO 4217 code.
    """
    handed = []
    left = change
    for note in reversed(notes_of(currency)):
        count, left = divmod(left, note)
        if count:
            handed.append((count, note))
    return tuple(handed)
