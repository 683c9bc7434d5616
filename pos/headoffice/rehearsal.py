"""Which rows entries will ask for, found by letting the reducers run without writing anything."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Any, Final

from pos.domain.errors import JournalDamaged
from pos.domain.journal import Entry
from pos.domain.projections import TERMINAL_KEY, SaleRow, ShiftRow, TerminalRow, reduce
from pos.headoffice.book_rows import BookRows, Place, RowT, key_of

_UNKNOWN: Final[Any] = object()


def named_by(entries: Iterable[Entry]) -> set[Place]:
    """Return the rows without which entries come nowhere: the terminal, their sales and shifts."""
    places: set[Place] = {(TerminalRow, (TERMINAL_KEY,))}
    for entry in entries:
        payload = entry.payload
        for kind, name in ((SaleRow, "sale_id"), (ShiftRow, "shift_no")):
            key = getattr(payload, name, None)
            if key is not None:
                places.add((kind, (key,)))
    return places


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
        row: RowT | None = self._made.get(place)
        if row is None:
            row = self._known.get(place, _UNKNOWN)
            if row is _UNKNOWN:
                self._missed[place] = None
                return None
        return row
