"""Who may be one of two people: nobody whom somebody else has just made, or made into more.

An administrator can add a name, or give another person a new password or phone, and act as that
person. Such a change counts for three days, a working day among them, in which others see it in
the record; until then the person neither confirms nor has confirmed what they proposed. Before a
first limit there is nothing that takes two, so whoever sets up head office waits for nothing.
"""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.engine import Connection

from pos.domain.errors.office import ClerkRests
from pos.domain.journal import format_time, parse_time
from pos.headoffice.store.schema import GRANT_LIMIT
from pos.headoffice.store.schema_people import CLERK

REST: Final = timedelta(days=3)


def changed_by_another(connection: Connection, now: datetime) -> dict[str, str]:
    """Return what a person's row says from now on."""
    takes_two = connection.execute(select(GRANT_LIMIT.c.currency).limit(1)).first() is not None
    return {"changed_at": format_time(now) if takes_two else ""}


def rest_ends(changed_at: str) -> str:
    """Return until when somebody rests who was changed then; empty for never."""
    return format_time(parse_time(changed_at) + REST) if changed_at else ""


def must_be_rested(connection: Connection, name: str, now: datetime) -> None:
    """Check that somebody may be one of two.

    Raises:
        ClerkRests: not yet.
    """
    row = connection.execute(select(CLERK.c.changed_at).where(CLERK.c.name == name)).first()
    # Nobody knows who a name was that is gone.
    until = format_time(now + REST) if row is None else rest_ends(row.changed_at)
    if until > format_time(now):
        raise ClerkRests(name=name, until=f"{parse_time(until):%Y-%m-%d %H:%M} UTC")
