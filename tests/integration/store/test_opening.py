"""Making, opening and refusing a terminal's database."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver  # type: ignore[import-untyped]  # The package ships no types.

from pos.domain.errors import (
    FolderNotATerminal,
    FolderNotEmpty,
    MadeByNewerProgram,
    StoreBusy,
    StoreDamaged,
    StoreUnusable,
)
from pos.domain.journal import Head
from pos.store import schema
from pos.store.database import Database, Durability
from pos.store.faults import StoreBug
from pos.store.store import FILE_NAME, SqlStore
from tests import store_stories as story


def _pragma(database: Database, name: str) -> object:
    with database.schema_change() as connection:
        return connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()


def test_a_terminal_keeps_its_identity(tmp_path: Path) -> None:
    """Terminal id and incarnation are in the file, not in who opens it."""
    SqlStore.create(
        tmp_path, story.STORE_KEY, story.TickingClock(), terminal="T9", incarnation=3
    ).close()
    store = story.reopened(tmp_path)
    with store.read() as reads:
        assert reads.head() == Head("T9", 3, 0, "0" * 64)
    store.close()


def test_a_folder_without_a_terminal_is_said_so(tmp_path: Path) -> None:
    """Opening never makes anything."""
    for folder in (tmp_path, tmp_path / "missing"):
        with pytest.raises(FolderNotATerminal):
            story.reopened(folder)
    assert list(tmp_path.iterdir()) == []


def test_a_terminal_is_never_made_over(tmp_path: Path) -> None:
    """Making one where there is one changes nothing."""
    story.store_for_business(tmp_path).close()
    with pytest.raises(FolderNotEmpty):
        story.new_store(tmp_path)
    store = story.reopened(tmp_path)
    with store.read() as reads:
        assert reads.head().seq == 3
    store.close()


def test_a_half_made_terminal_is_none(tmp_path: Path) -> None:
    """What a power cut left of set-up is no terminal, and does not stop the next try."""
    for side in ("", "-journal", "-wal", "-shm"):
        (tmp_path / f"{FILE_NAME}.unfinished{side}").write_bytes(b"half" * 2000)
    with pytest.raises(FolderNotATerminal):
        story.reopened(tmp_path)
    story.store_for_business(tmp_path).close()
    left = {path.name for path in tmp_path.iterdir()}
    assert left == {FILE_NAME, "imports", "locks"}


def test_a_failed_making_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that refuses while the tables are made leaves the folder as it was."""

    def refuse(_connection: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(schema, "create_schema", refuse)
    with pytest.raises(Exception, match="STORE-03"):
        story.new_store(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_files_are_for_their_owner_only(tmp_path: Path) -> None:
    """Whatever the mask of the user is, nobody else can read or list them."""
    mask = os.umask(0)
    try:
        folder = tmp_path / "terminal"
        store = story.store_for_business(folder)
        with store.write() as work:
            digest = work.keep_file(b"meters")
            work.commit()
        with store.sale_lock(story.sale_id(1)):
            modes = {
                str(path.relative_to(tmp_path)): stat.S_IMODE(path.stat().st_mode)
                for path in (folder, *folder.rglob("*"))
            }
        store.close()
    finally:
        os.umask(mask)
    folders = {"terminal", "terminal/imports", "terminal/locks"}
    assert f"terminal/imports/{digest}" in modes
    assert {mode for name, mode in modes.items() if name in folders} == {0o700}
    assert {mode for name, mode in modes.items() if name not in folders} == {0o600}


def test_the_file_shows_nothing_without_the_key(tmp_path: Path) -> None:
    """Not even that it is a database, nor a word of what is in it."""
    store = story.store_for_business(tmp_path)
    with store.write() as work:
        work.put_meters([story.a_meter(1)], [story.a_person("p1", name="Amina Diallo")])
        work.commit()
    content = b"".join(path.read_bytes() for path in tmp_path.glob("terminal.db*"))
    store.close()
    for word in (b"SQLite", b"journal", b"Amina", b"operator_added", story.STORE_KEY):
        assert word not in content


def test_another_key_opens_nothing(tmp_path: Path) -> None:
    """And the error holds neither key."""
    story.store_for_business(tmp_path).close()
    other = b"\xfe" * 32
    with pytest.raises(StoreDamaged) as caught:
        SqlStore.open(tmp_path, other, story.TickingClock())
    shown = repr(caught.value) + repr(caught.value.__cause__) + str(caught.value.facts)
    assert other.hex() not in shown.lower()
    assert caught.value.facts == {"page": 1}


def test_a_short_key_is_a_fault_of_the_program(tmp_path: Path) -> None:
    """A key of another length would be taken for a passphrase by the library."""
    with pytest.raises(StoreBug):
        Database(tmp_path / "x.db", b"short", Durability.LASTING)


def test_an_old_library_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Libraries that can lose a committed write are not worked with."""
    story.new_store(tmp_path).close()
    monkeypatch.setattr(driver, "sqlite_version_info", (3, 51, 2))
    with pytest.raises(StoreUnusable):
        story.reopened(tmp_path)


def test_every_connection_is_durable(tmp_path: Path) -> None:
    """Write-ahead log and full synchronisation are on without being asked for."""
    story.new_store(tmp_path).close()
    database = Database(tmp_path / FILE_NAME, story.STORE_KEY, Durability.LASTING)
    assert _pragma(database, "journal_mode") == "wal"
    assert _pragma(database, "synchronous") == 2
    assert _pragma(database, "foreign_keys") == 1
    database.close()


def test_a_new_file_is_made_extra_durable(tmp_path: Path) -> None:
    """A database is created under more than it is worked with."""
    database = Database(tmp_path / "new.db", story.STORE_KEY, Durability.CREATING)
    assert _pragma(database, "synchronous") == 3
    database.close()


def test_a_busy_store_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second writer gives up after its time, and the first is not disturbed."""
    monkeypatch.setattr("pos.store.database._BUSY_SECONDS", 0)
    store = story.store_for_business(tmp_path)
    with store.write() as work:
        story.begin(work, 1)
        with pytest.raises(StoreBusy), store.write():
            pass
        work.commit()
    with store.read() as reads:
        assert reads.head().seq == 4
    store.close()


def test_a_newer_terminal_is_refused(tmp_path: Path) -> None:
    """A program that does not know the tables does not touch them."""
    story.new_store(tmp_path).close()
    database = Database(tmp_path / FILE_NAME, story.STORE_KEY, Durability.LASTING)
    with database.schema_change() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = 'from_the_future'")
    database.close()
    with pytest.raises(MadeByNewerProgram) as caught:
        story.reopened(tmp_path)
    assert caught.value.facts == {"file": "terminal.db"}


def test_missing_side_folders_are_made_again(tmp_path: Path) -> None:
    """A folder copied without its empty folders still works."""
    story.new_store(tmp_path).close()
    for name in ("imports", "locks"):
        (tmp_path / name).rmdir()
    store = story.reopened(tmp_path)
    with store.sale_lock(story.sale_id(1)), store.write() as work:
        digest = work.keep_file(b"x")
        work.commit()
    with store.read() as reads:
        assert reads.kept_file(digest) == b"x"
    store.close()


def test_opening_loads_no_migrations(tmp_path: Path) -> None:
    """A short command does not pay for what only an old terminal needs."""
    story.new_store(tmp_path).close()
    program = (
        "import sys; from pathlib import Path; from tests import store_stories as story;"
        "story.reopened(Path(sys.argv[1])).close();"
        "sys.exit('alembic' in sys.modules or 'sqlalchemy.orm' in sys.modules)"
    )
    root = Path(__file__).parents[3]
    done = subprocess.run([sys.executable, "-c", program, str(tmp_path)], cwd=root, check=False)
    assert done.returncode == 0
