"""Work that one server or command at a time does: a turn in the database.

    free --take--> held --keep, with each transaction of the work--> ... --end--> free, done

A turn ends by itself where its holder died. A holder that was only slow finds at its next
transaction that the turn is another's, and that transaction is rolled back: what it had worked out
before is then too old to be told.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select, text, update
from sqlalchemy.engine import Connection

from pos.domain.errors.office import DutyTaken
from pos.domain.journal import format_time
from pos.headoffice.store.schema import DUTY

TURN: Final = timedelta(minutes=2)
_KNOW: Final = text(
    "INSERT INTO duty (name, holder, ends_at, done_at, done) VALUES (:name, '', '', '', 0)"
    " ON CONFLICT (name) DO NOTHING"
)


@dataclass(frozen=True, slots=True)
class Done:
    """When a work was last done, and how much of it.

    Attributes:
        at: in the journal's form; empty for never.
        count: of what it is about.
    """

    at: str
    count: int


@dataclass(frozen=True, slots=True)
class Turn:
    """The right to do a work.

    Attributes:
        holder: random, so that nobody else has the same.
    """

    name: str
    holder: str

    def take(self, connection: Connection, now: datetime) -> None:
        """Begin; DutyTaken while another one is at it."""
        connection.execute(_KNOW, {"name": self.name})
        is_free = DUTY.c.ends_at <= format_time(now)
        taken = (
            update(DUTY)
            .where(DUTY.c.name == self.name, is_free)
            .values(holder=self.holder, ends_at=format_time(now + TURN))
        )
        if connection.execute(taken).rowcount == 0:
            raise DutyTaken(what=self.name)

    def keep(self, connection: Connection, now: datetime) -> None:
        """Go on, in a transaction of the work; DutyTaken where it is another's by now."""
        self._still_mine(connection, ends_at=format_time(now + TURN))

    def end(self, connection: Connection, done_at: datetime, count: int) -> None:
        """Note that the work is done, and let others have it; DutyTaken as `keep`."""
        self._still_mine(connection, ends_at="", done_at=format_time(done_at), done=count)

    def give_up(self, connection: Connection) -> None:
        """Let others have it, undone."""
        mine = (DUTY.c.name == self.name) & (DUTY.c.holder == self.holder)
        connection.execute(update(DUTY).where(mine).values(ends_at=""))

    def _still_mine(self, connection: Connection, **values: str | int) -> None:
        mine = (DUTY.c.name == self.name) & (DUTY.c.holder == self.holder)
        if connection.execute(update(DUTY).where(mine).values(**values)).rowcount == 0:
            raise DutyTaken(what=self.name)


def last_done(connection: Connection, name: str) -> Done:
    """Return when a work was last done."""
    found = connection.execute(select(DUTY).where(DUTY.c.name == name)).first()
    return Done("", 0) if found is None else Done(found.done_at, int(found.done))
