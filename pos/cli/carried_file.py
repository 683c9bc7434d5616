"""Files that a person carries from one machine to another."""

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from pos.domain.errors import file_not_written


def write_carried_file(path: Path, lines: Iterable[bytes], *, mode: int = 0o600) -> int:
    """Write lines, in place of an older file: whole and on the disk, or not at all.

    Args:
        path: the file.
        lines: with their ends.
        mode: by the usual one only its owner can read it, where the file system knows owners.

    Returns:
        How many lines.

    Raises:
        FileNotWritten: no such folder, no room, or the stick was pulled out.
    """
    # A link stays, and what it leads to is replaced.
    place = path.resolve()
    fresh, count = place.parent / f".{place.name}.new", 0
    try:
        fresh.unlink(missing_ok=True)
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        with os.fdopen(descriptor, "wb") as file:
            for line in lines:
                file.write(line)
                count += 1
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(place)
    except OSError as error:
        raise file_not_written(path.name or str(path), error) from error
    finally:
        # What could not be finished is left nowhere.
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
    return count
