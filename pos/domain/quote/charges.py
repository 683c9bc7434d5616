"""Which charges a purchase pays, and how much of each."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction

from pos.domain.quote.frame import Frame
from pos.domain.quote.state import DueCharge
from pos.domain.tariff.linear import TOTAL_LINE, ZERO, Linear
from pos.domain.tariff.tariff import Tariff
from pos.domain.tariff.terms import MONTHLY, Charge, Per


def charges_in(frame: Frame) -> Iterator[tuple[Charge, Linear]]:
    """Give the charges that hold here and what is paid of each now, as far as the cap lets."""
    under_cap, is_reached, count = TOTAL_LINE.times(frame.tariff.charges_cap or ZERO), False, 0
    for charge, amount in _left_of_charges(frame):
        if frame.whole is None or charge.per not in MONTHLY:
            yield charge, Linear(const=amount)
        elif count < frame.whole:
            yield charge, Linear(const=amount)
            under_cap += Linear(const=-amount * charge.gross_factor)
            count += 1
        elif not is_reached:
            yield charge, under_cap.times(Fraction(1, charge.gross_factor))
            is_reached = True


def frames_by_cap(frame: Frame) -> Iterator[Frame]:
    """Give a frame with all monthly charges paid whole, then with fewer and fewer."""
    yield frame
    if frame.tariff.charges_cap is not None:
        monthly = sum(charge.per in MONTHLY for charge, _ in _left_of_charges(frame))
        for whole in range(monthly - 1, -1, -1):
            yield replace(frame, whole=whole)


def whole_charges(frame: Frame, total: Fraction) -> int | None:
    """Return how many monthly charges the cap lets be paid whole at a total; None for no cap."""
    cap = frame.tariff.charges_cap
    if cap is None:
        return None
    count, reached = 0, ZERO
    for charge, amount in _left_of_charges(frame):
        if charge.per in MONTHLY:
            reached += amount * charge.gross_factor
            if reached > cap * total:
                return count
            count += 1
    return None


def _left_of_charges(frame: Frame) -> Iterator[tuple[Charge, Fraction]]:
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


def due_for_earlier_months(frame: Frame) -> Iterator[tuple[Charge, Fraction]]:
    """Give the monthly charges with what is due of them for months that went by."""
    for each in frame.standing.charges:
        if each.charge.per in MONTHLY:
            yield each.charge, _earlier(frame, each)


def paid_for_this_month(
    paid: Mapping[str, Fraction], earlier: Iterable[tuple[Charge, Fraction]], *, is_capped: bool
) -> Iterator[tuple[str, int]]:
    """Give what of the charges is for this month, by name, in minor units.

    What is paid for months that went by pays nothing of this one. Under a cap what is left of
    those is owed in this month: it is told as a negative payment.
    """
    for charge, due in earlier:
        amount = charge.rounding.apply(paid.get(charge.name, ZERO))
        left = amount - charge.rounding.apply(due)
        if left > 0 or (left and is_capped):
            yield charge.name, left


def owed_after_month(
    tariff: Tariff, month_milli: int, paid: Mapping[str, int]
) -> tuple[tuple[str, int], ...]:
    """Return what a cap left due of a month's charges, by name, in minor units.

    Args:
        month_milli: units of the whole month.
        paid: what its purchases paid, as `paid_for_this_month` tells it.
    """
    if tariff.charges_cap is None:
        return ()
    due = {
        charge.name: charge.rounding.apply(charge.amount)
        for charge in tariff.charges
        if charge.per is Per.UNPAID_MONTHS and charge.when.holds_at(month_milli)
    }
    others = {each.name for each in tariff.charges if each.per is Per.UNPAID_MONTHS} - due.keys()
    spare = sum(paid.get(name, 0) for name in others)
    owed = []
    for name, amount in due.items():
        left = amount - paid.get(name, 0)
        covered = min(left, spare)
        spare -= covered
        if left > covered:
            owed.append((name, left - covered))
    return tuple(owed)


def _amount(frame: Frame, due: DueCharge) -> Fraction:
    """Return what a charge comes to, whatever was paid of it."""
    return _earlier(frame, due) + (due.now if frame.holds(due.charge.when) else ZERO)


def _earlier(frame: Frame, due: DueCharge) -> Fraction:
    return due.earlier if frame.holds_for_earlier(due.charge.when) else ZERO
