"""Filling the projections again, in place, after a migration that made tables anew."""

from typing import Final

from sqlalchemy import Executable, delete, select

from pos.domain.journal import ChainChecker, StoredEntry
from pos.domain.projections import reduce
from pos.store.database import Transaction
from pos.store.earlier import replay_earlier
from pos.store.rows import ROW_TABLES, SqlRows
from pos.store.schema import IDENTITY, JOURNAL

_IDENTITY: Final = select(IDENTITY.c.terminal, IDENTITY.c.incarnation)
_ENTRIES: Final = select(JOURNAL).order_by(JOURNAL.c.seq)
_EMPTY: Final[tuple[Executable, ...]] = tuple(delete(table.table) for table in ROW_TABLES.values())


def refill(transaction: Transaction) -> None:
    """Empty the projections and compute them again from all entries, at flat memory.

    Args:
        transaction: the migration's own, so that a power cut leaves the old tables.

    Raises:
        JournalDamaged: names the first entry that is not as written; nothing may be committed.
    """
    identity = transaction.first(_IDENTITY)
    if identity is None:
        # An empty file that was never given a terminal.
        return
    for statement in _EMPTY:
        transaction.run(statement, {})
    rows = SqlRows(transaction)
    for _ in replay_earlier(transaction, rows):
        pass
    chain = ChainChecker(*identity)
    for stored in transaction.stream(_ENTRIES):
        rows.put_rows(reduce(chain.check(StoredEntry(*stored)), rows))
