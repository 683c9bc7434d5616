"""Reducers: what the screens read, computed from the journal and from nothing else.

`reduce` is a pure function of one entry and of the rows as they were before it. The store writes
what it returns in the transaction of the entry; a rebuild runs it again over the whole journal into
empty tables and must get the same rows; head office runs it on what terminals send.
"""

from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

from pos.domain.entries import (
    CopyQueued,
    IssueReceipt,
    IssueRecovered,
    OperatorAdded,
    PrinterSet,
    SaleBegun,
    SaleCancelled,
    SaleCommitted,
    ShiftOpened,
    TariffLoaded,
    TerminalCreated,
)
from pos.domain.errors import JournalDamaged
from pos.domain.journal import Entry, read_entry
from pos.domain.sale import SaleState


@dataclass(frozen=True, slots=True)
class TerminalRow:
    """What this terminal is; one row with key `terminal`."""

    key: str
    terminal: str
    currency: str
    training: int
    time_zone: str
    device_key: str
    printer: str
    receipts: int


@dataclass(frozen=True, slots=True)
class OperatorRow:
    """A person who may sign in."""

    name: str
    role: str


@dataclass(frozen=True, slots=True)
class TariffRow:
    """The newest file of a tariff."""

    tariff: str
    digest: str


@dataclass(frozen=True, slots=True)
class ShiftRow:
    """A drawer; money in minor units."""

    shift_no: int
    state: str
    opener: str
    opened_at: str
    opening_float: int
    cash_tendered: int
    change: int
    sales: int


@dataclass(frozen=True, slots=True)
class SaleRow:
    """One sale.

    Attributes:
        state: a SaleState.
        begun_seq: entry that holds the SaleBegun bytes, 0 for a recovered issue.
        ended_seq: entry that ended it, 0 while it is open.
        ended_at: time of that entry.
        receipt_no: empty unless committed.
        digits: the tokens' digits, separated by spaces.
        reason: why it was cancelled.
        copies: how many copies were asked for.
    """

    sale_id: str
    pan: str
    state: str
    operator: str
    shift_no: int
    month: str
    begun_seq: int
    begun_at: str
    ended_seq: int
    ended_at: str
    total: int
    tendered: int
    change: int
    credited_milli: int
    receipt_no: str
    issue_no: int
    digits: str
    reason: str
    copies: int


@dataclass(frozen=True, slots=True)
class MeterMonthRow:
    """Units bought for a meter in one month at this terminal."""

    pan: str
    month: str
    units_milli: int
    purchases: int
    last_at: str


Row = TerminalRow | OperatorRow | TariffRow | ShiftRow | SaleRow | MeterMonthRow
TERMINAL_KEY = "terminal"
RowT = TypeVar("RowT")


class RowsBefore(Protocol):
    """The rows as they are before an entry."""

    def terminal(self) -> TerminalRow | None:
        """Return the one row about this terminal."""

    def sale(self, sale_id: str) -> SaleRow | None:
        """Return a sale by its id."""

    def shift(self, shift_no: int) -> ShiftRow | None:
        """Return a shift by its number."""

    def meter_month(self, pan: str, month: str) -> MeterMonthRow | None:
        """Return what a meter bought in a month, `YYYY-MM`."""


def reduce(entry: Entry, rows: RowsBefore) -> tuple[Row, ...]:
    """Return the rows that an entry adds or replaces.

    Raises:
        JournalDamaged: the entry speaks of something the journal does not hold.
    """
    match entry.payload:
        case TerminalCreated() as created:
            return (_terminal(created),)
        case OperatorAdded(name=name, role=role):
            return (OperatorRow(name, role),)
        case TariffLoaded(tariff=tariff, digest=digest):
            return (TariffRow(tariff, digest),)
        case PrinterSet(printer=printer):
            return (replace(_must(rows.terminal(), entry), printer=printer),)
        case ShiftOpened() as opened:
            return (_shift(opened, entry),)
        case SaleBegun() as begun:
            return (_begun(begun, entry),)
        case SaleCommitted() as committed:
            sale = _must(rows.sale(committed.sale_id), entry)
            return _committed(sale, committed.receipt_no, committed.issue, entry, rows)
        case SaleCancelled(sale_id=sale_id, reason=reason):
            sale = _must(rows.sale(sale_id), entry)
            ended = replace(sale, ended_seq=entry.seq, ended_at=entry.time)
            return (replace(ended, state=SaleState.CANCELLED, reason=reason),)
        case IssueRecovered() as recovered:
            original = read_entry(recovered.begun.encode())
            if not isinstance(original.payload, SaleBegun):
                raise JournalDamaged(seq=entry.seq, why="recovers no sale")
            sale = replace(_begun(original.payload, original), begun_seq=0)
            return _committed(sale, recovered.receipt_no, recovered.issue, entry, rows)
        case CopyQueued(sale_id=sale_id, copy=copy):
            return (replace(_must(rows.sale(sale_id), entry), copies=copy),)
        case _:
            return ()


def _must(row: RowT | None, entry: Entry) -> RowT:
    if row is None:
        raise JournalDamaged(seq=entry.seq, why="speaks of what the journal does not hold")
    return row


def _terminal(created: TerminalCreated) -> TerminalRow:
    return TerminalRow(
        key=TERMINAL_KEY,
        terminal=created.terminal,
        currency=created.currency,
        training=int(created.training),
        time_zone=created.time_zone,
        device_key=created.device_key,
        printer="virtual:",
        receipts=0,
    )


def _shift(opened: ShiftOpened, entry: Entry) -> ShiftRow:
    return ShiftRow(
        shift_no=opened.shift_no,
        state="open",
        opener=entry.operator,
        opened_at=entry.time,
        opening_float=opened.opening_float,
        cash_tendered=0,
        change=0,
        sales=0,
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
    )


def _committed(
    sale: SaleRow, receipt_no: str, issue: IssueReceipt, entry: Entry, rows: RowsBefore
) -> tuple[Row, ...]:
    terminal = _must(rows.terminal(), entry)
    shift = _must(rows.shift(sale.shift_no), entry)
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
        replace(terminal, receipts=terminal.receipts + 1),
        replace(
            shift,
            cash_tendered=shift.cash_tendered + sale.tendered,
            change=shift.change + sale.change,
            sales=shift.sales + 1,
        ),
        replace(
            month,
            units_milli=month.units_milli + units_milli,
            purchases=month.purchases + 1,
            last_at=sale.begun_at,
        ),
    )
