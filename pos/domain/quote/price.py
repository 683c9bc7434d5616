"""The price of a purchase as straight lines, one set for each block it may end in.

For one regime and one total case, a purchase runs through *segments*, one for each block.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from pos.domain.quote.charges import charges_in, due_for_earlier_months
from pos.domain.quote.frame import Frame, Range
from pos.domain.tariff.chain import lay_adjustments, sum_lines
from pos.domain.tariff.linear import ARREARS_LINE, NOTHING, ONE, TOTAL_LINE, ZERO, Linear
from pos.domain.tariff.tariff import Tariff
from pos.domain.tariff.terms import (
    ARREARS,
    CHARGES,
    ENERGY,
    SUBTOTAL,
    TOTAL,
    Adjustment,
    Block,
    Charge,
)


@dataclass(frozen=True, slots=True)
class BlockShare:
    """What one block gives to a purchase."""

    block: Block
    units: Linear
    money: Linear


@dataclass(frozen=True, slots=True)
class Segment:
    """Purchases that end in one block.

    Attributes:
        from_milli: smallest purchase, exclusive but for the first segment.
        to_milli: largest purchase; None for no end.
        shares: of the blocks, in order.
        recovery: what earlier units of the month were cheaper by, to be paid now.
        charges: with what is paid of each.
        earlier: of the monthly ones, what is due for months that went by.
        adjustments: with their money and, where priced per unit, their units.
        cost: everything together; a purchase is right when it equals the total.
        purchase: total less what arrears are not taken from.
    """

    from_milli: int
    to_milli: int | None
    shares: tuple[BlockShare, ...]
    recovery: Fraction
    charges: tuple[tuple[Charge, Linear], ...]
    earlier: tuple[tuple[Charge, Fraction], ...]
    adjustments: tuple[tuple[Adjustment, Linear], ...]
    cost: Linear
    purchase: Linear


def blocks_of(tariff: Tariff, regime: Range, *, is_first: bool) -> tuple[Block, ...]:
    """Return the blocks that price a month that ends in a regime.

    Args:
        is_first: the purchase is the month's first. In a later one the next block's price holds
            for the units of blocks that only the first one has.
    """
    blocks = tariff.blocks
    for lifeline in tariff.lifelines:
        if regime.up_to is not None and regime.up_to <= lifeline.up_to_milli:
            blocks = lifeline.blocks
            break
    return tuple(block for block in blocks if is_first or not block.first_vend_only)


def energy_money(blocks: tuple[Block, ...], from_milli: int, to_milli: Fraction) -> Fraction:
    """Return what the month's units from one count to another cost, in minor units."""
    return sum(
        (units * block.rate for block, units in split_units(blocks, from_milli, to_milli)), ZERO
    )


def split_units(
    blocks: tuple[Block, ...], from_milli: int, to_milli: Fraction
) -> Iterator[tuple[Block, Fraction]]:
    """Share the month's units from one count to another among blocks, leaving out empty ones."""
    reached = Fraction(from_milli)
    for block in blocks:
        end = to_milli if block.up_to_milli is None else min(to_milli, Fraction(block.up_to_milli))
        if end > reached:
            yield block, end - reached
            reached = end


def segments(frame: Frame) -> Iterator[Segment]:
    """Give the segments of a frame, ascending, the last without end."""
    blocks = blocks_of(frame.tariff, frame.regime, is_first=frame.standing.is_first)
    starts = [0, *(block.up_to_milli or 0 for block in blocks[:-1])]
    month_milli = frame.standing.month_milli
    for index, block in enumerate(blocks):
        if block.up_to_milli is not None and block.up_to_milli <= month_milli:
            continue
        from_milli = max(0, starts[index] - month_milli)
        to_milli = None if block.up_to_milli is None else block.up_to_milli - month_milli
        before = split_units(blocks[:index], month_milli, Fraction(month_milli + from_milli))
        shares = (
            *(
                BlockShare(full, Linear(const=units), Linear(const=units * full.rate))
                for full, units in before
            ),
            BlockShare(
                block,
                Linear(const=Fraction(-from_milli), per_milli=ONE),
                Linear(const=-from_milli * block.rate, per_milli=block.rate),
            ),
        )
        yield _segment(frame, from_milli, to_milli, shares)


def _recovery(frame: Frame) -> Fraction:
    """Return what units bought at a lifeline's prices cost more at this regime's."""
    bought = frame.standing.bought_milli
    for lifeline in frame.tariff.lifelines:
        if bought <= lifeline.up_to_milli:
            if not bought or not lifeline.recovers:
                return ZERO
            blocks = blocks_of(frame.tariff, frame.regime, is_first=True)
            now = energy_money(blocks, 0, Fraction(bought))
            return now - energy_money(lifeline.blocks, 0, Fraction(bought))
    return ZERO


def _segment(
    frame: Frame, from_milli: int, to_milli: int | None, shares: tuple[BlockShare, ...]
) -> Segment:
    recovery = _recovery(frame)
    charges = tuple(charges_in(frame))
    units: dict[str, Linear] = {}
    parts: dict[str, Linear] = {TOTAL: TOTAL_LINE, ARREARS: ARREARS_LINE}
    for share in shares:
        name = share.block.name
        units[name] = units.get(name, NOTHING) + share.units
        parts[name] = parts.get(name, NOTHING) + share.money
    for charge, paid in charges:
        parts[charge.name] = paid
    parts[ENERGY] = sum_lines(share.money for share in shares) + Linear(const=recovery)
    parts[CHARGES] = sum_lines(paid for _, paid in charges)
    applying = [part for part in frame.tariff.adjustments if frame.holds(part.when)]
    laid = lay_adjustments(applying, parts, units)
    subtotal = parts[ENERGY] + parts[CHARGES] + sum_lines(laid.values())
    known = parts | laid | {SUBTOTAL: subtotal}
    less = sum_lines(known.get(name, NOTHING) for name in frame.standing.arrears.less)
    return Segment(
        from_milli=from_milli,
        to_milli=to_milli,
        shares=shares,
        recovery=recovery,
        charges=charges,
        earlier=tuple(due_for_earlier_months(frame)),
        adjustments=tuple((adjustment, laid[adjustment.name]) for adjustment in applying),
        cost=subtotal + ARREARS_LINE,
        purchase=TOTAL_LINE + less.times(Fraction(-1)),
    )
