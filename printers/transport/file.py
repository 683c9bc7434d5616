"""Append a job to a file, a pipe or a device node that stands for a printer."""

import os
import select
import stat
from typing import Final

from printers.commands import INITIALISE
from printers.errors import PrinterError, PrinterStalled, PrinterUnreachable, StorageRefused

WRITE_STALL_S: Final = 10.0
_CHUNK_BYTES: Final = 4096
_DEVICES: Final = "/dev/"


class FileTransport:
    """A file that takes bytes and answers nothing.

    Args:
        path: absolute path; an ordinary file is made (mode 0600) if there is none.
        write_stall_s: how long a pipe or a device may take no byte at all.

    Raises:
        PrinterUnreachable: it cannot be opened for writing, or is a folder or a socket.
    """

    def __init__(self, path: str, *, write_stall_s: float = WRITE_STALL_S) -> None:
        _must_be_paper(path)
        try:
            self._descriptor = _open_for_appending(path)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise PrinterUnreachable(f"the printer's file cannot be opened: {reason}") from error
        self._is_ordinary = stat.S_ISREG(os.fstat(self._descriptor).st_mode)
        self._write_stall_s = write_stall_s
        self._bytes_sent = 0
        self._is_open = True

    @property
    def can_answer(self) -> bool:
        """Return False: nothing is read back."""
        return False

    @property
    def bytes_sent(self) -> int:
        """Return how many bytes the file has taken."""
        return self._bytes_sent

    def send(self, data: bytes) -> None:
        """Append all of the data.

        Raises:
            StorageRefused: disk full, device gone, nobody reads the pipe.
            PrinterStalled: a pipe or device took nothing for the whole deadline.
        """
        view = memoryview(data)
        while view:
            _, writable, _ = select.select([], [self._descriptor], [], self._write_stall_s)
            if not writable:
                raise PrinterStalled("the device takes no more bytes", bytes_sent=self._bytes_sent)
            try:
                count = os.write(self._descriptor, view[:_CHUNK_BYTES])
            except BlockingIOError:
                continue
            except OSError as error:
                raise self._refused(error) from error
            self._bytes_sent += count
            view = view[count:]

    def receive(self, timeout_s: float) -> bytes:  # noqa: ARG002 -- the port's signature
        """Return nothing."""
        return b""

    def finish(self, timeout_s: float) -> bool:  # noqa: ARG002 -- the port's signature
        """Make an ordinary file durable.

        Returns:
            False: a file is not paper, and nobody looked at it.

        Raises:
            StorageRefused: the disk refused at the last moment.
        """
        if self._is_ordinary:
            try:
                os.fsync(self._descriptor)
            except OSError as error:
                raise self._refused(error) from error
        return False

    def close(self) -> None:
        """Close the file."""
        if self._is_open:
            self._is_open = False
            os.close(self._descriptor)

    def _refused(self, error: OSError) -> PrinterError:
        reason = error.strerror or type(error).__name__
        return StorageRefused(
            f"the printer's file cannot be written: {reason}", bytes_sent=self._bytes_sent
        )


def _must_be_paper(path: str) -> None:
    """Refuse an ordinary file that holds something else than what was printed to it before."""
    try:
        with open(path, "rb", opener=_without_waiting) as file:
            is_ordinary = stat.S_ISREG(os.fstat(file.fileno()).st_mode)
            begin = file.read(len(INITIALISE)) if is_ordinary else b""
    except OSError:
        # Not there yet, or not readable: opening it for appending says what is wrong.
        return
    if begin not in (b"", INITIALISE):
        raise PrinterUnreachable("the printer's file holds something else than receipts")


def _without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY)


def _open_for_appending(path: str) -> int:
    # O_NONBLOCK: opening a pipe that nobody reads fails instead of waiting for ever.
    flags = os.O_WRONLY | os.O_APPEND | os.O_CLOEXEC | os.O_NONBLOCK | os.O_NOCTTY
    if path.startswith(_DEVICES):
        # An unplugged printer must be missed, not replaced by an ordinary file of its name.
        return os.open(path, flags)
    return os.open(path, flags | os.O_CREAT, 0o600)
