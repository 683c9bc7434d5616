"""Frames on a stream socket: a length, then that many bytes, each side with a limit and a deadline.

    frame = length (4 bytes, most significant first, 0 to the receiver's limit) + payload

The peer may be hostile: a length above the limit ends the connection before a byte is stored, and
no read or write waits longer than its deadline.
"""

import socket
import struct
import time

_LENGTH = struct.Struct(">I")


class FrameFault(Exception):
    """The peer broke the framing, went away in the middle of it, or was too slow.

    Attributes:
        why: `silent`, `broken` or `oversized`.
    """

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


def send_frame(connection: socket.socket, payload: bytes, *, within_s: int) -> None:
    """Send one frame.

    Args:
        connection: a connected stream socket.
        payload: at most 4 GiB less one byte.
        within_s: seconds that the whole frame may take.

    Raises:
        FrameFault: the peer did not take it in time, or is gone.
    """
    try:
        connection.settimeout(within_s)
        connection.sendall(_LENGTH.pack(len(payload)) + payload)
    except (TimeoutError, BlockingIOError) as error:
        raise FrameFault("silent") from error
    except OSError as error:
        raise FrameFault("broken") from error


def receive_frame(
    connection: socket.socket, *, limit: int, start_within_s: int | None, within_s: int
) -> bytearray | None:
    """Receive one frame.

    Args:
        connection: a connected stream socket.
        limit: most bytes a payload may have.
        start_within_s: seconds until the first byte must be here; None waits for ever.
        within_s: seconds that the rest may take once it began.

    Returns:
        The payload, or None where the peer closed between two frames. It is a bytearray so that
        the caller can wipe what was secret in it.

    Raises:
        FrameFault: too late, too large, or cut off.
    """
    try:
        connection.settimeout(start_within_s)
        header = connection.recv(_LENGTH.size)
        if not header:
            return None
        deadline = time.monotonic() + within_s
        if len(header) < _LENGTH.size:
            header += _receive_exactly(connection, _LENGTH.size - len(header), deadline)
        size: int = _LENGTH.unpack(header)[0]
        if size > limit:
            raise FrameFault("oversized")
        return _receive_exactly(connection, size, deadline)
    except (TimeoutError, BlockingIOError) as error:
        raise FrameFault("silent") from error
    except OSError as error:
        raise FrameFault("broken") from error


def _receive_exactly(connection: socket.socket, size: int, deadline: float) -> bytearray:
    received = bytearray(size)
    filled = 0
    with memoryview(received) as view:
        while filled < size:
            remaining_s = deadline - time.monotonic()
            if remaining_s <= 0:
                raise FrameFault("silent")
            connection.settimeout(remaining_s)
            count = connection.recv_into(view[filled:])
            if count == 0:
                raise FrameFault("broken")
            filled += count
    return received
