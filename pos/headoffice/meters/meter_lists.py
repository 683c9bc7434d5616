"""Publishing lists of meters as deltas: of a million lines only those travel that say anything new.

A line that says what a meter owes is kept as an account: from then on every terminal is told what
is left of it, wherever it was paid.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from sqlalchemy import Table, bindparam, func, select, update
from sqlalchemy.engine import Connection

from pos.domain.csv_lines import CsvLines
from pos.domain.errors import BundleMalformed, PosError
from pos.domain.errors.selling import MeterFileMalformed
from pos.domain.meter import parse_meter_number
from pos.domain.meter_file import COLUMNS, COLUMNS_REQUIRED
from pos.domain.money import parse_money
from pos.headoffice.meters.meter_names import put_names
from pos.headoffice.store.bulk import insert_rows
from pos.headoffice.store.schema import TERMINAL
from pos.headoffice.store.schema_meters import LISTED_METER, METER_OWED, METER_SHARE

_LINES_AT_ONCE: Final = 1000
_LINE_BYTES_MAX: Final = 4096
# Of rows that a spreadsheet left empty.
_EMPTY: Final = b" ,;\t\r\n"


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a list.

    Attributes:
        key: 18 digits, or the line's own digest where it names no meter.
        owed: minor units that it says; None where it says nothing.
        name: the customer's; None where the list has no names.
    """

    content: bytes
    key: str
    digest: str
    owed: int | None
    name: str | None = None


@dataclass(slots=True)
class ListCounts:
    """What a list says, by lines.

    Attributes:
        new, changed: of meters that were not published before, or with other words.
        same: nothing new.
        unreadable: that name no meter, or what it owes, so that it can be read.
    """

    new: int = 0
    changed: int = 0
    same: int = 0
    unreadable: int = 0

    @property
    def lines(self) -> int:
        """All of them."""
        return self.new + self.changed + self.same + self.unreadable


class MeterListing:
    """Finds out what of a list is new, inside the transaction that publishes it.

    Attributes:
        currency: of what meters owe; empty where terminals have several.
        owes_news: it said something new of what meters owe.
        counts: of the lines that were looked at so far.
        seen: meters of a list that is only looked at, and the newest digest of each.
        met: how many of them were published before.
    """

    def __init__(
        self, connection: Connection, audience: str, *, whole: bool, keep: bool = True
    ) -> None:
        """Begin a list.

        Args:
            connection: writes, unless nothing is kept.
            audience: a terminal; empty for every terminal.
            whole: publish every line, whatever was published before.
            keep: remember what was published; else it is only looked at.
        """
        self._connection, self._audience = connection, audience
        self._whole, self._keep = whole, keep
        self.currency = currency_of(connection, audience)
        self.owes_news = False
        self.counts = ListCounts()
        self.seen: dict[str, str] = {}
        self.met = 0

    def changed(self, lines: Iterable[bytes]) -> Iterator[bytes]:
        """Yield the header and each line that says something new, at flat memory.

        Raises:
            BundleMalformed: the header makes no sense, or a line is too long.
        """
        walk = iter(lines)
        header = next(walk, b"").rstrip(b"\r\n")
        try:
            reader = CsvLines(header, COLUMNS, COLUMNS_REQUIRED)
        except MeterFileMalformed as error:
            raise BundleMalformed(why=str(error.facts["why"])) from error
        yield header + b"\n"
        while part := list(islice(walk, _LINES_AT_ONCE)):
            read = [self._read(reader, header, line) for line in part if line.strip(_EMPTY)]
            yield from self._changed(read)

    def _read(self, reader: CsvLines, header: bytes, line: bytes) -> _Line:
        if len(line) > _LINE_BYTES_MAX:
            raise BundleMalformed(why="a line is longer than 4096 bytes")
        content = line.rstrip(b"\r\n")
        said = b"\0".join((self._audience.encode(), header, content))
        digest = hashlib.sha256(said).hexdigest()[:32]
        try:
            found = reader.read(content) or {}
            pan = parse_meter_number(found.get("meter", "")).digits
            owed = self._owed(found)
        except PosError:
            # Terminals say what is wrong with it; it is published once.
            return _Line(content, digest, digest, None)
        return _Line(content, pan, digest, owed, found.get("name"))

    def _owed(self, found: Mapping[str, str]) -> int | None:
        text = found.get("arrears", "")
        return parse_money(text, self.currency).minor if text and self.currency else None

    def _changed(self, lines: list[_Line]) -> Iterator[bytes]:
        keys = {line.key for line in lines}
        known = _by_key(self._connection, LISTED_METER, keys)
        accounts = _by_key(self._connection, METER_OWED, keys)
        paid = _paid(self._connection, keys)
        met = {line.key for line in lines if line.key in known and line.key != line.digest}
        self.met += len(met - self.seen.keys())
        known |= {key: self.seen[key] for key in keys if key in self.seen}
        listed: dict[str, str] = {}
        bases: dict[str, int] = {}
        names: dict[str, str] = {}
        for line in lines:
            before_it = listed.get(line.key) or known.get(line.key)
            is_new = self._whole or before_it != line.digest
            if line.owed is not None:
                base = line.owed + paid.get(line.key, 0)
                before = bases.get(line.key, accounts.get(line.key))
                if base != before and (base or before is not None):
                    bases[line.key] = base
                    is_new = True
            listed[line.key] = line.digest
            self._count(line, before_it, is_new=is_new)
            if is_new and line.name is not None:
                names[line.key] = line.name
            if is_new:
                yield line.content + b"\n"
        self.owes_news = self.owes_news or bool(bases)
        if not self._keep:
            self.seen |= listed
            return
        put_names(self._connection, names, known)
        _put(self._connection, LISTED_METER, "digest", listed, known)
        _put(self._connection, METER_OWED, "base", bases, accounts)

    def _count(self, line: _Line, before: str | None, *, is_new: bool) -> None:
        if line.key == line.digest:
            self.counts.unreadable += 1
        elif before is None:
            self.counts.new += 1
        elif is_new:
            self.counts.changed += 1
        else:
            self.counts.same += 1


def currency_of(connection: Connection, audience: str) -> str:
    """Return the currency that a list's arrears are in; empty where terminals have several."""
    found = select(TERMINAL.c.currency).distinct()
    if audience:
        found = found.where(TERMINAL.c.terminal == audience)
    currencies = connection.execute(found.limit(2)).scalars().all()
    return str(currencies[0]) if len(currencies) == 1 else ""


def _by_key(connection: Connection, table: Table, keys: set[str]) -> dict[str, Any]:
    key, value, *_ = table.columns
    found = connection.execute(select(key, value).where(key.in_(keys)))
    return {row[0]: row[1] for row in found}


def _paid(connection: Connection, keys: set[str]) -> dict[str, int]:
    found = (
        select(METER_SHARE.c.pan, func.sum(METER_SHARE.c.paid))
        .where(METER_SHARE.c.pan.in_(keys))
        .group_by(METER_SHARE.c.pan)
    )
    return {pan: int(paid) for pan, paid in connection.execute(found)}


def _put(
    connection: Connection,
    table: Table,
    name: str,
    wanted: Mapping[str, Any],
    known: Mapping[str, Any],
) -> None:
    key, value, *others = table.columns
    fresh = {} if not others else {"version": 1, "published": 0}
    insert_rows(
        connection,
        table,
        [
            {key.name: each, name: wanted[each]} | fresh
            for each in sorted(wanted)
            if each not in known
        ],
    )
    changed = [
        {"of_key": each, "new_value": wanted[each]}
        for each in sorted(wanted)
        if each in known and known[each] != wanted[each]
    ]
    if changed:
        values: dict[str, Any] = {value.name: bindparam("new_value")}
        if others:
            values["version"] = table.c.version + 1
        connection.execute(update(table).where(key == bindparam("of_key")).values(values), changed)
