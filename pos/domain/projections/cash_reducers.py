"""Reducers of the drawer: from one entry and the rows before it to the rows after it."""

from typing import assert_never

from msgspec.structs import replace

from pos.domain.cash import Destination, expected_cash, explained
from pos.domain.cash_count import counted_sum
from pos.domain.entries import (
    CashDropped,
    CashPaidIn,
    CashPaidOut,
    CashPolicySet,
    CountEntered,
    DrawerHandedOver,
    DrawerOpened,
    ExpectedShown,
    ShiftClosed,
    ShiftOpened,
)
from pos.domain.errors import JournalDamaged
from pos.domain.journal import Entry
from pos.domain.projections.cash_rows import (
    CASH_POLICY_KEY,
    ActKind,
    ActRow,
    CashPolicyRow,
    CashRow,
    CashRowsBefore,
    HandOverRow,
    ShiftOperatorRow,
    ShiftRow,
    ShiftState,
)

CashPayload = (
    ShiftOpened
    | CashPaidIn
    | CashPaidOut
    | CashDropped
    | DrawerOpened
    | DrawerHandedOver
    | CountEntered
    | ExpectedShown
    | CashPolicySet
    | ShiftClosed
)


def reduce_cash(payload: CashPayload, entry: Entry, rows: CashRowsBefore) -> tuple[CashRow, ...]:
    """Return the rows that an entry about the drawer adds or replaces.

    Raises:
        JournalDamaged: the shift is not open, or the sums are not those of the journal.
    """
    match payload:
        case CashPolicySet():
            limits = (payload.drawer_limit, payload.over_short_limit)
            rounding = (payload.cash_step, payload.rounding_mode)
            return (CashPolicyRow(CASH_POLICY_KEY, *limits, *rounding),)
        case ShiftOpened():
            if rows.shift(payload.shift_no) is not None:
                raise JournalDamaged(seq=entry.seq, why="opens a shift again")
            act = act_of(
                entry, ActKind.SHIFT_OPENED, payload.shift_no, amount=payload.opening_float
            )
            return _opened(payload, entry), act
        case ShiftClosed():
            shift = must_be_open(payload.shift_no, entry, rows)
            return _closed(payload, shift, entry)
        case CountEntered():
            shift = must_be_open(payload.shift_no, entry, rows)
            if payload.counted != counted_sum(payload.lines):
                raise JournalDamaged(seq=entry.seq, why="counts another sum than its lines")
            counted = replace(shift, count_seq=entry.seq, counted=payload.counted)
            return counted, act_of(entry, ActKind.COUNTED, payload.shift_no, amount=payload.counted)
        case ExpectedShown():
            shift = must_be_open(payload.shift_no, entry, rows)
            act = act_of(entry, ActKind.EXPECTED_SHOWN, payload.shift_no)
            return replace(shift, expected_shown=shift.expected_shown + 1), act
        case DrawerOpened():
            shift = must_be_open(payload.shift_no, entry, rows)
            opened = replace(shift, drawer_openings=shift.drawer_openings + 1, cash_seq=entry.seq)
            act = act_of(entry, ActKind.DRAWER_OPENED, shift.shift_no, reason=payload.reason)
            return opened, act
        case DrawerHandedOver():
            shift = must_be_open(payload.shift_no, entry, rows)
            return _handed_over(payload, shift, entry)
        case CashPaidIn() | CashPaidOut() | CashDropped():
            shift = must_be_open(payload.shift_no, entry, rows)
            own = operator_of_shift(shift.shift_no, entry, rows)
            return _moved(payload, replace(shift, cash_seq=entry.seq), own, entry)
        case _:
            assert_never(payload)


def act_of(
    entry: Entry,
    kind: ActKind,
    shift_no: int = 0,
    *,
    amount: int = 0,
    subject: str = "",
    reason: str = "",
    operator: str = "",
) -> ActRow:
    """Return an entry as reports list it.

    Args:
        operator: whom it is about; who wrote the entry if empty.
    """
    who = operator or entry.operator
    return ActRow(entry.seq, entry.time, shift_no, who, kind, amount, subject, reason)


def must_be_open(shift_no: int, entry: Entry, rows: CashRowsBefore) -> ShiftRow:
    """Return an open shift; JournalDamaged where there is none of this number."""
    shift = rows.shift(shift_no)
    if shift is None or shift.state != ShiftState.OPEN:
        raise JournalDamaged(seq=entry.seq, why="speaks of a shift that is not open")
    return shift


def _opened(opened: ShiftOpened, entry: Entry) -> ShiftRow:
    return ShiftRow(
        shift_no=opened.shift_no,
        state=ShiftState.OPEN,
        opener=entry.operator,
        keeper=entry.operator,
        opened_at=entry.time,
        opening_float=opened.opening_float,
        cash_tendered=0,
        change=0,
        refunds=0,
        paid_in=0,
        paid_out=0,
        drops=0,
        sales=0,
        sales_total=0,
        rounding=0,
        drawer_openings=0,
        expected_shown=0,
        cash_seq=entry.seq,
        count_seq=0,
        counted=0,
        closed_seq=0,
        z_no="",
        closed_at="",
        closed_by="",
        approver="",
        over_short=0,
        reason_code="",
        reason="",
    )


def operator_of_shift(shift_no: int, entry: Entry, rows: CashRowsBefore) -> ShiftOperatorRow:
    """Return what the writer of an entry did in a shift before it."""
    known = rows.shift_operator(shift_no, entry.operator)
    return known or ShiftOperatorRow(shift_no, entry.operator)


def _moved(
    payload: CashPaidIn | CashPaidOut | CashDropped,
    shift: ShiftRow,
    own: ShiftOperatorRow,
    entry: Entry,
) -> tuple[CashRow, ...]:
    amount = payload.amount
    match payload:
        case CashPaidIn():
            kind = ActKind.PAID_IN
            shift = replace(shift, paid_in=shift.paid_in + amount)
            own = replace(own, paid_in=own.paid_in + amount)
        case CashPaidOut():
            kind = ActKind.PAID_OUT
            shift = replace(shift, paid_out=shift.paid_out + amount)
            own = replace(own, paid_out=own.paid_out + amount)
        case CashDropped():
            is_deposit = payload.destination == Destination.BANK
            kind = ActKind.DROP_BANK if is_deposit else ActKind.DROP_SAFE
            shift = replace(shift, drops=shift.drops + amount)
            own = replace(own, drops=own.drops + amount)
        case _:
            assert_never(payload)
    act = act_of(
        entry,
        kind,
        shift.shift_no,
        amount=amount,
        subject=payload.reference,
        reason=payload.reason,
    )
    return shift, own, act


def _handed_over(handed: DrawerHandedOver, shift: ShiftRow, entry: Entry) -> tuple[CashRow, ...]:
    expected = expected_cash(shift.figures())
    known = (shift.keeper, shift.count_seq, shift.counted, expected, shift.counted - expected)
    told = (handed.keeper, handed.count_seq, handed.counted, handed.expected, handed.over_short)
    if told != known or not shift.is_counted:
        raise JournalDamaged(seq=entry.seq, why="hands a drawer over with other sums than its own")
    return (
        replace(shift, keeper=handed.taker),
        HandOverRow(
            shift_no=shift.shift_no,
            seq=entry.seq,
            at=entry.time,
            keeper=handed.keeper,
            taker=handed.taker,
            counted=handed.counted,
            over_short=handed.over_short,
        ),
        act_of(
            entry,
            ActKind.HANDED_OVER,
            shift.shift_no,
            amount=handed.over_short,
            subject=handed.taker,
            reason=explained(handed.reason_code, handed.reason),
        ),
    )


def _closed(closed: ShiftClosed, shift: ShiftRow, entry: Entry) -> tuple[CashRow, ...]:
    expected = expected_cash(shift.figures())
    known = (shift.figures(), expected, shift.counted, shift.counted - expected, shift.count_seq)
    signed = (closed.figures, closed.expected, closed.counted, closed.over_short, closed.count_seq)
    if signed != known or not shift.is_counted:
        raise JournalDamaged(seq=entry.seq, why="closes a shift with other sums than its own")
    return (
        replace(
            shift,
            state=ShiftState.CLOSED,
            closed_seq=entry.seq,
            z_no=closed.z_no,
            closed_at=entry.time,
            closed_by=entry.operator,
            approver=closed.approval.approver,
            over_short=closed.over_short,
            reason_code=closed.reason_code,
            reason=closed.reason,
        ),
        act_of(
            entry,
            ActKind.SHIFT_CLOSED,
            shift.shift_no,
            amount=closed.over_short,
            subject=closed.z_no,
            reason=explained(closed.reason_code, closed.reason),
        ),
    )
