"""What head office knows of its terminals, a page of them or one."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, func, select
from sqlalchemy.engine import Connection, Row

from pos.domain.errors import TerminalNotKnown
from pos.domain.journal import NO_HASH
from pos.domain.projections import TERMINAL_KEY, TerminalRow
from pos.headoffice.console.pages.filed import keyed
from pos.headoffice.journal.tree import MAIN_BRANCH
from pos.headoffice.store.schema import (
    ALARM,
    BRANCH,
    ENTRY,
    EXCEPTION,
    LEASE,
    SIGNED_HEAD,
    TERMINAL,
)

TERMINALS_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class TerminalLine:
    """A terminal as a list shows it.

    Attributes:
        program: version, as it said last; empty where it never did.
        held: entries of its journal that are here, on the branch that came first.
        told: newest signed end that it showed.
        money_left, energy_left_milli: what its lease leaves open, as far as is known here; what a
            thief could issue at most.
        lease_until: empty where none was granted here.
        alarms, exceptions: how many.
    """

    terminal: str
    currency: str
    incarnation: int
    seen_at: str
    revoked_at: str
    standing: str
    program: str
    held: int
    told: int
    sales: int
    total: int
    lease_serial: int
    money_left: int
    energy_left_milli: int
    lease_until: str
    alarms: int
    exceptions: int

    @property
    def is_lease_known(self) -> bool:
        """Whether its lease was granted here; what an older one leaves open nobody here knows."""
        return bool(self.lease_until)

    @property
    def unsent(self) -> int:
        """How many entries the terminal is known to have and head office has not."""
        return max(self.told - self.held, 0)


@dataclass(frozen=True, slots=True)
class ProofOfSync:
    """Whether the journal here is the terminal's own.

    Attributes:
        held: entries that are here.
        told: number of the newest end that the terminal signed and showed.
        terminal_hash: that end, as signed by the device key.
        office_hash: of the same number here; empty where it is not here yet.
        at: when the terminal showed it.
    """

    held: int
    told: int
    terminal_hash: str
    office_hash: str
    at: str

    @property
    def is_equal(self) -> bool:
        """Whether both hold the same entries up to the signed end."""
        return bool(self.told) and self.terminal_hash == self.office_hash


def terminal_lines(
    connection: Connection, *, after: str = "", count: int = TERMINALS_A_PAGE
) -> tuple[tuple[TerminalLine, ...], str]:
    """Return terminals by name, and the last name where there are more behind it."""
    statement = select(TERMINAL).where(TERMINAL.c.terminal > after).order_by(TERMINAL.c.terminal)
    rows = connection.execute(statement.limit(count + 1)).all()
    page = rows[:count]
    lines = _lines(connection, page)
    return lines, lines[-1].terminal if len(rows) > count else ""


def terminal_line(connection: Connection, terminal: str) -> TerminalLine:
    """Return one terminal; TerminalNotKnown."""
    lines = lines_of(connection, [terminal])
    if not lines:
        raise TerminalNotKnown(terminal=terminal[:40])
    return lines[0]


def lines_of(connection: Connection, terminals: Collection[str]) -> tuple[TerminalLine, ...]:
    """Return the terminals of some names."""
    statement = select(TERMINAL).where(TERMINAL.c.terminal.in_(terminals))
    return _lines(connection, connection.execute(statement).all())


def proof_of_sync(connection: Connection, line: TerminalLine) -> ProofOfSync:
    """Compare the newest end that a terminal signed with the entry of that number here."""
    signed = connection.execute(
        select(SIGNED_HEAD.c.seq, SIGNED_HEAD.c.hash)
        .where(
            SIGNED_HEAD.c.terminal == line.terminal, SIGNED_HEAD.c.incarnation == line.incarnation
        )
        .order_by(SIGNED_HEAD.c.seq.desc())
        .limit(1)
    ).first()
    told, told_hash = (signed.seq, signed.hash) if signed else (0, NO_HASH)
    held = connection.execute(
        select(ENTRY.c.hash).where(
            ENTRY.c.terminal == line.terminal,
            ENTRY.c.incarnation == line.incarnation,
            ENTRY.c.branch == MAIN_BRANCH,
            ENTRY.c.seq == told,
        )
    ).scalar_one_or_none()
    return ProofOfSync(line.held, told, told_hash, held or "", line.seen_at)


def own_row(connection: Connection, line: TerminalLine) -> TerminalRow | None:
    """Return what a terminal says of itself; None before its first entry."""
    place = (line.terminal, TerminalRow, TERMINAL_KEY)
    return keyed(connection, *place, incarnation=line.incarnation)


def currencies(connection: Connection, terminals: Collection[str]) -> dict[str, str]:
    """Return the currency of each of some terminals."""
    rows = connection.execute(
        select(TERMINAL.c.terminal, TERMINAL.c.currency).where(TERMINAL.c.terminal.in_(terminals))
    )
    return {row.terminal: row.currency for row in rows}


def _lines(connection: Connection, rows: Sequence[Row[Any]]) -> tuple[TerminalLine, ...]:
    names = [row.terminal for row in rows]
    held = {
        (row.terminal, row.incarnation): row.seq
        for row in connection.execute(
            select(BRANCH.c.terminal, BRANCH.c.incarnation, BRANCH.c.seq).where(
                BRANCH.c.terminal.in_(names), BRANCH.c.branch == MAIN_BRANCH
            )
        )
    }
    newest = (
        select(LEASE.c.terminal, func.max(LEASE.c.serial).label("serial"))
        .where(LEASE.c.terminal.in_(names))
        .group_by(LEASE.c.terminal)
        .subquery()
    )
    is_newest = and_(LEASE.c.terminal == newest.c.terminal, LEASE.c.serial == newest.c.serial)
    ends = connection.execute(select(LEASE.c.terminal, LEASE.c.until).join(newest, is_newest))
    until = {row.terminal: row.until for row in ends}
    alarms = _counts(connection, ALARM.c.terminal, names)
    exceptions = _counts(connection, EXCEPTION.c.terminal, names)
    return tuple(
        TerminalLine(
            terminal=row.terminal,
            currency=row.currency,
            incarnation=row.incarnation,
            seen_at=row.seen_at,
            revoked_at=row.revoked_at,
            standing=row.standing,
            program=row.program,
            held=held.get((row.terminal, row.incarnation), 0),
            told=row.signed_seq,
            sales=row.sales,
            total=row.total,
            lease_serial=row.lease_serial,
            money_left=max(row.money_may_reach - row.money_issued, 0),
            energy_left_milli=max(row.energy_may_reach_milli - row.energy_issued_milli, 0),
            lease_until=until.get(row.terminal, ""),
            alarms=alarms.get(row.terminal, 0),
            exceptions=exceptions.get(row.terminal, 0),
        )
        for row in rows
    )


def _counts(connection: Connection, column: Any, names: Sequence[str]) -> dict[str, int]:
    counted = select(column, func.count()).where(column.in_(names)).group_by(column)
    return {row[0]: int(row[1]) for row in connection.execute(counted)}
