"""The database of head office: SQLite today, statements that PostgreSQL takes as well.

Writers wait for each other in this process and lock the row of their terminal; SQLite itself has
one writer at a time.
"""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlcipher3.dbapi2 as driver  # type: ignore[import-untyped]  # The package ships no types.
from sqlalchemy import create_engine, event, make_url, select
from sqlalchemy.engine import URL, Connection
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DBAPIError

from pos.domain.errors import (
    NotSupportedYet,
    OfficeDatabaseMalformed,
    OfficeExists,
    OfficeMissing,
    OfficeUnusable,
)
from pos.headoffice.schema import METADATA, OFFICE, SCHEMA_VERSION

# Older ones may lose a committed write when the write-ahead log starts over.
OLDEST_LIBRARY = (3, 51, 3)
_BUSY_SECONDS = 10
_LASTING = ("journal_mode = WAL", "synchronous = FULL")
_CREATING = ("journal_mode = DELETE", "synchronous = EXTRA")
_COMMON = ("foreign_keys = ON", "trusted_schema = OFF", "cell_size_check = ON")
_UNFINISHED = ".unfinished"


def database_path(url: str) -> Path:
    """Return the file that a database URL names.

    Raises:
        OfficeDatabaseMalformed: it is no such URL.
        NotSupportedYet: it names another kind of database.
    """
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise OfficeDatabaseMalformed(why="write sqlite:///FILE") from error
    if parsed.get_backend_name() != "sqlite":
        raise NotSupportedYet(what="head office on anything but SQLite; use sqlite:///FILE")
    if not parsed.database or parsed.database == ":memory:":
        raise OfficeDatabaseMalformed(why="write sqlite:///FILE")
    return Path(parsed.database)


class OfficeDatabase:
    """Transactions on one database; safe to use from several threads.

    Raises, besides what is named: OfficeUnusable for whatever the database meets.
    """

    def __init__(self, path: Path, pragmas: tuple[str, ...] = _LASTING) -> None:
        if driver.sqlite_version_info < OLDEST_LIBRARY:
            raise OfficeUnusable(why=f"SQLite {driver.sqlite_version}")
        self._writing = threading.Lock()
        self._engine = create_engine(
            URL.create("sqlite", database=str(path)),
            module=driver,
            # Parameters are tokens and keys: never part of an error's text.
            hide_parameters=True,
            pool_reset_on_return=None,
            connect_args={"timeout": _BUSY_SECONDS, "check_same_thread": False},
        )

        def prepare(connection: DBAPIConnection, _record: object) -> None:
            # The driver must not begin transactions by itself.
            connection.isolation_level = None
            cursor = connection.cursor()
            for pragma in (*_COMMON, *pragmas):
                cursor.execute(f"PRAGMA {pragma}")
            cursor.close()

        event.listen(self._engine, "connect", prepare)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Open a consistent view; it blocks nobody."""
        with self._transaction("BEGIN") as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Open a write transaction; committed at the end, rolled back after an error."""
        with self._writing, self._transaction("BEGIN IMMEDIATE") as connection:
            yield connection

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    @contextmanager
    def _transaction(self, how: str) -> Iterator[Connection]:
        try:
            with self._engine.connect() as connection:
                connection.exec_driver_sql(how)
                try:
                    yield connection
                    connection.commit()
                finally:
                    connection.rollback()
        except DBAPIError as error:
            raise OfficeUnusable(why=type(error.orig).__name__) from error


@contextmanager
def new_database(path: Path) -> Iterator[Connection]:
    """Make all tables in a new file and let the caller fill them.

    After a power cut the file is there with everything that was filled in, or not at all.

    Raises:
        OfficeExists: there is a file already.
        OfficeUnusable: the disk refuses.
    """
    unfinished = path.with_name(path.name + _UNFINISHED)
    if path.exists():
        raise OfficeExists(what=path.name)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished.unlink(missing_ok=True)
        os.close(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        database = OfficeDatabase(unfinished, _CREATING)
        try:
            with database.write() as connection:
                METADATA.create_all(connection)
                yield connection
        finally:
            database.close()
        unfinished.rename(path)
        _sync_folder(path.parent)
    except OSError as error:
        raise OfficeUnusable(why=os.strerror(error.errno or 0)) from error


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def open_database(path: Path) -> OfficeDatabase:
    """Open the database of a head office.

    Raises:
        OfficeMissing: there is none.
        OfficeUnusable: it is damaged, or a newer program made it.
    """
    if not path.is_file() or path.stat().st_size == 0:
        raise OfficeMissing
    database = OfficeDatabase(path)
    try:
        with database.read() as connection:
            version = connection.execute(select(OFFICE.c.schema_version)).scalar_one_or_none()
    except BaseException:
        database.close()
        raise
    if version != SCHEMA_VERSION:
        database.close()
        raise OfficeUnusable(why="made by another program")
    return database
