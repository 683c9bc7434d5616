"""What a meter's history says at the moment of a purchase, and what of it falls due."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import assert_never

from pos.domain.errors import MonthToDateStale
from pos.domain.tariff.linear import ZERO
from pos.domain.tariff.tariff import Tariff
from pos.domain.tariff.terms import MONTHLY, Charge, Collect, Per, StaleThen

_MONTHS_IN_YEAR = 12
_DAYS_IN_WEEK = 7


@dataclass(frozen=True, slots=True)
class MeterState:
    """What is known of a meter. The plain value is a meter that never bought and owes nothing.

    Attributes:
        month_to_date_milli: units bought this calendar month, free units that count included.
        last_purchase: aware; None where it is not known or never was.
        fixed_paid_until: last month whose charges are paid, `YYYY-MM`; empty where not known.
        fixed_paid_minor: what was already paid of the monthly charges that are due now, without
            taxes; None where not known.
        fixed_paid_of: the same charge by charge, of this month: names and minor units; None where
            not known. What belongs to a charge that no longer holds counts for the others.
        fixed_owed_of: what a cap left due of the charges of earlier months, by name.
        arrears_minor: what is owed in all.
        carried_minor: the part of it that fell due before and was not paid then.
        free_units_taken_milli: free units given this month; None where not known.
        month_known_at: when month_to_date was known to be complete; None for now.
        is_first: whether the purchase is the month's first, for prices that only that one has;
            None where the rest of the history tells.
    """

    month_to_date_milli: int = 0
    last_purchase: datetime | None = None
    fixed_paid_until: str = ""
    fixed_paid_minor: int | None = None
    fixed_paid_of: tuple[tuple[str, int], ...] | None = None
    fixed_owed_of: tuple[tuple[str, int], ...] = ()
    arrears_minor: int = 0
    carried_minor: int = 0
    free_units_taken_milli: int | None = None
    month_known_at: datetime | None = None
    is_first: bool | None = None


@dataclass(frozen=True, slots=True)
class ArrearsDue:
    """What a purchase pays of arrears: the least of `due` and `share` of the purchase.

    Attributes:
        owed: all of it.
        due: what the policy asks for now before share and cap.
        share: None for no limit by the purchase.
        less: names taken off the total before the share is taken.
        asks_share_only: what the share leaves unpaid did not fall due.
    """

    owed: int
    due: int
    share: Fraction | None
    less: tuple[str, ...]
    asks_share_only: bool


@dataclass(frozen=True, slots=True)
class DueCharge:
    """A charge that may fall due with a purchase.

    Attributes:
        now: its amount for this purchase, or for this month.
        earlier: of a monthly one, its amount for months that went by without a purchase. They
            ended at no units, whatever this one comes to.
    """

    charge: Charge
    now: Fraction
    earlier: Fraction


@dataclass(frozen=True, slots=True)
class Standing:
    """A meter under a tariff at a moment.

    Attributes:
        bought_milli: units of this month before this purchase and its free units.
        is_first: nothing was bought this month, as far as anybody knows.
        month_milli: where in the blocks this purchase begins.
        charges: those due, with their whole amounts.
        fixed_paid: what was already paid of the monthly ones that are due now.
        fixed_paid_of: the same by the charge it was paid for.
        free_milli: free units that come with this purchase.
    """

    bought_milli: int
    is_first: bool
    month_milli: int
    charges: tuple[DueCharge, ...]
    fixed_paid: Fraction
    fixed_paid_of: tuple[tuple[str, int], ...]
    arrears: ArrearsDue
    free_milli: int


def stand(tariff: Tariff, state: MeterState, moment: datetime) -> Standing:
    """Work out what a meter's history means for a purchase.

    Raises:
        MonthToDateStale: the tariff refuses an old month-to-date.
    """
    bought_milli = _month_to_date(tariff, state, moment)
    free_milli = _free_units(tariff, state)
    counts = tariff.free_units is not None and tariff.free_units.counts_in_blocks
    return Standing(
        bought_milli=bought_milli,
        is_first=_is_first(tariff, state, moment) if state.is_first is None else state.is_first,
        month_milli=bought_milli + (free_milli if counts else 0),
        charges=_charges(tariff, state, moment),
        fixed_paid=Fraction(state.fixed_paid_minor or 0),
        fixed_paid_of=_fixed_paid_of(tariff, state, moment),
        arrears=_arrears(tariff, state, moment),
        free_milli=free_milli,
    )


def _month_to_date(tariff: Tariff, state: MeterState, moment: datetime) -> int:
    known_milli = state.month_to_date_milli
    if tariff.stale is None or state.month_known_at is None:
        return known_milli
    if moment - state.month_known_at <= timedelta(hours=tariff.stale.after_hours):
        return known_milli
    match tariff.stale.then:
        case StaleThen.AS_KNOWN:
            return known_milli
        case StaleThen.TOP_BLOCK:
            ends = [block.up_to_milli or 0 for block in tariff.blocks]
            ends += [lifeline.up_to_milli for lifeline in tariff.lifelines]
            return max(known_milli, *ends)
        case StaleThen.REFUSE:
            raise MonthToDateStale(tariff=tariff.id, hours=tariff.stale.after_hours)
        case _:
            assert_never(tariff.stale.then)


def _is_first(tariff: Tariff, state: MeterState, moment: datetime) -> bool:
    return not state.month_to_date_milli and _months_since_purchase(tariff, state, moment) > 0


def _free_units(tariff: Tariff, state: MeterState) -> int:
    if tariff.free_units is None:
        return 0
    if state.free_units_taken_milli is None:
        return 0 if state.month_to_date_milli else tariff.free_units.units_milli
    return max(0, tariff.free_units.units_milli - state.free_units_taken_milli)


def _month_index(month: str) -> int:
    return int(month[:4]) * _MONTHS_IN_YEAR + int(month[5:7])


def _months_since_purchase(tariff: Tariff, state: MeterState, moment: datetime) -> int:
    """Count months after that of the last purchase; a meter that never bought has one."""
    if state.last_purchase is None:
        return 0 if state.month_to_date_milli else 1
    this_month = _month_index(tariff.month_of(moment))
    return max(0, this_month - _month_index(tariff.month_of(state.last_purchase)))


def _months_unpaid(tariff: Tariff, state: MeterState, moment: datetime) -> int:
    """Count months whose charges are due, this one included."""
    if state.fixed_paid_until:
        paid_until = _month_index(state.fixed_paid_until)
        return max(0, _month_index(tariff.month_of(moment)) - paid_until)
    # This month is due, less what was paid of it.
    return max(1, _months_since_purchase(tariff, state, moment))


def _fixed_paid_of(
    tariff: Tariff, state: MeterState, moment: datetime
) -> tuple[tuple[str, int], ...]:
    """Return what was paid of this month's charges, by name.

    Where nobody says it, whoever bought this month paid those that hold for what they bought: one
    for a higher range of the month is still due when the month reaches it.
    """
    if state.fixed_paid_of is not None:
        return state.fixed_paid_of
    is_told = state.fixed_paid_until or state.fixed_paid_minor is not None
    if is_told or _months_since_purchase(tariff, state, moment):
        return ()
    month_milli = state.month_to_date_milli
    return tuple(
        (charge.name, charge.rounding.apply(charge.amount))
        for charge in tariff.charges
        if charge.per in MONTHLY and charge.when.holds_at(month_milli)
    )


def _days_since_purchase(tariff: Tariff, state: MeterState, moment: datetime) -> int:
    """Count local days after that of the last purchase; a meter that never bought has one."""
    if state.last_purchase is None:
        return 1
    days = tariff.local(moment).date() - tariff.local(state.last_purchase).date()
    return max(0, days.days)


def _weeks_since_purchase(tariff: Tariff, state: MeterState, moment: datetime) -> int:
    """Count weeks, from Monday on, after that of the last purchase; one for none, as of days."""
    if state.last_purchase is None:
        return 1
    first, last = (tariff.local(each).date() for each in (state.last_purchase, moment))
    return max(0, _week_index(last) - _week_index(first))


def _week_index(day: date) -> int:
    return (day.toordinal() - 1) // _DAYS_IN_WEEK


def _charges(tariff: Tariff, state: MeterState, moment: datetime) -> tuple[DueCharge, ...]:
    due = []
    unpaid_months = _months_unpaid(tariff, state, moment)
    owed_of = dict(state.fixed_owed_of)
    for charge in tariff.charges:
        earlier = ZERO
        match charge.per:
            case Per.VEND:
                now = charge.amount
            case Per.DAY:
                now = charge.amount * _days_since_purchase(tariff, state, moment)
            case Per.WEEK:
                now = charge.amount * _weeks_since_purchase(tariff, state, moment)
            case Per.FIRST_VEND_OF_MONTH:
                is_first = unpaid_months and _months_since_purchase(tariff, state, moment)
                now = charge.amount if is_first else ZERO
            case Per.MONTH | Per.UNPAID_MONTHS:
                now = charge.amount * min(1, unpaid_months)
                if charge.per is Per.UNPAID_MONTHS:
                    earlier = charge.amount * max(0, unpaid_months - 1)
                    earlier += owed_of.get(charge.name, 0)
            case _:
                assert_never(charge.per)
        if now or earlier:
            due.append(DueCharge(charge, now, earlier))
    return tuple(due)


def _arrears(tariff: Tariff, state: MeterState, moment: datetime) -> ArrearsDue:
    policy = tariff.arrears
    owed = max(state.arrears_minor, state.carried_minor)
    if policy is None:
        return ArrearsDue(owed, 0, None, (), asks_share_only=False)
    match policy.collect:
        case Collect.ALL | Collect.SHARE:
            due = owed
        case Collect.SHARE_OF_DEBT:
            due = policy.rounding.apply(owed * policy.share)
        case Collect.PER_VEND:
            due = policy.amount
        case Collect.PER_DAY:
            due = policy.amount * _days_since_purchase(tariff, state, moment)
        case Collect.PER_WEEK:
            due = policy.amount * _weeks_since_purchase(tariff, state, moment)
        case Collect.PER_MONTH:
            due = policy.amount * _months_since_purchase(tariff, state, moment)
        case _:
            assert_never(policy.collect)
    if policy.carries_forward:
        due += state.carried_minor
    is_share = policy.collect is Collect.SHARE
    limits = [policy.share] if is_share else []
    limits += [] if policy.cap is None else [policy.cap]
    return ArrearsDue(
        owed=owed,
        due=min(owed, due),
        share=min(limits, default=None),
        less=policy.less,
        asks_share_only=is_share,
    )
