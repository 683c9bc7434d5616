"""Files that somebody names: read whole, or refused in one way."""

import errno
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest

from pos.cli.carried_file import write_carried_file
from pos.cli.named_file import NAMED_FILE, ReadableFile, open_named, read_named, write_named
from pos.cli.session import read_secret_file, write_secret_file
from pos.domain.errors import (
    DiskFull,
    ExitStatus,
    FileMissing,
    FileNotRead,
    FileNotWritten,
    PosError,
    file_not_read,
    file_not_written,
)
from pos.presenters.problems import sentence_of
from tests.patience import PATIENCE_S


def read_secret(path: Path, bytes_max: int) -> bytes:
    """Read it as a secret of a training terminal."""
    return read_secret_file(path, others_may_read=True, limit=bytes_max)


def read_open(path: Path, bytes_max: int) -> bytes:
    """Read it as a command that is given an open file."""
    with ReadableFile().convert(str(path), None, None) as file:
        return file.read(bytes_max)


@pytest.mark.parametrize("read", [read_named, read_secret, read_open])
def test_what_cannot_be_read_says_why(read: Callable[[Path, int], bytes], tmp_path: Path) -> None:
    """Nothing there, nothing below a file, a folder; each by the file's own name."""
    file = tmp_path / "file"
    file.write_bytes(b"12345")
    assert read(file, 5) == b"12345"
    for path in (tmp_path / "none", file / "below"):
        with pytest.raises(FileMissing) as missing:
            read(path, 5)
        assert missing.value.facts == {"name": path.name}
        assert missing.value.exit_status is ExitStatus.NOT_FOUND
    for path, why in (
        (tmp_path, "folder"),
        (tmp_path / ("x" * 300), "File name too long"),
    ):
        with pytest.raises(FileNotRead) as refused:
            read(path, 5)
        assert refused.value.facts == {"name": path.name, "why": why}
        assert refused.value.exit_status is ExitStatus.BAD_VALUE


def test_a_secret_is_not_waited_for(tmp_path: Path) -> None:
    """A pipe that nobody writes into is no plain file, and that is said at once."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    refused: list[PosError] = []

    def read() -> None:
        try:
            read_secret(pipe, 5)
        except PosError as error:
            refused.append(error)

    reader = threading.Thread(target=read)
    reader.start()
    reader.join(PATIENCE_S)
    is_waiting = reader.is_alive()
    if is_waiting:
        # Somebody who writes sets it free.
        pipe.write_bytes(b"")
        reader.join()
    assert not is_waiting
    (error,) = refused
    assert isinstance(error, FileNotRead)
    assert "pipe cannot be read: it is a pipe or a device" in sentence_of(error)


@pytest.mark.parametrize("read", [read_named, read_secret])
def test_a_file_that_is_too_large(read: Callable[[Path, int], bytes], tmp_path: Path) -> None:
    """One byte more than there may be."""
    file = tmp_path / "file"
    file.write_bytes(b"123456")
    with pytest.raises(FileNotRead) as refused:
        read(file, 5)
    assert refused.value.facts == {"name": "file", "why": "too_large"}


def test_a_file_that_goes_away_while_it_is_read() -> None:
    """The kernel opens it and reads nothing, whole or by the line."""
    memory = Path("/proc/self/mem")
    with pytest.raises(FileNotRead):
        read_named(memory, 10)
    with open_named(memory) as file, pytest.raises(FileNotRead):
        file.readline()


@pytest.mark.parametrize("number", [1, 13])
def test_what_the_system_does_not_permit(number: int) -> None:
    """Root reads everything, so the system's word is made here."""
    error = file_not_read("list.csv", OSError(number, os.strerror(number)))
    told = "The file list.csv cannot be read: the system does not permit it. "
    told += "Check the file's name and place, and who may read it; try again. (FILE-01)"
    assert sentence_of(error) == told


def test_click_itself_says_nothing_about_named_files(tmp_path: Path) -> None:
    """Else a folder were told in other words than a file that is missing."""
    assert NAMED_FILE.convert(str(tmp_path), None, None) == tmp_path
    assert isinstance(NAMED_FILE, click.Path)
    assert not NAMED_FILE.exists


def test_what_cannot_be_written_says_why(tmp_path: Path) -> None:
    """Nothing to put it into, a folder in its place, no room; by every way of writing."""
    folder = tmp_path / "folder"
    folder.mkdir()
    (tmp_path / "file").touch()

    def write_lines(path: Path, content: bytes) -> None:
        write_carried_file(path, [content])

    for write in (write_named, write_lines, write_secret_file):
        for path, why in (
            (tmp_path / "none" / "x", "missing"),
            (tmp_path / "file" / "x", "missing"),
            (folder, "folder"),
        ):
            with pytest.raises(FileNotWritten) as refused:
                write(path, b"content")
            assert refused.value.facts == {"name": path.name, "why": why}
    full = file_not_written("list.csv", OSError(errno.ENOSPC, ""))
    assert sentence_of(full) == (
        "list.csv could not be written: there is no room left. Choose something else. (STORE-08)"
    )
    assert not list(tmp_path.rglob("*.new"))


def test_what_breaks_off_leaves_the_older_file(tmp_path: Path) -> None:
    """Whatever broke it off; and nothing else lies there."""

    def lines() -> Iterator[bytes]:
        yield b"begun\n"
        raise DiskFull

    file = tmp_path / "file"
    file.write_bytes(b"older")
    with pytest.raises(DiskFull):
        write_carried_file(file, lines())
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("file", b"older")]


def test_a_link_stays(tmp_path: Path) -> None:
    """What it leads to is replaced, as /dev/stdout may be one; one that leads nowhere is told."""
    file, link, loop = (tmp_path / name for name in ("file", "link", "loop"))
    file.write_bytes(b"older")
    link.symlink_to(file)
    write_named(link, b"newer")
    assert link.is_symlink()
    assert file.read_bytes() == b"newer"
    loop.symlink_to(loop)
    for path in (loop, tmp_path / ("x" * 300)):
        with pytest.raises(FileNotWritten):
            write_named(path, b"newer")


def test_nothing_takes_the_place_of_a_pipe_or_a_device(tmp_path: Path) -> None:
    """By no way of writing: as root a journal that nobody wanted would replace /dev/null."""

    def write_lines(path: Path, content: bytes) -> None:
        write_carried_file(path, [content])

    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for write in (write_named, write_lines, write_secret_file):
        with os.fdopen(os.open(pipe, os.O_RDONLY | os.O_NONBLOCK), "rb") as reading:
            write(pipe, b"told")
            assert reading.read().rstrip() == b"told"
        assert pipe.is_fifo()
