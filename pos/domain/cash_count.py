"""Counting a drawer: so many pieces of each note and coin."""

import re
from collections.abc import Iterable
from typing import Final

from pos.domain.denominations import is_denomination
from pos.domain.entries import CountLine
from pos.domain.errors import BadValue, CountMalformed, DenominationUnknown
from pos.domain.money import decimals_of, format_minor, parse_positive_money

PIECES_MAX: Final = 999_999
LINES_MAX: Final = 64
_LINE: Final = re.compile(r"\s*([0-9.]{1,16})\s*[xX\u00d7*]\s*([0-9]{1,6})\s*", re.ASCII)


def counted_sum(lines: Iterable[CountLine]) -> int:
    """Return what counted pieces come to, in minor units."""
    return sum(line.denomination * line.pieces for line in lines)


def count_of(pieces: dict[int, int], currency: str) -> tuple[CountLine, ...]:
    """Return a count from pieces by denomination in minor units, greatest first.

    Raises:
        DenominationUnknown: no such note or coin can exist.
        CountMalformed: a negative number of pieces, or too many of them.
    """
    for denomination, number in pieces.items():
        text = format_minor(denomination, decimals_of(currency))
        if not is_denomination(denomination, currency):
            raise DenominationUnknown(text=text, currency=currency)
        if not 0 <= number <= PIECES_MAX:
            raise CountMalformed(text=f"{text}x{number}")
    ordered = sorted(pieces.items(), reverse=True)
    return tuple(CountLine(denomination, number) for denomination, number in ordered)


def parse_count(text: str, currency: str) -> tuple[CountLine, ...]:
    """Read a count such as `200x3,100x10,50x0,0.50x4`, each denomination once.

    Raises:
        CountMalformed: another form, or a denomination that stands there twice.
        DenominationUnknown: no such note or coin can exist.
    """
    parts = text.split(",")
    pieces: dict[int, int] = {}
    for part in parts:
        match = _LINE.fullmatch(part)
        if match is None or len(parts) > LINES_MAX:
            raise CountMalformed(text=part[:40])
        try:
            denomination = parse_positive_money(match[1], currency).minor
        except BadValue as error:
            raise CountMalformed(text=part[:40]) from error
        if denomination in pieces:
            raise CountMalformed(text=part[:40])
        pieces[denomination] = int(match[2])
    return count_of(pieces, currency)


def count_text(lines: Iterable[CountLine], currency: str) -> str:
    """Write a count as `parse_count` reads it."""
    decimals = decimals_of(currency)
    return ",".join(f"{format_minor(line.denomination, decimals)}x{line.pieces}" for line in lines)
