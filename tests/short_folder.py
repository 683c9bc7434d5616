"""A folder for programs of others whose Unix socket's path must be short."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def short_folder() -> Iterator[Path]:
    """Give a new folder, however long the name of the usual one for such things is.

    Others may look for names in it, as programs do that run as users of their own.
    """
    with tempfile.TemporaryDirectory(dir="/tmp") as name:
        folder = Path(name)
        folder.chmod(0o711)
        yield folder
