"""Exact solutions of a price: units for a total, or the total for units.

Arrears are the least of three straight lines (what is due, a share of the purchase, nothing less
than zero); each is tried, and the one that is consistent with its own result is the answer.
Ranges of the month and of the total are tried from the lowest; the first that fits is the answer.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from pos.domain.errors import TariffMalformed
from pos.domain.quote_price import Range, Segment, regimes, segments, total_cases
from pos.domain.quote_state import ArrearsDue, Standing
from pos.domain.tariff import Tariff
from pos.domain.tariff_linear import NOTHING, ONE, TOTAL_LINE, ZERO, Linear


@dataclass(frozen=True, slots=True)
class Solution:
    """A purchase, unrounded: thousandths of a unit, minor units."""

    regime: Range
    segment: Segment
    units_milli: Fraction
    total: Fraction
    arrears: Fraction

    def value(self, line: Linear) -> Fraction:
        """Return what a line comes to in this purchase."""
        return line.at(units_milli=self.units_milli, total=self.total, arrears=self.arrears)


def solve_units(tariff: Tariff, standing: Standing, total: int) -> Solution | None:
    """Find what an amount buys.

    Returns:
        None where the charges alone are more than the amount. Where a regime is passed at its own
        prices, the next one's prices are used, even if they then buy less than its range.
    """
    case = next(case for case in total_cases(tariff) if case.up_to is None or total <= case.up_to)
    for regime in regimes(tariff):
        if regime.up_to is not None and regime.up_to <= standing.month_milli:
            continue
        run = segments(tariff, standing, regime, case)
        solution = _solve_run(run, standing.arrears, regime, Fraction(total))
        if solution is None:
            return None
        if regime.up_to is None or standing.month_milli + solution.units_milli <= regime.up_to:
            return solution
    raise AssertionError("the last regime has no end")


def _solve_run(
    run: tuple[Segment, ...], due: ArrearsDue, regime: Range, total: Fraction
) -> Solution | None:
    for mode in range(3):
        for segment in run:
            arrears = _arrears_line(segment, due, mode)
            if arrears is None:
                break
            left = TOTAL_LINE + segment.cost.with_arrears(arrears).times(Fraction(-1))
            if segment.to_milli is not None and _at(left, segment.to_milli, total) >= 0:
                continue
            at_start = _at(left, segment.from_milli, total)
            if at_start < 0:
                break
            units_milli = segment.from_milli + Fraction(at_start, _falling(left))
            paid = arrears.at(units_milli=units_milli, total=total, arrears=ZERO)
            solution = Solution(regime, segment, units_milli, total, paid)
            if _is_consistent(solution, due, mode):
                return solution
            break
    return None


def solve_total(tariff: Tariff, standing: Standing, units_milli: int) -> Solution:
    """Find what units cost, before any rounding."""
    month_milli = standing.month_milli + units_milli
    regime = next(
        regime for regime in regimes(tariff) if regime.up_to is None or month_milli <= regime.up_to
    )
    for case in total_cases(tariff):
        segment = next(
            segment
            for segment in segments(tariff, standing, regime, case)
            if segment.to_milli is None or units_milli <= segment.to_milli
        )
        for solution in _totals(segment, standing.arrears, regime, units_milli):
            if case.up_to is None or solution.total <= case.up_to:
                return solution
    raise TariffMalformed(where="adjustments", why="percentages of the total take all of it")


def _totals(
    segment: Segment, due: ArrearsDue, regime: Range, units_milli: int
) -> Iterator[Solution]:
    for mode in range(3):
        arrears = _arrears_line(segment, due, mode)
        if arrears is None:
            continue
        cost = segment.cost.with_arrears(arrears)
        share_left = ONE - cost.per_total
        if share_left <= 0:
            continue
        total = Fraction(cost.const + cost.per_milli * units_milli, share_left)
        paid = arrears.at(units_milli=Fraction(units_milli), total=total, arrears=ZERO)
        solution = Solution(regime, segment, Fraction(units_milli), total, paid)
        if _is_consistent(solution, due, mode):
            yield solution
            return


def _arrears_line(segment: Segment, due: ArrearsDue, mode: int) -> Linear | None:
    if mode == 0:
        return Linear(const=Fraction(due.due))
    if due.share is None:
        return None
    return segment.purchase.times(due.share) if mode == 1 else NOTHING


def _is_consistent(solution: Solution, due: ArrearsDue, mode: int) -> bool:
    if due.share is None:
        return True
    limit = solution.value(solution.segment.purchase) * due.share
    if mode == 0:
        return due.due <= limit
    return ZERO <= limit <= due.due if mode == 1 else limit < 0


def _at(line: Linear, units_milli: int, total: Fraction) -> Fraction:
    return line.at(units_milli=Fraction(units_milli), total=total, arrears=ZERO)


def _falling(left: Linear) -> Fraction:
    if left.per_milli >= 0:
        raise TariffMalformed(where="adjustments", why="rebates take all of a block's price")
    return -left.per_milli
