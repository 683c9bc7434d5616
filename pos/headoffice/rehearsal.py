"""Which rows entries will ask for, found by letting the reducers run without writing anything."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from pos.domain.errors import JournalDamaged
from pos.domain.journal import Entry
from pos.domain.projections import reduce
from pos.headoffice.book_rows import BookRows, Place, RowT, key_of


class Rehearsal(BookRows):
    """Rows that are known, with those on top that the entries before would have made."""

    def __init__(self, known: Mapping[Place, Any]) -> None:
        self._known = known
        self._made: dict[Place, Any] = {}
        self._missed: dict[Place, None] = {}

    def missed_by(self, entries: Sequence[Entry]) -> tuple[Place, ...]:
        """Return what the reducers asked for and nobody has looked up, as far as they came."""
        for entry in entries:
            # It may only seem so, without the rows that are missed.
            with suppress(JournalDamaged):
                for row in reduce(entry, self):
                    key = key_of(row)
                    # Whether it is stored decides how it will be written.
                    self._find(type(row), *key)
                    self._made[type(row), key] = row
        return tuple(self._missed)

    def _find(self, kind: type[RowT], *key: str | int) -> RowT | None:
        place = (kind, key)
        if place not in self._made and place not in self._known:
            self._missed[place] = None
            return None
        row: RowT | None = self._made.get(place, self._known.get(place))
        return row
