"""Reducers of a sale: begun, committed, cancelled, recovered, copied."""

from dataclasses import replace
from typing import TypeVar, assert_never

from pos.domain.entries import (
    CopyQueued,
    IssueReceipt,
    IssueRecovered,
    SaleBegun,
    SaleCancelled,
    SaleCommitted,
)
from pos.domain.errors import JournalDamaged
from pos.domain.journal import Entry, read_entry
from pos.domain.projections.cash_reducers import act_of
from pos.domain.projections.cash_rows import ActKind, ActRow
from pos.domain.projections.rows import MeterMonthRow, Row, RowsBefore, SaleRow
from pos.domain.projections.sold_reducer import Sold, reduce_sold
from pos.domain.sale import SaleState
from pos.domain.tender import CASH

SalePayload = SaleBegun | SaleCommitted | SaleCancelled | IssueRecovered | CopyQueued
RowT = TypeVar("RowT")


def reduce_sale(payload: SalePayload, entry: Entry, rows: RowsBefore) -> tuple[Row, ...]:
    """Return the rows that an entry about a sale adds or replaces.

    Raises:
        JournalDamaged: the entry speaks of something the journal does not hold.
    """
    match payload:
        case SaleBegun():
            return (_begun(payload, entry),)
        case SaleCommitted():
            sale = must(rows.sale(payload.sale_id), entry)
            return _committed(sale, payload.receipt_no, payload.issue, entry, rows)
        case SaleCancelled(sale_id=sale_id, reason=reason):
            sale = must(rows.sale(sale_id), entry)
            ended = replace(sale, ended_seq=entry.seq, ended_at=entry.time)
            return (
                replace(ended, state=SaleState.CANCELLED, reason=reason),
                _cancelled_act(ended, entry, reason),
            )
        case IssueRecovered():
            original = read_entry(payload.begun.encode())
            if not isinstance(original.payload, SaleBegun):
                raise JournalDamaged(seq=entry.seq, why="recovers no sale")
            sale = replace(_begun(original.payload, original), begun_seq=0)
            return _committed(sale, payload.receipt_no, payload.issue, entry, rows)
        case CopyQueued(sale_id=sale_id, copy=copy):
            sale = replace(must(rows.sale(sale_id), entry), copies=copy)
            return sale, act_of(entry, ActKind.COPY, sale.shift_no, subject=sale.receipt_no)
        case _:
            assert_never(payload)


def must(row: RowT | None, entry: Entry) -> RowT:
    """Return a row that must be there; JournalDamaged where it is not."""
    if row is None:
        raise JournalDamaged(seq=entry.seq, why="speaks of what the journal does not hold")
    return row


def _cancelled_act(sale: SaleRow, entry: Entry, reason: str) -> ActRow:
    return act_of(
        entry,
        ActKind.SALE_CANCELLED,
        sale.shift_no,
        amount=sale.total,
        subject=sale.sale_id,
        reason=reason,
        operator=entry.operator or sale.operator,
    )


def _begun(begun: SaleBegun, entry: Entry) -> SaleRow:
    return SaleRow(
        sale_id=begun.sale_id,
        pan=begun.meter.pan,
        state=SaleState.OPEN,
        operator=entry.operator,
        shift_no=begun.shift_no,
        month=begun.month,
        begun_seq=entry.seq,
        begun_at=entry.time,
        ended_seq=0,
        ended_at="",
        total=begun.total,
        tendered=begun.tendered,
        change=begun.change,
        credited_milli=begun.credited_milli,
        receipt_no="",
        issue_no=0,
        digits="",
        reason="",
        copies=0,
        tariff=begun.tariff,
        tenders=" ".join(f"{tender.kind}:{tender.amount}" for tender in begun.tenders),
        rounding=begun.rounding,
    )


def _committed(
    sale: SaleRow, receipt_no: str, issue: IssueReceipt, entry: Entry, rows: RowsBefore
) -> tuple[Row, ...]:
    terminal = must(rows.terminal(), entry)
    month = rows.meter_month(sale.pan, sale.month) or MeterMonthRow(
        sale.pan, sale.month, units_milli=0, purchases=0, last_at=""
    )
    units_milli = sum(token.units_milli for token in issue.tokens)
    return (
        replace(
            sale,
            state=SaleState.COMMITTED,
            ended_seq=entry.seq,
            ended_at=entry.time,
            credited_milli=units_milli,
            receipt_no=receipt_no,
            issue_no=issue.issue_no,
            digits=" ".join(token.digits for token in issue.tokens),
        ),
        replace(
            terminal,
            receipts=terminal.receipts + 1,
            known_time=max(terminal.known_time, sale.begun_at),
        ),
        replace(
            month,
            units_milli=month.units_milli + units_milli,
            purchases=month.purchases + 1,
            last_at=sale.begun_at,
        ),
        *reduce_sold(_sold(sale, units_milli), entry, rows),
    )


def _sold(sale: SaleRow, units_milli: int) -> Sold:
    tenders = sale.tenders_taken()
    return Sold(
        sale_id=sale.sale_id,
        shift_no=sale.shift_no,
        operator=sale.operator,
        tariff=sale.tariff,
        total=sale.total,
        tenders=tenders,
        cash_tendered=sum(amount for kind, amount in tenders if kind == CASH),
        change=sale.change,
        rounding=sale.rounding,
        units_milli=units_milli,
        begun_at=sale.begun_at,
    )
