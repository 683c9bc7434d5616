"""What waits for a second person at head office: kept as it was proposed, decided once."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import insert, select, update
from sqlalchemy.engine import Connection, Row

from pos.app.ports.two_people import GrantWish, LimitWish, OpenLimit, Wish
from pos.domain.errors.office import ProposalUnknown
from pos.domain.journal import format_time, parse_time
from pos.domain.lease import Lane, LeaseLimits
from pos.headoffice.store.schema import PROPOSAL
from pos.headoffice.terminals.leases import Grant


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
    """A `Grant` as it is kept until somebody confirms it.

    Attributes:
        currency: of the terminal; empty in one from before this field.
    """

    terminal: str
    money: int
    energy_milli: int
    energy_per_meter_day_milli: int
    until: str
    lane: int
    lanes: int
    limits: LeaseLimits
    rested: bool = False
    currency: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Something that waits for a second person."""

    number: int
    what: GrantLimit | ProposedGrant
    proposed_by: str
    proposed_at: str


def proposals(connection: Connection) -> tuple[Proposal, ...]:
    """Return what waits, oldest first."""
    rows = connection.execute(
        select(PROPOSAL).where(PROPOSAL.c.outcome == "").order_by(PROPOSAL.c.number)
    )
    return tuple(_read(row) for row in rows)


def propose(
    connection: Connection, what: GrantLimit | ProposedGrant, name: str, now: datetime
) -> Proposal:
    """Keep something until a second person decides."""
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


def waiting(connection: Connection, number: int) -> Proposal:
    """Return what waits under a number; ProposalUnknown."""
    found = [one for one in proposals(connection) if one.number == number]
    if not found:
        raise ProposalUnknown(number=number)
    return found[0]


def proposal_of(connection: Connection, number: int) -> Proposal:
    """Return what was proposed, whether it still waits or not."""
    return _read(connection.execute(select(PROPOSAL).where(PROPOSAL.c.number == number)).one())


def decide(connection: Connection, number: int, name: str, outcome: str, now: datetime) -> None:
    """Decide what still waits: of two who decide at once, the later finds nothing any more."""
    decided = connection.execute(
        update(PROPOSAL)
        .where(PROPOSAL.c.number == number, PROPOSAL.c.outcome == "")
        .values(decided_by=name, decided_at=format_time(now), outcome=outcome)
    )
    if decided.rowcount == 0:
        raise ProposalUnknown(number=number)


def grant_of(proposed: ProposedGrant) -> Grant:
    """Return what was proposed as it is granted."""
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


def wish_of(proposal: Proposal) -> Wish:
    """Return what was proposed as the key agent knows it."""
    what = proposal.what
    if isinstance(what, GrantLimit):
        return limit_wish(proposal.number, what)
    return grant_wish(proposal.number, what)


def limit_wish(number: int, limit: GrantLimit) -> LimitWish:
    """Return a limit as the key agent knows it."""
    return LimitWish(number, open_limit(limit))


def open_limit(limit: GrantLimit) -> OpenLimit:
    """Return a limit as the key agent keeps it."""
    return OpenLimit(limit.currency, limit.money, limit.energy_milli)


def grant_wish(number: int, proposed: ProposedGrant) -> GrantWish:
    """Return a grant as the key agent has two people say yes to it."""
    return GrantWish(
        number=number,
        terminal=proposed.terminal,
        currency=proposed.currency,
        money=proposed.money,
        energy_milli=proposed.energy_milli,
        energy_per_meter_day_milli=proposed.energy_per_meter_day_milli,
        until=proposed.until,
        lane=proposed.lane,
        lanes=proposed.lanes,
        limits=proposed.limits,
    )


def _read(row: Row[Any]) -> Proposal:
    what = msgspec.json.decode(row.what, type=GrantLimit | ProposedGrant)
    return Proposal(row.number, what, row.proposed_by, row.proposed_at)
