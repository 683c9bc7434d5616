"""X and Z: what a drawer should hold now, and what it held when two people signed."""

from dataclasses import dataclass

import msgspec

from pos.app.cash.move_cash import must_be_open
from pos.app.paper.print_paper import queue_paper
from pos.app.people.sign_in import SignedIn
from pos.app.ports import Ports, PrintKind, Reads
from pos.app.selling.quoting import terminal_of
from pos.domain.entries import ExpectedShown, OperatorSubtotal, ShiftClosed
from pos.domain.errors import JournalDamaged, ReportUnknown
from pos.domain.journal import read_entry
from pos.domain.operator import Role
from pos.domain.projections import (
    HandOverRow,
    ShiftOperatorRow,
    ShiftRow,
    ShiftTenderRow,
    TerminalRow,
)

MAY_SEE_EXPECTED = (Role.AGENT, Role.SUPERVISOR, Role.AUDITOR)


@dataclass(frozen=True, slots=True)
class XReport:
    """An open shift at one moment.

    Attributes:
        at, seq: of the entry that says who looked.
    """

    terminal: TerminalRow
    shift: ShiftRow
    subtotals: tuple[ShiftOperatorRow, ...]
    tenders: tuple[ShiftTenderRow, ...]
    hand_overs: tuple[HandOverRow, ...]
    at: str
    operator: str
    seq: int


@dataclass(frozen=True, slots=True)
class ZReport:
    """A closed shift, from its journal entry and from nothing else that could change.

    Attributes:
        seq: the ShiftClosed entry.
        closed_at: time of that entry.
        closed_by: who closed; the approver is in `closed`.
        hash: of that entry, 64 hex digits.
    """

    terminal: TerminalRow
    seq: int
    closed_at: str
    closed_by: str
    hash: str
    closed: ShiftClosed


def x_report(ports: Ports, *, operator: SignedIn, on_paper: bool = False) -> XReport:
    """Return what the drawer should hold; that somebody looked is a journal entry of its own.

    Args:
        on_paper: also queue it for the printer.

    Raises:
        NoOpenShift, RoleNotAllowed.
    """
    operator.must_be(*MAY_SEE_EXPECTED)
    with ports.store.write() as work:
        number = must_be_open(work).shift_no
        stored = work.append(ExpectedShown(shift_no=number), operator=operator.name)
        report = XReport(
            terminal=terminal_of(work),
            shift=must_be_open(work),
            subtotals=work.shift_operators(number),
            tenders=work.shift_tenders(number),
            hand_overs=work.hand_overs(number),
            at=work.last_time(),
            operator=operator.name,
            seq=stored.seq,
        )
        if on_paper:
            queue_paper(
                work,
                ports,
                PrintKind.X_REPORT,
                str(stored.seq),
                operator=operator.name,
                content=x_content(report),
            )
        work.commit()
    return report


def x_content(report: XReport) -> str:
    """Write an X report down for paper that comes out later; see `read_x_report`."""
    return msgspec.json.encode(report).decode()


def read_x_report(content: str) -> XReport:
    """Read what `x_content` wrote.

    Raises:
        ReportUnknown: another program wrote it.
    """
    try:
        return msgspec.json.decode(content, type=XReport)
    except msgspec.MsgspecError as error:
        raise ReportUnknown(number="X") from error


def z_report(reads: Reads, number: str) -> ZReport:
    """Return a closed shift by its number, `12` or `T1-1-000012`.

    Raises:
        ReportUnknown: no shift was closed under this number.
    """
    last = number.rpartition("-")[2]
    is_number = last.isascii() and last.isdigit() and len(last) <= len("000000000000")
    shift = reads.shift(int(last)) if is_number else None
    if shift is None or not shift.closed_seq or number not in (last, shift.z_no):
        raise ReportUnknown(number=number[:40])
    return z_report_of(reads, shift)


def z_report_of(reads: Reads, shift: ShiftRow) -> ZReport:
    """Return the Z report of a closed shift."""
    stored = reads.entry(shift.closed_seq)
    entry = read_entry(stored.body)
    if not isinstance(entry.payload, ShiftClosed):
        raise JournalDamaged(seq=shift.closed_seq, why="not the end of a shift")
    return ZReport(
        terminal=terminal_of(reads),
        seq=stored.seq,
        closed_at=entry.time,
        closed_by=entry.operator,
        hash=stored.hash,
        closed=entry.payload,
    )


def operator_subtotal(row: ShiftOperatorRow) -> OperatorSubtotal:
    """Return an operator's part of a shift as its Z report holds it."""
    return OperatorSubtotal(
        operator=row.operator,
        sales=row.sales,
        total=row.total,
        cash_tendered=row.cash_tendered,
        change=row.change,
        refunds=row.refunds,
        paid_in=row.paid_in,
        paid_out=row.paid_out,
        drops=row.drops,
    )
