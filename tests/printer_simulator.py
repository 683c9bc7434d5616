"""A printer on a TCP port, for tests: real sockets, documented answers, failures on order."""

import contextlib
import queue
import socket
import struct
import threading
from collections import deque
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from tests.escpos_reader import Operation, OperationReader, PaperReader
from tests.patience import PATIENCE_S

_PRINTING = frozenset({"text", "LF", "ESC d", "GS v 0", "GS V", "ESC p"})

# Bits of DLE EOT 3 and of the second byte of automatic status.
_ERROR_BITS = {"stuck": 0x04, "cutter": 0x08, "broken": 0x20, "hot": 0x40}


@dataclass(frozen=True)
class Behaviour:
    """How the printer behaves.

    Attributes:
        answers: it answers status questions and sends automatic status.
        confirms: it sends process ids back.
        fences: it answers GS r 1 in its turn.
        stale_fences: answers to older GS r that come with the first one.
        paper_lines: lines until the paper ends; None for a full roll.
        is_cover_open: off-line from the beginning.
        stops_after: lines until something stops it.
        stopped_by: what that is: `cover`, `cutter`, `stuck`, `broken` or `hot`.
        is_near_end: its roll is nearly used up.
        tells: it sends automatic status.
        dies_after: bytes after which it resets the connection.
        closes_after: bytes after which it closes the connection in good order.
        stops_reading_after: bytes after which it reads no more.
        chatter: bytes it sends before every reply, such as flow control.
    """

    answers: bool = True
    confirms: bool = True
    fences: bool = True
    stale_fences: int = 0
    paper_lines: int | None = None
    is_cover_open: bool = False
    stops_after: int | None = None
    stopped_by: str = "cover"
    is_near_end: bool = False
    tells: bool = True
    dies_after: int | None = None
    closes_after: int | None = None
    stops_reading_after: int | None = None
    chatter: bytes = b""


class PrinterSimulator:
    """Listens on a port of its own from entering to leaving the context."""

    def __init__(self, behaviour: Behaviour | None = None) -> None:
        self.behaviour = behaviour or Behaviour()
        self.paper = PaperReader()
        self.received = bytearray()
        self.ended: queue.SimpleQueue[int] = queue.SimpleQueue()
        self._lines_left = self.behaviour.paper_lines
        self._lines_to_stop = self.behaviour.stops_after
        self._waiting: deque[Operation] = deque()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._stop = threading.Event()
        self._released = threading.Event()
        self._thread = threading.Thread(target=self._serve, name="printer-simulator")
        self._sends_automatic_status = False
        self._stale_fences = self.behaviour.stale_fences
        self.failure: BaseException | None = None

    @property
    def port(self) -> int:
        """Return the port to connect to."""
        return int(self._listener.getsockname()[1])

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stop.set()
        self._released.set()
        # A connection of our own wakes the thread from accept().
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE_S).close()
        self._thread.join(timeout=PATIENCE_S)
        self._listener.close()
        assert not self._thread.is_alive(), "the simulator did not stop"
        if error is None and self.failure is not None:
            raise self.failure

    def wait_for_end(self) -> int:
        """Wait until a connection has ended, and return how many bytes had come by then."""
        return self.ended.get(timeout=PATIENCE_S)

    def load_paper(self) -> None:
        """Put a full roll in; what waits is printed with the next byte that arrives."""
        self._lines_left = None

    def _serve(self) -> None:
        while True:
            connection, _ = self._listener.accept()
            with connection:
                if self._stop.is_set():
                    return
                try:
                    self._talk(connection)
                except OSError:
                    pass  # The other side went away, which is its right.
                except BaseException as error:  # noqa: BLE001 -- handed to the test's own thread
                    self.failure = error
            self.ended.put(len(self.received))

    def _talk(self, connection: socket.socket) -> None:
        reader = OperationReader()
        taken = 0
        connection.settimeout(0.05)
        while not self._stop.is_set():
            if taken == self.behaviour.dies_after:
                linger = struct.pack("ii", 1, 0)
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
                return
            if taken == self.behaviour.closes_after:
                return
            if taken == self.behaviour.stops_reading_after:
                self._released.wait()
                return
            try:
                data = connection.recv(self._room(taken))
            except TimeoutError:
                continue
            if not data:
                return
            taken += len(data)
            self.received += data
            for operation in reader.feed(data):
                self._obey(operation, connection)

    def _room(self, taken: int) -> int:
        limits = (
            self.behaviour.dies_after,
            self.behaviour.closes_after,
            self.behaviour.stops_reading_after,
        )
        return min([limit - taken for limit in limits if limit is not None] + [4096])

    def _obey(self, operation: Operation, connection: socket.socket) -> None:
        if operation.name == "DLE EOT":
            if self.behaviour.answers:
                self._answer(connection, bytes((self._real_time(operation.data[0]),)))
            return
        self._waiting.append(operation)
        while self._waiting and self._can_do(self._waiting[0]):
            self._do(self._waiting.popleft(), connection)

    def _can_do(self, operation: Operation) -> bool:
        if self.behaviour.is_cover_open:
            return False
        can_print = self._lines_left != 0 and not self._is_stopped()
        return can_print or operation.name not in {*_PRINTING, "GS ( H", "GS r"}

    def _do(self, operation: Operation, connection: socket.socket) -> None:
        self.paper.take(operation)
        match operation.name:
            case "LF":
                self._count_line(connection)
            case "GS a":
                tells = self.behaviour.answers and self.behaviour.tells
                self._sends_automatic_status = tells and operation.data[0] != 0
                if self._sends_automatic_status:
                    self._answer(connection, self._automatic())
            case "GS r" if self.behaviour.fences and self.behaviour.answers:
                self._answer(connection, b"\x00" * self._stale_fences)
                self._stale_fences = 0
                self._answer(connection, bytes((0x0C * (self._lines_left == 0),)))
            case "GS ( H" if self.behaviour.confirms and self.behaviour.answers:
                assert operation.data[:2] == b"\x30\x30"
                self._answer(connection, b"\x37\x22" + operation.data[2:6] + b"\x00")

    def _count_line(self, connection: socket.socket) -> None:
        was_offline = self._is_offline()
        if self._lines_left is not None:
            self._lines_left -= 1
        if self._lines_to_stop is not None:
            self._lines_to_stop -= 1
        if self._is_offline() and not was_offline and self._sends_automatic_status:
            self._answer(connection, self._automatic())

    def _is_stopped(self) -> bool:
        return self._lines_to_stop is not None and self._lines_to_stop <= 0

    def _answer(self, connection: socket.socket, data: bytes) -> None:
        connection.sendall(self.behaviour.chatter + data)

    def _is_offline(self) -> bool:
        return self._cover() or self._lines_left == 0 or self._is_stopped()

    def _cover(self) -> bool:
        stopped = self._is_stopped() and self.behaviour.stopped_by == "cover"
        return self.behaviour.is_cover_open or stopped

    def _errors(self) -> int:
        return _ERROR_BITS.get(self.behaviour.stopped_by, 0) * self._is_stopped()

    def _real_time(self, question: int) -> int:
        out = self._lines_left == 0
        bits = {
            1: 0x08 * self._is_offline(),
            2: 0x04 * self._cover() | 0x20 * out | 0x40 * bool(self._errors()),
            3: self._errors(),
            4: 0x60 * out | 0x0C * self.behaviour.is_near_end,
        }
        return 0x12 | bits[question]

    def _automatic(self) -> bytes:
        out = self._lines_left == 0
        printer = 0x10 | 0x08 * self._is_offline() | 0x20 * self._cover()
        paper = 0x0C * out | 0x03 * self.behaviour.is_near_end
        return bytes((printer, self._errors(), paper, 0x0F))
