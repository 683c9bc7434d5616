"""Pages about drawers: shifts, one shift as its Z report has it, and what the bank got of it."""

from dataclasses import dataclass
from typing import Final, TypeVar

import msgspec
from sqlalchemy import select
from sqlalchemy.engine import Connection

from pos.domain.errors.office import NotHere
from pos.domain.journal import format_time
from pos.domain.money import parse_money
from pos.domain.projections import (
    ActKind,
    ActRow,
    HandOverRow,
    ShiftOperatorRow,
    ShiftRow,
    ShiftTenderRow,
)
from pos.headoffice.console.page import Act, Done, Page, Shown, Visit
from pos.headoffice.console.pages.filed import Found, Wanted, keyed, newest
from pos.headoffice.console.pages.terminal_facts import currencies, terminal_line
from pos.headoffice.journal.deposits import BankLine, match_deposit
from pos.headoffice.journal.tree import MAIN_BRANCH
from pos.headoffice.people.acts import ActOf
from pos.headoffice.people.roles import OfficeRole
from pos.headoffice.store.schema import BANK_MATCH, BOOK_ROW

_ACTS_MAX: Final = 500
RowT = TypeVar("RowT")


@dataclass(frozen=True, slots=True)
class Bag:
    """A bag on its way to the bank.

    Attributes:
        act: how it left the drawer.
        said: what the bank got, minor units; None while nobody knows.
        reference: the bank's own; empty while nobody knows.
    """

    terminal: str
    incarnation: int
    act: ActRow
    said: int | None
    reference: str

    @property
    def difference(self) -> int:
        """What the bank got more than was sent; 0 while nobody knows."""
        return 0 if self.said is None else self.said - self.act.amount


def show_shifts(connection: Connection, visit: Visit) -> Shown:
    """Show shifts, newest first."""
    terminal = visit.asked("terminal")
    wanted = Wanted(terminal=terminal, behind=visit.asked("behind", longest=300))
    found, behind = newest(connection, ShiftRow, wanted)
    facts = {
        "found": found,
        "currency": currencies(connection, {one.terminal for one in found}),
        "terminal": terminal,
        "behind": behind,
    }
    return Shown("shifts.html", facts)


def show_shift(connection: Connection, visit: Visit) -> Shown:
    """Show one shift."""
    terminal, shift_no = visit.part("terminal"), visit.number("shift")
    incarnation = visit.number("incarnation")
    line = terminal_line(connection, terminal)
    shift = keyed(connection, terminal, ShiftRow, shift_no, incarnation=incarnation)
    if shift is None:
        raise NotHere(what=f"{terminal}-{incarnation}-{shift_no}")
    until = f"{shift.closed_at}~" if shift.closed_at else ""
    wanted = Wanted(terminal=terminal, since=shift.opened_at, until=until, count=_ACTS_MAX)
    acts = [
        one
        for one in newest(connection, ActRow, wanted)[0]
        if one.incarnation == incarnation and one.row.shift_no == shift_no
    ]
    place = (connection, terminal, incarnation, shift_no)
    facts = {
        "line": line,
        "incarnation": incarnation,
        "shift": shift,
        "figures": shift.figures(),
        "operators": _of_shift(*place, ShiftOperatorRow),
        "tenders": _of_shift(*place, ShiftTenderRow),
        "hand_overs": _of_shift(*place, HandOverRow),
        "acts": [one.row for one in acts],
        "bags": bags(connection, [one for one in acts if one.row.kind == ActKind.DROP_BANK]),
    }
    return Shown("shift.html", facts)


def show_bank(connection: Connection, visit: Visit) -> Shown:
    """Show bags that went to the bank, newest first, with what the bank says."""
    terminal = visit.asked("terminal")
    wanted = Wanted(
        terminal=terminal,
        about=ActKind.DROP_BANK.value,
        behind=visit.asked("behind", longest=300),
    )
    found, behind = newest(connection, ActRow, wanted)
    facts = {
        "bags": bags(connection, found),
        "currency": currencies(connection, {one.terminal for one in found}),
        "terminal": terminal,
        "behind": behind,
    }
    return Shown("bank.html", facts)


def ask_match(connection: Connection, visit: Visit) -> Shown:
    """Ask what the bank got in a bag."""
    line = terminal_line(connection, visit.asked("terminal"))
    return Shown("match.html", {"line": line, "bag": visit.asked("bag")})


def match(connection: Connection, visit: Visit) -> Done:
    """Write down what the bank got in a bag."""
    line = terminal_line(connection, visit.asked("terminal"))
    amount = parse_money(visit.asked("amount"), line.currency)
    said = BankLine(line.terminal, visit.asked("bag"), amount.minor, visit.asked("reference"))
    match_deposit(connection, said, format_time(visit.now))
    visit.scribe().note(
        connection,
        ActOf.DEPOSIT_MATCHED,
        subject=f"{line.terminal} {said.bag}",
        detail=f"{amount} {said.reference}",
    )
    return Done("/bank", "matched")


def bags(
    connection: Connection, found: list[Found[ActRow]] | tuple[Found[ActRow], ...]
) -> list[Bag]:
    """Return bags with what the bank says of them."""
    terminals = {one.terminal for one in found}
    said = {
        (row.terminal, row.bag): row
        for row in connection.execute(
            select(BANK_MATCH).where(
                BANK_MATCH.c.terminal.in_(terminals),
                BANK_MATCH.c.bag.in_([one.row.subject for one in found]),
            )
        )
    }
    made = []
    for one in found:
        line = said.get((one.terminal, one.row.subject)) if one.row.subject else None
        known = (line.amount, line.reference) if line is not None else (None, "")
        made.append(Bag(one.terminal, one.incarnation, one.row, *known))
    return made


def _of_shift(
    connection: Connection, terminal: str, incarnation: int, shift_no: int, kind: type[RowT]
) -> list[RowT]:
    """Return the rows whose key begins with a shift's number."""
    rows = connection.execute(
        select(BOOK_ROW.c.fields).where(
            BOOK_ROW.c.terminal == terminal,
            BOOK_ROW.c.incarnation == incarnation,
            BOOK_ROW.c.branch == MAIN_BRANCH,
            BOOK_ROW.c.kind == kind.__name__,
            BOOK_ROW.c.row_key > f"[{shift_no},",
            BOOK_ROW.c.row_key < f"[{shift_no}-",
        )
    )
    return [msgspec.json.decode(row.fields, type=kind) for row in rows]


PAGES: Final = (
    Page("/shifts", show_shifts),
    Page("/shifts/{terminal}/{incarnation}/{shift}", show_shift),
    Page("/bank", show_bank),
    Page("/bank/match", ask_match, OfficeRole.CLERK),
)
ACTS: Final = (Act("/bank/match", match, OfficeRole.CLERK, asks_password=False),)
