"""Which way a text runs, and numbers that must run left to right inside it.

Rules X and P2 of Unicode Standard Annex 9: the first letter with a direction decides that of a
paragraph; what stands between an isolate and its end keeps its own direction.
"""

import re
import unicodedata
from typing import Final

_LEFT_TO_RIGHT_ISOLATE: Final = "\u2066"
_POP_ISOLATE: Final = "\u2069"
_RIGHT_TO_LEFT: Final = frozenset({"R", "AL"})

# What belongs together: first names of letters and digits (receipts, sales, bags), then groups of
# digits (codes, telephone numbers, dates, amounts, multiplications).
_NUMBER: Final = re.compile(
    r"(?<![A-Za-z0-9])(?=[0-9._:/-]*[A-Za-z])(?=[A-Za-z._:/-]*[0-9])"
    r"[A-Za-z0-9]+(?:[._:/-]+[A-Za-z0-9]+)*"
    r"|[+(]?[0-9](?:[0-9 \u00a0.,:;/()x\u00d7*+_-]*[0-9)](?![A-Za-z]))?"
)


def is_right_to_left(text: str) -> bool:
    """Tell whether a paragraph begins on the right: its first directed letter is of that kind."""
    if text.isascii():
        return False
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind in _RIGHT_TO_LEFT:
            return True
        if kind == "L":
            return False
    return False


def holds_right_to_left(text: str) -> bool:
    """Tell whether any letter runs right to left."""
    return not text.isascii() and any(
        unicodedata.bidirectional(character) in _RIGHT_TO_LEFT for character in text
    )


def with_isolated_numbers(text: str) -> str:
    """Isolate the numbers of a text that holds letters running right to left.

    Without that, "1234-5678" after an Arabic letter is shown as "5678-1234".
    """
    if not holds_right_to_left(text):
        return text
    return _NUMBER.sub(lambda number: f"{_LEFT_TO_RIGHT_ISOLATE}{number[0]}{_POP_ISOLATE}", text)
