"""Files that a person carries from one machine to another."""

import os
from collections.abc import Iterable
from pathlib import Path

from pos.domain.errors import FileNotWritten


def write_carried_file(path: Path, lines: Iterable[bytes]) -> int:
    """Write lines, in place of an older file: whole and on the disk, or not at all.

    Only its owner can read it, where the stick's file system knows owners.

    Returns:
        How many lines.

    Raises:
        FileNotWritten: no such folder, no room, or the stick was pulled out.
    """
    fresh, count = path.with_name(f".{path.name}.new"), 0
    try:
        fresh.unlink(missing_ok=True)
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            for line in lines:
                file.write(line)
                count += 1
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    except OSError as error:
        raise FileNotWritten(name=path.name, why=os.strerror(error.errno or 0)) from error
    return count
