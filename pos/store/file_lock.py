"""Locks that die with their process: one file each, present only while it is held."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pos.domain.errors import PosError
from pos.store.faults import disk_fault


@contextmanager
def held_lock(path: Path, held_by_another: PosError) -> Iterator[None]:
    """Hold a lock file; never waits.

    Raises:
        PosError: `held_by_another`, where another process or thread holds it.
        DiskFull, StoreUnusable: the lock file cannot be made.
    """
    handle = _take(path, held_by_another)
    try:
        yield
    finally:
        # Removed while held: whoever opened it before finds another file under the name, or none.
        # A file that cannot be removed is only litter; the lock itself ends with the handle.
        with suppress(OSError):
            path.unlink(missing_ok=True)
        os.close(handle)


def _take(path: Path, held_by_another: PosError) -> int:
    while True:
        try:
            path.parent.mkdir(mode=0o700, exist_ok=True)
            handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
        except OSError as error:
            raise disk_fault(error) from error
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            os.close(handle)
            raise held_by_another from error
        except OSError as error:
            os.close(handle)
            raise disk_fault(error) from error
        if _still_named(path, handle):
            return handle
        os.close(handle)


def _still_named(path: Path, handle: int) -> bool:
    """Whether the locked file is the one that others would open."""
    try:
        named = path.stat()
    except FileNotFoundError:
        return False
    locked = os.fstat(handle)
    return (named.st_dev, named.st_ino) == (locked.st_dev, locked.st_ino)
