"""The agent's encrypted SQLite file: opening it, transactions, and what its errors mean to us.

Raw key, WAL, `synchronous=FULL`; created under `EXTRA` with its folder fsynced, since a file
created under less can lose acknowledged work in a power cut. Held alone from opening to closing: no
statement takes a lock of its own, and the log's index lies in memory.
"""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlcipher3 import dbapi2  # type: ignore[import-untyped]  # The package ships no types.

from pos.domain.errors import (
    AgentStateDamaged,
    DiskFull,
    MadeByNewerProgram,
    StoreBusy,
    StoreUnusable,
)
from pos.keystore.files.folder import disk_fault, sync_folder
from pos.keystore.files.page_check import PageCheck
from pos.keystore.files.schema import ISSUE_STORE, StoreSchema
from pos.keystore.files.secret import Secret
from pos.keystore.files.write_ahead_log import has_hole, read_durable

# Older libraries can lose pages when a write-ahead log is reset (fixed in 3.51.3).
_LIBRARY_AT_LEAST = (3, 51, 3)
_BUSY_TIMEOUT_MS = 2000
_PRIMARY_CODE = 0xFF


class AgentDatabase:
    """One connection, used by one thread at a time.

    All methods may raise AgentStateDamaged, DiskFull, StoreUnusable and StoreBusy.
    """

    def __init__(self, connection: dbapi2.Connection, pages: PageCheck) -> None:
        self._connection, self._pages = connection, pages
        self._lock = threading.RLock()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Make everything inside durable together, or nothing."""
        with self._lock, _translated_faults():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    @property
    def in_transaction(self) -> bool:
        """Whether what is read now may be rolled back yet, by whichever thread."""
        return bool(self._connection.in_transaction)

    def run(self, statement: str, *values: str | int | bytes) -> None:
        """Change something; inside a transaction."""
        self._execute(statement, values)

    def one(self, statement: str, *values: str | int | bytes) -> tuple[Any, ...] | None:
        """Return the first row, or None."""
        rows = self._execute(statement, values)
        return rows[0] if rows else None

    def all(self, statement: str, *values: str | int | bytes) -> list[tuple[Any, ...]]:
        """Return all rows."""
        return self._execute(statement, values)

    def _execute(
        self, statement: str, values: tuple[str | int | bytes, ...]
    ) -> list[tuple[Any, ...]]:
        with self._lock:
            try:
                rows: list[tuple[Any, ...]] = self._connection.execute(statement, values).fetchall()
            except dbapi2.Error as error:
                raise _fault(error) from error
        return rows

    def all_pages_seem_whole(self) -> bool:
        """Read every page; any thread may, and holds nobody up. False is no proof of damage."""
        return self._pages.all_seem_whole()

    def check_pages(self) -> None:
        """Let the library read every page; AgentStateDamaged where one is not what was written."""
        with self._lock:
            # What a power cut left half-written in the file lies whole in the log.
            self.all("PRAGMA wal_checkpoint(TRUNCATE)")
            if self.all("PRAGMA cipher_integrity_check"):
                raise AgentStateDamaged(why="a page of its database is damaged")

    def close(self) -> None:
        """Release the file."""
        with self._lock, _translated_faults():
            self._connection.close()
            self._pages.close()


def create_database(path: Path, key: Secret, schema: StoreSchema = ISSUE_STORE) -> None:
    """Create an empty database of an agent, durable with its name.

    Raises:
        StoreUnusable: there is a file already, or the disk refuses.
        DiskFull: no room.
    """
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600))
        with _translated_faults():
            connection = _connect(path, key)
            try:
                connection.execute("PRAGMA synchronous = EXTRA")
                connection.execute("PRAGMA journal_mode = WAL")
                connection.executescript(
                    f"BEGIN; {schema.tables} PRAGMA user_version = {schema.version}; COMMIT;"
                )
            finally:
                connection.close()
        sync_folder(path.parent)
    except OSError as error:
        raise disk_fault(error) from error


def open_database(path: Path, key: Secret, schema: StoreSchema = ISSUE_STORE) -> AgentDatabase:
    """Open an existing database of an agent.

    Raises:
        AgentStateDamaged: it is missing, damaged, or not under this key; or its log is, which then
            is left as it is.
        MadeByNewerProgram: of a version that is not known yet.
        StoreBusy: somebody else has it open.
        DiskFull, StoreUnusable: the disk or the system refuses.
    """
    if not path.exists():
        raise AgentStateDamaged(why="missing")
    if not path.is_file():
        raise StoreUnusable(why="not a plain file")
    _log_must_be_whole(path)
    pages = PageCheck(path, key)
    try:
        with _translated_faults():
            return AgentDatabase(_opened(path, key, schema), pages)
    except BaseException:
        pages.close()
        raise


def _opened(path: Path, key: Secret, schema: StoreSchema) -> dbapi2.Connection:
    connection = _connect(path, key)
    try:
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        _bring_up_to_date(connection, path, schema)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
    except BaseException:
        connection.close()
        raise
    return connection


def _log_must_be_whole(path: Path) -> None:
    """Look at what a crash left before the library forgets what it does not believe."""
    try:
        log = read_durable(path.with_name(f"{path.name}-wal"))
    except OSError as error:
        raise disk_fault(error) from error
    if has_hole(log):
        raise AgentStateDamaged(why="a hole in its log")


@contextmanager
def _translated_faults() -> Iterator[None]:
    """Turn the library's errors into those of the domain.

    Raises:
        DiskFull, StoreUnusable, StoreBusy, AgentStateDamaged.
    """
    try:
        yield
    except dbapi2.Error as error:
        raise _fault(error) from error


def _fault(error: dbapi2.Error) -> DiskFull | StoreUnusable | StoreBusy | AgentStateDamaged:
    code = getattr(error, "sqlite_errorcode", 0) & _PRIMARY_CODE
    name = str(getattr(error, "sqlite_errorname", "SQLITE_ERROR"))
    match code:
        case dbapi2.SQLITE_FULL:
            return DiskFull()
        case dbapi2.SQLITE_BUSY | dbapi2.SQLITE_LOCKED:
            return StoreBusy()
        case dbapi2.SQLITE_CORRUPT | dbapi2.SQLITE_NOTADB | dbapi2.SQLITE_CONSTRAINT:
            return AgentStateDamaged(why=name)
        case _:
            return StoreUnusable(why=name)


def _bring_up_to_date(connection: dbapi2.Connection, path: Path, schema: StoreSchema) -> None:
    """Add what an older program's store lacks; only the agent that owns the folder opens it."""
    while (version := connection.execute("PRAGMA user_version").fetchone()[0]) != schema.version:
        if version > schema.version:
            raise MadeByNewerProgram(file=path.name)
        upgrade = schema.upgrades.get(version)
        if upgrade is None:
            raise AgentStateDamaged(why="version")
        connection.executescript(f"BEGIN; {upgrade} PRAGMA user_version = {version + 1}; COMMIT;")


def _connect(path: Path, key: Secret) -> dbapi2.Connection:
    """Connect to an existing file, never creating one."""
    if dbapi2.sqlite_version_info < _LIBRARY_AT_LEAST:
        raise StoreUnusable(why=f"SQLite {dbapi2.sqlite_version}")
    connection: dbapi2.Connection = dbapi2.connect(
        f"file:{quote(os.fsencode(path))}?mode=rw",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
    )
    # Its own log goes to standard error and tells nothing that our errors do not.
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{key.reveal().hex()}'\"")
    connection.execute(f"PRAGMA busy_timeout = {_BUSY_TIMEOUT_MS}")
    connection.execute("PRAGMA temp_store = MEMORY")
    return connection
