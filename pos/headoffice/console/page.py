"""What a page is: a path, who may see it, and a function; no HTTP and no HTML in it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy.engine import Connection

from pos.app.ports import Clock
from pos.app.ports.signing import OfficeSigning
from pos.domain.errors.office import FieldMalformed
from pos.headoffice.people.acts import ActOf, Scribe
from pos.headoffice.people.clerks import Credentials
from pos.headoffice.people.roles import OfficeRole
from pos.headoffice.store.database import OfficeDatabase

_TEXT_LENGTH_MAX: Final = 200
_YEARS: Final = range(2000, 2100)


@dataclass(frozen=True, slots=True, repr=False)
class Visit:
    """Somebody who is signed in and asks for a page or fills in a form.

    Attributes:
        name, role: who it is.
        now: the clock.
        path: values of the address's parts in braces.
        query: behind the question mark.
        form: what was filled in; empty for a page.
        randomness: for what is made.
        signing: has leases and bundles signed.
        session: key of the session.
    """

    name: str
    role: OfficeRole
    now: datetime
    path: Mapping[str, str]
    query: Mapping[str, str]
    form: Mapping[str, str]
    randomness: Callable[[int], bytes]
    signing: OfficeSigning
    session: str

    def scribe(self) -> Scribe:
        """Return what writes down what this person does."""
        return Scribe(self.name, self.now, self.randomness)

    def credentials(self) -> Credentials:
        """Return who it is with the password of the form: what moves money asks for it again."""
        return Credentials(self.name, self.form.get("password", "").encode())

    def asked(self, name: str, *, longest: int = _TEXT_LENGTH_MAX) -> str:
        """Return a field of the form or of the address, stripped; empty where it is missing.

        Raises:
            FieldMalformed: it is too long or holds what cannot be printed.
        """
        text = self.form.get(name, self.query.get(name, "")).strip()
        return fitting(text, name, longest)

    def part(self, name: str) -> str:
        """Return a part of the address's path; FieldMalformed as `asked`."""
        return fitting(self.path[name], name, _TEXT_LENGTH_MAX)

    def number(self, name: str) -> int:
        """Return a whole number of the form or of the address; FieldMalformed."""
        text = self.path.get(name) or self.asked(name)
        if not text.isascii() or not text.isdecimal() or len(text) > len(str(1 << 53)):
            raise FieldMalformed(name=name)
        return int(text)

    def day(self, name: str) -> date | None:
        """Return a day of the form or of the address; None where it is missing.

        Raises:
            FieldMalformed: it is none, or one of another century, around which nothing is counted.
        """
        text = self.asked(name)
        try:
            found = date.fromisoformat(text) if text else None
        except ValueError as error:
            raise FieldMalformed(name=name) from error
        if found is not None and found.year not in _YEARS:
            raise FieldMalformed(name=name)
        return found


@dataclass(frozen=True, slots=True)
class Shown:
    """A page to be drawn.

    Attributes:
        template: name of its file.
        facts: for the template.
    """

    template: str
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Done:
    """A form that was carried out.

    Attributes:
        leads_to: address below the console.
        note: name of what is told there; empty for nothing.
        afterwards: done when the transaction is over; it opens its own.
    """

    leads_to: str
    note: str = ""
    afterwards: Callable[[OfficeDatabase, Clock], object] | None = None


@dataclass(frozen=True, slots=True)
class Settling:
    """What happened by itself and is written down when somebody looks.

    Attributes:
        is_due: reads whether there is such a thing.
        settle: writes it down, in a transaction of its own.
    """

    is_due: Callable[[Connection, Visit], bool]
    settle: Callable[[Connection, Visit], None]


@dataclass(frozen=True, slots=True)
class Page:
    """Something to look at.

    Attributes:
        path: below the console, parts that vary in braces.
        show: makes it, from a transaction that reads, or leads to another.
        least: role.
        settling: what is settled before it is shown.
    """

    path: str
    show: Callable[[Connection, Visit], Shown | Done]
    least: OfficeRole = OfficeRole.AUDITOR
    settling: Settling | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """Something to do.

    Attributes:
        path: below the console, parts that vary in braces; POST.
        do: does it; a PosError undoes all of it.
        least: role.
        changes: its transaction writes; one that only looks holds nobody up.
        asks_password: it checks `Visit.credentials`, so that trying it is guessing at a password.
        refusal: written down where it is refused; None for nothing.
        bytes_max: of the form, where it may be longer than others; who may not do it sends no more
            than anybody.
    """

    path: str
    do: Callable[[Connection, Visit], Done | Shown]
    least: OfficeRole
    changes: bool = True
    asks_password: bool = True
    refusal: ActOf | None = None
    bytes_max: int = 0


def fitting(text: str, name: str, longest: int = _TEXT_LENGTH_MAX) -> str:
    """Return a text of a field; FieldMalformed where it is too long or cannot be printed."""
    if len(text) > longest or not text.isprintable():
        raise FieldMalformed(name=name)
    return text
