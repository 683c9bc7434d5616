"""Where the conditions of a tariff hold: ranges of the month's units and of the total.

A *regime* is a range of the month's units in which the same lifeline and the same conditions hold;
a *total case* is a range of what the customer pays in which the same conditions hold.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pos.domain.quote.state import Standing
from pos.domain.tariff.tariff import Tariff
from pos.domain.tariff.terms import When


@dataclass(frozen=True, slots=True)
class Range:
    """Values above `above` up to `up_to`; None for no end."""

    above: int
    up_to: int | None


def regimes(tariff: Tariff) -> tuple[Range, ...]:
    """Return the ranges of the month's units, ascending."""
    conditions = list(_conditions(tariff))
    return _ranges(
        [lifeline.up_to_milli for lifeline in tariff.lifelines]
        + [when.month_above_milli for when in conditions]
        + [when.month_up_to_milli for when in conditions]
    )


def total_cases(tariff: Tariff) -> tuple[Range, ...]:
    """Return the ranges of the total, ascending."""
    conditions = list(_conditions(tariff))
    return _ranges(
        [when.total_above for when in conditions] + [when.total_up_to for when in conditions]
    )


def _conditions(tariff: Tariff) -> Iterator[When]:
    yield from (charge.when for charge in tariff.charges)
    yield from (adjustment.when for adjustment in tariff.adjustments)


def _ranges(ends: Iterable[int | None]) -> tuple[Range, ...]:
    edges = sorted({end for end in ends if end is not None})
    return tuple(Range(*pair) for pair in zip([-1, *edges], [*edges, None], strict=True))


def _holds(when: When, regime: Range, case: Range) -> bool:
    return (
        _is_above(regime, when.month_above_milli)
        and _is_up_to(regime, when.month_up_to_milli)
        and _is_in(when, case)
    )


def _is_in(when: When, case: Range) -> bool:
    return _is_above(case, when.total_above) and _is_up_to(case, when.total_up_to)


def _is_above(values: Range, edge: int | None) -> bool:
    return edge is None or values.above >= edge


def _is_up_to(values: Range, edge: int | None) -> bool:
    return edge is None or (values.up_to is not None and values.up_to <= edge)


@dataclass(frozen=True, slots=True)
class Frame:
    """A meter under a tariff, within one regime and one total case.

    Attributes:
        whole: how many monthly charges the tariff's cap lets be paid whole; the next gets what is
            left under it. None where all are.
    """

    tariff: Tariff
    standing: Standing
    regime: Range
    case: Range
    whole: int | None = None

    def holds(self, when: When) -> bool:
        """Whether conditions hold in all of the frame."""
        return _holds(when, self.regime, self.case)

    def holds_for_earlier(self, when: When) -> bool:
        """Whether they hold for a month that ended without a unit."""
        return when.month_above_milli is None and _is_in(when, self.case)
