"""Small files of the terminal's folder and of sticks: read with a limit, replaced whole."""

import os
import stat
from pathlib import Path
from typing import Final

from pos.domain.errors import StoreUnusable

_FILES_MAX: Final = 200


def read_small(path: Path, bytes_max: int) -> bytes:
    """Return a file's content, cut off one byte after the limit; OSError where there is none."""
    with path.open("rb") as file:
        return file.read(bytes_max + 1)


def small_files_on(sticks: tuple[Path, ...], bytes_max: int) -> tuple[Path, ...]:
    """Return the files at the top of sticks that are small enough, by name, and no more than 200.

    So what else lies there, however much, takes no time.
    """
    files = (file for stick in sticks for file in sorted(stick.glob("*")))
    return tuple(file for file in files if _is_small(file, bytes_max))[:_FILES_MAX]


def replace_small(path: Path, content: bytes) -> None:
    """Put a content in a file's place, durable; the old one stays until the new one is whole.

    Raises:
        StoreUnusable: the disk refused.
    """
    unfinished = path.with_name(f"{path.name}.unfinished")
    try:
        unfinished.unlink(missing_ok=True)
        handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    except OSError as error:
        raise StoreUnusable(why=error.strerror or "disk") from error


def _is_small(file: Path, bytes_max: int) -> bool:
    try:
        about = file.stat()
    except OSError:
        return False
    return stat.S_ISREG(about.st_mode) and about.st_size <= bytes_max
