"""Rows of the books as people look for them: newest first, a page at a time, by index alone.

A page is found behind the place where the one before ended, so that the thousandth page costs what
the first does, and nothing is counted that need not be.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

import msgspec
from sqlalchemy import ColumnElement, Select, select, tuple_
from sqlalchemy.engine import Connection

from pos.headoffice.journal.tree import MAIN_BRANCH
from pos.headoffice.store.schema import BOOK_ROW

ROWS_A_PAGE: Final = 50
_SEPARATOR: Final = "~"
_PLACE_LENGTH_MAX: Final = 300
_NUMBER_LENGTH_MAX: Final = 9
RowT = TypeVar("RowT")


@dataclass(frozen=True, slots=True)
class Found(Generic[RowT]):
    """A row of some terminal's books.

    Attributes:
        at, row_key: under which it is kept.
    """

    terminal: str
    incarnation: int
    row: RowT
    at: str
    row_key: str

    @property
    def place(self) -> str:
        """Where it stands among all of its kind; the next page begins behind it."""
        return _SEPARATOR.join((self.at, self.terminal, str(self.incarnation), self.row_key))


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which rows of a kind are looked for.

    Attributes:
        terminal: of one terminal; empty for all.
        about: of one meter, or one kind of act; empty for all.
        since, until: from and before these times; empty for no bound.
        behind: a place; empty for the newest.
        count: at most so many.
    """

    terminal: str = ""
    about: str = ""
    since: str = ""
    until: str = ""
    behind: str = ""
    count: int = ROWS_A_PAGE


def newest(
    connection: Connection, kind: type[RowT], wanted: Wanted
) -> tuple[tuple[Found[RowT], ...], str]:
    """Return rows, newest first, and the place of the last where there are more behind it."""
    key = (BOOK_ROW.c.at, BOOK_ROW.c.terminal, BOOK_ROW.c.incarnation, BOOK_ROW.c.row_key)
    statement = _of_kind(kind, wanted).order_by(*(column.desc() for column in key))
    parts = wanted.behind[:_PLACE_LENGTH_MAX].split(_SEPARATOR)
    if len(parts) == len(key) and parts[2].isdecimal() and len(parts[2]) <= _NUMBER_LENGTH_MAX:
        at, terminal, incarnation, row_key = parts
        before = tuple_(at, terminal, int(incarnation), row_key)
        # The first bound is what the index is searched by; the second tells equals apart.
        statement = statement.where(BOOK_ROW.c.at <= at, tuple_(*key) < before)
    rows = connection.execute(statement.limit(wanted.count + 1)).all()
    page = rows[: wanted.count]
    found = tuple(_found(page, kind))
    return found, found[-1].place if found and len(rows) > len(page) else ""


def every(connection: Connection, kind: type[RowT], wanted: Wanted) -> Iterator[Found[RowT]]:
    """Return all rows between two times, in no order."""
    yield from _found(connection.execute(_of_kind(kind, wanted)), kind)


def on_paper(connection: Connection, number: str, kind: type[RowT]) -> tuple[Found[RowT], ...]:
    """Return what has the number of a receipt or Z report."""
    statement = _columns().where(BOOK_ROW.c.paper == number, BOOK_ROW.c.kind == kind.__name__)
    return tuple(_found(connection.execute(statement.limit(ROWS_A_PAGE)), kind))


def keyed(
    connection: Connection, terminal: str, kind: type[RowT], *key: str | int, incarnation: int
) -> RowT | None:
    """Return one row by its key."""
    statement = _columns().where(
        BOOK_ROW.c.terminal == terminal,
        BOOK_ROW.c.incarnation == incarnation,
        BOOK_ROW.c.branch == MAIN_BRANCH,
        BOOK_ROW.c.kind == kind.__name__,
        BOOK_ROW.c.row_key == msgspec.json.encode(key).decode(),
    )
    found = next(_found(connection.execute(statement), kind), None)
    return None if found is None else found.row


def _columns() -> Select[Any]:
    return select(
        BOOK_ROW.c.terminal,
        BOOK_ROW.c.incarnation,
        BOOK_ROW.c.row_key,
        BOOK_ROW.c.at,
        BOOK_ROW.c.fields,
    )


def _of_kind(kind: type[Any], wanted: Wanted) -> Select[Any]:
    bounds: list[ColumnElement[bool]] = [
        BOOK_ROW.c.kind == kind.__name__,
        BOOK_ROW.c.branch == MAIN_BRANCH,
        # The indexes hold only rows that have a time.
        BOOK_ROW.c.at.is_not(None),
    ]
    if wanted.terminal:
        bounds.append(BOOK_ROW.c.terminal == wanted.terminal)
    if wanted.about:
        bounds.append(BOOK_ROW.c.about == wanted.about)
    if wanted.since:
        bounds.append(BOOK_ROW.c.at >= wanted.since)
    if wanted.until:
        bounds.append(BOOK_ROW.c.at < wanted.until)
    return _columns().where(*bounds)


def _found(rows: Any, kind: type[RowT]) -> Iterator[Found[RowT]]:
    decoder = msgspec.json.Decoder(kind)
    for terminal, incarnation, row_key, at, fields in rows:
        try:
            decoded = decoder.decode(fields)
        except msgspec.ValidationError:
            # An older program wrote it; the next batch of that terminal writes it anew.
            continue
        yield Found(terminal, incarnation, decoded, at or "", row_key)
