"""A terminal's database: `Store` on one encrypted SQLite file in the terminal's folder.

terminal.db          journal, projections, print jobs, registry (with -wal and -shm beside it)
imports/SHA-256      files that journal entries name
locks/sale-ID        held while a process works on a sale
locks/spool, sync    held while a process prints, or talks to head office
locks/rebuild        held while a rebuild uses the folder `rebuild`
"""

import hashlib
import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Final, Self

from pos.app.ports import Clock, Reads, UnitOfWork
from pos.domain.errors import (
    FolderInUse,
    FolderNotATerminal,
    FolderNotEmpty,
    SaleInProgress,
    StoreDamaged,
)
from pos.domain.sale import parse_sale_id
from pos.store import sql_texts as sql
from pos.store.database import Database, Durability
from pos.store.faults import disk_fault
from pos.store.file_lock import held_lock
from pos.store.kept_files import KeptFiles, sync_folder
from pos.store.reads import Identity, SqlReads
from pos.store.rebuild import rebuild
from pos.store.row_classes import REVISION
from pos.store.transaction import Transaction
from pos.store.unit_of_work import SqlUnitOfWork

FILE_NAME: Final = "terminal.db"
_UNFINISHED_NAME: Final = "terminal.db.unfinished"
_SIDE_FILES: Final = ("", "-journal", "-wal", "-shm")


class SqlStore:
    """The store of one terminal; safe to use from several threads and processes.

    Made by `create` or `open`.
    """

    def __init__(
        self, folder: Path, database: Database, identity: Identity, clock: Clock, key: bytes
    ) -> None:
        self._folder = folder
        self._database = database
        self._identity = identity
        self._clock = clock
        self._key = key
        self._kept = KeptFiles(folder / "imports")

    @classmethod
    def create(
        cls, folder: Path, key: bytes, clock: Clock, *, terminal: str, incarnation: int = 1
    ) -> Self:
        """Make an empty store; after a power cut it is there whole or not at all.

        Args:
            folder: made if it is missing, for this user only.
            key: 32 random bytes that encrypt the file.
            clock: for the entries' times.
            terminal: id of the terminal.
            incarnation: counts restores from 1.

        Raises:
            FolderNotEmpty: there is a store already.
            DiskFull, StoreUnusable.
        """
        try:
            _make_file(folder, key, Identity(terminal, incarnation))
        except OSError as error:
            raise disk_fault(error) from error
        return cls.open(folder, key, clock)

    @classmethod
    def open(cls, folder: Path, key: bytes, clock: Clock) -> Self:
        """Open a store, bringing an older one's tables up to date.

        Raises:
            FolderNotATerminal: there is none.
            StoreDamaged: a page is not what was written, or the key is another.
            MadeByNewerProgram, StoreUnusable: not by this one, or the disk refuses.
            StoreBusy.
        """
        path = folder / FILE_NAME
        if not path.is_file():
            raise FolderNotATerminal
        if path.stat().st_size == 0:
            # SQLite would take it for a database that nobody has written to yet.
            raise StoreDamaged(page=1)
        database = Database(path, key, Durability.LASTING)
        try:
            _bring_up_to_date(database)
            with database.transaction() as transaction:
                identity = _identity(transaction)
        except BaseException:
            database.close()
            raise
        return cls(folder, database, identity, clock, key)

    @contextmanager
    def read(self) -> Iterator[Reads]:
        """Open a consistent view; it blocks nobody."""
        with self._database.transaction() as transaction:
            yield SqlReads(transaction, self._identity, self._kept)

    @contextmanager
    def write(self) -> Iterator[UnitOfWork]:
        """Open the one write transaction; leaving it without commit rolls back.

        Raises:
            StoreBusy: another process held it for about five seconds.
        """
        with self._database.transaction("BEGIN IMMEDIATE") as transaction:
            yield SqlUnitOfWork(transaction, self._identity, self._kept, self._clock)

    def sale_lock(self, sale_id: str) -> AbstractContextManager[None]:
        """Hold a sale from step A to C; never waits, dies with the process.

        Raises:
            SaleInProgress: another process or thread holds it.
            SaleIdMalformed: not a sale id, and so not a file name.
        """
        name = f"sale-{parse_sale_id(sale_id)}"
        return held_lock(self._folder / "locks" / name, SaleInProgress(sale=sale_id))

    def spool_lock(self, printer: str) -> AbstractContextManager[bool]:
        """Try to own a printer and its jobs; the value says whether this process does."""
        # An address may hold what no file name can, and be longer than one.
        return self._owned(f"spool-{hashlib.sha256(printer.encode()).hexdigest()[:32]}")

    def sync_lock(self) -> AbstractContextManager[bool]:
        """Try to own the line to head office; the value says whether this process does."""
        return self._owned("sync")

    @contextmanager
    def _owned(self, name: str) -> Iterator[bool]:
        with ExitStack() as held:
            is_owner = True
            try:
                held.enter_context(held_lock(self._folder / "locks" / name, FolderInUse(why=name)))
            except FolderInUse:
                is_owner = False
            yield is_owner

    def rebuild(self) -> int:
        """Recompute all projections from the journal and compare; return the entries read.

        The fresh tables are made in a file of their own under the same key, so memory stays flat.

        Raises:
            ProjectionsDiffer: names the first difference; nothing is changed.
            JournalDamaged: names the first entry that is not as written.
            StoreDamaged: a page or a kept file is not what was written.
            FolderInUse: another rebuild runs.
        """
        with (
            held_lock(self._folder / "locks" / "rebuild", FolderInUse(why="rebuild")),
            self._scratch() as scratch,
            self._database.transaction() as stored,
            scratch.transaction() as fresh,
        ):
            return rebuild(stored, fresh, self._identity, self._kept)

    @contextmanager
    def _scratch(self) -> Iterator[Database]:
        # Imported here for the same reason as in `_fill`.
        from pos.store.schema import create_schema  # noqa: PLC0415 - see above.

        folder = self._folder / "rebuild"
        try:
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(mode=0o700)
        except OSError as error:
            raise disk_fault(error) from error
        scratch = Database(folder / "fresh.db", self._key, Durability.SCRATCH)
        try:
            with scratch.schema_change() as connection:
                create_schema(connection)
            yield scratch
        finally:
            scratch.close()
            shutil.rmtree(folder, ignore_errors=True)

    def check_pages(self) -> None:
        """Read every page of the database.

        Raises:
            StoreDamaged: names the first page that is not what was written.
        """
        page = self._database.first_damaged_page()
        if page:
            raise StoreDamaged(page=page)

    def close(self) -> None:
        """Release everything."""
        self._database.close()


def _make_file(folder: Path, key: bytes, identity: Identity) -> None:
    path, unfinished = folder / FILE_NAME, folder / _UNFINISHED_NAME
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if path.exists():
        raise FolderNotEmpty
    _remove(unfinished)
    unfinished.touch(mode=0o600, exist_ok=False)
    try:
        _fill(unfinished, key, identity)
        unfinished.rename(path)
    except BaseException:
        with suppress(OSError):
            _remove(unfinished)
        raise
    for name in ("imports", "locks"):
        (folder / name).mkdir(mode=0o700, exist_ok=True)
    sync_folder(folder)
    sync_folder(folder.parent)


def _fill(path: Path, key: bytes, identity: Identity) -> None:
    # Imported only when needed: commands open what is there, and SQLAlchemy takes long to load.
    from pos.store.schema import IDENTITY, create_schema  # noqa: PLC0415 - see above.

    database = Database(path, key, Durability.CREATING)
    try:
        with database.schema_change() as connection:
            create_schema(connection)
            values = {"terminal": identity.terminal, "incarnation": identity.incarnation}
            connection.execute(IDENTITY.insert().values(**values))
    finally:
        database.close()


def _identity(transaction: Transaction) -> Identity:
    found = transaction.first(sql.WHOSE_JOURNAL)
    if found is None:
        raise StoreDamaged(page=0)
    return Identity(*found)


def _remove(path: Path) -> None:
    for side in _SIDE_FILES:
        path.with_name(path.name + side).unlink(missing_ok=True)


def _bring_up_to_date(database: Database) -> None:
    with database.transaction() as transaction:
        found = transaction.first(sql.SCHEMA_VERSION)
    if found is None or found[0] != REVISION:
        # Imported only when needed: it doubles the start-up time of a command.
        from pos.store.migrate import migrate  # noqa: PLC0415 - see above.

        migrate(database)
