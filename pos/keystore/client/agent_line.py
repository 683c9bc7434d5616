"""A connection to a key agent, whichever kind of agent it is: one call at a time, with deadlines.

A client keeps one connection, which also keeps an agent on demand alive. What can go wrong with a
socket is AgentUnreachable with a reason; then nothing is known about the call, and asking again is
always safe, since every call gives the same when it is repeated or says that it was done.
"""

import socket
import threading
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, ClassVar, Final, Self

import msgspec

from pos.domain.errors import AgentUnreachable, NextStep
from pos.keystore.calls.messages import Stay
from pos.keystore.calls.protocol import (
    ANSWER_BYTES_MAX,
    REQUEST_BYTES_MAX,
    VERSION,
    Call,
    Done,
    Failed,
    Request,
    error_of,
)
from pos.keystore.files import meeting_point
from pos.keystore.files.folder import AgentFolder
from pos.wire.framing import FrameFault, receive_frame, send_frame

NOT_RUNNING, SILENT, BROKEN, ANOTHERS = "not running", "silent", "broken", "another user's"
# Their type takes longer to prepare than an answer takes to read.
_answer_decoder: Final = msgspec.msgpack.Decoder(Done | Failed)


def of_another_user() -> AgentUnreachable:
    """Return what to raise for another user's agent or vault, where trying again never helps."""
    error = AgentUnreachable(why=ANOTHERS)
    error.next_step = NextStep.CALL_SUPERVISOR
    return error


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a client waits, in seconds.

    Attributes:
        connect_s: to be let in.
        call_s: for an answer.
        unlock_s: for an answer that takes Argon2, on a slow PC, after others who unlock.
        reading_s: for one that takes reading all that was ever issued.
    """

    connect_s: int = 1
    call_s: int = 10
    unlock_s: int = 30
    reading_s: int = 300


class AgentLine:
    """The line to the agent of one folder; threads may share it."""

    request_bytes_max: ClassVar[int] = REQUEST_BYTES_MAX

    def __init__(self, path: Path, patience: Patience | None = None) -> None:
        """Name the agent of a folder; nothing is connected yet."""
        self._patience = patience or Patience()
        self._meeting_place = AgentFolder(path.absolute()).meeting_place
        self._connection: socket.socket | None = None
        self._one_at_a_time = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Leave the agent; a later call connects again."""
        with self._one_at_a_time:
            self._hang_up()

    def stay(self) -> None:
        """Let the agent go on without clients, until somebody ends it."""
        self._ask(Stay())

    def agent_pid(self) -> int:
        """Return the process id of the agent; AgentUnreachable where there is none."""
        with self._one_at_a_time:
            return meeting_point.peer_pid(self._connected())

    def _ask(self, call: Call, *, within_s: int | None = None) -> Any:
        request = msgspec.msgpack.encode(
            Request(VERSION, msgspec.Raw(msgspec.msgpack.encode(call)))
        )
        if len(request) > self.request_bytes_max:
            raise AgentUnreachable(why="request too large")
        with self._one_at_a_time:
            frame = self._exchange(request, within_s or self._patience.call_s)
        try:
            answer = _answer_decoder.decode(frame)
            if isinstance(answer, Done):
                return msgspec.msgpack.decode(answer.value, type=call.Result)
        except (msgspec.MsgspecError, UnicodeDecodeError):
            # The library's message may quote what it read, so it does not go along.
            raise AgentUnreachable(why="answer") from None
        raise error_of(answer)

    def _exchange(self, request: bytes, within_s: int) -> bytearray:
        """Send a request and return the answer.

        A connection that was kept may have lost its agent, or its place there, since it was used
        last. So it gets a second, fresh one.
        """
        if self._connection is not None:
            try:
                return self._exchange_once(self._connection, request, within_s)
            except FrameFault as fault:
                self._hang_up()
                if fault.why != "broken":
                    raise AgentUnreachable(why=fault.why) from fault
        try:
            return self._exchange_once(self._connected(), request, within_s)
        except FrameFault as fault:
            self._hang_up()
            raise AgentUnreachable(why=fault.why) from fault

    def _exchange_once(self, connection: socket.socket, request: bytes, within_s: int) -> bytearray:
        send_frame(connection, request, within_s=within_s)
        answer = receive_frame(
            connection, limit=ANSWER_BYTES_MAX, start_within_s=within_s, within_s=within_s
        )
        if answer is None:
            raise FrameFault("broken")
        return answer

    def _connected(self) -> socket.socket:
        if self._connection is None:
            try:
                self._connection = meeting_point.connect(
                    self._meeting_place, within_s=self._patience.connect_s
                )
            except meeting_point.StrangePeer as error:
                raise of_another_user() from error
            except (TimeoutError, BlockingIOError) as error:
                # Its queue is full: it is there, and does not take anybody in.
                raise AgentUnreachable(why=SILENT) from error
            except OSError as error:
                raise AgentUnreachable(why=NOT_RUNNING) from error
        return self._connection

    def _hang_up(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
