"""Granting: further money and energy for a terminal, signed once, delivered until it is taken."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import msgspec
from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.engine import Connection

from pos.app.ports.signing import OfficeSigning
from pos.app.ports.two_people import GrantWish, Signer, Warrant
from pos.domain.entries import IssueReceipt, IssueRecovered, SaleCommitted
from pos.domain.errors import EndTooEarly, TerminalIsRevoked, TerminalNotKnown
from pos.domain.journal import format_time, parse_time, read_entry
from pos.domain.lease import (
    ENERGY_PER_METER_DAY_MILLI,
    FIRST_LIMITS,
    ONLY_LANE,
    Lane,
    LeaseLimits,
    lanes_differ,
)
from pos.headoffice.keys.ceilings import newest_ceiling
from pos.headoffice.keys.office_keys import certificate_of
from pos.headoffice.store.schema import ENTRY, LEASE, TERMINAL
from pos.headoffice.terminals.lanes import must_be_free
from pos.headoffice.terminals.replacement import rests_until
from pos.wire.uplink_keys import KeyPurpose
from pos.wire.uplink_lease import LeaseTerms, SignedLease, lease_terms

# A terminal's clock may lag behind head office's by this much and still take the lease.
BEFORE_NOW = timedelta(days=1)
# More than a terminal refuses one after the other.
_LEASES_LOOKED_AT = 100
# More than a terminal writes between two sales.
_ENTRIES_LOOKED_AT = 500

_NEWEST: Final = (
    select(LEASE.c.signed)
    .where(LEASE.c.terminal == bindparam("holder"))
    .order_by(LEASE.c.serial.desc())
    .limit(1)
)


@dataclass(frozen=True, slots=True)
class Grant:
    """What is granted on top of what the terminal has.

    Attributes:
        money: minor units of the terminal's currency.
        energy_milli, energy_per_meter_day_milli: thousandths.
        until: aware.
        lane, limits: hold instead of those of the lease before.
        rested: somebody made sure that a replaced device, or another terminal that had the lane,
            issued nothing for a day.
        request: name of the wish, by which it is known when it comes again; empty for none.
    """

    terminal: str
    money: int
    energy_milli: int
    energy_per_meter_day_milli: int
    until: datetime
    lane: Lane = ONLY_LANE
    limits: LeaseLimits = FIRST_LIMITS
    rested: bool = False
    request: str = ""


@dataclass(frozen=True, slots=True)
class GrantStanding:
    """What a terminal has before a grant, and what would be open to it after.

    Attributes:
        serial: of the lease that the grant would make.
        money_may_reach, energy_may_reach_milli: sums that it would say.
        money_open, energy_open_milli: what could be issued under it, as far as is known here.
        energy_per_meter_day_milli, lane, limits: as in the lease before, or the usual ones.
        acknowledged: entries that are here, where the grant may move a lane; 0 else.
    """

    currency: str
    device_key: str
    serial: int
    money_may_reach: int
    energy_may_reach_milli: int
    money_open: int
    energy_open_milli: int
    energy_per_meter_day_milli: int
    lane: Lane
    limits: LeaseLimits
    acknowledged: int


def grant_standing(connection: Connection, grant: Grant, now: datetime) -> GrantStanding:
    """Look what a grant would come to.

    Sums go on from the highest that is known: the last ceiling, or what was issued so far if that
    is more, so that an old lease brings nothing back.

    Raises:
        TerminalNotKnown, TerminalIsRevoked.
        EndTooEarly: the lease would have ended.
        LaneTaken: it moves into another terminal's lane.
    """
    mine = TERMINAL.c.terminal == grant.terminal
    known = connection.execute(select(TERMINAL).where(mine).with_for_update()).first()
    if known is None:
        raise TerminalNotKnown(terminal=grant.terminal[:40])
    if known.revoked_at:
        raise TerminalIsRevoked(terminal=grant.terminal)
    if grant.until <= now:
        raise EndTooEarly(text=format_time(grant.until))
    money = max(known.money_may_reach, known.money_issued) + grant.money
    energy = max(known.energy_may_reach_milli, known.energy_issued_milli) + grant.energy_milli
    before = newest_terms(connection, grant.terminal)
    lane = ONLY_LANE if before is None else Lane(before.lane, before.lanes)
    limits = FIRST_LIMITS if before is None else before.limits
    if not grant.rested and lanes_differ(grant.lane, grant.limits, lane, limits):
        must_be_free(connection, grant.terminal, grant.lane, grant.limits, now)
    return GrantStanding(
        currency=known.currency,
        device_key=known.device_key,
        serial=known.lease_serial + 1,
        money_may_reach=money,
        energy_may_reach_milli=energy,
        money_open=money - known.money_issued,
        energy_open_milli=energy - known.energy_issued_milli,
        energy_per_meter_day_milli=(
            ENERGY_PER_METER_DAY_MILLI if before is None else before.energy_per_meter_day_milli
        ),
        lane=lane,
        limits=limits,
        acknowledged=known.entries if _may_move_lane(connection, grant) else 0,
    )


def grant_lease(
    connection: Connection,
    grant: Grant,
    now: datetime,
    signing: OfficeSigning,
    *,
    wish: GrantWish | None = None,
    second: Signer | None = None,
) -> SignedLease:
    """Have a lease signed and keep it; the terminal gets it with the next answer.

    The key agent remembers every serial, so a head office that was restored from an older copy
    uses none twice.

    Args:
        wish, second: what two people want, and the second of them; None for one person's grant.

    Raises:
        TerminalNotKnown, TerminalIsRevoked, EndTooEarly: as `grant_standing`.
        GrantAboveCeiling: the root key allows less.
        SigningKeysExposed, and as `OfficeSigning.sign_lease`.
    """
    certificate_of(connection, KeyPurpose.LEASE)
    standing = grant_standing(connection, grant, now)
    signed = signing.signed_before(grant.terminal)
    terms = LeaseTerms(
        terminal=grant.terminal,
        device_key=standing.device_key,
        serial=max(standing.serial, signed.lease_serial + 1),
        not_before=format_time(_beginning(connection, grant, standing, now)),
        until=format_time(grant.until),
        money_may_reach=standing.money_may_reach,
        energy_may_reach_milli=standing.energy_may_reach_milli,
        energy_per_meter_day_milli=grant.energy_per_meter_day_milli,
        lane=grant.lane.lane,
        lanes=grant.lane.lanes,
        limits=grant.limits,
        acknowledged=standing.acknowledged,
    )
    issued = newest_issue(connection, grant.terminal)
    warrant = Warrant(standing.currency, issued, wish, second)
    lease = signing.sign_lease(terms, newest_ceiling(connection, grant.terminal), warrant)
    _keep(connection, terms, lease, now)
    return lease


def newest_issue(connection: Connection, terminal: str) -> IssueReceipt | None:
    """Return the newest issue that is here, with which the key agent sees what is used up."""
    bodies = connection.execute(
        select(ENTRY.c.body)
        .where(ENTRY.c.terminal == terminal)
        .order_by(ENTRY.c.incarnation.desc(), ENTRY.c.seq.desc())
        .limit(_ENTRIES_LOOKED_AT)
    ).scalars()
    payloads = (read_entry(body).payload for body in bodies)
    told = (one.issue for one in payloads if isinstance(one, SaleCommitted | IssueRecovered))
    return next(told, None)


def newest_terms(connection: Connection, terminal: str) -> LeaseTerms | None:
    """Return what was granted to a terminal last, None before the first time."""
    lease = newest_lease(connection, terminal)
    return None if lease is None else lease_terms(lease)


def _beginning(
    connection: Connection, grant: Grant, standing: GrantStanding, now: datetime
) -> datetime:
    """Return when a lease begins: at once, or when the lanes of a replaced device have rested."""
    is_rested = grant.rested or _may_sell_now(connection, grant, standing, now)
    rests = None if is_rested else rests_until(connection, grant.terminal)
    usual = now - BEFORE_NOW
    begins = usual if rests is None else max(usual, rests)
    if grant.until <= begins:
        raise EndTooEarly(text=format_time(grant.until))
    return begins


def _may_sell_now(
    connection: Connection, grant: Grant, standing: GrantStanding, now: datetime
) -> bool:
    """Whether the present device sells in these lanes already, so that a rest would come late."""
    before = newest_terms(connection, grant.terminal)
    return (
        before is not None
        and before.device_key == standing.device_key
        and parse_time(before.not_before) <= now
        and not lanes_differ(grant.lane, grant.limits, standing.lane, standing.limits)
    )


def lease_of_device(connection: Connection, terminal: str, device_key: str) -> SignedLease | None:
    """Return the newest lease that this device may take, None for none."""
    lease = newest_lease(connection, terminal)
    terms = None if lease is None else lease_terms(lease)
    return lease if terms is not None and terms.device_key == device_key else None


def newest_lease(connection: Connection, terminal: str) -> SignedLease | None:
    """Return the newest lease that was granted here, None for none."""
    found = connection.execute(_NEWEST, {"holder": terminal}).scalar_one_or_none()
    return None if found is None else msgspec.json.decode(found, type=SignedLease)


def _may_move_lane(connection: Connection, grant: Grant) -> bool:
    """Whether any lease from before has another lane: which one is in force is not known here."""
    rows = connection.execute(
        select(LEASE.c.signed)
        .where(LEASE.c.terminal == grant.terminal)
        .order_by(LEASE.c.serial.desc())
        .limit(_LEASES_LOOKED_AT)
    ).scalars()
    earlier = (lease_terms(msgspec.json.decode(row, type=SignedLease)) for row in rows)
    return any(
        lanes_differ(grant.lane, grant.limits, Lane(terms.lane, terms.lanes), terms.limits)
        for terms in earlier
        if terms is not None
    )


def _keep(connection: Connection, terms: LeaseTerms, lease: SignedLease, now: datetime) -> None:
    connection.execute(
        insert(LEASE).values(
            terminal=terms.terminal,
            serial=terms.serial,
            signed=msgspec.json.encode(lease),
            until=terms.until,
            money_may_reach=terms.money_may_reach,
            energy_may_reach_milli=terms.energy_may_reach_milli,
            granted_at=format_time(now),
        )
    )
    connection.execute(
        update(TERMINAL)
        .where(TERMINAL.c.terminal == terms.terminal)
        .values(
            lease_serial=terms.serial,
            money_may_reach=terms.money_may_reach,
            energy_may_reach_milli=terms.energy_may_reach_milli,
        )
    )
