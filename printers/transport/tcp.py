"""Reach a printer over TCP."""

import contextlib
import queue
import select
import socket
import struct
import sys
import threading
import time
from typing import Final

from printers.errors import ConnectionBroke, PrinterStalled, PrinterUnreachable

if sys.platform == "linux":
    import fcntl
    import termios

CONNECT_TIMEOUT_S: Final = 3.0
WRITE_STALL_S: Final = 10.0
_POLL_S: Final = 0.005
_CHUNK_BYTES: Final = 4096
_READ_BYTES: Final = 4096
_REPLIES_BYTES_MAX: Final = 1 << 20


class TcpTransport:
    """A TCP connection to a printer.

    It reads while it writes, so neither side waits for the other, and reads to the end before it
    closes: closing a socket with unread bytes resets the connection, and what the printer had not
    yet read is lost.

    Args:
        connection: a connected socket; it belongs to this object from now on.
        write_stall_s: how long the printer may take no byte at all.
    """

    def __init__(self, connection: socket.socket, *, write_stall_s: float = WRITE_STALL_S) -> None:
        connection.setblocking(False)  # noqa: FBT003 -- the signature of the standard library
        self._socket = connection
        self._write_stall_s = write_stall_s
        self._replies = bytearray()
        self._bytes_sent = 0
        self._is_at_end = False

    @classmethod
    def connect(
        cls, host: str, port: int, *, connect_timeout_s: float = CONNECT_TIMEOUT_S
    ) -> "TcpTransport":
        """Open a connection; nothing is sent yet.

        Raises:
            PrinterUnreachable: refused, no route, unknown name, or no answer in time.
        """
        deadline = time.monotonic() + connect_timeout_s
        failure: OSError | None = None
        for family, address in _resolve(host, port, connect_timeout_s):
            connection = socket.socket(family, socket.SOCK_STREAM)
            connection.settimeout(max(deadline - time.monotonic(), 0.001))
            try:
                connection.connect(address)
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            except OSError as error:
                connection.close()
                failure = error
            else:
                return cls(connection)
        reason = "no address" if failure is None else failure.strerror or type(failure).__name__
        raise PrinterUnreachable(f"the printer cannot be reached: {reason}") from failure

    @property
    def can_answer(self) -> bool:
        """Return True: TCP goes both ways."""
        return True

    @property
    def bytes_sent(self) -> int:
        """Return how many bytes the connection has taken."""
        return self._bytes_sent

    def send(self, data: bytes) -> None:
        """Send all of the data.

        Raises:
            PrinterStalled: the printer took nothing for the whole deadline.
            ConnectionBroke: the connection was reset or closed.
        """
        view = memoryview(data)
        while view:
            readable, writable, _ = select.select(
                [] if self._is_at_end else [self._socket], [self._socket], [], self._write_stall_s
            )
            if readable:
                self._read()
            if writable:
                view = view[self._write(view[:_CHUNK_BYTES]) :]
            elif not readable:
                raise PrinterStalled("the printer takes no more bytes", bytes_sent=self._bytes_sent)

    def receive(self, timeout_s: float) -> bytes:
        """Return what came back, or nothing after that many seconds.

        Raises:
            ConnectionBroke: nothing is left to read and the other side has closed or reset.
        """
        if not self._replies and not self._is_at_end:
            readable, _, _ = select.select([self._socket], [], [], max(timeout_s, 0))
            if readable:
                self._read()
        replies = bytes(self._replies)
        self._replies.clear()
        if not replies and self._is_at_end:
            raise self._broke("the printer closed the connection")
        return replies

    def finish(self, timeout_s: float) -> bool:
        """Say that nothing more comes, and read until the printer closes or the time is over.

        Returns:
            False: that bytes were taken says nothing about paper.

        Raises:
            ConnectionBroke: the connection was reset, or the printer closed before the end.
            PrinterStalled: the printer's side of the network did not take everything.
        """
        if self._is_at_end:
            raise self._broke("the printer closed before the end of the job")
        deadline = time.monotonic() + timeout_s
        try:
            self._socket.shutdown(socket.SHUT_WR)
        except OSError as error:
            raise self._broke("the connection was gone before its end") from error
        while not self._is_at_end:
            left = deadline - time.monotonic()
            readable, _, _ = select.select([self._socket], [], [], max(left, 0))
            if readable:
                self._read()
            elif left <= 0:
                break
        self._wait_until_taken()
        return False

    def close(self) -> None:
        """Read what has already come back, so that closing does not reset, and close."""
        if self._socket.fileno() >= 0 and not self._is_at_end:
            with contextlib.suppress(ConnectionBroke):
                self._read()
        self._socket.close()

    def _wait_until_taken(self) -> None:
        """Wait until the printer's side of the network has acknowledged every byte.

        A cable pulled out, or a printer that closed without reading to the end, shows here.
        """
        deadline = time.monotonic() + self._write_stall_s
        while True:
            reason = self._socket.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
            if reason != 0:
                raise self._broke("the connection was reset after the job")
            if _unacknowledged(self._socket) == 0:
                return
            if time.monotonic() > deadline:
                raise PrinterStalled(
                    "the printer did not take everything", bytes_sent=self._bytes_sent
                )
            time.sleep(_POLL_S)

    def _write(self, piece: memoryview) -> int:
        try:
            count = self._socket.send(piece)
        except BlockingIOError:
            return 0
        except OSError as error:
            raise self._broke("the connection broke while sending") from error
        self._bytes_sent += count
        return count

    def _read(self) -> None:
        try:
            data = self._socket.recv(_READ_BYTES)
        except BlockingIOError:
            return
        except OSError as error:
            raise self._broke("the connection was reset") from error
        if not data:
            self._is_at_end = True
        elif len(self._replies) + len(data) > _REPLIES_BYTES_MAX:
            raise self._broke("the printer talks without end")
        else:
            self._replies += data

    def _broke(self, detail: str) -> ConnectionBroke:
        return ConnectionBroke(detail, bytes_sent=self._bytes_sent)


def _unacknowledged(connection: socket.socket) -> int:
    """Return how many bytes the other side has not acknowledged; 0 where nobody can say."""
    if sys.platform != "linux":
        return 0
    (count,) = struct.unpack("i", fcntl.ioctl(connection, termios.TIOCOUTQ, bytes(4)))
    return int(count)


_Address = tuple[socket.AddressFamily, tuple[str | int, ...] | tuple[int, bytes]]


def _resolve(host: str, port: int, timeout_s: float) -> list[_Address]:
    """Look a name up, giving up after a while, which the system's own look-up does not promise.

    Raises:
        PrinterUnreachable: unknown name, or no answer in time.
    """
    answers: queue.SimpleQueue[list[_Address] | OSError] = queue.SimpleQueue()

    def look_up() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except UnicodeError:
            answers.put(OSError("not a host name"))
        except OSError as error:
            answers.put(error)
        else:
            answers.put([(family, address) for family, _, _, _, address in found])

    threading.Thread(target=look_up, name="printer-name", daemon=True).start()
    try:
        answer = answers.get(timeout=timeout_s)
    except queue.Empty as error:
        raise PrinterUnreachable("the printer's name was not found in time") from error
    if isinstance(answer, OSError):
        raise PrinterUnreachable("the printer's name is unknown") from answer
    return answer
