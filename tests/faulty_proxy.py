"""A TCP proxy between terminal and head office that does what bad networks do."""

import random
import re
import socket
import struct
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from enum import StrEnum

from tests.patience import PATIENCE_S

_LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)
_LINGER_NONE = struct.pack("ii", 1, 0)


class Fault(StrEnum):
    """What happens to one request and its answer."""

    NONE = "passes"
    LOSE_ANSWER = "arrives, the answer does not"
    TRUNCATE_ANSWER = "arrives, half of the answer comes back"
    TRUNCATE_REQUEST = "half of it arrives"
    RESET = "connection reset before anything arrives"
    DUPLICATE = "arrives twice, the first answer comes back"
    ANSWER_OF_DUPLICATE = "arrives twice, the second answer comes back"
    LATE = "arrives long after the terminal gave up"
    DELAY = "takes its time"


@dataclass
class FaultyProxy:
    """Carries one request a connection.

    Attributes:
        upstream: where head office listens.
        chance: orders the faults, each once before any comes again; the same seed gives the same.
        happened: how often each fault came.
    """

    upstream: tuple[str, int]
    chance: random.Random
    happened: Counter[Fault] = field(default_factory=Counter)
    faults: tuple[Fault, ...] = tuple(Fault)
    _to_come: list[Fault] = field(default_factory=list)
    _late: list[bytes] = field(default_factory=list)
    _stopping: threading.Event = field(default_factory=threading.Event)

    def carry(self, client: socket.socket) -> None:
        """Carry one request with the fault that is next."""
        request = _read_message(client)
        if not request:
            return
        fault = self._next_fault()
        self.happened[fault] += 1
        answer = self._answer(fault, request)
        # Whatever was held back earlier arrives now, out of order.
        for late in self._late[:-1] if fault is Fault.LATE else self._late:
            self._ask(late)
        self._late = self._late[-1:] if fault is Fault.LATE else []
        if fault is Fault.RESET:
            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _LINGER_NONE)
        client.sendall(answer)

    def _next_fault(self) -> Fault:
        if not self._to_come:
            self._to_come = self.chance.sample(self.faults, len(self.faults))
        return self._to_come.pop()

    def _answer(self, fault: Fault, request: bytes) -> bytes:
        match fault:
            case Fault.RESET:
                return b""
            case Fault.LATE:
                self._late.append(request)
                return b""
            case Fault.TRUNCATE_REQUEST:
                self._ask(request[: len(request) // 2])
                return b""
            case Fault.LOSE_ANSWER:
                self._ask(request)
                return b""
            case Fault.TRUNCATE_ANSWER:
                answer = self._ask(request)
                return answer[: len(answer) // 2]
            case Fault.DUPLICATE:
                answer = self._ask(request)
                self._ask(request)
                return answer
            case Fault.ANSWER_OF_DUPLICATE:
                self._ask(request)
                return self._ask(request)
            case Fault.DELAY:
                self._stopping.wait(0.02)
                return self._ask(request)
            case _:
                return self._ask(request)

    def _ask(self, request: bytes) -> bytes:
        with closing(socket.create_connection(self.upstream, PATIENCE_S)) as server:
            server.sendall(request)
            if len(request) < _length(request):
                return b""
            return _read_message(server)


def _length(message: bytes) -> int:
    """Return how long a whole message is, by its header; 0 while the header is not whole."""
    head, separator, _ = message.partition(b"\r\n\r\n")
    found = _LENGTH.search(head)
    return len(head) + len(separator) + (int(found[1]) if found else 0) if separator else 0


def _read_message(connection: socket.socket) -> bytes:
    """Read one HTTP message; what there is of it where the peer goes away."""
    connection.settimeout(PATIENCE_S)
    message = b""
    while not (length := _length(message)) or len(message) < length:
        part = connection.recv(65_536)
        if not part:
            break
        message += part
    return message


@contextmanager
def proxy_to(
    port: int, seed: int, faults: tuple[Fault, ...] = tuple(Fault)
) -> Iterator[tuple[FaultyProxy, str]]:
    """Run a proxy to a local port from a thread; the value is it and its URL."""
    chance = random.Random(seed)  # noqa: S311 - repeatable faults.
    proxy = FaultyProxy(("127.0.0.1", port), chance, faults=faults)
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                client, _ = listener.accept()
            except OSError:
                return
            with closing(client), suppress(OSError):
                proxy.carry(client)

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield proxy, f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join()
