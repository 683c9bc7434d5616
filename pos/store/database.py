"""An encrypted SQLite file: connections, transactions, and errors in our own words.

Statements are built with SQLAlchemy Core, compiled once, and run on the driver's own cursor: a sale
is a few dozen short statements, and this costs a tenth of running each through the engine.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from enum import Enum
from pathlib import Path
from typing import Final

import sqlcipher3.dbapi2 as driver  # type: ignore[import-untyped]  # The package ships no types.
from sqlalchemy import URL, Executable, create_engine, event
from sqlalchemy.engine import Connection
from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPICursor
from sqlalchemy.exc import DBAPIError

from pos.domain.errors import PosError, StoreDamaged, StoreUnusable
from pos.store.faults import StoreBug, is_damage, store_fault
from pos.store.statement_texts import StoredRow, Values, text_of

# Older ones may lose a committed write when the write-ahead log starts over.
OLDEST_LIBRARY: Final = (3, 51, 3)
KEY_BYTES: Final = 32
_BUSY_SECONDS: Final = 5
_WAL_BYTES_KEPT: Final = 16 * 1024 * 1024
_CACHE_KIB: Final = 16 * 1024
_ROWS_AT_ONCE: Final = 500
_PAGE_NUMBER: Final = re.compile(r"page (\d+)")


class Durability(Enum):
    """How a connection writes; the value is its pragmas.

    Attributes:
        LASTING: a commit survives a power cut.
        CREATING: a new file survives as well: replayed disk images showed that a database made
            under less can come back with an old rollback journal.
        SCRATCH: nothing survives and nothing can be rolled back.
    """

    LASTING = ("journal_mode = WAL", "synchronous = FULL")
    CREATING = ("journal_mode = DELETE", "synchronous = EXTRA")
    SCRATCH = ("journal_mode = OFF", "synchronous = OFF", "locking_mode = EXCLUSIVE")


_COMMON_PRAGMAS: Final = (
    "foreign_keys = ON",
    "trusted_schema = OFF",
    "cell_size_check = ON",
    # What a forgotten customer's row held is overwritten with it.
    "secure_delete = FAST",
    f"cache_size = -{_CACHE_KIB}",
    f"journal_size_limit = {_WAL_BYTES_KEPT}",
)


class Transaction:
    """One transaction on one connection.

    Every method raises DiskFull, StoreBusy, StoreDamaged or StoreUnusable for what SQLite met, and
    StoreBug for what only this program can have caused. After a failed write it cannot be
    committed; after a commit it can be read from, and no more.
    """

    def __init__(self, database: "Database", connection: DBAPIConnection) -> None:
        self._database = database
        self._connection = connection
        self._write_failed = False
        self._committed = False

    def first(self, statement: Executable, values: Values | None = None) -> StoredRow | None:
        """Return the first row of a query."""
        try:
            row: StoredRow | None = self._query(statement, values).fetchone()
        except driver.Error as error:
            raise self._database.explained(error) from error
        return row

    def all(self, statement: Executable, values: Values | None = None) -> list[StoredRow]:
        """Return all rows of a query; for queries that are bounded."""
        try:
            return list(self._query(statement, values).fetchall())
        except driver.Error as error:
            raise self._database.explained(error) from error

    def stream(self, statement: Executable, values: Values | None = None) -> Iterator[StoredRow]:
        """Walk the rows of a query at flat memory."""
        try:
            cursor = self._query(statement, values)
            while rows := cursor.fetchmany(_ROWS_AT_ONCE):
                yield from rows
        except driver.Error as error:
            raise self._database.explained(error) from error

    def run(self, statement: Executable, values: Values) -> int:
        """Run a statement that changes rows; return how many."""
        self._begin_write()
        try:
            changed = self._query(statement, values).rowcount
        except driver.Error as error:
            raise self._database.explained(error) from error
        self._write_failed = False
        return changed

    def run_each(self, statement: Executable, values: Sequence[Values]) -> None:
        """Run a statement for each set of values."""
        self._begin_write()
        try:
            self._connection.cursor().executemany(text_of(statement).sql, values)
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

    def _query(self, statement: Executable, values: Values | None) -> DBAPICursor:
        cursor = self._connection.cursor()
        text = text_of(statement)
        cursor.execute(text.sql, {**text.constants, **(values or {})})
        return cursor

    def _begin_write(self) -> None:
        """Note that a write goes on; it stays failed unless the caller says that it went well."""
        if self._write_failed or self._committed:
            raise StoreBug("a transaction goes on after its commit or after a failed write")
        self._write_failed = True


class Database:
    """One encrypted file; connections are pooled and may be used from any thread, one at a time.

    Raises:
        StoreUnusable: the SQLite library is too old to be trusted.
    """

    def __init__(self, path: Path, key: bytes, durability: Durability) -> None:
        if driver.sqlite_version_info < OLDEST_LIBRARY:
            raise StoreUnusable(why=f"SQLite {driver.sqlite_version}")
        if len(key) != KEY_BYTES:
            raise StoreBug("a database key has 32 bytes")
        self._path = path
        self._key = key
        self._engine = create_engine(
            # Not as text: a folder may be named as no URL could be.
            URL.create("sqlite", database=str(path)),
            module=driver,
            # Parameters are people's names and tokens: never part of an error's text.
            hide_parameters=True,
            # The connection used last knows the newest pages; others read and decrypt them again.
            pool_use_lifo=True,
            # Every transaction here ends itself.
            pool_reset_on_return=None,
            connect_args={"timeout": _BUSY_SECONDS, "check_same_thread": False},
        )
        pragmas = (*_COMMON_PRAGMAS, *durability.value)

        def prepare(connection: DBAPIConnection, _record: object) -> None:
            _prepare(connection, key, pragmas)

        event.listen(self._engine, "connect", prepare)

    @contextmanager
    def transaction(self, how: str = "BEGIN") -> Iterator[Transaction]:
        """Open a transaction; what is not committed is rolled back at the end."""
        with self.faults():
            pooled = self._engine.raw_connection()
        try:
            transaction = Transaction(self, pooled)
            transaction.begin(how)
            try:
                yield transaction
            finally:
                transaction.roll_back()
        finally:
            pooled.close()

    @contextmanager
    def schema_change(self) -> Iterator[Connection]:
        """Open a transaction for making or changing tables; committed at the end."""
        with self.faults(), self._engine.connect() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.commit()
            finally:
                connection.rollback()

    @contextmanager
    def faults(self) -> Iterator[None]:
        """Raise what SQLite reports in our own words; damage is given its page."""
        try:
            yield
        except driver.Error as error:
            raise self.explained(error) from error
        except DBAPIError as error:
            raise self.explained(error.orig or error) from error

    def copy_to(self, path: Path) -> None:
        """Copy everything into a new file under the same key, as of one moment; blocks nobody.

        Raises:
            DiskFull, StoreBusy, StoreDamaged, StoreUnusable.
        """
        with self.faults():
            pooled = self._engine.raw_connection()
            copy = driver.connect(str(path), isolation_level=None)
            try:
                _unlock(copy, self._key)
                pooled.driver_connection.backup(copy)  # type: ignore[union-attr]  # it is open
            finally:
                copy.close()
                pooled.close()

    def change_key(self, key: bytes) -> None:
        """Write the whole file anew under another key; nobody else may have it open."""
        with self.faults():
            pooled = self._engine.raw_connection()
            try:
                pooled.cursor().execute(f"PRAGMA rekey = \"x'{key.hex()}'\"")
            finally:
                pooled.close()

    def explained(self, error: BaseException) -> PosError | StoreBug:
        """Return what to raise for an error of the driver; damage is given its page."""
        if not is_damage(error):
            return store_fault(error, self._path.parent)
        return StoreDamaged(page=self.first_damaged_page())

    def first_damaged_page(self) -> int:
        """Return the number of the first page that is not what was written, from 1; 0 for none."""
        connection = driver.connect(str(self._path), isolation_level=None)
        try:
            _unlock(connection, self._key)
            for (finding,) in connection.execute("PRAGMA cipher_integrity_check"):
                match = _PAGE_NUMBER.search(finding)
                if match is not None:
                    return int(match.group(1))
        except driver.Error:
            # The check itself could not go on, so the number of the page stays unknown.
            return 0
        finally:
            with suppress(driver.Error):
                connection.close()
        return 0

    def close(self) -> None:
        """Close all connections; the last one of all processes empties the write-ahead log."""
        self._engine.dispose()


def _unlock(connection: DBAPIConnection, key: bytes) -> None:
    cursor = connection.cursor()
    # The library would write findings of its own to standard error.
    cursor.execute("PRAGMA cipher_log_level = NONE")
    cursor.execute(f"PRAGMA key = \"x'{key.hex()}'\"")


def _prepare(connection: DBAPIConnection, key: bytes, pragmas: tuple[str, ...]) -> None:
    # The driver must not begin transactions by itself.
    connection.isolation_level = None
    _unlock(connection, key)
    cursor = connection.cursor()
    for pragma in pragmas:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
