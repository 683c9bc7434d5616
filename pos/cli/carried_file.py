"""Files that a person carries from one machine to another."""

import errno
import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import IO

from pos.domain.errors import file_not_written


def write_carried_file(path: Path, lines: Iterable[bytes]) -> int:
    """Write lines, in place of an older file: whole and on the disk, or not at all.

    Only its owner can read it, where the stick's file system knows owners. A device or a pipe is
    written into: nothing is moved into its place.

    Returns:
        How many lines.

    Raises:
        FileNotWritten: no such folder, no room, or the stick was pulled out.
    """
    try:
        kind = _kind_of(path)
        if stat.S_ISDIR(kind):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if kind and not stat.S_ISREG(kind):
            with path.open("wb") as stream:
                return _write(stream, lines)
        # A link stays, and what it leads to is replaced.
        return _replace(path.resolve(), lines)
    except OSError as error:
        raise file_not_written(path.name or str(path), error) from error


def _kind_of(path: Path) -> int:
    """Return the mode of what is there, 0 for nothing."""
    try:
        return path.stat().st_mode
    except FileNotFoundError:
        return 0


def _replace(place: Path, lines: Iterable[bytes]) -> int:
    fresh = place.parent / f".{place.name}.new"
    try:
        fresh.unlink(missing_ok=True)
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            count = _write(file, lines)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(place)
    finally:
        # What could not be finished is left nowhere.
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
    return count


def _write(file: IO[bytes], lines: Iterable[bytes]) -> int:
    count = 0
    for line in lines:
        file.write(line)
        count += 1
    return count
