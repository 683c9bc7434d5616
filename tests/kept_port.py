"""A TCP port for a server of a test that comes and goes."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def kept_port() -> Iterator[int]:
    """Keep a port on which a test's own server may listen, and nobody answers while it does not.

    A port that is only looked up may be anybody else's before it is listened on again.
    """
    with socket.socket() as keeper:
        # What is bound like this and does not listen leaves the port to whoever listens.
        keeper.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        keeper.bind(("127.0.0.1", 0))
        yield int(keeper.getsockname()[1])
