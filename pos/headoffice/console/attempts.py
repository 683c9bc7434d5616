"""Slowing down whoever guesses: attempts count before they are looked at, and wait ever longer.

Counting first leaves no gap in which many guesses at once would pass. Waiting instead of locking
leaves an account open to its owner, at worst after a quarter of an hour.
"""

from datetime import datetime, timedelta
from ipaddress import IPv6Address, IPv6Network
from typing import Final

from sqlalchemy import delete, select, text, update
from sqlalchemy.engine import Connection

from pos.domain.journal import format_time, parse_time
from pos.headoffice.store.schema_people import SIGN_IN_ATTEMPT

FREE_FOR_ACCOUNT: Final = 6
# Many people may sit behind one address.
FREE_FOR_ADDRESS: Final = 40
_FIRST_WAIT: Final = timedelta(seconds=15)
_LONGEST_WAIT: Final = timedelta(minutes=15)
_FORGOTTEN_AFTER: Final = timedelta(hours=1)
_DOUBLINGS_MAX: Final = 10
_NETWORK_BITS: Final = 64
# Makes the row or locks it: of two attempts that come at once, the later waits for the other.
_FIRST: Final = text(
    "INSERT INTO sign_in_attempt (subject, attempts, last_at) VALUES (:subject, 0, :at)"
    " ON CONFLICT (subject) DO UPDATE SET attempts = sign_in_attempt.attempts"
)


def attempt(connection: Connection, subject: str, free: int, now: datetime) -> timedelta:
    """Count an attempt, and return how long to wait first; nothing for one that may go on.

    Args:
        connection: in a write transaction.
        subject: an account or an address.
        free: how many attempts wait for nothing.
        now: the clock.
    """
    forgotten = format_time(now - _FORGOTTEN_AFTER)
    connection.execute(delete(SIGN_IN_ATTEMPT).where(SIGN_IN_ATTEMPT.c.last_at <= forgotten))
    mine = SIGN_IN_ATTEMPT.c.subject == subject
    connection.execute(_FIRST, {"subject": subject, "at": format_time(now)})
    known = connection.execute(select(SIGN_IN_ATTEMPT).where(mine)).one()
    left: timedelta = parse_time(known.last_at) + _wait(known.attempts - free) - now
    if left > timedelta():
        return left
    counted = {"attempts": known.attempts + 1, "last_at": format_time(now)}
    connection.execute(update(SIGN_IN_ATTEMPT).where(mine).values(counted))
    return timedelta()


def forgive(connection: Connection, subject: str) -> None:
    """Forget the attempts of whoever signed in after all."""
    connection.execute(delete(SIGN_IN_ATTEMPT).where(SIGN_IN_ATTEMPT.c.subject == subject))


def network_of(address: str) -> str:
    """Return whose address it is: of IPv6 whoever has one has its 64 bits of network whole."""
    try:
        found = IPv6Address(address.partition("%")[0])
    except ValueError:
        return address
    return str(found.ipv4_mapped or IPv6Network((found, _NETWORK_BITS), strict=False))


def _wait(above: int) -> timedelta:
    if above < 0:
        return timedelta()
    doublings: int = 2 ** min(above, _DOUBLINGS_MAX)
    return min(_FIRST_WAIT * doublings, _LONGEST_WAIT)
