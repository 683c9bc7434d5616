"""Why a purchase buys fewer units than the last one, and how much is left in a block."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from pos.domain.entries import QuoteLine
from pos.domain.quote.frame import regimes
from pos.domain.quote.price import blocks_of
from pos.domain.quote.quote import Quote
from pos.domain.quote.solve import solve_total
from pos.domain.quote.state import MeterState, stand
from pos.domain.tariff.rounding import Rounding, RoundingMode
from pos.domain.tariff.tariff import Tariff


@dataclass(frozen=True, slots=True)
class LineBeside:
    """One line of two purchases side by side; zeros where a purchase has no such line.

    Attributes:
        rate_before, rate: decimal strings, empty where there is no line.
        amount_before, amount: minor units.
    """

    kind: str
    label: str
    rate_before: str
    rate: str
    units_milli_before: int
    units_milli: int
    amount_before: int
    amount: int


@dataclass(frozen=True, slots=True)
class Explanation:
    """Two purchases side by side.

    Attributes:
        units_milli_gained: bought now less bought then.
        total_gained: minor units paid now less paid then.
        lines: in the order of the purchase now, then what only the one before had.
    """

    units_milli_gained: int
    total_gained: int
    lines: tuple[LineBeside, ...]


@dataclass(frozen=True, slots=True)
class BlockLeft:
    """What may still be bought before the price changes.

    Attributes:
        amount: minor units that buy it, charges and arrears included.
    """

    label: str
    units_milli: int
    amount: int


def explain(quote: Quote, previous: Quote) -> Explanation:
    """Lay two purchases side by side, line by line."""
    now, before = _by_label(quote.lines), _by_label(previous.lines)
    return Explanation(
        units_milli_gained=quote.units_milli - previous.units_milli,
        total_gained=(quote.total - previous.total).minor,
        lines=tuple(
            _beside(key, now.get(key), before.get(key)) for key in dict.fromkeys((*now, *before))
        ),
    )


def _by_label(lines: Iterable[QuoteLine]) -> dict[tuple[str, str], QuoteLine]:
    found: dict[tuple[str, str], QuoteLine] = {}
    for line in lines:
        key = (line.kind, line.label)
        first = found.get(key)
        if first is not None:
            line = QuoteLine(  # noqa: PLW2901 - lines of one label are one line here.
                line.kind,
                line.label,
                first.units_milli + line.units_milli,
                line.rate,
                first.amount + line.amount,
            )
        found[key] = line
    return found


def _beside(key: tuple[str, str], now: QuoteLine | None, before: QuoteLine | None) -> LineBeside:
    return LineBeside(
        kind=key[0],
        label=key[1],
        rate_before=before.rate if before else "",
        rate=now.rate if now else "",
        units_milli_before=before.units_milli if before else 0,
        units_milli=now.units_milli if now else 0,
        amount_before=before.amount if before else 0,
        amount=now.amount if now else 0,
    )


def left_in_block(tariff: Tariff, state: MeterState, moment: datetime) -> BlockLeft | None:
    """Return what is left of the block or lifeline that a purchase begins in; None for no end.

    Raises:
        MonthToDateStale: the tariff refuses an old month-to-date.
    """
    standing = stand(tariff, state, moment)
    reached = standing.month_milli
    regime = next(
        regime for regime in regimes(tariff) if regime.up_to is None or reached < regime.up_to
    )
    block = next(
        block
        for block in blocks_of(tariff, regime, is_first=standing.is_first)
        if block.up_to_milli is None or reached < block.up_to_milli
    )
    ends = [end for end in (regime.up_to, block.up_to_milli) if end is not None]
    if not ends:
        return None
    units_milli = min(ends) - reached
    exact = solve_total(tariff, standing, units_milli).total
    return BlockLeft(block.label, units_milli, Rounding(RoundingMode.UP, 1).apply(exact))
