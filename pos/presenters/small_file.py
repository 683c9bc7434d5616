"""Small files of the terminal's folder: read with a limit, replaced whole."""

import os
from pathlib import Path

from pos.domain.errors import StoreUnusable


def read_small(path: Path, bytes_max: int) -> bytes:
    """Return a file's content, cut off one byte after the limit; OSError where there is none."""
    with path.open("rb") as file:
        return file.read(bytes_max + 1)


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
