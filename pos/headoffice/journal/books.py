"""What a journal adds up to: the terminal's own reducers, run over one branch.

Rows are read together before a batch, and written once, at its end.
"""

from collections.abc import Sequence
from typing import Any, Final

import msgspec
from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.engine import Connection

from pos.domain.journal import Entry
from pos.domain.projections import ArrearsRow, RegisterRow, Row, SaleRow, reduce
from pos.headoffice.journal.book_rows import BookRows, Place, RowT, encoded_key, key_of
from pos.headoffice.journal.filing import filed_under
from pos.headoffice.journal.foreseen import foreseen
from pos.headoffice.store.bulk import find_rows, insert_rows
from pos.headoffice.store.schema import BOOK_ROW

_MINE: Final = (
    BOOK_ROW.c.terminal == bindparam("of_terminal"),
    BOOK_ROW.c.incarnation == bindparam("of_incarnation"),
    BOOK_ROW.c.branch == bindparam("of_branch"),
)
_FIND: Final = select(BOOK_ROW.c.fields).where(
    *_MINE, BOOK_ROW.c.kind == bindparam("kind"), BOOK_ROW.c.row_key == bindparam("row_key")
)
_REPLACE: Final = (
    update(BOOK_ROW)
    .where(
        *_MINE,
        BOOK_ROW.c.kind == bindparam("of_kind"),
        BOOK_ROW.c.row_key == bindparam("of_row_key"),
    )
    # Time and subject stay as they were; a receipt or Z number comes later.
    .values(fields=bindparam("new_fields"), paper=bindparam("new_paper"))
)
_CLEAR: Final = delete(BOOK_ROW).where(*_MINE)


class BooksOutdatedError(Exception):
    """Rows were written by a program whose rows look different; compute the branch again."""


class Books(BookRows):
    """The rows of one branch, inside a transaction."""

    def __init__(
        self, connection: Connection, terminal: str, incarnation: int, branch: int
    ) -> None:
        self._connection = connection
        self._own = {"terminal": terminal, "incarnation": incarnation, "branch": branch}
        self._of = {f"of_{name}": value for name, value in self._own.items()}
        self._rows: dict[Place, Any] = {}
        self._stored: set[Place] = set()
        self._changed: dict[Place, Row] = {}

    def look_up(self, entries: Sequence[Entry]) -> None:
        """Read the rows that these entries will ask for, nearly all of them in one statement.

        Raises:
            BooksOutdatedError.
        """
        asked = dict.fromkeys(place for place in foreseen(entries) if place not in self._rows)
        self._rows.update(asked)
        places = {(kind.__name__, encoded_key(key)): (kind, key) for kind, key in asked}
        names = ("kind", "row_key")
        for row in find_rows(self._connection, BOOK_ROW, self._own, names, list(places)):
            place = places[row.kind, row.row_key]
            self._rows[place] = _decoded(row.fields, place[0])
            self._stored.add(place)
        for kind, key in asked:
            if kind is SaleRow and (kind, key) not in self._stored:
                # These come with their sale or after it, under its id.
                self._rows[RegisterRow, key] = self._rows[ArrearsRow, key] = None

    def enter(self, entry: Entry) -> tuple[Row, ...]:
        """Take an entry into the books and return the rows it changed.

        Raises:
            JournalDamaged: it speaks of what this journal does not hold; the books stay as they
                were.
            BooksOutdatedError.
        """
        rows = reduce(entry, self)
        for row in rows:
            key = key_of(row)
            place = (type(row), key)
            if place not in self._changed:
                # Whether it is stored decides how it will be written.
                self._find(type(row), *key)
            self._rows[place] = self._changed[place] = row
        return rows

    def write(self) -> None:
        """Write every changed row and forget what was read."""
        added = [place for place in self._changed if place not in self._stored]
        replaced = [place for place in self._changed if place in self._stored]
        own_rows = [self._own | self._values(place) for place in added]
        insert_rows(self._connection, BOOK_ROW, own_rows)
        if replaced:
            self._connection.execute(
                _REPLACE,
                [
                    self._of
                    | {
                        "of_kind": value["kind"],
                        "of_row_key": value["row_key"],
                        "new_fields": value["fields"],
                        "new_paper": value["paper"],
                    }
                    for value in map(self._values, replaced)
                ],
            )
        self._changed.clear()
        self._rows.clear()
        self._stored.clear()

    def clear(self) -> None:
        """Forget all rows of this branch, to compute them again."""
        self._connection.execute(_CLEAR, self._of)
        self._changed.clear()
        self._rows.clear()
        self._stored.clear()

    def _find(self, kind: type[RowT], *key: str | int) -> RowT | None:
        place = (kind, key)
        if place not in self._rows:
            named = {"kind": kind.__name__, "row_key": encoded_key(key)}
            found = self._connection.execute(_FIND, self._of | named).scalar_one_or_none()
            self._rows[place] = None if found is None else _decoded(found, kind)
            if found is not None:
                self._stored.add(place)
        row: RowT | None = self._rows[place]
        return row

    def _values(self, place: Place) -> dict[str, Any]:
        kind, key = place
        row = self._changed[place]
        filed = filed_under(row)
        return {
            "kind": kind.__name__,
            "row_key": encoded_key(key),
            "fields": msgspec.json.encode(row),
            "at": filed.at,
            "about": filed.about,
            "paper": filed.paper,
        }


def _decoded(content: bytes, kind: type[RowT]) -> RowT:
    try:
        return msgspec.json.decode(content, type=kind)
    except msgspec.ValidationError as error:
        raise BooksOutdatedError(kind.__name__) from error
