"""People at head office: names and passwords, for what needs one of them, or two.

    verifier = Argon2id(password, salt), 32 bytes

Whoever can change the database can do without them; they keep honest people from granting alone,
and say who granted. What a thief of this machine can grant is bounded by the ceilings of the root
key.
"""

import hmac
import threading
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from sqlalchemy import delete, insert, select, update
from sqlalchemy.engine import Connection

from pos.domain.errors.office import (
    ClerkExists,
    ClerkMalformed,
    ClerkNeeded,
    ClerkRefused,
    ClerkRoleTooLow,
    LastAdministrator,
)
from pos.domain.journal import format_time
from pos.headoffice.people.resting import changed_by_another, rest_ends
from pos.headoffice.people.roles import OfficeRole
from pos.headoffice.people.sessions import end_all
from pos.headoffice.store.schema import PROPOSAL, REJECTED
from pos.headoffice.store.schema_people import CLERK

NAME_LENGTH_MAX = 64
PASSWORD_BYTES_MIN, PASSWORD_BYTES_MAX = 8, 1024
_SALT_BYTES = 16
_VERIFIER_BYTES = 32
_MEMORY_KIB, _PASSES, _LANES = 64 * 1024, 3, 4
# Holds one lock, made when it is first needed.
_TURN: Final[dict[str, threading.Lock]] = {}


@dataclass(frozen=True, slots=True, repr=False)
class Credentials:
    """A name and its password, as they were given."""

    name: str
    password: bytes


@dataclass(frozen=True, slots=True)
class Clerk:
    """Somebody who works here.

    Attributes:
        has_totp: a phone of theirs shows codes for the console.
        rests_until: is not one of two people before; empty where nothing hinders.
    """

    name: str
    role: OfficeRole
    added_at: str
    has_totp: bool
    rests_until: str


def add_clerk(
    connection: Connection,
    new: Credentials,
    by: Credentials | None,
    *,
    role: OfficeRole,
    now: datetime,
    randomness: Callable[[int], bytes],
) -> OfficeRole:
    """Add somebody: the first by anybody and as administrator, others by an administrator.

    Returns:
        The role that the person has.

    Raises:
        ClerkNeeded, ClerkRefused, ClerkRoleTooLow, ClerkExists, ClerkMalformed.
    """
    is_name = new.name.isprintable() and new.name == new.name.strip()
    if not is_name or not 1 <= len(new.name) <= NAME_LENGTH_MAX:
        raise ClerkMalformed
    here = clerks(connection)
    if here:
        must_be_clerk(connection, by, why="adding a person", least=OfficeRole.ADMINISTRATOR)
    else:
        role = OfficeRole.ADMINISTRATOR
    # Two names that a reader of the record would take for one are one.
    if _looks(new.name) in {_looks(one.name) for one in here}:
        raise ClerkExists(name=new.name)
    values = {
        "name": new.name,
        "added_at": format_time(now),
        "role": role.value,
        "totp_secret": b"",
        "totp_step": 0,
        **changed_by_another(connection, now),
    }
    connection.execute(insert(CLERK).values(**values, **_password_values(new, randomness)))
    return role


def change_password(
    connection: Connection,
    new: Credentials,
    by: Credentials | None,
    *,
    now: datetime,
    randomness: Callable[[int], bytes],
    keep: str = "",
) -> None:
    """Give somebody another password and end what they are signed in to.

    Args:
        connection: in a write transaction.
        new: the name, and the password from now on.
        by: the person with the password of before, or an administrator.
        now: the clock.
        randomness: makes the salt.
        keep: the one session that does not end.

    Raises:
        ClerkNeeded, ClerkRefused, ClerkRoleTooLow, ClerkMalformed.
    """
    is_own = by is not None and by.name == new.name
    least = OfficeRole.AUDITOR if is_own else OfficeRole.ADMINISTRATOR
    must_be_clerk(connection, by, why="another password", least=least)
    values: dict[str, bytes | str] = {**_password_values(new, randomness)}
    if not is_own:
        values |= changed_by_another(connection, now)
    _must_change(connection, new.name, values)
    end_all(connection, new.name, but=keep)


def change_role(
    connection: Connection, name: str, role: OfficeRole, by: Credentials | None, now: datetime
) -> None:
    """Give somebody another role.

    Raises:
        ClerkNeeded, ClerkRefused, ClerkRoleTooLow.
        LastAdministrator: nobody would be left who may say who works here.
    """
    must_be_clerk(connection, by, why="another role", least=OfficeRole.ADMINISTRATOR)
    if role is not OfficeRole.ADMINISTRATOR:
        _must_leave_administrator(connection, name)
    before = connection.execute(select(CLERK.c.role).where(CLERK.c.name == name)).scalar()
    is_more = before is not None and not OfficeRole(before).covers(role)
    changed = changed_by_another(connection, now) if is_more else {}
    _must_change(connection, name, {"role": role.value, **changed})


def forget_totp(connection: Connection, name: str, by: Credentials | None, now: datetime) -> None:
    """Let somebody whose phone is lost show codes from another one; raises as `change_role`."""
    must_be_clerk(connection, by, why="another phone", least=OfficeRole.ADMINISTRATOR)
    _must_change(connection, name, {"totp_secret": b"", **changed_by_another(connection, now)})
    end_all(connection, name)


def remove_clerk(connection: Connection, name: str, by: Credentials | None, now: datetime) -> None:
    """Take somebody's name away, and what waits under it; raises as `change_role`."""
    mine = must_be_clerk(connection, by, why="removing a person", least=OfficeRole.ADMINISTRATOR)
    _must_leave_administrator(connection, name)
    if connection.execute(delete(CLERK).where(CLERK.c.name == name)).rowcount == 0:
        raise ClerkRefused(name=name[:NAME_LENGTH_MAX])
    connection.execute(
        update(PROPOSAL)
        .where(PROPOSAL.c.proposed_by == name, PROPOSAL.c.outcome == "")
        .values(decided_by=mine, decided_at=format_time(now), outcome=REJECTED)
    )
    end_all(connection, name)


def clerks(connection: Connection) -> tuple[Clerk, ...]:
    """Return all people here by name."""
    rows = connection.execute(select(CLERK).order_by(CLERK.c.name))
    return tuple(
        Clerk(
            name=row.name,
            role=OfficeRole(row.role),
            added_at=row.added_at,
            has_totp=bool(row.totp_secret),
            rests_until=rest_ends(row.changed_at),
        )
        for row in rows
    )


def must_be_clerk(
    connection: Connection, who: Credentials | None, *, why: str, least: OfficeRole
) -> str:
    """Check name, password and role, and return the name.

    Raises:
        ClerkNeeded: nobody was named.
        ClerkRefused: name or password is wrong.
        ClerkRoleTooLow: this takes another role.
    """
    if who is None:
        raise ClerkNeeded(why=why)
    found = connection.execute(
        select(CLERK.c.salt, CLERK.c.verifier, CLERK.c.role).where(CLERK.c.name == who.name)
    ).first()
    # An unknown name takes as long as a wrong password.
    salt, verifier, role = (bytes(_SALT_BYTES), b"", "") if found is None else found
    if not hmac.compare_digest(_verifier(who.password[:PASSWORD_BYTES_MAX], salt), verifier):
        raise ClerkRefused(name=who.name[:NAME_LENGTH_MAX])
    if not OfficeRole(role).covers(least):
        raise ClerkRoleTooLow(name=who.name, role=role, least=least.value)
    return who.name


def _password_values(new: Credentials, randomness: Callable[[int], bytes]) -> dict[str, bytes]:
    if not PASSWORD_BYTES_MIN <= len(new.password) <= PASSWORD_BYTES_MAX:
        raise ClerkMalformed
    salt = randomness(_SALT_BYTES)
    return {"salt": salt, "verifier": _verifier(new.password, salt)}


def _must_change(connection: Connection, name: str, values: Mapping[str, bytes | str]) -> None:
    changed = connection.execute(update(CLERK).where(CLERK.c.name == name).values(**values))
    if changed.rowcount == 0:
        raise ClerkRefused(name=name[:NAME_LENGTH_MAX])


def _must_leave_administrator(connection: Connection, name: str) -> None:
    # Locked, so that two of them cannot take each other away at once.
    administrators = connection.execute(
        select(CLERK.c.name)
        .where(CLERK.c.role == OfficeRole.ADMINISTRATOR.value)
        .order_by(CLERK.c.name)
        .with_for_update()
    )
    if list(administrators.scalars()) == [name]:
        raise LastAdministrator(name=name)


def _looks(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()


def _verifier(password: bytes, salt: bytes) -> bytes:
    function = Argon2id(
        salt=salt,
        length=_VERIFIER_BYTES,
        iterations=_PASSES,
        lanes=_LANES,
        memory_cost=_MEMORY_KIB,
    )
    # The library's lanes are threads of one pool for the process: two derivations that share it
    # wait for each other for ever.
    with _TURN.setdefault("", threading.Lock()):
        return function.derive(password)
