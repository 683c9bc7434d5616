"""Key ceremonies as their rows: who, for which key, for whom, what came in, and how it ended."""

from dataclasses import dataclass, replace
from datetime import datetime

import msgspec
from sqlalchemy import insert, select, tuple_, update
from sqlalchemy.engine import Connection, Row

from pos.app.ports import KeyStatus
from pos.app.ports.ceremony import CeremonyEnd, CeremonyStatus
from pos.domain.errors.ceremony import CeremonyOver, CeremonyUnknown
from pos.domain.journal import format_time
from pos.headoffice.store.schema_ceremonies import CEREMONY, CEREMONY_COMPONENT


@dataclass(frozen=True, slots=True)
class NewCeremony:
    """What somebody begins.

    Attributes:
        key: without its check value.
        custodians: who bring a component each.
        terminals: that are to get the key.
    """

    key: KeyStatus
    custodians: tuple[str, ...]
    terminals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ceremony:
    """One that was begun.

    Attributes:
        ends_at: by itself.
        outcome: OPEN until it is written down that it ended.
        ended_at, ended_by: empty before, and the latter where nobody ended it.
    """

    id: str
    begun_at: str
    begun_by: str
    ends_at: str
    what: NewCeremony
    outcome: CeremonyEnd
    ended_at: str
    ended_by: str


@dataclass(frozen=True, slots=True)
class EnteredComponent:
    """A component that a custodian brought."""

    custodian: str
    check_value: str
    entered_at: str


def open_ceremonies(connection: Connection) -> tuple[Ceremony, ...]:
    """Return those whose end is not written down."""
    rows = connection.execute(
        select(CEREMONY).where(CEREMONY.c.outcome == CeremonyEnd.OPEN.value).order_by(CEREMONY.c.id)
    )
    return tuple(map(_ceremony, rows))


def ceremonies(
    connection: Connection, count: int, before: tuple[str, str] | None = None
) -> tuple[Ceremony, ...]:
    """Return the newest, or the newest before a place in time."""
    key = (CEREMONY.c.begun_at, CEREMONY.c.id)
    newest = select(CEREMONY).order_by(*(column.desc() for column in key)).limit(count)
    if before is not None:
        newest = newest.where(tuple_(*key) < tuple_(*before))
    return tuple(map(_ceremony, connection.execute(newest)))


def ceremony_of(connection: Connection, ceremony: str) -> Ceremony:
    """Return one by its id; CeremonyUnknown."""
    row = connection.execute(select(CEREMONY).where(CEREMONY.c.id == ceremony)).first()
    if row is None:
        raise CeremonyUnknown
    return _ceremony(row)


def entered(connection: Connection, ceremony: str) -> tuple[EnteredComponent, ...]:
    """Return the components that came in, in that order."""
    rows = connection.execute(
        select(CEREMONY_COMPONENT)
        .where(CEREMONY_COMPONENT.c.ceremony == ceremony)
        .order_by(CEREMONY_COMPONENT.c.entered_at, CEREMONY_COMPONENT.c.custodian)
    )
    return tuple(EnteredComponent(row.custodian, row.check_value, row.entered_at) for row in rows)


def add(connection: Connection, ceremony: Ceremony) -> None:
    """Write down one that was begun."""
    connection.execute(
        insert(CEREMONY).values(
            id=ceremony.id,
            begun_at=ceremony.begun_at,
            begun_by=ceremony.begun_by,
            ends_at=ceremony.ends_at,
            key=msgspec.json.encode(ceremony.what.key),
            custodians=msgspec.json.encode(ceremony.what.custodians),
            terminals=msgspec.json.encode(ceremony.what.terminals),
            outcome=ceremony.outcome.value,
            ended_at=ceremony.ended_at,
            ended_by=ceremony.ended_by,
        )
    )


def write_entered(connection: Connection, status: CeremonyStatus, now: datetime) -> None:
    """Write down what the agent has; one whose transaction was undone is told of later."""
    known = {one.custodian for one in entered(connection, status.id)}
    for done in status.entered:
        if done.name not in known:
            values = {
                "ceremony": status.id,
                "custodian": done.name,
                "check_value": done.check_value,
                "entered_at": format_time(now),
            }
            connection.execute(insert(CEREMONY_COMPONENT).values(**values))


def end(
    connection: Connection, ceremony: str, outcome: CeremonyEnd, now: datetime, by: str
) -> None:
    """Write down that a ceremony ended; CeremonyOver where that stands there already."""
    mine = (CEREMONY.c.id == ceremony, CEREMONY.c.outcome == CeremonyEnd.OPEN.value)
    ended = {"outcome": outcome.value, "ended_at": format_time(now), "ended_by": by}
    if connection.execute(update(CEREMONY).where(*mine).values(**ended)).rowcount == 0:
        raise CeremonyOver(how=ceremony_of(connection, ceremony).outcome.value)


def write_check_value(connection: Connection, ceremony: Ceremony, check_value: str) -> None:
    """Write down what key was sealed."""
    key = replace(ceremony.what.key, check_value=check_value)
    mine = update(CEREMONY).where(CEREMONY.c.id == ceremony.id)
    connection.execute(mine.values(key=msgspec.json.encode(key)))


def _ceremony(row: Row[tuple[object, ...]]) -> Ceremony:
    return Ceremony(
        id=row.id,
        begun_at=row.begun_at,
        begun_by=row.begun_by,
        ends_at=row.ends_at,
        what=NewCeremony(
            key=msgspec.json.decode(row.key, type=KeyStatus),
            custodians=msgspec.json.decode(row.custodians, type=tuple[str, ...]),
            terminals=msgspec.json.decode(row.terminals, type=tuple[str, ...]),
        ),
        outcome=CeremonyEnd(row.outcome),
        ended_at=row.ended_at,
        ended_by=row.ended_by,
    )
