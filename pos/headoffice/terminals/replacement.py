"""A device that a restore replaced: its key ends, its open lease is booked, its lane rests.

The old device may have issued up to a day ahead of its clock, and the new one remembers no
identifier. So the new one begins a day later, unless somebody made sure of the old one.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import insert, select, update
from sqlalchemy.engine import Connection, Row

from pos.domain.journal import format_time, parse_time
from pos.domain.standing import Standing
from pos.headoffice.store.schema import EXPOSURE, LEASE, TERMINAL
from pos.wire.uplink_enrolment import EnrolRequest

RESTS = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Exposure:
    """What a replaced device could still issue, as far as is known here.

    Attributes:
        incarnation: that it was.
        money: minor units.
        energy_milli: thousandths.
        until: end of its lease; empty where it had none.
        replaced_at: in the journal's form.
    """

    incarnation: int
    money: int
    energy_milli: int
    until: str
    replaced_at: str


def replace_device(
    connection: Connection, known: Row[tuple[object, ...]], request: EnrolRequest, now: datetime
) -> None:
    """Take in the next incarnation of a terminal; from now on the old device is a stranger.

    Args:
        connection: in a write transaction that holds the terminal's row.
        known: that row.
        request: proven by a code that head office made for this terminal.
        now: the clock.
    """
    until = connection.execute(
        select(LEASE.c.until)
        .where(LEASE.c.terminal == request.terminal)
        .order_by(LEASE.c.serial.desc())
        .limit(1)
    ).scalar_one_or_none()
    connection.execute(
        insert(EXPOSURE).values(
            terminal=request.terminal,
            incarnation=known.incarnation,
            device_key=known.device_key,
            lease_serial=known.lease_serial,
            money=max(known.money_may_reach - known.money_issued, 0),
            energy_milli=max(known.energy_may_reach_milli - known.energy_issued_milli, 0),
            until=until or "",
            replaced_at=format_time(now),
        )
    )
    connection.execute(
        update(TERMINAL)
        .where(TERMINAL.c.terminal == request.terminal)
        .values(
            incarnation=request.incarnation,
            device_key=request.device_key,
            sealing_key="",
            standing=Standing.MAIN.value,
            signed_seq=0,
            entries=0,
            first_serial=known.lease_serial,
            # The new agent counts from nothing.
            money_may_reach=0,
            energy_may_reach_milli=0,
            money_issued=request.money_issued,
            energy_issued_milli=request.energy_issued_milli,
        )
    )


def exposures(connection: Connection, terminal: str) -> tuple[Exposure, ...]:
    """Return what replaced devices of a terminal could still issue, oldest first."""
    rows = connection.execute(
        select(EXPOSURE).where(EXPOSURE.c.terminal == terminal).order_by(EXPOSURE.c.incarnation)
    )
    return tuple(
        Exposure(row.incarnation, row.money, row.energy_milli, row.until, row.replaced_at)
        for row in rows
    )


def rests_until(connection: Connection, terminal: str) -> datetime | None:
    """Return until when the lanes of a terminal rest, None if no device of it was replaced."""
    known = exposures(connection, terminal)
    return parse_time(known[-1].replaced_at) + RESTS if known else None
