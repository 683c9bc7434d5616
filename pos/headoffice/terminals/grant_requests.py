"""Grants that come again: after a double click, a step back, or an answer that was lost.

Whoever asks gives the wish a name before it goes out; the same wish under the same name is
answered with what became of it the first time.
"""

import hashlib
import re
from typing import Final

import msgspec
from sqlalchemy import insert, select
from sqlalchemy.engine import Connection

from pos.domain.errors.office import FieldMalformed, GrantRequestReused
from pos.domain.journal import format_time
from pos.headoffice.store.schema import GRANT_REQUEST, LEASE
from pos.headoffice.terminals.directory import enrolled_terminal
from pos.headoffice.terminals.leases import Grant
from pos.wire.uplink_lease import SignedLease

_NAME: Final = re.compile(r"[0-9A-Za-z-]{8,64}", re.ASCII)


def first_result(connection: Connection, grant: Grant, by: str) -> SignedLease | int | None:
    """Return what became of a wish: its lease, or a proposal's number; None for a new one.

    The terminal's row is locked from here on, so that of two that come at once one waits.

    Raises:
        TerminalNotKnown.
        FieldMalformed: nothing is called that.
        GrantRequestReused: the name was another wish's.
    """
    if not grant.request:
        return None
    if _NAME.fullmatch(grant.request) is None:
        raise FieldMalformed(name="request")
    enrolled_terminal(connection, grant.terminal)
    mine = (GRANT_REQUEST.c.terminal == grant.terminal) & (GRANT_REQUEST.c.request == grant.request)
    found = connection.execute(select(GRANT_REQUEST).where(mine)).first()
    if found is None:
        return None
    if found.digest != _digest(grant, by):
        raise GrantRequestReused(request=grant.request)
    if found.proposal:
        return int(found.proposal)
    signed = select(LEASE.c.signed).where(
        LEASE.c.terminal == grant.terminal, LEASE.c.serial == found.serial
    )
    return msgspec.json.decode(connection.execute(signed).scalar_one(), type=SignedLease)


def note_result(
    connection: Connection, grant: Grant, by: str, *, serial: int = 0, proposal: int = 0
) -> None:
    """Keep what became of a wish, in the transaction that grants or proposes."""
    if grant.request:
        connection.execute(
            insert(GRANT_REQUEST).values(
                terminal=grant.terminal,
                request=grant.request,
                digest=_digest(grant, by),
                serial=serial,
                proposal=proposal,
            )
        )


def _digest(grant: Grant, by: str) -> str:
    wish = (
        by,
        grant.terminal,
        grant.money,
        grant.energy_milli,
        grant.energy_per_meter_day_milli,
        format_time(grant.until),
        (grant.lane.lane, grant.lane.lanes),
        grant.limits,
        grant.rested,
    )
    return hashlib.sha256(msgspec.json.encode(wish)).hexdigest()
