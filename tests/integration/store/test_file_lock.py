"""Lock files: one holder at a time, and nothing left behind."""

import threading
from contextlib import suppress
from pathlib import Path

import pytest

from pos.domain.errors import FolderInUse, StoreUnusable
from pos.store.file_lock import held_lock

TURNS = 75


def test_one_holder_whoever_comes_and_goes(tmp_path: Path) -> None:
    """Threads that take, release and remove the same file never hold it at the same time."""
    path = tmp_path / "locks" / "one"
    inside: list[int] = []
    taken: list[int] = []
    most: list[int] = []

    def come_and_go(name: int) -> None:
        while taken.count(name) < TURNS:
            with suppress(FolderInUse), held_lock(path, FolderInUse(why="test")):
                inside.append(name)
                most.append(len(inside))
                taken.append(name)
                inside.remove(name)

    threads = [threading.Thread(target=come_and_go, args=(name,)) for name in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert max(most) == 1
    assert len(taken) == 4 * TURNS
    assert not path.exists()


def test_a_file_left_by_a_dead_process_is_no_lock(tmp_path: Path) -> None:
    """Only a held lock counts, not a name."""
    path = tmp_path / "left"
    path.touch()
    with held_lock(path, FolderInUse(why="test")):
        assert path.exists()


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    """Nobody makes this program create or lock a file elsewhere."""
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(StoreUnusable), held_lock(tmp_path / "link", FolderInUse(why="test")):
        pass
    assert not (tmp_path / "elsewhere").exists()
