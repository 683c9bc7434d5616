"""Grants that one person may only propose, and a second one confirms.

A grant needs two people where head office set a limit, and the terminal could then issue more than
that before the next grant, or its currency has none, or the grant changes more than sums and end.
The limit itself is raised by two people, who also add one, and lowered by one; and so is a
terminal's ceiling. Neither of the two
was lately made or changed by somebody else, see `resting`. The key agent asks for both by itself
once it knows people: see `pos.app.ports.two_people`.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select, update
from sqlalchemy.engine import Connection

from pos.app.ports.signing import OfficeSigning
from pos.app.ports.two_people import Signer
from pos.domain.errors.office import ClerkNeeded, SecondPersonNeeded
from pos.domain.errors.signing import SecondYesNeeded
from pos.domain.journal import format_time
from pos.headoffice.keys.ceilings import CeilingWish, newest_ceiling
from pos.headoffice.people.clerks import Credentials, must_be_clerk
from pos.headoffice.people.proposals import (
    GrantLimit,
    Proposal,
    ProposedGrant,
    decide,
    grant_of,
    grant_wish,
    limit_wish,
    proposal_of,
    propose,
    waiting,
    wish_of,
)
from pos.headoffice.people.resting import must_be_rested
from pos.headoffice.people.roles import OfficeRole
from pos.headoffice.store.schema import CONFIRMED, GRANT_LIMIT, REJECTED
from pos.headoffice.terminals.grant_requests import first_result, note_result
from pos.headoffice.terminals.leases import Grant, GrantStanding, grant_lease, grant_standing
from pos.wire.ceiling import ceiling_terms
from pos.wire.uplink_lease import SignedLease, lease_terms


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


def limits_of_all(connection: Connection) -> tuple[GrantLimit, ...]:
    """Return every limit by currency."""
    rows = connection.execute(select(GRANT_LIMIT).order_by(GRANT_LIMIT.c.currency))
    return tuple(GrantLimit(row.currency, row.money, row.energy_milli) for row in rows)


def grant_or_propose(
    connection: Connection,
    grant: Grant,
    by: Credentials | None,
    now: datetime,
    signing: OfficeSigning,
) -> GrantDone:
    """Grant, or keep the grant until a second person confirms it; a repeat does neither.

    The key agent has the last word: what it wants two people for is proposed, too.

    Raises:
        ClerkNeeded: it needs two people, and nobody was named.
        ClerkRefused: the name or the password is wrong, also where nobody had to be named.
        SignerNotKnown, SignInDelayed: the key agent does not know the person by this password.
        FieldMalformed, GrantRequestReused: as `first_result`.
        TerminalNotKnown, TerminalIsRevoked, EndTooEarly, GrantAboveCeiling: as `grant_lease`.
    """
    name = ""
    if by is not None:
        name = must_be_clerk(connection, by, why="a grant", least=OfficeRole.SUPERVISOR)
    first = first_result(connection, grant, name)
    if first is not None:
        what = proposal_of(connection, first) if isinstance(first, int) else first
        return GrantDone(what, is_repeat=True)
    lease = _granted_alone(connection, grant, now, signing)
    if lease is not None:
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
        currency=grant_standing(connection, grant, now).currency,
    )
    proposal = propose(connection, proposed, name, now)
    signing.people.say_yes(wish_of(proposal), _signer(by))
    note_result(connection, grant, name, proposal=proposal.number)
    return GrantDone(proposal)


def set_limit(
    connection: Connection,
    limit: GrantLimit,
    by: Credentials | None,
    now: datetime,
    signing: OfficeSigning,
) -> GrantLimit | Proposal:
    """Set a currency's limit, or propose it where it would let one person do more.

    Raises:
        ClerkNeeded, ClerkRefused, ClerkRoleTooLow.
        SignerNotKnown, SignInDelayed: as `grant_or_propose`.
    """
    must_be_clerk(connection, by, why="a limit", least=OfficeRole.ADMINISTRATOR)
    assert by is not None  # noqa: S101 - somebody was just found to be a clerk.
    known = limit_of(connection, limit.currency)
    is_lower = known is not None and (
        limit.money <= known.money and limit.energy_milli <= known.energy_milli
    )
    if is_lower or not limits_of_all(connection):
        signing.people.set_limit(limit_wish(0, limit), _signer(by))
        _put_limit(connection, limit)
        return limit
    proposal = propose(connection, limit, by.name, now)
    signing.people.say_yes(wish_of(proposal), _signer(by))
    return proposal


def may_set_ceiling(
    connection: Connection,
    wish: CeilingWish,
    by: Credentials | None,
    second: Credentials | None,
    now: datetime,
) -> None:
    """Refuse a ceiling without the people it takes, who are both there with the root key.

    Where a limit is set an administrator lowers it, and two raise it: it bounds what two may grant.
    A terminal without one has no bound, so that the first lowers.

    Raises:
        ClerkNeeded, ClerkRefused, ClerkRoleTooLow.
        SecondPersonNeeded: it is the same person.
        ClerkRests: one of the two was made or changed too lately.
    """
    if not limits_of_all(connection):
        return
    least = OfficeRole.ADMINISTRATOR
    name = must_be_clerk(connection, by, why="a ceiling", least=least)
    before = newest_ceiling(connection, wish.terminal)
    known = None if before is None else ceiling_terms(before)
    if known is None or (
        wish.money <= known.money_may_reach
        and wish.energy_milli <= known.energy_may_reach_milli
        and format_time(wish.until) <= known.until
    ):
        return
    why = "a higher ceiling, as a second person"
    other = must_be_clerk(connection, second, why=why, least=least)
    if other == name:
        raise SecondPersonNeeded(name=name)
    for one in (name, other):
        must_be_rested(connection, one, now)


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
        SecondYesNeeded: it was proposed too long ago for the key agent.
        SignerNotKnown, SignInDelayed: as `grant_or_propose`.
        TerminalNotKnown, TerminalIsRevoked, EndTooEarly, GrantAboveCeiling: as `grant_lease`.
    """
    proposal = waiting(connection, number)
    name = must_be_clerk(connection, by, why="confirming", least=_least_for(proposal))
    assert by is not None  # noqa: S101 - somebody was just found to be a clerk.
    if name == proposal.proposed_by:
        raise SecondPersonNeeded(name=name)
    for one in (name, proposal.proposed_by):
        must_be_rested(connection, one, now)
    decide(connection, number, name, CONFIRMED, now)
    what = proposal.what
    if isinstance(what, GrantLimit):
        signing.people.set_limit(limit_wish(number, what), _signer(by))
        _put_limit(connection, what)
        return what
    wish = grant_wish(number, what)
    return grant_lease(connection, grant_of(what), now, signing, wish=wish, second=_signer(by))


def reject(
    connection: Connection,
    number: int,
    by: Credentials | None,
    now: datetime,
    signing: OfficeSigning,
) -> None:
    """Give up a proposal; whoever made it may do so, too. Raises as `confirm`."""
    proposal = waiting(connection, number)
    name = must_be_clerk(connection, by, why="rejecting", least=_least_for(proposal))
    decide(connection, number, name, REJECTED, now)
    signing.people.take_back(wish_of(proposal))


def _least_for(proposal: Proposal) -> OfficeRole:
    is_limit = isinstance(proposal.what, GrantLimit)
    return OfficeRole.ADMINISTRATOR if is_limit else OfficeRole.SUPERVISOR


def _granted_alone(
    connection: Connection, grant: Grant, now: datetime, signing: OfficeSigning
) -> SignedLease | None:
    """Grant what one person may; None where it takes two."""
    if _needs_two(connection, grant, grant_standing(connection, grant, now)):
        return None
    try:
        return grant_lease(connection, grant, now, signing)
    except SecondYesNeeded:
        return None


def _needs_two(connection: Connection, grant: Grant, standing: GrantStanding) -> bool:
    limits = {limit.currency: limit for limit in limits_of_all(connection)}
    if not limits:
        return False
    limit = limits.get(standing.currency)
    changes = (grant.lane, grant.limits, grant.energy_per_meter_day_milli) != (
        standing.lane,
        standing.limits,
        standing.energy_per_meter_day_milli,
    )
    return (
        changes
        or limit is None
        or standing.money_open > limit.money
        or standing.energy_open_milli > limit.energy_milli
    )


def _serial(lease: SignedLease) -> int:
    terms = lease_terms(lease)
    assert terms is not None  # noqa: S101 - it was just made here.
    return terms.serial


def _signer(by: Credentials) -> Signer:
    return Signer(by.name, by.password)


def _put_limit(connection: Connection, limit: GrantLimit) -> None:
    values = {"money": limit.money, "energy_milli": limit.energy_milli}
    mine = GRANT_LIMIT.c.currency == limit.currency
    if connection.execute(update(GRANT_LIMIT).where(mine).values(values)).rowcount == 0:
        connection.execute(insert(GRANT_LIMIT).values(currency=limit.currency, **values))
