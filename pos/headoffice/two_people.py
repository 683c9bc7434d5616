"""Grants that one person may only propose, and a second one confirms.

A grant needs two people where head office set a limit for its currency, and the terminal could
then issue more than the limit before the next grant, or the grant changes more than sums and end.
The limit itself is raised or taken away by two people, and lowered by one. Neither of the two was
lately made or changed by somebody else, see `resting`.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import insert, select, update
from sqlalchemy.engine import Connection, Row

from pos.app.ports.signing import OfficeSigning
from pos.domain.errors.office import ClerkNeeded, ProposalUnknown, SecondPersonNeeded
from pos.domain.journal import format_time, parse_time
from pos.domain.lease import Lane, LeaseLimits
from pos.headoffice.clerks import Credentials, must_be_clerk
from pos.headoffice.grant_requests import first_result, note_result
from pos.headoffice.leases import Grant, GrantStanding, grant_lease, grant_standing
from pos.headoffice.resting import must_be_rested
from pos.headoffice.roles import OfficeRole
from pos.headoffice.schema import CONFIRMED, GRANT_LIMIT, PROPOSAL, REJECTED
from pos.wire.uplink_lease import SignedLease, lease_terms


class GrantLimit(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="limit"):
    """The most that one person may leave open to a terminal.

    Attributes:
        money: minor units.
        energy_milli: thousandths.
    """

    currency: str
    money: int
    energy_milli: int


class ProposedGrant(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="grant"):
    """A `Grant` as it is kept until somebody confirms it."""

    terminal: str
    money: int
    energy_milli: int
    energy_per_meter_day_milli: int
    until: str
    lane: int
    lanes: int
    limits: LeaseLimits
    rested: bool = False


@dataclass(frozen=True, slots=True)
class Proposal:
    """Something that waits for a second person."""

    number: int
    what: GrantLimit | ProposedGrant
    proposed_by: str
    proposed_at: str


@dataclass(frozen=True, slots=True)
class GrantDone:
    """What became of a grant.

    Attributes:
        is_repeat: the same wish came before, and this is what became of it then.
    """

    what: SignedLease | Proposal
    is_repeat: bool = False


def limit_of(connection: Connection, currency: str) -> GrantLimit | None:
    """Return the limit of a currency, None for none."""
    found = connection.execute(
        select(GRANT_LIMIT).where(GRANT_LIMIT.c.currency == currency)
    ).first()
    return None if found is None else GrantLimit(currency, found.money, found.energy_milli)


def grant_or_propose(
    connection: Connection,
    grant: Grant,
    by: Credentials | None,
    now: datetime,
    signing: OfficeSigning,
) -> GrantDone:
    """Grant, or keep the grant until a second person confirms it; a repeat does neither.

    Raises:
        ClerkNeeded: it needs two people, and nobody was named.
        ClerkRefused: the name or the password is wrong, also where nobody had to be named.
        FieldMalformed, GrantRequestReused: as `first_result`.
        TerminalNotKnown, TerminalIsRevoked, TimeMalformed, GrantAboveCeiling: as `grant_lease`.
    """
    name = ""
    if by is not None:
        name = must_be_clerk(connection, by, why="a grant", least=OfficeRole.SUPERVISOR)
    first = first_result(connection, grant, name)
    if first is not None:
        what = _proposal(connection, first) if isinstance(first, int) else first
        return GrantDone(what, is_repeat=True)
    standing = grant_standing(connection, grant, now)
    limit = limit_of(connection, standing.currency)
    if limit is None or not _needs_two(grant, standing, limit):
        lease = grant_lease(connection, grant, now, signing)
        note_result(connection, grant, name, serial=_serial(lease))
        return GrantDone(lease)
    if by is None:
        raise ClerkNeeded(why="a grant above the limit")
    proposed = ProposedGrant(
        terminal=grant.terminal,
        money=grant.money,
        energy_milli=grant.energy_milli,
        energy_per_meter_day_milli=grant.energy_per_meter_day_milli,
        until=format_time(grant.until),
        lane=grant.lane.lane,
        lanes=grant.lane.lanes,
        limits=grant.limits,
        rested=grant.rested,
    )
    proposal = _propose(connection, proposed, name, now)
    note_result(connection, grant, name, proposal=proposal.number)
    return GrantDone(proposal)


def set_limit(
    connection: Connection, limit: GrantLimit, by: Credentials | None, now: datetime
) -> GrantLimit | Proposal:
    """Set a currency's limit, or propose it where it would let one person do more.

    Raises:
        ClerkNeeded, ClerkRefused, ClerkRoleTooLow.
    """
    name = must_be_clerk(connection, by, why="a limit", least=OfficeRole.ADMINISTRATOR)
    known = limit_of(connection, limit.currency)
    if known is None or (limit.money <= known.money and limit.energy_milli <= known.energy_milli):
        _put_limit(connection, limit)
        return limit
    return _propose(connection, limit, name, now)


def proposals(connection: Connection) -> tuple[Proposal, ...]:
    """Return what waits, oldest first."""
    rows = connection.execute(
        select(PROPOSAL).where(PROPOSAL.c.outcome == "").order_by(PROPOSAL.c.number)
    )
    return tuple(_read(row) for row in rows)


def confirm(
    connection: Connection,
    number: int,
    by: Credentials | None,
    now: datetime,
    signing: OfficeSigning,
) -> SignedLease | GrantLimit:
    """Carry out what another person proposed.

    Raises:
        ProposalUnknown: nothing of this number waits.
        ClerkNeeded, ClerkRefused, ClerkRoleTooLow.
        SecondPersonNeeded: it is the same person.
        ClerkRests: one of the two was made or changed too lately.
        TerminalNotKnown, TerminalIsRevoked, TimeMalformed, GrantAboveCeiling: as `grant_lease`.
    """
    proposal = _waiting(connection, number)
    name = must_be_clerk(connection, by, why="confirming", least=_least_for(proposal))
    if name == proposal.proposed_by:
        raise SecondPersonNeeded(name=name)
    for one in (name, proposal.proposed_by):
        must_be_rested(connection, one, now)
    _decide(connection, number, name, CONFIRMED, now)
    what = proposal.what
    if isinstance(what, GrantLimit):
        _put_limit(connection, what)
        return what
    return grant_lease(connection, _grant_of(what), now, signing)


def reject(connection: Connection, number: int, by: Credentials | None, now: datetime) -> None:
    """Give up a proposal; whoever made it may do so, too. Raises as `confirm`."""
    proposal = _waiting(connection, number)
    name = must_be_clerk(connection, by, why="rejecting", least=_least_for(proposal))
    _decide(connection, number, name, REJECTED, now)


def _least_for(proposal: Proposal) -> OfficeRole:
    is_limit = isinstance(proposal.what, GrantLimit)
    return OfficeRole.ADMINISTRATOR if is_limit else OfficeRole.SUPERVISOR


def _needs_two(grant: Grant, standing: GrantStanding, limit: GrantLimit) -> bool:
    changes = (grant.lane, grant.limits, grant.energy_per_meter_day_milli) != (
        standing.lane,
        standing.limits,
        standing.energy_per_meter_day_milli,
    )
    return (
        changes
        or standing.money_open > limit.money
        or standing.energy_open_milli > limit.energy_milli
    )


def _grant_of(proposed: ProposedGrant) -> Grant:
    return Grant(
        terminal=proposed.terminal,
        money=proposed.money,
        energy_milli=proposed.energy_milli,
        energy_per_meter_day_milli=proposed.energy_per_meter_day_milli,
        until=parse_time(proposed.until),
        lane=Lane(proposed.lane, proposed.lanes),
        limits=proposed.limits,
        rested=proposed.rested,
    )


def _propose(
    connection: Connection, what: GrantLimit | ProposedGrant, name: str, now: datetime
) -> Proposal:
    newest = connection.execute(
        select(PROPOSAL.c.number).order_by(PROPOSAL.c.number.desc()).limit(1)
    ).scalar_one_or_none()
    proposal = Proposal((newest or 0) + 1, what, name, format_time(now))
    connection.execute(
        insert(PROPOSAL).values(
            number=proposal.number,
            what=msgspec.json.encode(what),
            proposed_by=name,
            proposed_at=proposal.proposed_at,
            decided_by="",
            decided_at="",
            outcome="",
        )
    )
    return proposal


def _waiting(connection: Connection, number: int) -> Proposal:
    found = [one for one in proposals(connection) if one.number == number]
    if not found:
        raise ProposalUnknown(number=number)
    return found[0]


def _proposal(connection: Connection, number: int) -> Proposal:
    """Return what was proposed, whether it still waits or not."""
    return _read(connection.execute(select(PROPOSAL).where(PROPOSAL.c.number == number)).one())


def _read(row: Row[Any]) -> Proposal:
    what = msgspec.json.decode(row.what, type=GrantLimit | ProposedGrant)
    return Proposal(row.number, what, row.proposed_by, row.proposed_at)


def _serial(lease: SignedLease) -> int:
    terms = lease_terms(lease)
    assert terms is not None  # noqa: S101 - it was just made here.
    return terms.serial


def _decide(connection: Connection, number: int, name: str, outcome: str, now: datetime) -> None:
    """Decide what still waits: of two who decide at once, the later finds nothing any more."""
    decided = connection.execute(
        update(PROPOSAL)
        .where(PROPOSAL.c.number == number, PROPOSAL.c.outcome == "")
        .values(decided_by=name, decided_at=format_time(now), outcome=outcome)
    )
    if decided.rowcount == 0:
        raise ProposalUnknown(number=number)


def _put_limit(connection: Connection, limit: GrantLimit) -> None:
    values = {"money": limit.money, "energy_milli": limit.energy_milli}
    mine = GRANT_LIMIT.c.currency == limit.currency
    if connection.execute(update(GRANT_LIMIT).where(mine).values(values)).rowcount == 0:
        connection.execute(insert(GRANT_LIMIT).values(currency=limit.currency, **values))
