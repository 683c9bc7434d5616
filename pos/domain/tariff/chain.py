"""Taxes, levies and rebates, one after the other, each on its own base."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from pos.domain.tariff.linear import NOTHING, ONE, TOTAL_LINE, Linear
from pos.domain.tariff.terms import CHARGES, ENERGY, SUBTOTAL, TOTAL, Adjustment


def sum_lines(lines: Iterable[Linear]) -> Linear:
    """Add up straight lines."""
    total = NOTHING
    for line in lines:
        total += line
    return total


def lay_adjustments(
    adjustments: Iterable[Adjustment],
    parts: Mapping[str, Linear],
    units: Mapping[str, Linear],
    *,
    is_rounded: bool = False,
) -> dict[str, Linear]:
    """Work out adjustments in their order.

    Args:
        adjustments: those that apply.
        parts: energy, charges, total, arrears and what has a name of its own; a name that is
            missing counts nothing.
        units: units of each block by its name, those of nameless blocks under the empty name.
        is_rounded: all parts are constants; each adjustment becomes its rounded line at once.

    Returns:
        The adjustments' lines by name, a rebate's negative.
    """
    known = dict(parts)
    known[SUBTOTAL] = parts.get(ENERGY, NOTHING) + parts.get(CHARGES, NOTHING)
    laid: dict[str, Linear] = {}
    for adjustment in adjustments:
        base = sum_lines(known.get(name, NOTHING).times(share) for name, share in adjustment.base)
        names = adjustment.units_of or tuple(units)
        counted = sum_lines(units.get(name, NOTHING) for name in names)
        line = base.times(adjustment.factor) + counted.times(adjustment.per_milli)
        if is_rounded:
            line = Linear(const=Fraction(adjustment.rounded(line.const)))
        laid[adjustment.name] = line
        known[adjustment.name] = line
        known[SUBTOTAL] += line
    return laid


def without_included(
    gross: Fraction, included: Iterable[Adjustment], *, name: str, group: str
) -> Fraction | None:
    """Take the included adjustments out of a price.

    Solves `price + adjustments on the price = gross` by the adjustments' own rules, each counting
    only this price in its base, and `total` standing for gross.

    Args:
        gross: a block's price of a thousandth of a unit, or a charge.
        included: the adjustments that it contains, in their order.
        name: the block's or charge's own, possibly empty.
        group: `energy` or `charges`; prices per unit apply to energy only.

    Returns:
        The price alone; None where there is none that is not negative.
    """
    price = Linear(per_milli=ONE)
    parts = {name: price, group: price, TOTAL: TOTAL_LINE}
    units = {name: Linear(const=ONE)} if group == ENERGY else {}
    added = sum_lines(lay_adjustments(included, parts, units).values())
    left = gross * (1 - added.per_total) - added.const
    if left < 0 or added.per_milli <= -1:
        return None
    return Fraction(left, 1 + added.per_milli)
