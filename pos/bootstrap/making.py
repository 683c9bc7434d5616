"""Making a terminal's folder whole or not at all."""

import shutil
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryFile
from typing import TypeVar

from pos.domain.errors import FolderInUse, FolderNotEmpty, file_not_written
from pos.store.faults import disk_fault
from pos.store.file_lock import held_lock
from pos.store.kept_files import sync_folder

Made = TypeVar("Made")


def made_whole(folder: Path, fill: Callable[[Path], Made]) -> Made:
    """Fill a folder beside its place and move it there; after a power cut it is whole or absent.

    Args:
        folder: does not exist or is empty.
        fill: fills an empty folder, 0700.

    Raises:
        FolderNotEmpty: there is something in the folder.
        FolderInUse: somebody else sets it up right now.
        FileNotWritten: there can be no such folder.
        DiskFull, StoreUnusable.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FolderNotEmpty
    parent = folder.absolute().parent
    unfinished = parent / f".{folder.name}.unfinished"
    try:
        parent.mkdir(parents=True, exist_ok=True)
        # One that is there may be somebody else's: that is no fault of the disk.
        with TemporaryFile(dir=parent):
            pass
    except OSError as error:
        raise file_not_written(parent.name or str(parent), error) from error
    try:
        with held_lock(parent / f".{folder.name}.lock", FolderInUse(why="set-up")):
            made = _make_beside(unfinished, fill)
            unfinished.rename(folder)
            sync_folder(parent)
    except OSError as error:
        raise disk_fault(error) from error
    return made


def _make_beside(unfinished: Path, fill: Callable[[Path], Made]) -> Made:
    """Make the terminal in a folder that nobody looks into; what fails leaves nothing behind."""
    # An interrupted set-up may have left its folder.
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(mode=0o700)
    try:
        made = fill(unfinished)
        sync_folder(unfinished)
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise
    return made
