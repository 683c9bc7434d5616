"""Who is signed in: rows in the database, so that any replica knows; the browser holds one secret.

    cookie = 32 random bytes, hex        row's key = SHA-256 of it
    form   = HMAC-SHA-256(cookie, "vendwatt console form")

A session begins anew, under another secret, when the phone's code is in: a secret from before is
worth nothing behind it. It ends after half an hour without a page, after twelve hours, when
somebody signs out, and when password, phone or person go.
"""

import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from sqlalchemy import delete, insert, select, update
from sqlalchemy.engine import Connection

from pos.domain.journal import format_time
from pos.headoffice.people.roles import OfficeRole
from pos.headoffice.store.schema_people import CLERK, CONSOLE_SESSION

IDLE: Final = timedelta(minutes=30)
LONGEST: Final = timedelta(hours=12)
TO_TYPE_A_CODE: Final = timedelta(minutes=5)
# How old `seen_at` may be: a write for each page would be one too many.
_SEEN_EVERY: Final = timedelta(minutes=1)
_SECRET_BYTES: Final = 32
_FORM_TAG: Final = b"vendwatt console form"


class Stage(StrEnum):
    """How far somebody has signed in."""

    PASSWORD = "password"  # noqa: S105 - the name of a stage.
    WHOLE = "whole"


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A session that holds.

    Attributes:
        digest: its key.
        candidate: offered to a phone that is to be linked; empty for none.
        is_stale: its row should be told that it was used.
    """

    digest: str
    name: str
    role: OfficeRole
    stage: Stage
    candidate: bytes
    is_stale: bool


def begin(
    connection: Connection,
    name: str,
    stage: Stage,
    now: datetime,
    randomness: Callable[[int], bytes],
    *,
    candidate: bytes = b"",
) -> str:
    """Begin a session, forgetting those that have ended, and return the browser's secret."""
    connection.execute(delete(CONSOLE_SESSION).where(CONSOLE_SESSION.c.ends_at <= format_time(now)))
    secret = randomness(_SECRET_BYTES).hex()
    lasting = LONGEST if stage is Stage.WHOLE else TO_TYPE_A_CODE
    connection.execute(
        insert(CONSOLE_SESSION).values(
            digest=_digest(secret),
            clerk=name,
            stage=stage.value,
            totp_candidate=candidate,
            seen_at=format_time(now),
            ends_at=format_time(now + lasting),
        )
    )
    return secret


def find(connection: Connection, secret: str, now: datetime) -> SignedIn | None:
    """Return whose secret this is; None where the session has ended or never was."""
    if len(secret) != _SECRET_BYTES * 2:
        return None
    row = connection.execute(
        select(CONSOLE_SESSION, CLERK.c.role)
        .join(CLERK, CLERK.c.name == CONSOLE_SESSION.c.clerk)
        .where(
            CONSOLE_SESSION.c.digest == _digest(secret),
            CONSOLE_SESSION.c.ends_at > format_time(now),
            CONSOLE_SESSION.c.seen_at > format_time(now - IDLE),
        )
    ).first()
    if row is None:
        return None
    return SignedIn(
        digest=row.digest,
        name=row.clerk,
        role=OfficeRole(row.role),
        stage=Stage(row.stage),
        candidate=row.totp_candidate,
        is_stale=row.seen_at <= format_time(now - _SEEN_EVERY),
    )


def touch(connection: Connection, signed_in: SignedIn, now: datetime) -> None:
    """Note that a session was used."""
    connection.execute(
        update(CONSOLE_SESSION)
        .where(CONSOLE_SESSION.c.digest == signed_in.digest)
        .values(seen_at=format_time(now))
    )


def end(connection: Connection, signed_in: SignedIn) -> None:
    """End a session."""
    connection.execute(delete(CONSOLE_SESSION).where(CONSOLE_SESSION.c.digest == signed_in.digest))


def end_all(connection: Connection, name: str, *, but: str = "") -> None:
    """End everything that somebody is signed in to, but for one session by its key."""
    connection.execute(
        delete(CONSOLE_SESSION).where(
            CONSOLE_SESSION.c.clerk == name, CONSOLE_SESSION.c.digest != but
        )
    )


def form_token(secret: str) -> str:
    """Return what every form of a session carries; it cannot be told from the database."""
    return hmac.new(secret.encode(), _FORM_TAG, hashlib.sha256).hexdigest()


def is_form_token(secret: str, token: str) -> bool:
    """Whether a form is of this session."""
    return hmac.compare_digest(form_token(secret).encode(), token.encode())


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
