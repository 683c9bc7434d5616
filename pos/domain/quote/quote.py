"""Quotes: what an amount buys, or what units cost, line by line.

The units are solved exactly, then rounded by the tariff. The lines sum to the total to the cent by
the rule in `lines`, which has a worked example.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction
from math import ceil, lcm

from pos.domain.energy import format_units
from pos.domain.entries import QuoteLine
from pos.domain.errors import (
    AmountBuysNothing,
    AmountNotPositive,
    AmountOutOfLimits,
    CurrencyMismatch,
)
from pos.domain.errors.selling import TooManyUnits
from pos.domain.money import Money, format_minor
from pos.domain.quote.charges import paid_for_this_month
from pos.domain.quote.lines import free_line, other_lines, rounded_energy, units_for_energy
from pos.domain.quote.solve import Solution, solve_total, solve_units
from pos.domain.quote.spread import Spread, rounding_line, spread
from pos.domain.quote.state import MeterState, Standing, stand
from pos.domain.tariff.rounding import nearest_whole
from pos.domain.tariff.tariff import Tariff
from pos.domain.tariff.terms import LinesFrom, TotalFrom, UnitsFrom
from pos.sts.amount import MILLI_PER_STEP, STEPS_MAX, credited_milli
from pos.sts.errors import OutOfRange

CREDIT = "credit"
FREE = "free"


@dataclass(frozen=True, slots=True)
class QuotedToken:
    """A token that the sale would issue: `credit` or `free`, in thousandths of a unit."""

    kind: str
    units_milli: int


@dataclass(frozen=True, slots=True)
class Quote:
    """What a purchase comes to.

    Attributes:
        total: what the customer pays.
        units_milli: what the money buys, free units not included.
        credited_milli: what the meter adds for them, rounded up by the token's own steps.
        lines: sum to total.
        tokens: in the order to type them.
        month_to_date_milli: as the prices took it, before this purchase.
        arrears_paid: minor units that go to arrears.
        arrears_left: minor units still owed afterwards.
        carried: the part of those that fell due and is carried forward.
        fixed_paid: what it pays of this month's charges, by name, in minor units without taxes;
            negative for what a cap leaves due of months that went by.
    """

    total: Money
    units_milli: int
    credited_milli: int
    lines: tuple[QuoteLine, ...]
    tokens: tuple[QuotedToken, ...]
    month_to_date_milli: int
    arrears_paid: int
    arrears_left: int
    carried: int
    fixed_paid: tuple[tuple[str, int], ...]

    @property
    def given_milli(self) -> int:
        """What the customer gets, free units included."""
        return sum(token.units_milli for token in self.tokens)


def quote_amount(tariff: Tariff, amount: Money, state: MeterState, moment: datetime) -> Quote:
    """Work out what an amount buys; all of it is spent.

    Args:
        amount: above zero, in the tariff's currency.
        moment: aware; when the sale is made.

    Raises:
        ResourceNotSold, TariffNotValid, CurrencyMismatch, AmountNotPositive, MonthToDateStale.
        AmountOutOfLimits: minimum, maximum, step or coins.
        TooManyUnits: more than a token can hold.
        AmountBuysNothing: charges and arrears leave nothing, or less than the smallest step.
    """
    _must_be_sold(tariff, moment)
    if amount.currency != tariff.currency:
        raise CurrencyMismatch(expected=tariff.currency, found=amount.currency)
    if amount.minor <= 0:
        raise AmountNotPositive(text=str(amount))
    _must_be_within(tariff, amount, by_money=True)
    standing = stand(tariff, state, moment)
    purchase = _purchase(tariff, standing, amount.minor)
    if purchase is None:
        raise _buys_nothing(tariff, standing, amount)
    units_milli, lines = purchase
    return _quote(tariff, standing, units_milli, lines, amount)


def _purchase(tariff: Tariff, standing: Standing, minor: int) -> tuple[int, Spread] | None:
    """Return the thousandths that so many minor units buy, and the lines; None for nothing."""
    solution = solve_units(tariff, standing, minor)
    if solution is None:
        return None
    units_milli = _bought(tariff, standing, solution, minor)
    if units_milli <= 0:
        return None
    if tariff.lines_from is LinesFrom.SOLD_UNITS:
        solution = solution.with_units(units_milli)
    lines = spread(tariff, standing, solution, minor)
    return (units_milli, lines) if lines.energy_money >= 0 else None


def quote_units(tariff: Tariff, units_milli: int, state: MeterState, moment: datetime) -> Quote:
    """Work out what units cost; they are first rounded to what the tariff sells.

    Args:
        units_milli: thousandths of a unit, above zero.
        moment: aware; when the sale is made.

    Raises:
        ResourceNotSold, TariffNotValid, AmountNotPositive, MonthToDateStale.
        AmountOutOfLimits: minimum or maximum of money.
        TooManyUnits: more than a token can hold.
        AmountBuysNothing: less than half the smallest step, or its price is rounded to nothing.
    """
    _must_be_sold(tariff, moment)
    if units_milli <= 0:
        raise AmountNotPositive(text=format_units(units_milli))
    sold_milli = tariff.units_rounding.apply(Fraction(units_milli))
    standing = stand(tariff, state, moment)
    if sold_milli == 0:
        raise _buys_nothing(tariff, standing, Money(0, tariff.currency))
    solution = solve_total(tariff, standing, sold_milli)
    others = other_lines(tariff, solution)
    if tariff.total_from is TotalFrom.ROUNDED_LINES:
        price = others.amount() + rounded_energy(tariff, standing, solution)
        if tariff.total_rounding is not None:
            price = tariff.total_rounding.apply(Fraction(price))
    else:
        price = _price(tariff, standing, solution)
    price = max(price, others.amount())
    lines = spread(tariff, standing, solution, price)
    total = price if tariff.cash_rounding is None else tariff.cash_rounding.apply(Fraction(price))
    lines = replace(lines, rounding=lines.rounding + total - price)
    money = Money(total, tariff.currency)
    if total <= 0:
        # The tariff's own rounding took the whole price.
        total_step = 1 if tariff.total_rounding is None else tariff.total_rounding.step
        raise _buys_nothing(tariff, standing, money, step=total_step)
    _must_be_within(tariff, money, by_money=False)
    return _quote(tariff, standing, sold_milli, lines, money)


def _price(tariff: Tariff, standing: Standing, solution: Solution) -> int:
    if tariff.total_rounding is not None:
        return tariff.total_rounding.apply(solution.total)
    nearest = nearest_whole(solution.total)
    for total_minor in (nearest, nearest + 1):
        bought = solve_units(tariff, standing, total_minor)
        if bought is None:
            continue
        if _bought(tariff, standing, bought, total_minor) >= solution.units_milli:
            return total_minor
    # Just above a lifeline no amount near the price buys as much.
    return ceil(solution.total)


def _bought(tariff: Tariff, standing: Standing, solution: Solution, total_minor: int) -> int:
    """Return the rounded units of a solution for an amount, in thousandths."""
    if tariff.units_from is UnitsFrom.EXACT_MONEY:
        return tariff.units_rounding.apply(solution.units_milli)
    energy_money = total_minor - other_lines(tariff, solution).amount()
    return tariff.units_rounding.apply(units_for_energy(tariff, standing, solution, energy_money))


def _fixed_paid(tariff: Tariff, solution: Solution) -> tuple[tuple[str, int], ...]:
    paid = {charge.name: solution.value(line) for charge, line in solution.segment.charges}
    is_capped = tariff.charges_cap is not None
    return tuple(paid_for_this_month(paid, solution.segment.earlier, is_capped=is_capped))


def _must_be_sold(tariff: Tariff, moment: datetime) -> None:
    tariff.must_be_sold()
    tariff.must_be_valid(moment)


def _must_be_within(tariff: Tariff, amount: Money, *, by_money: bool) -> None:
    step = _payable_step(tariff)
    is_payable = amount.minor % step == 0
    is_high_enough = amount.minor >= (tariff.minimum or 0)
    is_low_enough = tariff.maximum is None or amount.minor <= tariff.maximum
    if (is_payable or not by_money) and is_high_enough and is_low_enough:
        return

    def shown(minor: int | None) -> str:
        return "" if minor is None else format_minor(minor, tariff.decimals)

    raise AmountOutOfLimits(
        amount=str(amount),
        minimum=shown(tariff.minimum),
        maximum=shown(tariff.maximum),
        step=shown(step) if step > 1 else "",
    )


def _payable_step(tariff: Tariff) -> int:
    """Return the minor units of which an amount is a multiple: the tariff's step, in coins."""
    coins = 1 if tariff.cash_rounding is None else tariff.cash_rounding.step
    return lcm(tariff.step or 1, coins)


def _buys_nothing(
    tariff: Tariff, standing: Standing, amount: Money, *, step: int = 1
) -> AmountBuysNothing:
    """Name the least amount, a multiple of `step`, that does buy the smallest step of units."""
    step = lcm(_payable_step(tariff), step)
    # Units that are rounded to nearest or up cost less than they are worth, down to a part of it.
    too_few = max(0, (tariff.minimum or 0) - 1) // step
    enough = max(too_few + 1, ceil(_cost_of_a_step(tariff, standing) * Fraction(1, step)))
    while enough - too_few > 1:
        middle = (too_few + enough) // 2
        if _purchase(tariff, standing, middle * step) is None:
            too_few = middle
        else:
            enough = middle
    least = enough * step
    return AmountBuysNothing(amount=str(amount), least=str(Money(least, tariff.currency)))


def _cost_of_a_step(tariff: Tariff, standing: Standing) -> Fraction:
    return solve_total(tariff, standing, tariff.units_rounding.step).total


def _quote(
    tariff: Tariff, standing: Standing, units_milli: int, lines: Spread, total: Money
) -> Quote:
    free_milli = standing.free_milli
    try:
        credited = credited_milli(units_milli)
        credited_milli(free_milli)
    except OutOfRange as error:
        most = format_units(STEPS_MAX * MILLI_PER_STEP)
        units = format_units(max(units_milli, free_milli))
        raise TooManyUnits(amount=str(total), units=units, most=most) from error
    label = "" if tariff.free_units is None else tariff.free_units.label
    quoted = (
        *lines.others.charges,
        *lines.energy(tariff, standing, units_milli),
        *free_line(label, free_milli),
        *lines.others.adjustments,
        *lines.others.arrears,
        *rounding_line(lines.rounding),
    )
    assert sum(line.amount for line in quoted) == total.minor  # noqa: S101 - our own bug.
    paid = lines.others.arrears_paid()
    due = standing.arrears
    left = max(0, due.owed - paid)
    carries = tariff.arrears is not None and tariff.arrears.carries_forward
    tokens = (QuotedToken(CREDIT, units_milli), QuotedToken(FREE, free_milli))
    return Quote(
        total=total,
        units_milli=units_milli,
        credited_milli=credited,
        lines=quoted,
        tokens=tokens if free_milli else tokens[:1],
        month_to_date_milli=standing.month_milli,
        arrears_paid=paid,
        arrears_left=left,
        carried=max(0, due.due - paid) if carries and not due.asks_share_only else 0,
        fixed_paid=_fixed_paid(tariff, lines.solution),
    )
