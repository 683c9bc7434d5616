"""Which lane is whose: two terminals that sell to one supply group share no minute.

Lane a of n and lane b of m share minutes where a and b leave the same rest by gcd(n, m). The only
lane of one is none: terminals that have it share out their meters instead, and nobody checks that.
A lane is in use until the last lease that names it has ended and 24 hours more, since identifiers
may be issued that far ahead; head office does not know which of its leases a terminal took.
"""

from collections.abc import Iterator
from datetime import datetime
from math import gcd

import msgspec
from sqlalchemy import select
from sqlalchemy.engine import Connection

from pos.domain.errors.office import LaneTaken
from pos.domain.journal import format_time
from pos.domain.lease import Lane, LeaseLimits
from pos.domain.projections import VendingKeyRow
from pos.headoffice.journal.tree import MAIN_BRANCH
from pos.headoffice.store.schema import BOOK_ROW, LEASE, OFFICE
from pos.headoffice.terminals.replacement import RESTS
from pos.wire.uplink_lease import LeaseTerms, SignedLease, lease_terms


def must_be_free(
    connection: Connection, terminal: str, lane: Lane, limits: LeaseLimits, now: datetime
) -> None:
    """Check that no other terminal may issue in lanes that a lease is to name.

    Args:
        connection: in a write transaction; who moves lanes at the same time waits.

    Raises:
        LaneTaken: names the first that may.
    """
    if lane.lanes == 1 and all(one.lanes == 1 for one in limits.group_lanes):
        return
    connection.execute(select(OFFICE.c.id).with_for_update()).one()
    groups = _groups(connection)
    own = groups.get(terminal, set())
    for terms in _others(connection, terminal, now):
        theirs = groups.get(terms.terminal, set())
        named = {one.sgc for one in (*limits.group_lanes, *terms.limits.group_lanes)}
        # Whose keys are not known here yet may get those of any group.
        common = own & theirs if own and theirs else {*named, ""}
        for sgc in sorted(common):
            mine = limits.lane_of(sgc, lane)
            other = terms.limits.lane_of(sgc, Lane(terms.lane, terms.lanes))
            if share_minutes(mine, other):
                raise LaneTaken(
                    terminal=terms.terminal,
                    lane=f"{mine.lane}/{mine.lanes}",
                    until=terms.until[: len("YYYY-MM-DD")],
                )


def share_minutes(one: Lane, other: Lane) -> bool:
    """Whether two lanes, of more than one each, have an identifier in common."""
    if one.lanes == 1 or other.lanes == 1:
        return False
    return (one.lane - other.lane) % gcd(one.lanes, other.lanes) == 0


def _others(connection: Connection, terminal: str, now: datetime) -> Iterator[LeaseTerms]:
    rows = connection.execute(
        select(LEASE.c.signed)
        .where(LEASE.c.terminal != terminal, LEASE.c.until > format_time(now - RESTS))
        .order_by(LEASE.c.terminal, LEASE.c.serial)
    )
    for (signed,) in rows:
        terms = lease_terms(msgspec.json.decode(signed, type=SignedLease))
        if terms is not None:
            yield terms


def _groups(connection: Connection) -> dict[str, set[str]]:
    """Return the supply groups whose vending keys each terminal holds, as its journal tells."""
    rows = connection.execute(
        select(BOOK_ROW.c.terminal, BOOK_ROW.c.fields).where(
            BOOK_ROW.c.kind == VendingKeyRow.__name__, BOOK_ROW.c.branch == MAIN_BRANCH
        )
    )
    found: dict[str, set[str]] = {}
    for terminal, fields in rows:
        key = msgspec.json.decode(fields, type=VendingKeyRow)
        found.setdefault(terminal, set()).add(key.sgc)
    return found
