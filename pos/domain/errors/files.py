"""What a file that somebody named may refuse, to be read or to be written."""

import errno
import os
from enum import StrEnum
from typing import Final

from pos.domain.errors.base import BadValue, ExitStatus, MoneyStands, NextStep
from pos.domain.errors.storage import FileNotWritten


class FileFault(StrEnum):
    """Why a file cannot be read or written, where we have better words than the system."""

    MISSING = "missing"
    FOLDER = "folder"
    NOT_PERMITTED = "not_permitted"
    TOO_LARGE = "too_large"
    NOT_PLAIN = "not_plain"
    NO_ROOM = "no_room"


class FileNotRead(BadValue):
    """A file that somebody named cannot be read. Facts: name, why (a FileFault, or a text)."""

    code = "FILE-01"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.CHECK_FILE


class FileMissing(FileNotRead):
    """There is no file of that name. Facts: name."""

    code = "FILE-02"
    exit_status = ExitStatus.NOT_FOUND


_FAULTS: Final = {
    errno.ENOENT: FileFault.MISSING,
    # A part of the path is no folder: then there is nothing below it.
    errno.ENOTDIR: FileFault.MISSING,
    errno.EISDIR: FileFault.FOLDER,
    errno.EACCES: FileFault.NOT_PERMITTED,
    errno.EPERM: FileFault.NOT_PERMITTED,
    errno.EROFS: FileFault.NOT_PERMITTED,
    errno.ENOSPC: FileFault.NO_ROOM,
    errno.EDQUOT: FileFault.NO_ROOM,
}


def file_not_read(name: str, error: OSError) -> FileNotRead:
    """Return the refusal of a file that the system did not let us read.

    Args:
        name: of the file, without its folders.
        error: the system's.
    """
    why = _why(error)
    return FileMissing(name=name) if why == FileFault.MISSING else FileNotRead(name=name, why=why)


def file_not_written(name: str, error: OSError) -> FileNotWritten:
    """Return the refusal of a file that the system did not let us write, as `file_not_read`."""
    return FileNotWritten(name=name, why=_why(error))


def _why(error: OSError) -> str:
    number = error.errno or 0
    return _FAULTS[number].value if number in _FAULTS else os.strerror(number)
