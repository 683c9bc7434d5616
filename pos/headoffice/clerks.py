"""People at head office: names and passwords, for what needs one of them, or two.

    verifier = Argon2id(password, salt), 32 bytes

Whoever can change the database can do without them; they keep honest people from granting alone,
and say who granted. What a thief of this machine can grant is bounded by the ceilings of the root
key.
"""

import hmac
from collections.abc import Callable
from dataclasses import dataclass

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from sqlalchemy import delete, insert, select
from sqlalchemy.engine import Connection

from pos.domain.errors.office import ClerkExists, ClerkMalformed, ClerkNeeded, ClerkRefused
from pos.headoffice.schema import CLERK

NAME_LENGTH_MAX = 64
PASSWORD_BYTES_MIN, PASSWORD_BYTES_MAX = 8, 1024
_SALT_BYTES = 16
_VERIFIER_BYTES = 32
_MEMORY_KIB, _PASSES, _LANES = 64 * 1024, 3, 4


@dataclass(frozen=True, slots=True, repr=False)
class Credentials:
    """A name and its password, as they were given."""

    name: str
    password: bytes


def add_clerk(
    connection: Connection,
    new: Credentials,
    by: Credentials | None,
    *,
    now: str,
    randomness: Callable[[int], bytes],
) -> None:
    """Add somebody; the first by anybody, others by one who is there.

    Raises:
        ClerkNeeded, ClerkRefused, ClerkExists, ClerkMalformed.
    """
    fits = new.name.isprintable() and 1 <= len(new.name) <= NAME_LENGTH_MAX
    if not fits or not PASSWORD_BYTES_MIN <= len(new.password) <= PASSWORD_BYTES_MAX:
        raise ClerkMalformed
    if clerks(connection):
        must_be_clerk(connection, by, why="adding a person")
    if connection.execute(select(CLERK.c.name).where(CLERK.c.name == new.name)).first():
        raise ClerkExists(name=new.name)
    salt = randomness(_SALT_BYTES)
    verifier = _verifier(new.password, salt)
    connection.execute(
        insert(CLERK).values(name=new.name, salt=salt, verifier=verifier, added_at=now)
    )


def remove_clerk(connection: Connection, name: str, by: Credentials | None) -> None:
    """Take somebody's name away; ClerkNeeded, ClerkRefused for an unknown name as well."""
    must_be_clerk(connection, by, why="removing a person")
    removed = connection.execute(delete(CLERK).where(CLERK.c.name == name))
    if removed.rowcount == 0:
        raise ClerkRefused(name=name[:NAME_LENGTH_MAX])


def clerks(connection: Connection) -> tuple[str, ...]:
    """Return the names of all people here."""
    return tuple(connection.execute(select(CLERK.c.name).order_by(CLERK.c.name)).scalars())


def must_be_clerk(connection: Connection, who: Credentials | None, *, why: str) -> str:
    """Check name and password and return the name.

    Raises:
        ClerkNeeded: nobody was named.
        ClerkRefused: name or password is wrong.
    """
    if who is None:
        raise ClerkNeeded(why=why)
    found = connection.execute(
        select(CLERK.c.salt, CLERK.c.verifier).where(CLERK.c.name == who.name)
    ).first()
    # An unknown name takes as long as a wrong password.
    salt, verifier = (bytes(_SALT_BYTES), b"") if found is None else found
    if not hmac.compare_digest(_verifier(who.password[:PASSWORD_BYTES_MAX], salt), verifier):
        raise ClerkRefused(name=who.name[:NAME_LENGTH_MAX])
    return who.name


def _verifier(password: bytes, salt: bytes) -> bytes:
    function = Argon2id(
        salt=salt,
        length=_VERIFIER_BYTES,
        iterations=_PASSES,
        lanes=_LANES,
        memory_cost=_MEMORY_KIB,
    )
    return function.derive(password)
