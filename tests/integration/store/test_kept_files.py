"""Imported files under their SHA-256."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from pos.domain.errors import StoreDamaged, StoreUnusable
from pos.store.kept_files import KeptFiles


def test_a_file_is_kept_under_its_digest(tmp_path: Path) -> None:
    """In one piece or many, the same content is the same file."""
    kept = KeptFiles(tmp_path / "imports")
    content = b"first\nsecond\nlast without an end"
    digest = kept.keep(content)
    assert digest == kept.keep(iter([content[:7], b"", content[7:]]))
    assert digest == hashlib.sha256(content).hexdigest()
    assert kept.read(digest) == content
    assert list(kept.lines(digest)) == [b"first", b"second", b"last without an end"]
    assert [path.name for path in (tmp_path / "imports").iterdir()] == [digest]


def test_a_broken_source_leaves_nothing(tmp_path: Path) -> None:
    """A file whose rest never came is dropped, at the latest by the next one."""

    def broken() -> Iterator[bytes]:
        yield b"half"
        raise KeyboardInterrupt

    kept = KeptFiles(tmp_path)
    with pytest.raises(KeyboardInterrupt):
        kept.keep(broken())
    digest = kept.keep(b"whole")
    assert [path.name for path in tmp_path.iterdir()] == [digest]


def test_a_changed_file_gives_no_line(tmp_path: Path) -> None:
    """The whole file is checked before the first line is used."""
    kept = KeptFiles(tmp_path)
    digest = kept.keep(b"one\ntwo\n")
    (tmp_path / digest).write_bytes(b"one\ntoo\n")
    with pytest.raises(StoreDamaged):
        next(kept.lines(digest))
    with pytest.raises(StoreDamaged):
        kept.read(digest)


def test_a_folder_in_the_way_is_said_so(tmp_path: Path) -> None:
    """What cannot be read is a fault of the disk, with its name."""
    digest = hashlib.sha256(b"x").hexdigest()
    (tmp_path / digest).mkdir()
    with pytest.raises(StoreUnusable) as caught:
        KeptFiles(tmp_path).read(digest)
    assert caught.value.facts == {"why": "Is a directory"}
