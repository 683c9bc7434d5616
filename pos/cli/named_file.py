"""Files that somebody names on the command line: read in one way, written in another."""

import io
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final

import click

from pos.cli.carried_file import write_carried_file
from pos.domain.errors.files import FileFault, FileNotRead, file_not_read

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_STANDARD: Final = "-"
# Whether it is there, and a file, is said when it is opened or written.
NAMED_FILE: Final = click.Path(path_type=Path)
out_option = click.option(
    "--out", type=NAMED_FILE, default=_STANDARD, show_default=True, help="File to write."
)


class _NamedFile(io.FileIO):
    """A file that may go away while it is read, with its stick."""

    def __init__(self, path: Path, *, waits: bool) -> None:
        super().__init__(path, opener=None if waits else _open_at_once)
        self._path = path

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        """Read some; FileNotRead."""
        try:
            return super().readinto(buffer)
        except OSError as error:
            raise file_not_read(self._path.name, error) from error

    def readall(self) -> bytes:
        """Read what is left; FileNotRead."""
        try:
            return super().readall()
        except OSError as error:
            raise file_not_read(self._path.name, error) from error


class ReadableFile(click.ParamType[BinaryIO]):
    """A file that is open when the command begins; `-` for standard input."""

    name = "filename"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> BinaryIO:
        """Open it; FileNotRead."""
        del param
        if value == _STANDARD:
            return sys.stdin.buffer
        opened = open_named(Path(value))
        if ctx is not None:
            ctx.call_on_close(opened.close)
        return opened


def _open_at_once(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_NONBLOCK | os.O_NOCTTY)


def open_named(path: Path, *, waits: bool = True) -> BinaryIO:
    """Open a file for reading; FileNotRead now, or when more of it is read.

    Args:
        path: that somebody named.
        waits: for somebody to write, where it is a pipe.
    """
    try:
        return io.BufferedReader(_NamedFile(path, waits=waits))
    except OSError as error:
        raise file_not_read(path.name or str(path), error) from error


def read_named(path: Path, bytes_max: int) -> bytes:
    """Return a file's content; FileNotRead, also where it is more than so many bytes."""
    with open_named(path) as file:
        return read_within(file, path.name, bytes_max)


def read_within(file: BinaryIO, name: str, bytes_max: int) -> bytes:
    """Return what is left of a file that is open; FileNotRead where that is too much."""
    content = file.read(bytes_max + 1)
    if len(content) > bytes_max:
        raise FileNotRead(name=name, why=FileFault.TOO_LARGE.value)
    return content


def write_named(path: Path, content: bytes) -> None:
    """Write a file whole or not at all, or to standard output for `-`; FileNotWritten."""
    if is_standard(path):
        sys.stdout.buffer.write(content)
    else:
        write_carried_file(path, [content])


def is_standard(path: Path) -> bool:
    """Whether standard output or input is meant."""
    return str(path) == _STANDARD
