"""A printer without paper: it keeps every job as two files in a folder.

    000012-1.escpos     the bytes that a printer would have got
    000012-1.txt        the same lines as text

The name is the number of the job and of the attempt. Both files are complete and durable before the
job counts as printed, so this is the one transport that vouches for itself.
"""

import errno
import os
from pathlib import Path
from typing import Final

from printers.errors import PrinterUnreachable, StorageRefused
from printers.transport.whole_job import WholeJob

_PART_SUFFIX: Final = ".part"


class VirtualTransport(WholeJob):
    """One job on its way into a folder; nothing is written before it is finished.

    Args:
        folder: where jobs are kept; made (mode 0700) if its parent exists.
        name: file name without suffix, different for every attempt at every job.
        text: the job as text.

    Raises:
        PrinterUnreachable: the folder is missing and cannot be made.
    """

    def __init__(self, folder: Path, name: str, text: str) -> None:
        super().__init__()
        try:
            folder.mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            raise PrinterUnreachable(
                f"the folder of the virtual printer cannot be used: {error.strerror}"
            ) from error
        self._folder = folder
        self._name = name
        self._text = text

    def finish(self, timeout_s: float) -> bool:  # noqa: ARG002 -- the port's signature
        """Write both files and make them durable, the bytes last.

        Returns:
            True: the job is kept.

        Raises:
            StorageRefused: disk full, no permission, or a job of this name is already there.
        """
        try:
            self._keep(".txt", self._text.encode("utf-8"))
            self._keep(".escpos", bytes(self._data))
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise StorageRefused(f"the virtual printer cannot keep the job: {reason}") from error
        self._bytes_sent = len(self._data)
        return True

    def _keep(self, suffix: str, data: bytes) -> None:
        """Write one file whole or not at all, and never over another."""
        part = self._folder / f"{self._name}{suffix}{_PART_SUFFIX}"
        descriptor = os.open(
            part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600
        )
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            kept = self._folder / f"{self._name}{suffix}"
            if kept.exists():
                raise FileExistsError(errno.EEXIST, "a job of this name is already kept")
            part.rename(kept)
        finally:
            part.unlink(missing_ok=True)
        self._sync_folder()

    def _sync_folder(self) -> None:
        descriptor = os.open(self._folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
