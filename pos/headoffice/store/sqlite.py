"""Head office on SQLite: one shop, one process, one file."""

import os
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Final

import sqlcipher3.dbapi2 as driver  # type: ignore[import-untyped]  # The package ships no types.
from sqlalchemy import create_engine, event
from sqlalchemy.engine import URL, Engine
from sqlalchemy.engine.interfaces import DBAPIConnection

from pos.domain.errors import OfficeDatabaseMalformed, OfficeExists, OfficeMissing, OfficeUnusable

# Older ones may lose a committed write when the write-ahead log starts over.
OLDEST_LIBRARY = (3, 51, 3)
_BUSY_SECONDS = 10
_LASTING = ("journal_mode = WAL", "synchronous = FULL")
_CREATING = ("journal_mode = DELETE", "synchronous = EXTRA")
_COMMON = ("foreign_keys = ON", "trusted_schema = OFF", "cell_size_check = ON")
_UNFINISHED = ".unfinished"


class Sqlite:
    """One file (`Backend`). Writers wait for each other in this process, then for the file."""

    to_read: Final = "BEGIN"
    to_write: Final = "BEGIN IMMEDIATE"

    def __init__(self, path: Path, pragmas: tuple[str, ...] = _LASTING) -> None:
        if driver.sqlite_version_info < OLDEST_LIBRARY:
            raise OfficeUnusable(why=f"SQLite {driver.sqlite_version}")
        self._writing = threading.Lock()
        self.engine: Engine = create_engine(
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

        event.listen(self.engine, "connect", prepare)

    def to_write_anew(self, table: str) -> tuple[str, ...]:
        """Return what rewrites the file, whichever table it is about, and empties its log."""
        del table
        return ("VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)")

    def one_writer(self) -> AbstractContextManager[object]:
        """Return the lock of this process's writers."""
        return self._writing


def sqlite_path(url: URL) -> Path:
    """Return the file that a URL names; OfficeDatabaseMalformed where it names none."""
    if not url.database or url.database == ":memory:":
        raise OfficeDatabaseMalformed(why="write sqlite:///FILE")
    return Path(url.database)


def existing_sqlite(url: URL) -> Sqlite:
    """Return the file of a head office.

    Raises:
        OfficeMissing: there is none.
    """
    path = sqlite_path(url)
    if not path.is_file() or path.stat().st_size == 0:
        raise OfficeMissing
    return Sqlite(path)


@contextmanager
def new_sqlite(url: URL) -> Iterator[Sqlite]:
    """Give a new file to fill.

    After a power cut it is there with everything that was filled in, or not at all.

    Raises:
        OfficeExists: there is a file already.
        OfficeUnusable: the disk refuses.
    """
    path = sqlite_path(url)
    unfinished = path.with_name(path.name + _UNFINISHED)
    if path.exists():
        raise OfficeExists(what=path.name)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished.unlink(missing_ok=True)
        os.close(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        backend = Sqlite(unfinished, _CREATING)
        try:
            yield backend
        finally:
            backend.engine.dispose()
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
