"""Counts, movements of cash and hand-overs, found again by their journal entries."""

from dataclasses import dataclass

from pos.app.cash.count_drawer import Counted
from pos.app.cash.hand_over import HandedOver
from pos.app.cash.move_cash import Moved
from pos.app.ports import Reads
from pos.app.selling.quoting import terminal_of
from pos.domain.entries import (
    CashDropped,
    CashPaidIn,
    CashPaidOut,
    CashRefunded,
    CountEntered,
    DrawerHandedOver,
    ShiftOpened,
)
from pos.domain.errors import ReportUnknown
from pos.domain.journal import read_entry
from pos.domain.projections import TerminalRow


@dataclass(frozen=True, slots=True)
class CountSlip:
    """A count, with the terminal it was made at."""

    terminal: TerminalRow
    counted: Counted


@dataclass(frozen=True, slots=True)
class MovementSlip:
    """A movement of cash, with the terminal it was made at."""

    terminal: TerminalRow
    moved: Moved


@dataclass(frozen=True, slots=True)
class HandOverSlip:
    """A drawer that changed hands, with the terminal it belongs to."""

    terminal: TerminalRow
    handed: HandedOver


@dataclass(frozen=True, slots=True)
class FloatSlip:
    """A float that somebody took over with a drawer.

    Attributes:
        at: time of the entry.
        opener: who answers for it.
        opening_float: minor units.
    """

    terminal: TerminalRow
    seq: int
    at: str
    opener: str
    shift_no: int
    opening_float: int


CashSlip = CountSlip | MovementSlip | FloatSlip | HandOverSlip


def slip_of(reads: Reads, seq: int) -> CashSlip:
    """Return what the slip of a journal entry says.

    Raises:
        ReportUnknown: no such entry, or it is not about cash.
    """
    if not 1 <= seq <= reads.head().seq:
        raise ReportUnknown(number=str(seq))
    entry = read_entry(reads.entry(seq).body)
    terminal = terminal_of(reads)
    match entry.payload:
        case CountEntered(shift_no=shift_no, lines=lines, counted=counted):
            return CountSlip(
                terminal, Counted(seq, entry.time, entry.operator, shift_no, lines, counted)
            )
        case ShiftOpened(shift_no=shift_no, opening_float=opening_float):
            return FloatSlip(terminal, seq, entry.time, entry.operator, shift_no, opening_float)
        case CashPaidIn() | CashPaidOut() | CashDropped() | CashRefunded() as payload:
            return MovementSlip(terminal, Moved(seq, entry.time, entry.operator, payload))
        case DrawerHandedOver() as handed:
            return HandOverSlip(terminal, HandedOver(seq, entry.time, entry.operator, handed))
        case _:
            raise ReportUnknown(number=str(seq))
