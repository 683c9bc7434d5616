"""Where lines that are rounded before units are bought make a cent more buy less.

Between two rounding steps every line is constant and more money is more energy; at a step a line
jumps by the whole of it. So only the amounts beside the steps are looked at, in every block.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from functools import cache, partial
from itertools import islice
from math import ceil, floor
from typing import Final

from pos.domain.quote.findings import Finding, FindingKind
from pos.domain.quote.frame import regimes
from pos.domain.quote.lines import other_lines, units_for_energy
from pos.domain.quote.price import blocks_of
from pos.domain.quote.solve import Solution, solve_total, solve_units
from pos.domain.quote.state import Standing
from pos.domain.tariff.rounding import Rounding, RoundingMode
from pos.domain.tariff.tariff import Tariff
from pos.domain.tariff.terms import BasesFrom, UnitsFrom

_STEPS_OF_A_LINE: Final = 50
_BESIDE_ROUNDED: Final = 4
_HALF: Final = Fraction(1, 2)
Measure = Callable[[Tariff, Standing, int], int]


def units_sold(tariff: Tariff, standing: Standing, amount: int) -> int:
    """Return the thousandths that so many minor units buy, 0 where they buy none."""
    return max(0, tariff.units_rounding.apply(_unrounded(tariff, standing, amount)))


def units_exact(tariff: Tariff, standing: Standing, amount: int) -> int:
    """Return the whole thousandths that so many minor units buy before units are rounded."""
    return max(0, floor(_unrounded(tariff, standing, amount)))


def _unrounded(tariff: Tariff, standing: Standing, amount: int) -> Fraction:
    solution = solve_units(tariff, standing, amount)
    if solution is None:
        return Fraction(0)
    if tariff.units_from is UnitsFrom.EXACT_MONEY:
        return solution.units_milli
    money = amount - other_lines(tariff, solution).amount()
    return units_for_energy(tariff, standing, solution, money)


def first_rounding_drop(
    tariff: Tariff, standing: Standing, *, is_owing: bool = False
) -> tuple[Finding, ...]:
    """Return one amount that buys more than a cent more does, or nothing.

    Units are compared before their rounding: what it hides in one month shows in another.
    """
    # The same amounts lie beside several steps, and blocks begin alike in several regimes.
    exact = cache(partial(units_exact, tariff, standing))
    for start in dict.fromkeys(_starts(tariff, standing)):
        for amount in _beside_steps(tariff, standing, start):
            if exact(amount + 1) < exact(amount):
                measure: Measure = units_exact
                if units_sold(tariff, standing, amount + 1) < units_sold(tariff, standing, amount):
                    measure = units_sold
                drop = drop_after(tariff, standing, amount, measure)
                return (replace(drop, is_owing=is_owing),)
    return ()


def drop_after(tariff: Tariff, standing: Standing, amount: int, measure: Measure) -> Finding:
    """Tell a drop from an amount to the next; how far it goes is looked for by halves."""
    before = measure(tariff, standing, amount)
    low, high = amount + 1, 2 * amount + 2
    while measure(tariff, standing, high) < before:
        low, high = high, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        if measure(tariff, standing, middle) < before:
            low = middle
        else:
            high = middle
    return Finding(
        FindingKind.NOT_MONOTONE,
        amount=amount,
        units_milli=before,
        units_milli_after=measure(tariff, standing, amount + 1),
        amount_again=high,
    )


def _starts(tariff: Tariff, standing: Standing) -> Iterator[int]:
    """Yield the amounts at which a block begins."""
    yield ceil(solve_total(tariff, standing, tariff.units_rounding.step).total)
    for regime in regimes(tariff):
        for block in blocks_of(tariff, regime, is_first=standing.is_first):
            end = block.up_to_milli
            if end is not None and end > standing.month_milli:
                yield ceil(solve_total(tariff, standing, end - standing.month_milli).total) + 1


def _beside_steps(tariff: Tariff, standing: Standing, start: int) -> Iterator[int]:
    here, there = (solve_units(tariff, standing, amount) for amount in (start, start + 1))
    if here is None or there is None or here.segment != there.segment:
        return
    # Laid on a rounded base, a line takes its step where that base does: up to a cent's worth off.
    is_exact = tariff.bases_from is BasesFrom.EXACT_PARTS
    beside = 1 if is_exact else _BESIDE_ROUNDED
    for rounding, value, next_value in _lines(tariff, here, there):
        slope = next_value - value
        if slope:
            for edge in islice(_edges(value, slope, rounding), _STEPS_OF_A_LINE):
                reached = start + (edge - value) * Fraction(1, slope)
                yield from range(floor(reached) - beside, ceil(reached) + beside)


def _lines(
    tariff: Tariff, here: Solution, there: Solution
) -> Iterator[tuple[Rounding, Fraction, Fraction]]:
    """Yield what is rounded beside energy, and what it comes to in both."""
    segment = here.segment
    for charge, paid in segment.charges:
        yield charge.rounding, here.value(paid), there.value(paid)
    for adjustment, line in segment.adjustments:
        yield adjustment.rounding, here.value(line), there.value(line)
    if tariff.arrears is not None:
        yield tariff.arrears.rounding, here.arrears, there.arrears


def _edges(value: Fraction, slope: Fraction, rounding: Rounding) -> Iterator[Fraction]:
    """Yield the values at which a line takes its next step."""
    is_nearest = rounding.mode in (RoundingMode.NEAREST, RoundingMode.NEAREST_EVEN)
    shift = _HALF * rounding.step if is_nearest else Fraction(0)
    direction = 1 if slope > 0 else -1
    count = floor((value - shift) * Fraction(1, rounding.step))
    while True:
        count += direction
        yield count * rounding.step + shift
