"""From an exact solution to lines in whole minor units that sum to the total.

Rule: every charge, adjustment and the arrears are rounded on their own, as the tariff says; energy
is what is left of the total, so the lines sum to it. Energy is shared among blocks cumulatively:
the first k blocks together get their exact price rounded to nearest, and each block gets what that
grew by; the last block gets what is left, and with it all that rounding the units moved.

Example: ZAR 200.00, blocks of 1.2196 up to 100 and 1.4170 above, VAT 14 % on energy, 60 units
bought before. Without VAT there are 175.4385...; the 40 units left in the first block cost 48.784,
and 126.6545... buys 89.3822... more, so 129.3822... in all, rounded to 129.4. VAT is 24.5614...,
line 24.56; energy is 175.44. Its lines are 40 units for 48.78 and 89.4 units for the rest, 126.66.
48.78 + 126.66 + 24.56 = 200.00.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate

from pos.domain.entries import QuoteLine
from pos.domain.quote.price import blocks_of, split_units
from pos.domain.quote.solve import Solution
from pos.domain.quote.state import Standing
from pos.domain.tariff.chain import lay_adjustments
from pos.domain.tariff.linear import NOTHING, Linear
from pos.domain.tariff.own_labels import EARLIER_LABEL
from pos.domain.tariff.rounding import format_rate, nearest_whole
from pos.domain.tariff.tariff import Tariff
from pos.domain.tariff.terms import (
    ARREARS,
    CHARGES,
    ENERGY,
    TOTAL,
    Adjustment,
    BasesFrom,
    Block,
    TotalFrom,
)


@dataclass(frozen=True, slots=True)
class OtherLines:
    """Lines beside energy, rounded.

    Attributes:
        charges: before energy on paper.
        adjustments: after it.
        arrears: last; empty or one line.
    """

    charges: tuple[QuoteLine, ...]
    adjustments: tuple[QuoteLine, ...]
    arrears: tuple[QuoteLine, ...]

    def amount(self) -> int:
        """Return the sum in minor units."""
        return sum(line.amount for line in (*self.charges, *self.adjustments, *self.arrears))

    def arrears_paid(self) -> int:
        """Return what goes to arrears in minor units."""
        return sum(line.amount for line in self.arrears)


def other_lines(tariff: Tariff, solution: Solution, *, rest: int = 0) -> OtherLines:
    """Round what is not energy; lines of nothing are left out.

    Args:
        rest: minor units that the adjustment that takes remainders is changed by, as far as that
            leaves something of it.
    """
    charges = (
        QuoteLine(
            "fixed", charge.label, 0, charge.rate, charge.rounding.apply(solution.value(paid))
        )
        for charge, paid in solution.segment.charges
    )
    policy = tariff.arrears
    paid = 0 if policy is None else policy.rounding.apply(solution.arrears)
    rests = {tariff.remainder_to: rest}
    adjustments = (
        _adjustment_line(adjustment, value, rests.get(adjustment.name, 0), solution)
        for adjustment, value in _values(tariff, solution, paid)
    )
    arrears = () if policy is None else (QuoteLine("arrears", policy.label, 0, "", paid),)
    return OtherLines(_not_nothing(charges), _not_nothing(adjustments), _not_nothing(arrears))


def _values(
    tariff: Tariff, solution: Solution, arrears_paid: int
) -> Iterator[tuple[Adjustment, Fraction]]:
    """Give the adjustments with what they come to before their rounding."""
    laid = {adjustment.name: line for adjustment, line in solution.segment.adjustments}
    if tariff.bases_from is BasesFrom.ROUNDED_LINES:
        parts = _rounded_parts(tariff, solution, arrears_paid)
        units: dict[str, Linear] = {}
        for share in solution.segment.shares:
            name = share.block.name
            units[name] = units.get(name, NOTHING) + Linear(const=solution.value(share.units))
        applying = (adjustment for adjustment, _ in solution.segment.adjustments)
        laid = lay_adjustments(applying, parts, units, is_rounded=True)
    for adjustment, _ in solution.segment.adjustments:
        yield adjustment, solution.value(laid[adjustment.name])


def _rounded_parts(tariff: Tariff, solution: Solution, arrears_paid: int) -> dict[str, Linear]:
    """Return what bases are made of, each rounded as its line is."""
    segment = solution.segment
    rounded = [("", tariff.energy_rounding.apply(segment.recovery))]
    rounded += [
        (share.block.name, tariff.energy_rounding.apply(solution.value(share.money)))
        for share in segment.shares
    ]
    charged = [
        (each.name, each.rounding.apply(solution.value(paid))) for each, paid in segment.charges
    ]
    parts: dict[str, int] = {
        ENERGY: sum(amount for _, amount in rounded),
        CHARGES: sum(amount for _, amount in charged),
        ARREARS: arrears_paid,
        TOTAL: nearest_whole(solution.total),
    }
    for name, amount in (*rounded, *charged):
        parts[name] = parts.get(name, 0) + amount
    return {name: Linear(const=Fraction(amount)) for name, amount in parts.items()}


def _adjustment_line(
    adjustment: Adjustment, value: Fraction, rest: int, solution: Solution
) -> QuoteLine:
    units_milli = 0
    if adjustment.per_milli:
        units_milli = nearest_whole(
            sum(
                (
                    solution.value(share.units)
                    for share in solution.segment.shares
                    if not adjustment.units_of or share.block.name in adjustment.units_of
                ),
                Fraction(0),
            )
        )
    amount = adjustment.rounded(value)
    if rest:
        amount = max(0, amount + rest)
    return QuoteLine(adjustment.kind.value, adjustment.label, units_milli, adjustment.rate, amount)


def _not_nothing(lines: Iterable[QuoteLine]) -> tuple[QuoteLine, ...]:
    return tuple(line for line in lines if line.amount or line.units_milli)


def units_for_energy(
    tariff: Tariff, standing: Standing, solution: Solution, money: int
) -> Fraction:
    """Return how many thousandths so many minor units of energy buy at the solution's prices."""
    left = money - solution.segment.recovery
    if left < 0:
        return Fraction(0)
    reached = Fraction(standing.month_milli)
    *limited, last = blocks_of(tariff, solution.regime, is_first=standing.is_first)
    for block in limited:
        room = max(Fraction(0), (block.up_to_milli or 0) - reached)
        if room * block.rate > left:
            return reached + Fraction(left, block.rate) - standing.month_milli
        left -= room * block.rate
        reached += room
    return reached + Fraction(left, last.rate) - standing.month_milli


def energy_lines(
    tariff: Tariff, standing: Standing, solution: Solution, units_milli: int, money: int
) -> tuple[QuoteLine, ...]:
    """Share rounded units and energy money among blocks.

    Args:
        units_milli: above zero.
        money: minor units, not negative.
    """
    shares, prices = _energy_prices(tariff, standing, solution, Fraction(units_milli))
    amounts = [tariff.energy_rounding.apply(price) for price in prices]
    is_cumulative = tariff.total_from is TotalFrom.EXACT_PRICE and tariff.remainder_to == ENERGY
    if sum(amounts) != money or is_cumulative:
        amounts = _apportion(money, prices)
    recovered = QuoteLine("energy", EARLIER_LABEL, 0, "", amounts[0])
    bought = (
        QuoteLine("energy", block.label, units.numerator, block.shown_rate, amount)
        for (block, units), amount in zip(shares, amounts[1:], strict=True)
    )
    return _not_nothing((recovered, *bought))


def rounded_energy(tariff: Tariff, standing: Standing, solution: Solution) -> int:
    """Return what a solution's units cost, each block rounded as the tariff says."""
    _, prices = _energy_prices(tariff, standing, solution, solution.units_milli)
    return sum(tariff.energy_rounding.apply(price) for price in prices)


def _energy_prices(
    tariff: Tariff, standing: Standing, solution: Solution, units_milli: Fraction
) -> tuple[list[tuple[Block, Fraction]], list[Fraction]]:
    """Return the blocks with their units, and the exact prices: the recovery's, then each one's."""
    blocks = blocks_of(tariff, solution.regime, is_first=standing.is_first)
    shares = list(split_units(blocks, standing.month_milli, standing.month_milli + units_milli))
    recovery = solution.segment.recovery
    return shares, [recovery, *(units * block.rate for block, units in shares)]


def _apportion(money: int, prices: list[Fraction]) -> list[int]:
    amounts = []
    given = 0
    for reached in accumulate(prices[:-1]):
        # A cent that rounding took from energy must not leave the last block below nothing.
        upto = min(nearest_whole(reached), money)
        amounts.append(upto - given)
        given = upto
    return [*amounts, money - given]


def free_line(label: str, units_milli: int) -> tuple[QuoteLine, ...]:
    """Return the line of free units, or none."""
    return (
        (QuoteLine("free", label, units_milli, format_rate(Fraction(0)), 0),) if units_milli else ()
    )
