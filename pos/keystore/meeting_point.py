"""The agent's socket in the file system: bound and found through its folder.

A path to a Unix socket may have 107 bytes, and a terminal's folder may lie deeper than that. So
both sides open the folder and name the socket through `/proc/self/fd`. Both ask the kernel who is
on the other side; another user is neither served nor talked to.
"""

import os
import select
import socket
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SOCKET_NAME = "socket"
_BACKLOG = 128
_CREDENTIALS = struct.Struct("iII")


class StrangePeer(Exception):
    """The process on the other side belongs to another user."""


def listen(folder: Path) -> socket.socket:
    """Bind and listen, replacing what a dead agent left; the caller owns the folder's lock.

    Raises:
        OSError: the folder cannot be used.
    """
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        with _reachable(folder) as way:
            Path(way).unlink(missing_ok=True)
            listener.bind(way)
            listener.listen(_BACKLOG)
    except BaseException:
        listener.close()
        raise
    return listener


def leave(folder: Path) -> None:
    """Remove the socket's name."""
    (folder / SOCKET_NAME).unlink(missing_ok=True)


def connect(folder: Path, *, within_s: int) -> socket.socket:
    """Connect to the agent of a folder.

    Raises:
        OSError: nobody listens, in time.
        StrangePeer: another user does.
    """
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        connection.settimeout(within_s)
        with _reachable(folder) as way:
            connection.connect(way)
        must_be_own(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def has_waiting(listener: socket.socket) -> bool:
    """Whether a client has connected and was not accepted yet."""
    return bool(select.select([listener], [], [], 0)[0])


def peer_pid(connection: socket.socket) -> int:
    """Return the process id on the other side, as of when it connected or began to listen."""
    return _credentials(connection)[0]


def must_be_own(connection: socket.socket) -> None:
    """Refuse a peer of another user with StrangePeer."""
    if _credentials(connection)[1] != os.getuid():
        raise StrangePeer


def _credentials(connection: socket.socket) -> tuple[int, int]:
    raw = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _CREDENTIALS.size)
    pid, user, _ = _CREDENTIALS.unpack(raw)
    return pid, user


@contextmanager
def _reachable(folder: Path) -> Iterator[str]:
    descriptor = os.open(folder, os.O_PATH | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        yield f"/proc/self/fd/{descriptor}/{SOCKET_NAME}"
    finally:
        os.close(descriptor)
