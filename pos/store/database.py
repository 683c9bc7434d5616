"""An encrypted SQLite file: connections, transactions, and errors in our own words.

Statements are written in SQLAlchemy Core, compiled beforehand, and run on the driver's own cursor:
a sale is a few dozen short statements, and this costs a tenth of running each through the engine.
Only making and changing tables goes through it.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import sqlcipher3.dbapi2 as driver  # type: ignore[import-untyped]  # The package ships no types.

from pos.domain.errors import PosError, StoreDamaged, StoreUnusable
from pos.store.faults import StoreBug, is_damage, store_fault
from pos.store.transaction import Transaction

if TYPE_CHECKING:
    # Loading it takes longer than a sale.
    from sqlalchemy.engine import Connection
    from sqlalchemy.engine.interfaces import DBAPIConnection

# Older ones may lose a committed write when the write-ahead log starts over.
OLDEST_LIBRARY: Final = (3, 51, 3)
KEY_BYTES: Final = 32
_BUSY_SECONDS: Final = 5
_WAL_BYTES_KEPT: Final = 16 * 1024 * 1024
_CACHE_KIB: Final = 16 * 1024
_IDLE_MAX: Final = 5
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
        self._pragmas = (*_COMMON_PRAGMAS, *durability.value)
        # The connection used last knows the newest pages; others read and decrypt them again.
        self._idle: list[DBAPIConnection] = []
        self._is_closed = False

    @contextmanager
    def transaction(self, how: str = "BEGIN") -> Iterator[Transaction]:
        """Open a transaction; what is not committed is rolled back at the end."""
        with self._connection() as connection:
            transaction = Transaction(self, connection)
            transaction.begin(how)
            try:
                yield transaction
            finally:
                transaction.roll_back()

    @contextmanager
    def schema_change(self) -> Iterator["Connection"]:
        """Open a transaction for making or changing tables; committed at the end."""
        # Imported only when needed; see above.
        from sqlalchemy import StaticPool, create_engine  # noqa: PLC0415 - see above.
        from sqlalchemy.exc import DBAPIError  # noqa: PLC0415 - see above.

        with self._connection() as raw:
            engine = create_engine(
                "sqlite://",
                module=driver,
                creator=lambda: raw,
                poolclass=StaticPool,
                # Parameters are people's names and tokens: never part of an error's text.
                hide_parameters=True,
                # Every transaction here ends itself.
                pool_reset_on_return=None,
            )
            try:
                with self.faults(), engine.connect() as connection:
                    connection.exec_driver_sql("BEGIN IMMEDIATE")
                    try:
                        yield connection
                        connection.commit()
                    finally:
                        connection.rollback()
            except DBAPIError as error:
                raise self.explained(error.orig or error) from error

    @contextmanager
    def faults(self) -> Iterator[None]:
        """Raise what SQLite reports in our own words; damage is given its page."""
        try:
            yield
        except driver.Error as error:
            raise self.explained(error) from error

    def copy_to(self, path: Path) -> None:
        """Copy everything into a new file under the same key, as of one moment; blocks nobody.

        Raises:
            DiskFull, StoreBusy, StoreDamaged, StoreUnusable.
        """
        with self._connection() as connection, self.faults():
            copy = driver.connect(str(path), isolation_level=None)
            try:
                _unlock(copy, self._key)
                connection.backup(copy)
            finally:
                copy.close()

    def change_key(self, key: bytes) -> None:
        """Write the whole file anew under another key; nobody else may have it open."""
        with self._connection() as connection, self.faults():
            connection.cursor().execute(f"PRAGMA rekey = \"x'{key.hex()}'\"")

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
            page = _damaged_page(connection)
            if page:
                # What a power cut left half-written in the file lies whole in the log.
                with suppress(driver.Error):
                    connection.execute("PRAGMA wal_checkpoint").fetchall()
                page = _damaged_page(connection)
        except driver.Error:
            # The check itself could not go on, so the number of the page stays unknown.
            return 0
        finally:
            with suppress(driver.Error):
                connection.close()
        return page

    def close(self) -> None:
        """Close all connections; the last one of all processes empties the write-ahead log."""
        self._is_closed = True
        while self._idle:
            self._idle.pop().close()

    @contextmanager
    def _connection(self) -> Iterator[Any]:
        """Lend a connection that nobody else uses meanwhile."""
        try:
            connection = self._idle.pop()
        except IndexError:
            connection = self._new_connection()
        try:
            yield connection
        finally:
            if self._is_closed or len(self._idle) >= _IDLE_MAX:
                connection.close()
            else:
                self._idle.append(connection)

    def _new_connection(self) -> Any:
        with self.faults():
            connection = driver.connect(
                str(self._path),
                timeout=_BUSY_SECONDS,
                check_same_thread=False,
                # The driver must not begin transactions by itself.
                isolation_level=None,
            )
            try:
                _unlock(connection, self._key)
                cursor = connection.cursor()
                for pragma in self._pragmas:
                    cursor.execute(f"PRAGMA {pragma}")
            except BaseException:
                connection.close()
                raise
        return connection


def _damaged_page(connection: "DBAPIConnection") -> int:
    for (finding,) in connection.execute("PRAGMA cipher_integrity_check"):
        match = _PAGE_NUMBER.search(finding)
        if match is not None:
            return int(match.group(1))
    return 0


def _unlock(connection: "DBAPIConnection", key: bytes) -> None:
    cursor = connection.cursor()
    # The library would write findings of its own to standard error.
    cursor.execute("PRAGMA cipher_log_level = NONE")
    cursor.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
