"""Reducers of a sale: begun, committed, cancelled, recovered, copied."""

from typing import TypeVar, assert_never

import msgspec
from msgspec.structs import replace

from pos.domain.entries import (
    Begun,
    CopyQueued,
    EngineeringBegun,
    FreeBegun,
    IssueReceipt,
    IssueRecovered,
    KeyChangeBegun,
    ReissueBegun,
    SaleBegun,
    SaleCancelled,
    SaleCommitted,
    TenderTaken,
)
from pos.domain.errors import JournalDamaged
from pos.domain.journal import Entry, read_entry
from pos.domain.projections.arrears import ArrearsRow, reduce_owing, reduce_paid_off
from pos.domain.projections.cash_reducers import act_of
from pos.domain.projections.cash_rows import ActKind, ActRow
from pos.domain.projections.float_reducers import reduce_drawn
from pos.domain.projections.rows import MeterMonthRow, Row, RowsBefore, SaleRow
from pos.domain.projections.sold_reducer import Sold, reduce_sold
from pos.domain.projections.token_reducers import FREE_TOKEN, reduce_asked, reduce_issued
from pos.domain.projections.token_rows import RegisterRow
from pos.domain.sale import SaleState
from pos.domain.tender import CASH

SalePayload = Begun | SaleCommitted | SaleCancelled | IssueRecovered | CopyQueued
RowT = TypeVar("RowT")


def reduce_sale(payload: SalePayload, entry: Entry, rows: RowsBefore) -> tuple[Row, ...]:
    """Return the rows that an entry about a sale adds or replaces.

    Raises:
        JournalDamaged: the entry speaks of something the journal does not hold.
    """
    match payload:
        case (
            SaleBegun() | KeyChangeBegun() | EngineeringBegun() | FreeBegun() | ReissueBegun()
        ) as begun:
            return (_begun(begun, entry), *reduce_asked(begun, entry), *reduce_owing(begun))
        case SaleCommitted():
            sale = must(rows.sale(payload.sale_id), entry)
            ended = _Ended(
                sale,
                rows.register(sale.sale_id),
                rows.arrears(sale.sale_id),
                payload.issue,
                payload.receipt_no,
            )
            return _committed(ended, entry, rows)
        case SaleCancelled(sale_id=sale_id, reason=reason):
            sale = must(rows.sale(sale_id), entry)
            cancelled = replace(sale, ended_seq=entry.seq, ended_at=entry.time)
            return (
                replace(cancelled, state=SaleState.CANCELLED, reason=reason),
                _cancelled_act(cancelled, entry, reason),
            )
        case IssueRecovered():
            original = read_entry(payload.begun.encode())
            if not isinstance(original.payload, Begun):
                raise JournalDamaged(seq=entry.seq, why="recovers no sale")
            sale = replace(_begun(original.payload, original), begun_seq=0)
            asked = next(iter(reduce_asked(original.payload, original)), None)
            owing = next(iter(reduce_owing(original.payload)), None)
            recovered = _Ended(sale, asked, owing, payload.issue, payload.receipt_no)
            return _committed(recovered, entry, rows)
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


def _begun(begun: Begun, entry: Entry) -> SaleRow:
    sold = begun if isinstance(begun, SaleBegun) else None
    return SaleRow(
        sale_id=begun.sale_id,
        pan=begun.meter.pan,
        state=SaleState.OPEN,
        operator=entry.operator,
        shift_no=begun.shift_no,
        month=sold.month if sold else "",
        begun_seq=entry.seq,
        begun_at=entry.time,
        ended_seq=0,
        ended_at="",
        total=sold.total if sold else 0,
        tendered=sold.tendered if sold else 0,
        change=sold.change if sold else 0,
        credited_milli=sold.credited_milli if sold else 0,
        receipt_no="",
        issue_no=0,
        digits="",
        reason="",
        copies=0,
        tariff=sold.tariff if sold else "",
        tenders=_tenders(sold.tenders) if sold else "",
        rounding=sold.rounding if sold else 0,
    )


def _tenders(taken: tuple[TenderTaken, ...]) -> str:
    return " ".join(f"{tender.kind}:{tender.amount}" for tender in taken)


class _Ended(msgspec.Struct, frozen=True):
    """A request with what the key agent issued for it.

    Attributes:
        asked: its line of the register; None for a plain sale.
        owing: what it does to arrears; None for nothing.
    """

    sale: SaleRow
    asked: RegisterRow | None
    owing: ArrearsRow | None
    issue: IssueReceipt
    receipt_no: str


def _committed(ended: _Ended, entry: Entry, rows: RowsBefore) -> tuple[Row, ...]:
    sale, tokens = ended.sale, ended.issue.tokens
    terminal = must(rows.terminal(), entry)
    free_milli = sum(token.units_milli for token in tokens if token.kind == FREE_TOKEN)
    units_milli = sum(token.units_milli for token in tokens)
    numbered = replace(
        terminal,
        receipts=terminal.receipts + 1,
        known_time=max(terminal.known_time, sale.begun_at),
    )
    committed = replace(
        sale,
        state=SaleState.COMMITTED,
        ended_seq=entry.seq,
        ended_at=entry.time,
        credited_milli=units_milli,
        receipt_no=ended.receipt_no,
        issue_no=ended.issue.issue_no,
        digits=" ".join(token.digits for token in tokens),
    )
    return (
        committed,
        numbered,
        *(_bought(sale, units_milli - free_milli, entry, rows) if sale.is_paid else ()),
        *(
            reduce_issued(ended.asked, ended.issue, ended.receipt_no, entry, rows)
            if ended.asked is not None
            else ()
        ),
        *reduce_paid_off(ended.owing, rows),
        *(reduce_drawn(sale.total, sale.begun_at, rows) if sale.is_paid else ()),
    )


def _bought(sale: SaleRow, units_milli: int, entry: Entry, rows: RowsBefore) -> tuple[Row, ...]:
    month = rows.meter_month(sale.pan, sale.month) or MeterMonthRow(
        sale.pan, sale.month, units_milli=0, purchases=0, last_at=""
    )
    return (
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
