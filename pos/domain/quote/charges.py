"""Which charges a purchase pays, and how much of each."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from pos.domain.quote.frame import Frame
from pos.domain.quote.state import DueCharge
from pos.domain.tariff.linear import ZERO
from pos.domain.tariff.terms import MONTHLY, Charge


def charges_in(frame: Frame) -> Iterator[tuple[Charge, Fraction]]:
    """Give the charges that hold here, less what was paid of the monthly ones.

    A charge for a higher range of the month replaces that of a lower one, so what was paid of the
    lower one counts for it.
    """
    standing = frame.standing
    due = [(each.charge, _amount(frame, each)) for each in standing.charges]
    monthly = {charge.name for charge, amount in due if amount and charge.per in MONTHLY}
    paid_of = {name: Fraction(paid) for name, paid in standing.fixed_paid_of if name in monthly}
    others = sum((paid for name, paid in standing.fixed_paid_of if name not in monthly), ZERO)
    spare = standing.fixed_paid + others
    for charge, amount in due:
        left = amount
        if charge.name in monthly:
            own = paid_of.get(charge.name, ZERO)
            # What was paid was rounded: no charge is made of the part of a cent between the two.
            is_paid = charge.rounding.apply(amount) <= own
            left -= amount if is_paid else own
            covered = min(left, spare)
            spare -= covered
            left -= covered
        if left:
            yield charge, left


def paid_for_this_month(
    frame: Frame, charges: Iterable[tuple[Charge, Fraction]]
) -> Iterator[tuple[str, int]]:
    """Give what of the charges is for this month, by name, in minor units.

    What is paid for months that went by pays nothing of this one.
    """
    earlier = {each.charge.name: _earlier(frame, each) for each in frame.standing.charges}
    for charge, amount in charges:
        if charge.per in MONTHLY:
            left = charge.rounding.apply(amount) - charge.rounding.apply(earlier[charge.name])
            if left > 0:
                yield charge.name, left


def _amount(frame: Frame, due: DueCharge) -> Fraction:
    """Return what a charge comes to, whatever was paid of it."""
    return _earlier(frame, due) + (due.now if frame.holds(due.charge.when) else ZERO)


def _earlier(frame: Frame, due: DueCharge) -> Fraction:
    return due.earlier if frame.holds_for_earlier(due.charge.when) else ZERO
