"""Counting the drawer, without being told what it should hold."""

from dataclasses import dataclass

from pos.app.cash.move_cash import must_be_open
from pos.app.paper.print_paper import queue_paper
from pos.app.people.sign_in import SignedIn
from pos.app.ports import Ports, PrintKind
from pos.domain.cash_count import counted_sum
from pos.domain.entries import CountEntered, CountLine
from pos.domain.operator import MAY_SELL


@dataclass(frozen=True, slots=True)
class Counted:
    """A count that is in the journal; the next entry about cash makes it void.

    Attributes:
        seq: its entry.
        at: time of the entry.
        counted: minor units.
    """

    seq: int
    at: str
    operator: str
    shift_no: int
    lines: tuple[CountLine, ...]
    counted: int


def count_drawer(ports: Ports, lines: tuple[CountLine, ...], *, operator: SignedIn) -> Counted:
    """Write what was counted; a later count replaces it, and both stay in the journal.

    Raises:
        NoOpenShift, RoleNotAllowed.
    """
    operator.must_be(*MAY_SELL)
    counted = counted_sum(lines)
    with ports.store.write() as work:
        shift = must_be_open(work)
        entry = CountEntered(shift_no=shift.shift_no, lines=lines, counted=counted)
        stored = work.append(entry, operator=operator.name)
        queue_paper(work, ports, PrintKind.CASH_SLIP, str(stored.seq), operator=operator.name)
        at = work.last_time()
        work.commit()
    return Counted(stored.seq, at, operator.name, shift.shift_no, lines, counted)
