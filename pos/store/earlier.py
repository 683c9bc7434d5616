"""The entries of earlier incarnations: kept beside the journal, numbered below zero."""

from collections.abc import Iterator

from msgspec.structs import replace

from pos.domain.earlier import EarlierChecker
from pos.domain.journal import Entry, StoredEntry
from pos.domain.projections import Row, SaleRow, reduce
from pos.store import sql_texts as sql
from pos.store.downlink_reads import SqlDownlinkReads
from pos.store.rows import SqlRows
from pos.store.transaction import Transaction


class SqlEarlierReads(SqlDownlinkReads):
    """A consistent view of the entries of earlier incarnations."""

    def earlier_entries(self) -> Iterator[StoredEntry]:
        """Walk them in order, at flat memory; nothing is checked."""
        for row in self._transaction.stream(sql.EARLIER_ENTRIES):
            yield StoredEntry(*row)


def replay_earlier(stored: Transaction, rows: SqlRows) -> Iterator[Entry]:
    """Reduce the earlier entries into rows, and give each once that is done.

    Raises:
        JournalDamaged: names the first entry that is not as written.
    """
    checker = EarlierChecker()
    for found in stored.stream(sql.EARLIER_ENTRIES):
        entry = checker.check(StoredEntry(*found))
        rows.put_rows(tuple(map(_as_earlier, reduce(entry, rows))))
        yield entry


def _as_earlier(row: Row) -> Row:
    """An issue of an earlier key agent counts for nothing in the present one."""
    return replace(row, issue_no=0) if isinstance(row, SaleRow) else row
