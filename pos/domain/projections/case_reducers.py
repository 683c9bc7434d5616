"""Reducers of cases: opened, closed, refunded out of the drawer."""

from typing import assert_never

from msgspec.structs import replace

from pos.domain.entries import CaseClosed, CaseOpened, CashRefunded
from pos.domain.errors import JournalDamaged
from pos.domain.journal import Entry
from pos.domain.projections.case_rows import CaseRow, CaseState
from pos.domain.projections.cash_reducers import act_of, must_be_open, operator_of_shift
from pos.domain.projections.cash_rows import ActKind
from pos.domain.projections.rows import Row, RowsBefore
from pos.domain.projections.sale_reducers import must
from pos.domain.sale import SaleState

CasePayload = CaseOpened | CaseClosed | CashRefunded


def reduce_case(payload: CasePayload, entry: Entry, rows: RowsBefore) -> tuple[Row, ...]:
    """Return the rows that an entry about a case adds or replaces.

    Raises:
        JournalDamaged: no such sale or case, or it has ended already.
    """
    match payload:
        case CaseOpened():
            return _opened(payload, entry, rows)
        case CaseClosed(case=number, reason=reason):
            ended = _ended(number, CaseState.CLOSED, entry, rows)
            act = act_of(entry, ActKind.CASE_CLOSED, subject=number, reason=reason)
            return replace(ended, outcome=reason), act
        case CashRefunded():
            ended = _ended(payload.reference, CaseState.REFUNDED, entry, rows)
            shift = must_be_open(payload.shift_no, entry, rows)
            own = operator_of_shift(shift.shift_no, entry, rows)
            if payload.approval is None or payload.amount != ended.amount:
                raise JournalDamaged(seq=entry.seq, why="refunds what was not approved")
            return (
                replace(ended, approver=payload.approval.approver),
                replace(shift, refunds=shift.refunds + payload.amount, cash_seq=entry.seq),
                replace(own, refunds=own.refunds + payload.amount),
                act_of(
                    entry,
                    ActKind.REFUNDED,
                    shift.shift_no,
                    amount=payload.amount,
                    subject=payload.reference,
                    reason=payload.reason,
                ),
            )
        case _:
            assert_never(payload)


def _opened(opened: CaseOpened, entry: Entry, rows: RowsBefore) -> tuple[Row, ...]:
    sale = must(rows.sale(opened.sale_id), entry)
    if sale.state != SaleState.COMMITTED or rows.case(opened.case) is not None:
        raise JournalDamaged(seq=entry.seq, why="opens a case where there can be none")
    paid = sale.tendered - sale.change
    row = CaseRow(
        case=opened.case,
        sale_id=opened.sale_id,
        pan=sale.pan,
        meant_pan=opened.meant_pan,
        state=CaseState.OPEN,
        reason=opened.reason,
        amount=paid,
        opened_seq=entry.seq,
        opened_at=entry.time,
        opened_by=entry.operator,
        ended_seq=0,
        ended_at="",
        ended_by="",
        outcome="",
        approver="",
    )
    act = act_of(entry, ActKind.CASE_OPENED, amount=paid, subject=opened.case, reason=opened.reason)
    return row, act


def _ended(number: str, state: CaseState, entry: Entry, rows: RowsBefore) -> CaseRow:
    row = must(rows.case(number), entry)
    if row.state != CaseState.OPEN:
        raise JournalDamaged(seq=entry.seq, why="ends a case that has ended")
    return replace(
        row, state=state, ended_seq=entry.seq, ended_at=entry.time, ended_by=entry.operator
    )
