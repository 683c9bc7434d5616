"""One transaction: its statements, what it read, and how it ends."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

import sqlcipher3.dbapi2 as driver  # type: ignore[import-untyped]  # The package ships no types.

from pos.store.faults import StoreBug
from pos.store.statement_texts import StatementText, StoredRow, Values

if TYPE_CHECKING:
    # Loading SQLAlchemy takes longer than a sale.
    from sqlalchemy.engine.interfaces import DBAPICursor

    from pos.store.database import Database

_ROWS_AT_ONCE: Final = 500
_READS_REMEMBERED_MAX: Final = 200
_ROWS_REMEMBERED_MAX: Final = 20
_FIRST: Final = "first"
_ALL: Final = "all"


class Transaction:
    """One transaction on one connection.

    Every method raises DiskFull, StoreBusy, StoreDamaged or StoreUnusable for what SQLite met, and
    StoreBug for what only this program can have caused. After a failed write it cannot be
    committed; after a commit it can be read from, and no more.

    What was read is remembered until something is written: nobody else changes what a transaction
    sees, and a sale asks for some rows from several sides.

    Args:
        connection: of the driver, or SQLAlchemy's around one.
    """

    def __init__(self, database: "Database", connection: Any) -> None:
        self._database = database
        self._connection = connection
        self._remembered: dict[tuple[object, ...], tuple[StoredRow, ...]] = {}
        self._write_failed = False
        self._committed = False

    def first(self, statement: StatementText, values: Values | None = None) -> StoredRow | None:
        """Return the first row of a query."""
        key = (_FIRST, statement.sql, *(values or {}).items())
        found = self._remembered.get(key)
        if found is None:
            try:
                row: StoredRow | None = self._query(statement, values).fetchone()
            except driver.Error as error:
                raise self._database.explained(error) from error
            found = self._remember(key, () if row is None else (row,))
        return found[0] if found else None

    def all(self, statement: StatementText, values: Values | None = None) -> list[StoredRow]:
        """Return all rows of a query; for queries that are bounded."""
        key = (_ALL, statement.sql, *(values or {}).items())
        found = self._remembered.get(key)
        if found is None:
            try:
                rows = tuple(self._query(statement, values).fetchall())
            except driver.Error as error:
                raise self._database.explained(error) from error
            found = self._remember(key, rows)
        return list(found)

    def stream(self, statement: StatementText, values: Values | None = None) -> Iterator[StoredRow]:
        """Walk the rows of a query at flat memory."""
        try:
            cursor = self._query(statement, values)
            while rows := cursor.fetchmany(_ROWS_AT_ONCE):
                yield from rows
        except driver.Error as error:
            raise self._database.explained(error) from error

    def run(self, statement: StatementText, values: Values) -> int:
        """Run a statement that changes rows; return how many."""
        self._begin_write()
        try:
            changed = self._query(statement, values).rowcount
        except driver.Error as error:
            raise self._database.explained(error) from error
        self._write_failed = False
        return changed

    def run_each(self, statement: StatementText, values: Sequence[Values]) -> None:
        """Run a statement for each set of values."""
        self._begin_write()
        try:
            self._connection.cursor().executemany(statement.sql, values)
        except driver.Error as error:
            raise self._database.explained(error) from error
        self._write_failed = False

    def begin(self, how: str) -> None:
        """Start: `BEGIN` or `BEGIN IMMEDIATE`."""
        try:
            self._connection.cursor().execute(how)
        except driver.Error as error:
            raise self._database.explained(error) from error

    def commit(self) -> None:
        """Make all of it durable."""
        self._begin_write()
        try:
            self._connection.cursor().execute("COMMIT")
        except driver.Error as error:
            raise self._database.explained(error) from error
        self._committed = True

    def roll_back(self) -> None:
        """Undo what was not committed."""
        if self._committed:
            return
        try:
            self._connection.rollback()
        except driver.Error as error:
            raise self._database.explained(error) from error

    def _query(self, statement: StatementText, values: Values | None) -> "DBAPICursor":
        given = {**statement.constants, **(values or {})}
        cursor: DBAPICursor = self._connection.execute(statement.sql, given)
        return cursor

    def _remember(
        self, key: tuple[object, ...], rows: tuple[StoredRow, ...]
    ) -> tuple[StoredRow, ...]:
        """Remember a few rows, but none that were read after the commit: others may write now."""
        is_small = len(rows) <= _ROWS_REMEMBERED_MAX
        if is_small and not self._committed and len(self._remembered) < _READS_REMEMBERED_MAX:
            self._remembered[key] = rows
        return rows

    def _begin_write(self) -> None:
        """Note that a write goes on; it stays failed unless the caller says that it went well."""
        if self._write_failed or self._committed:
            raise StoreBug("a transaction goes on after its commit or after a failed write")
        self._write_failed = True
        self._remembered.clear()
