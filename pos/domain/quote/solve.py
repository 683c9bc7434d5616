"""Exact solutions of a price: units for a total, or the total for units.

Arrears are the least of three straight lines (what is due, a share of the purchase, nothing less
than zero); each is tried, and the one that is consistent with its own result is the answer.
Ranges of the month and of the total are tried from the lowest; the first that fits is the answer.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum
from fractions import Fraction
from typing import assert_never

from pos.domain.errors import TariffMalformed
from pos.domain.quote.charges import frames_by_cap, whole_charges
from pos.domain.quote.frame import Frame, Range, regimes, total_cases
from pos.domain.quote.price import Segment, segments
from pos.domain.quote.state import ArrearsDue, Standing
from pos.domain.tariff.linear import NOTHING, ONE, TOTAL_LINE, ZERO, Linear
from pos.domain.tariff.tariff import Tariff


class _Paid(Enum):
    """Which of the three lines gives the arrears."""

    DUE = "due"
    SHARE = "share"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Solution:
    """A purchase, unrounded: thousandths of a unit, minor units."""

    frame: Frame
    segment: Segment
    units_milli: Fraction
    total: Fraction
    arrears: Fraction

    @property
    def regime(self) -> Range:
        """The range of the month whose prices hold."""
        return self.frame.regime

    def value(self, line: Linear) -> Fraction:
        """Return what a line comes to in this purchase."""
        return line.at(units_milli=self.units_milli, total=self.total, arrears=self.arrears)

    def with_units(self, units_milli: int) -> "Solution":
        """Return it for other units, at the prices of the blocks that they are in."""
        segment = _segment_of(self.frame, units_milli)
        return replace(self, segment=segment, units_milli=Fraction(units_milli))


def solve_units(tariff: Tariff, standing: Standing, total: int) -> Solution | None:
    """Find what an amount buys.

    Returns:
        None where the charges alone are more than the amount. Where a regime is passed at its own
        prices, the next one's prices are used, even if they then buy less than its range.
    """
    case = next(case for case in total_cases(tariff) if case.up_to is None or total <= case.up_to)
    *limited, last = regimes(tariff)
    for regime in limited:
        if regime.up_to is None or regime.up_to <= standing.month_milli:
            continue
        solution = _solve_frame(Frame(tariff, standing, regime, case), Fraction(total))
        if solution is None or standing.month_milli + solution.units_milli <= regime.up_to:
            return solution
    return _solve_frame(Frame(tariff, standing, last, case), Fraction(total))


def _solve_frame(frame: Frame, total: Fraction) -> Solution | None:
    frame = replace(frame, whole=whole_charges(frame, total))
    due = frame.standing.arrears
    for paid in _Paid:
        solution = _walk(frame, paid, total)
        if solution is not None and _is_consistent(solution, due, paid):
            return solution
    return None


def _walk(frame: Frame, paid: _Paid, total: Fraction) -> Solution | None:
    """Go up the segments to the one in which the amount is used up."""
    due = frame.standing.arrears
    if due.share is None and paid is not _Paid.DUE:
        return None
    segment = next(
        segment
        for segment in segments(frame)
        if segment.to_milli is None or _at(_left(segment, due, paid), segment.to_milli, total) < 0
    )
    left = _left(segment, due, paid)
    at_start = _at(left, segment.from_milli, total)
    if at_start < 0:
        return None
    if left.per_milli >= 0:
        if due.share is not None:
            return None
        raise TariffMalformed(where="adjustments", why="rebates take all of a price")
    units_milli = segment.from_milli + Fraction(at_start, -left.per_milli)
    arrears = _arrears_line(segment, due, paid)
    paid_minor = arrears.at(units_milli=units_milli, total=total, arrears=ZERO)
    return Solution(frame, segment, units_milli, total, paid_minor)


def _left(segment: Segment, due: ArrearsDue, paid: _Paid) -> Linear:
    """Return what a purchase leaves of the total."""
    cost = segment.cost.with_arrears(_arrears_line(segment, due, paid))
    return TOTAL_LINE + cost.times(Fraction(-1))


def solve_total(tariff: Tariff, standing: Standing, units_milli: int) -> Solution:
    """Find what units cost, before any rounding."""
    month_milli = standing.month_milli + units_milli
    regime = next(
        regime for regime in regimes(tariff) if regime.up_to is None or month_milli <= regime.up_to
    )
    for case in total_cases(tariff):
        for frame in frames_by_cap(Frame(tariff, standing, regime, case)):
            for solution in _totals(frame, units_milli):
                is_whole = whole_charges(frame, solution.total) == frame.whole
                if is_whole and (case.up_to is None or solution.total <= case.up_to):
                    return solution
    raise TariffMalformed(where="adjustments", why="percentages of the total take all of it")


def _segment_of(frame: Frame, units_milli: int) -> Segment:
    return next(
        segment
        for segment in segments(frame)
        if segment.to_milli is None or units_milli <= segment.to_milli
    )


def _totals(frame: Frame, units_milli: int) -> Iterator[Solution]:
    due, segment = frame.standing.arrears, _segment_of(frame, units_milli)
    for paid in _Paid:
        arrears = _arrears_line(segment, due, paid)
        cost = segment.cost.with_arrears(arrears)
        share_left = ONE - cost.per_total
        if share_left <= 0:
            continue
        total = Fraction(cost.const + cost.per_milli * units_milli, share_left)
        paid_minor = arrears.at(units_milli=Fraction(units_milli), total=total, arrears=ZERO)
        solution = Solution(frame, segment, Fraction(units_milli), total, paid_minor)
        if _is_consistent(solution, due, paid):
            yield solution
            return


def _arrears_line(segment: Segment, due: ArrearsDue, paid: _Paid) -> Linear:
    match paid:
        case _Paid.DUE:
            return Linear(const=Fraction(due.due))
        case _Paid.SHARE:
            return segment.purchase.times(due.share or ZERO)
        case _Paid.NOTHING:
            return NOTHING
        case _:
            assert_never(paid)


def _is_consistent(solution: Solution, due: ArrearsDue, paid: _Paid) -> bool:
    if due.share is None:
        return True
    limit = solution.value(solution.segment.purchase) * due.share
    match paid:
        case _Paid.DUE:
            return due.due <= limit
        case _Paid.SHARE:
            return ZERO <= limit <= due.due
        case _Paid.NOTHING:
            return limit < 0
        case _:
            assert_never(paid)


def _at(line: Linear, units_milli: int, total: Fraction) -> Fraction:
    return line.at(units_milli=Fraction(units_milli), total=total, arrears=ZERO)
