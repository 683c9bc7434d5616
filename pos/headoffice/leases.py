"""Granting: further money and energy for a terminal, signed once, delivered until it is taken."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import insert, select, update
from sqlalchemy.engine import Connection

from pos.domain.errors import TerminalIsRevoked, TerminalNotKnown, TimeMalformed
from pos.domain.journal import format_time
from pos.domain.lease import ONLY_LANE, DayCounts, Lane, LeaseLimits
from pos.headoffice.schema import LEASE, OFFICE_KEY, TERMINAL
from pos.wire.uplink_keys import KeyCertificate, KeyPurpose
from pos.wire.uplink_lease import LeaseTerms, SignedLease, sign_lease

# A terminal's clock may lag behind head office's by this much and still take the lease.
BEFORE_NOW = timedelta(days=1)
# What a first lease lets out without cash; later leases go on from the one before.
FIRST_LIMITS = LeaseLimits(day_limits=DayCounts(free=20, engineering=20, key_change=50))


@dataclass(frozen=True, slots=True)
class Grant:
    """What is granted on top of what the terminal has.

    Attributes:
        money: minor units of the terminal's currency.
        energy_milli, energy_per_meter_day_milli: thousandths.
        until: aware.
        lane, limits: hold instead of those of the lease before.
    """

    terminal: str
    money: int
    energy_milli: int
    energy_per_meter_day_milli: int
    until: datetime
    lane: Lane = ONLY_LANE
    limits: LeaseLimits = FIRST_LIMITS


def grant_lease(connection: Connection, grant: Grant, now: datetime) -> SignedLease:
    """Sign and keep a lease; the terminal gets it with the next answer.

    Sums go on from the highest that is known: the last ceiling, or what was issued so far if that
    is more, so that an old lease brings nothing back.

    Raises:
        TerminalNotKnown, TerminalIsRevoked.
        TimeMalformed: the lease would have ended.
    """
    mine = TERMINAL.c.terminal == grant.terminal
    known = connection.execute(select(TERMINAL).where(mine).with_for_update()).first()
    if known is None:
        raise TerminalNotKnown(terminal=grant.terminal[:40])
    if known.revoked_at:
        raise TerminalIsRevoked(terminal=grant.terminal)
    if grant.until <= now:
        raise TimeMalformed(text=format_time(grant.until))
    energy = max(known.energy_may_reach_milli, known.energy_issued_milli) + grant.energy_milli
    terms = LeaseTerms(
        terminal=grant.terminal,
        device_key=known.device_key,
        serial=known.lease_serial + 1,
        not_before=format_time(now - BEFORE_NOW),
        until=format_time(grant.until),
        money_may_reach=max(known.money_may_reach, known.money_issued) + grant.money,
        energy_may_reach_milli=energy,
        energy_per_meter_day_milli=grant.energy_per_meter_day_milli,
        lane=grant.lane.lane,
        lanes=grant.lane.lanes,
        limits=grant.limits,
    )
    key, certificate = _lease_key(connection)
    lease = sign_lease(terms, key, certificate)
    _keep(connection, terms, lease, now)
    return lease


def newest_lease(connection: Connection, terminal: str) -> SignedLease | None:
    """Return the newest lease that was granted here, None for none."""
    found = connection.execute(
        select(LEASE.c.signed)
        .where(LEASE.c.terminal == terminal)
        .order_by(LEASE.c.serial.desc())
        .limit(1)
    ).scalar_one_or_none()
    return None if found is None else msgspec.json.decode(found, type=SignedLease)


def _lease_key(connection: Connection) -> tuple[Ed25519PrivateKey, KeyCertificate]:
    """Load the key that grants; the process that answers terminals never does."""
    found = connection.execute(
        select(OFFICE_KEY.c.private_key, OFFICE_KEY.c.certificate).where(
            OFFICE_KEY.c.purpose == KeyPurpose.LEASE.value
        )
    ).one()
    certificate = msgspec.json.decode(found.certificate, type=KeyCertificate)
    return Ed25519PrivateKey.from_private_bytes(found.private_key), certificate


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
