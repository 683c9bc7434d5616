"""Filling the projections again, in place, after a migration that made tables anew."""

from pos.domain.journal import ChainChecker, StoredEntry
from pos.domain.projections import reduce
from pos.store import sql_texts as sql
from pos.store.earlier import replay_earlier
from pos.store.rows import ROW_TABLES, SqlRows
from pos.store.transaction import Transaction


def refill(transaction: Transaction) -> None:
    """Empty the projections and compute them again from all entries, at flat memory.

    Args:
        transaction: the migration's own, so that a power cut leaves the old tables.

    Raises:
        JournalDamaged: names the first entry that is not as written; nothing may be committed.
    """
    identity = transaction.first(sql.WHOSE_JOURNAL)
    if identity is None:
        # An empty file that was never given a terminal.
        return
    for table in ROW_TABLES.values():
        transaction.run(table.texts.empty, {})
    rows = SqlRows(transaction)
    for _ in replay_earlier(transaction, rows):
        pass
    chain = ChainChecker(*identity)
    for stored in transaction.stream(sql.ENTRIES):
        rows.put_rows(reduce(chain.check(StoredEntry(*stored)), rows))
