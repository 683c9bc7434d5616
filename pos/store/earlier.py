"""The entries of earlier incarnations: kept beside the journal, numbered below zero."""

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from pos.domain.earlier import EarlierChecker
from pos.domain.journal import Entry, StoredEntry
from pos.domain.projections import Row, SaleRow, VendingKeyRow, reduce
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
        rows.put_rows(tuple(_lasting(reduce(entry, rows))))
        yield entry


def _lasting(reduced: Iterable[Row]) -> Iterator[Row]:
    """Leave out what was the earlier key agent's own.

    Its issues count for nothing in the present one, and its vending keys are in no vault here: a
    meter that was to be moved to one of them could buy nothing.
    """
    for row in reduced:
        if isinstance(row, SaleRow):
            yield replace(row, issue_no=0)
        elif not isinstance(row, VendingKeyRow):
            yield row
