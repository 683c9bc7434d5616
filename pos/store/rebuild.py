"""Proving the projections: computed again from the journal and compared with what is stored."""

from itertools import zip_longest
from typing import Any

from pos.domain.entries import MetersImported
from pos.domain.errors import JournalDamaged, ProjectionsDiffer
from pos.domain.journal import ChainChecker, Entry
from pos.domain.projections import reduce
from pos.store.earlier import replay_earlier
from pos.store.faults import StoreBug
from pos.store.kept_files import KeptFiles
from pos.store.meter_search import METERS, MeterRegistry
from pos.store.reads import Identity, SqlReads
from pos.store.rows import ROW_TABLES, RowTable, SqlRows
from pos.store.transaction import Transaction
from pos.wire.registry_file import read_registry


def rebuild(stored: Transaction, fresh: Transaction, identity: Identity, kept: KeptFiles) -> int:
    """Replay the journal into empty tables and compare; return the entries read.

    Args:
        stored: a view of the store; only read.
        fresh: empty tables of the same schema, that are filled.
        identity: which journal it must be.
        kept: the imported files.

    Raises:
        ProjectionsDiffer: names the first table and key that differ.
        JournalDamaged: names the first entry that is not as written.
        StoreDamaged: a kept file is missing or changed.
    """
    entries = _replay(stored, fresh, identity, kept)
    fresh.commit()
    for table in (*ROW_TABLES.values(), METERS):
        _compare(table, SqlRows(stored), SqlRows(fresh))
    return entries


def _replay(stored: Transaction, fresh: Transaction, identity: Identity, kept: KeptFiles) -> int:
    reads = SqlReads(stored, identity, kept)
    chain = ChainChecker(identity.terminal, identity.incarnation)
    rows = SqlRows(fresh)
    registry = MeterRegistry(fresh)
    for entry in replay_earlier(stored, rows):
        if isinstance(entry.payload, MetersImported):
            _replay_registry(entry, entry.payload.digest, registry, kept)
    for stored_entry in reads.entries():
        entry = chain.check(stored_entry)
        _replay_entry(entry, rows)
        if isinstance(entry.payload, MetersImported):
            _replay_registry(entry, entry.payload.digest, registry, kept)
    return chain.seq


def _replay_entry(entry: Entry, rows: SqlRows) -> None:
    try:
        rows.put_rows(reduce(entry, rows))
    except StoreBug as error:
        # Here it is no bug: somebody who could chain entries wrote a second end for a sale.
        raise JournalDamaged(seq=entry.seq, why="breaks a rule of the tables") from error


def _replay_registry(entry: Entry, digest: str, registry: MeterRegistry, kept: KeptFiles) -> None:
    try:
        registry.put_meters(read_registry(kept.lines(digest)))
    except JournalDamaged as error:
        raise JournalDamaged(seq=entry.seq, why="its registry cannot be read") from error


def _compare(table: RowTable[Any], stored: SqlRows, fresh: SqlRows) -> None:
    pairs = zip_longest(stored.rows_in_order(table), fresh.rows_in_order(table))
    for stored_row, fresh_row in pairs:
        if stored_row != fresh_row:
            rows = [row for row in (stored_row, fresh_row) if row is not None]
            first = min(row[: len(table.texts.key)] for row in rows)
            raise ProjectionsDiffer(table=table.name, key=" ".join(map(str, first)))
