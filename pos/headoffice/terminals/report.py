"""What head office knows about its terminals, as the command line and the console show it."""

from dataclasses import dataclass

from sqlalchemy import and_, func, select
from sqlalchemy.engine import Connection

from pos.domain.journal import NO_HASH
from pos.headoffice.journal.tree import MAIN_BRANCH
from pos.headoffice.store.schema import ALARM, BRANCH, EXCEPTION, TERMINAL
from pos.headoffice.terminals.replacement import Exposure, exposures


@dataclass(frozen=True, slots=True)
class TerminalReport:
    """One terminal.

    Attributes:
        entries: of the branch that came first.
        sales, total: committed sales, each counted once whichever branches tell of it; minor
            units.
        head_hash: end of the branch that came first, 64 zeros before the first entry.
        other_entries: on other branches.
        signed_seq: newest signed end that the terminal showed.
        standing: how the terminal was last told to stand.
        alarms: kind and number of the entry.
        exceptions: how many records break a rule.
        exposures: what devices that were replaced could still issue.
    """

    terminal: str
    currency: str
    device_key: str
    enrolled_at: str
    revoked_at: str
    seen_at: str
    entries: int
    sales: int
    total: int
    head_hash: str
    other_entries: int
    signed_seq: int
    standing: str
    lease_serial: int
    alarms: tuple[tuple[str, int], ...]
    exceptions: int
    exposures: tuple[Exposure, ...]


def report(connection: Connection) -> tuple[TerminalReport, ...]:
    """Return all terminals by name."""
    newest_main = and_(
        BRANCH.c.terminal == TERMINAL.c.terminal,
        BRANCH.c.incarnation == TERMINAL.c.incarnation,
        BRANCH.c.branch == MAIN_BRANCH,
    )
    rows = connection.execute(
        select(TERMINAL, BRANCH.c.seq.label("main_seq"), BRANCH.c.hash.label("main_hash"))
        .outerjoin(BRANCH, newest_main)
        .order_by(TERMINAL.c.terminal)
    ).all()
    alarms: dict[str, list[tuple[str, int]]] = {}
    for terminal, kind, seq in connection.execute(
        select(ALARM.c.terminal, ALARM.c.kind, ALARM.c.seq).order_by(ALARM.c.raised_at)
    ):
        alarms.setdefault(terminal, []).append((kind, seq))
    counted = select(EXCEPTION.c.terminal, func.count()).group_by(EXCEPTION.c.terminal)
    exceptions = {row.terminal: int(row[1]) for row in connection.execute(counted)}
    return tuple(
        TerminalReport(
            terminal=row.terminal,
            currency=row.currency,
            device_key=row.device_key,
            enrolled_at=row.enrolled_at,
            revoked_at=row.revoked_at,
            seen_at=row.seen_at,
            entries=row.main_seq or 0,
            sales=row.sales,
            total=row.total,
            head_hash=row.main_hash or NO_HASH,
            other_entries=row.entries - (row.main_seq or 0),
            signed_seq=row.signed_seq,
            standing=row.standing,
            lease_serial=row.lease_serial,
            alarms=tuple(alarms.get(row.terminal, ())),
            exceptions=exceptions.get(row.terminal, 0),
            exposures=exposures(connection, row.terminal),
        )
        for row in rows
    )
