"""Turning what SQLite and the disk say into the errors that a person is told."""

import errno
import os
import shutil
from pathlib import Path
from typing import Final

from pos.domain.errors import DiskFull, PosError, StoreBusy, StoreUnusable

# Result codes of https://sqlite.org/rescode.html; the driver names only some of them.
_PRIMARY_MASK: Final = 0xFF
_CORRUPT: Final = 11
_NOT_A_DATABASE: Final = 26
_DISK_FULL: Final = frozenset({13})
# The shared index of the write-ahead log could not grow: the same full disk, met a moment earlier.
_DISK_FULL_EXTENDED: Final = frozenset({4874})
_BUSY: Final = frozenset({5, 6})
_IO_ERROR: Final = 10
# No permission, read-only, disk error, file cannot be opened.
_UNUSABLE: Final = frozenset({3, 8, 10, 14})
# What beginning a write-ahead log takes; with less room SQLite only speaks of a disk error.
_ROOM_BYTES_MIN: Final = 64 * 1024
_FULL_ERRNO: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class StoreBug(Exception):
    """The store was asked for what its own rules forbid; a fault of this program."""


def is_damage(error: BaseException) -> bool:
    """Whether SQLite met a page that is not what was written."""
    code = getattr(error, "sqlite_errorcode", None)
    return code is not None and code & _PRIMARY_MASK in {_CORRUPT, _NOT_A_DATABASE}


def store_fault(error: BaseException, folder: Path) -> PosError | StoreBug:
    """Return what to raise for an error of the driver that is not damage.

    Args:
        folder: where the database lies.
    """
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return StoreBug(str(error))
    primary = code & _PRIMARY_MASK
    if primary in _DISK_FULL or code in _DISK_FULL_EXTENDED:
        return DiskFull()
    if primary in _BUSY:
        return StoreBusy()
    if primary == _IO_ERROR and shutil.disk_usage(folder).free < _ROOM_BYTES_MIN:
        return DiskFull()
    if primary in _UNUSABLE:
        return StoreUnusable(why=getattr(error, "sqlite_errorname", "") or str(code))
    return StoreBug(str(error))


def disk_fault(error: OSError) -> PosError:
    """Return what to raise for an error of the operating system's files."""
    if error.errno in _FULL_ERRNO:
        return DiskFull()
    return StoreUnusable(why=os.strerror(error.errno) if error.errno else "unknown")
