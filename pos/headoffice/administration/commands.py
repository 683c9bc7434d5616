"""What is done on head office's command line, in the record before it is done.

A command writes its line first, so nothing is done that nobody can read of; if it is refused, or
breaks off, a second line says so. One that only looks leaves none.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from pos.app.ports import Clock
from pos.domain.errors import OfficeUnusable, PosError
from pos.headoffice.people.acts import ActOf, Scribe
from pos.headoffice.store.database import OfficeDatabase


@dataclass(frozen=True, slots=True)
class OfficeCommand:
    """A command as it was typed.

    Attributes:
        person: who it says that does it; empty for nobody. Whether it is so, the command finds out.
        place: user of the operating system, machine and terminal.
        subject: what it is about; may be empty.
        line: its name and options; no secret is among them.
        only_looks: changes nothing, gives nothing away.
    """

    person: str
    place: str
    subject: str
    line: str
    only_looks: bool = False


@contextmanager
def written_down(
    database: OfficeDatabase,
    clock: Clock,
    randomness: Callable[[int], bytes],
    command: OfficeCommand,
) -> Iterator[None]:
    """Write a command down for as long as it runs.

    Raises:
        OfficeUnusable: it could not be, so nothing was done.
    """
    if command.only_looks:
        yield
        return

    def note(what: ActOf, detail: str) -> None:
        scribe = Scribe(command.person, clock.now(), randomness, command.place)
        with database.write() as connection:
            scribe.note(connection, what, subject=command.subject, detail=detail)

    note(ActOf.COMMAND, command.line)
    try:
        yield
    except BaseException as error:
        why = error.code if isinstance(error, PosError) else type(error).__name__
        with suppress(OfficeUnusable):
            note(ActOf.COMMAND_REFUSED, why)
        raise
