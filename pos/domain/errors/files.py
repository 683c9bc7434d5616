"""What a file that somebody named may refuse."""

import errno
import os
from enum import StrEnum
from typing import Final

from pos.domain.errors.base import BadValue, MoneyStands, NextStep


class FileFault(StrEnum):
    """Why a file cannot be read, where that is more than the system's own word."""

    MISSING = "missing"
    FOLDER = "folder"
    NOT_PERMITTED = "not_permitted"
    TOO_LARGE = "too_large"


class FileNotRead(BadValue):
    """A file that somebody named cannot be read. Facts: name, why (a FileFault, or a text)."""

    code = "FILE-01"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.CHECK_FILE


_FAULTS: Final = {
    errno.ENOENT: FileFault.MISSING,
    # A part of the path is no folder: then there is nothing below it.
    errno.ENOTDIR: FileFault.MISSING,
    errno.EISDIR: FileFault.FOLDER,
    errno.EACCES: FileFault.NOT_PERMITTED,
    errno.EPERM: FileFault.NOT_PERMITTED,
}


def file_not_read(name: str, error: OSError) -> FileNotRead:
    """Return the refusal of a file that the system did not let us read.

    Args:
        name: of the file, without its folders.
        error: the system's.
    """
    number = error.errno or 0
    why = _FAULTS[number].value if number in _FAULTS else os.strerror(number)
    return FileNotRead(name=name, why=why)
