"""The agent's socket in the file system: bound and found through its folder.

A path to a Unix socket may have 107 bytes, and a terminal's folder may lie deeper than that. So
both sides open the folder and name the socket through `/proc/self/fd`. Both ask the kernel who is
on the other side: an agent serves its own user and, as a service, the members of one group; a
client talks to its own user, and to the owner of the socket's folder where that is open to a group
of the client's.
"""

import errno
import os
import pwd
import select
import socket
import stat
import struct
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SOCKET_NAME = "socket"
_BACKLOG = 128
_SOCKET_FOR_GROUP = 0o660
_CREDENTIALS = struct.Struct("iII")
_SECONDS = struct.Struct("ll")
_SECOND_US = 1_000_000


class StrangePeer(Exception):
    """The process on the other side belongs to another user."""


def listen(folder: Path, *, group: int | None = None) -> socket.socket:
    """Bind and listen, replacing what a dead agent left; the caller owns the folder's lock.

    Args:
        folder: of the socket.
        group: whose members may connect, too.

    Raises:
        OSError: the folder cannot be used.
    """
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        with _reachable(folder) as way:
            Path(way).unlink(missing_ok=True)
            listener.bind(way)
            if group is not None:
                os.chown(way, -1, group)
                Path(way).chmod(_SOCKET_FOR_GROUP)
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
        with _reachable(folder) as way:
            _wait_to_be_let_in(connection, way, within_s)
        connection.settimeout(within_s)
        _must_be_an_agent_of(folder, connection)
    except BaseException:
        connection.close()
        raise
    return connection


def has_waiting(listener: socket.socket) -> bool:
    """Whether a client has connected and was not accepted yet."""
    return bool(select.select([listener], [], [], 0)[0])


def peer_pid(connection: socket.socket) -> int:
    """Return the process id on the other side, as of when it connected or began to listen.

    It is 0 where the other side lives among process ids that this one cannot see.
    """
    return _credentials(connection)[0]


def must_be_own(connection: socket.socket, *, group: int | None = None) -> None:
    """Refuse a peer of another user, who is not of this group either, with StrangePeer."""
    _, user, first_group = _credentials(connection)
    if user == os.getuid():
        return
    if group is None or (group != first_group and group not in _groups_of(user)):
        raise StrangePeer


def _wait_to_be_let_in(connection: socket.socket, way: str, within_s: int) -> None:
    """Connect, though the listener's queue may be full: only the system's own limit waits then.

    A signal ends that wait, and Python takes a socket that nobody let in for connected.
    """
    deadline, rest_us = time.monotonic() + within_s, within_s * _SECOND_US
    while not _is_let_in(connection):
        if rest_us <= 0:
            raise TimeoutError
        limit = _SECONDS.pack(*divmod(rest_us, _SECOND_US))
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, limit)
        connection.connect(way)
        rest_us = int((deadline - time.monotonic()) * _SECOND_US)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, _SECONDS.pack(0, 0))


def _is_let_in(connection: socket.socket) -> bool:
    try:
        connection.getpeername()
    except OSError as error:
        if error.errno != errno.ENOTCONN:
            raise
        return False
    return True


def _must_be_an_agent_of(folder: Path, connection: socket.socket) -> None:
    """Refuse a listener that is neither ours nor a service for a group of ours."""
    user = _credentials(connection)[1]
    if user == os.getuid():
        return
    place = folder.stat()
    is_for_group = place.st_uid == user and bool(place.st_mode & stat.S_IXGRP)
    if not is_for_group or place.st_gid not in (os.getgid(), *os.getgroups()):
        raise StrangePeer


def _groups_of(user: int) -> list[int]:
    """Return the groups that the system's records give a user."""
    try:
        known = pwd.getpwuid(user)
    except KeyError:
        return []
    return os.getgrouplist(known.pw_name, known.pw_gid)


def _credentials(connection: socket.socket) -> tuple[int, int, int]:
    raw = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _CREDENTIALS.size)
    pid, user, group = _CREDENTIALS.unpack(raw)
    return pid, user, group


@contextmanager
def _reachable(folder: Path) -> Iterator[str]:
    descriptor = os.open(folder, os.O_PATH | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        yield f"/proc/self/fd/{descriptor}/{SOCKET_NAME}"
    finally:
        os.close(descriptor)
