"""Pages are checked beside the library, which agrees; and nobody waits for it."""

import os
import shutil
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pos.domain.errors import AgentStateDamaged
from pos.keystore.agent.agent import KeyAgent
from pos.keystore.files.encrypted_database import AgentDatabase, create_database, open_database
from pos.keystore.files.page_check import PageCheck
from pos.keystore.files.secret import Secret
from pos.keystore.files.write_ahead_log import PAGE_BYTES
from tests import agent_stories as story
from tests.patience import PATIENCE_S

KEY = bytes(range(32))
SIGN_IN_ROWS = 300


@pytest.fixture(name="path")
def _path(tmp_path: Path) -> Path:
    """Give a closed database of many pages."""
    path = tmp_path / "agent.db"
    create_database(path, Secret(KEY))
    database = open_database(path, Secret(KEY))
    fill(database, "some")
    database.close()
    assert path.stat().st_size > 20 * PAGE_BYTES
    return path


def fill(database: AgentDatabase, names: str) -> None:
    """Write rows, of which many are on a page."""
    with database.transaction():
        for number in range(SIGN_IN_ROWS):
            database.run("INSERT INTO pin VALUES (?, x'00', x'00', '')", f"{names} {number}")


def spoil(path: Path, place: int) -> None:
    """Turn one bit over."""
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)


def test_whole_files_are_taken_for_whole(path: Path) -> None:
    """All pages that the library wrote."""
    pages = PageCheck(path, Secret(KEY))
    assert pages.all_seem_whole()
    pages.close()


@pytest.mark.parametrize("of_page", [0, 20, PAGE_BYTES - 81, PAGE_BYTES - 70, PAGE_BYTES - 1])
@pytest.mark.parametrize("page", [0, 1, 7, -1])
def test_a_bit_anywhere_is_found(path: Path, page: int, of_page: int) -> None:
    """In what is said, in the vector before it, in the code at the end; and at the first page."""
    last = path.stat().st_size // PAGE_BYTES - 1
    spoil(path, (last if page < 0 else page) * PAGE_BYTES + of_page)
    pages = PageCheck(path, Secret(KEY))
    assert not pages.all_seem_whole()
    pages.close()


def test_a_file_that_was_cut_is_found(path: Path) -> None:
    """In the middle of a page."""
    os.truncate(path, path.stat().st_size - 100)
    pages = PageCheck(path, Secret(KEY))
    assert not pages.all_seem_whole()
    pages.close()


def test_the_library_has_the_last_word(path: Path) -> None:
    """A page that seems damaged is damaged where it says so."""
    database = open_database(path, Secret(KEY))
    spoil(path, 9 * PAGE_BYTES)
    assert not database.all_pages_seem_whole()
    with pytest.raises(AgentStateDamaged):
        database.check_pages()
    database.close()


def test_what_lies_whole_in_the_log_is_not_damaged(path: Path, tmp_path: Path) -> None:
    """A power cut while pages go from the log to the file leaves half of one there."""
    database = open_database(path, Secret(KEY))
    with database.transaction():
        database.run("UPDATE pin SET role = 'agent'")
    after = tmp_path / "after the cut"
    after.mkdir()
    for name in ("agent.db", "agent.db-wal"):
        shutil.copy(tmp_path / name, after / name)
    database.close()
    pages = written_in(after / "agent.db-wal")
    spoil(after / "agent.db", (max(pages) - 1) * PAGE_BYTES)
    again = open_database(after / "agent.db", Secret(KEY))
    assert not again.all_pages_seem_whole()
    again.check_pages()
    assert again.all_pages_seem_whole()
    assert again.one("SELECT count(*) FROM pin WHERE role = 'agent'") == (SIGN_IN_ROWS,)
    again.close()


@pytest.mark.parametrize("of_page", [20, PAGE_BYTES // 2, PAGE_BYTES - 1])
def test_a_bit_in_the_log_is_found(path: Path, of_page: int) -> None:
    """What lies there alone is moved to the file as it is, for good."""
    database = open_database(path, Secret(KEY))
    fill(database, "more")
    assert database.all_pages_seem_whole()
    log = path.with_name("agent.db-wal")
    newest_frame = log.stat().st_size - PAGE_BYTES
    spoil(log, newest_frame + of_page)
    assert not database.all_pages_seem_whole()
    with pytest.raises(AgentStateDamaged):
        database.check_pages()
    database.close()


@pytest.mark.parametrize("other", [None, b"another file"])
def test_a_file_that_is_gone_is_not_whole(path: Path, other: bytes | None) -> None:
    """What is read is what the next start will find; not what this one still holds."""
    database = open_database(path, Secret(KEY))
    path.unlink()
    if other is not None:
        path.write_bytes(other)
    with pytest.raises(AgentStateDamaged):
        database.all_pages_seem_whole()
    database.close()


def written_in(log: Path) -> set[int]:
    """Return the numbers of the pages in a write-ahead log."""
    content = log.read_bytes()
    frames = range(32, len(content), 24 + PAGE_BYTES)
    return {int.from_bytes(content[place : place + 4]) for place in frames}


@pytest.fixture(name="agent")
def _agent(tmp_path: Path) -> Iterator[KeyAgent]:
    folder = tmp_path / "terminal"
    folder.mkdir()
    agent = story.opened(story.new_vault(folder), story.MachineClock())
    story.make_ready(agent, datetime.now(UTC))
    yield agent
    agent.close()


def test_sales_go_on_while_pages_are_read(agent: KeyAgent, monkeypatch: pytest.MonkeyPatch) -> None:
    """However long it takes."""
    reading, go_on = threading.Event(), threading.Event()
    seem_whole = PageCheck.all_seem_whole

    def slowly(pages: PageCheck) -> bool:
        reading.set()
        return go_on.wait(PATIENCE_S) and seem_whole(pages)

    monkeypatch.setattr(PageCheck, "all_seem_whole", slowly)
    verifying = threading.Thread(target=agent.verify)
    verifying.start()
    assert reading.wait(PATIENCE_S)
    assert story.issue_one(agent).receipt.issue_no == 1
    go_on.set()
    verifying.join(PATIENCE_S)
    assert not verifying.is_alive()
