"""The key agent's socket server: a thread for each client, and deadlines against all of them.

    waiting for first request   10 s, then the connection is closed
    between requests            no limit; a new one goes when places are taken
    inside a request or answer  5 s, then the connection is closed

An agent on demand leaves when its last client has left and none came for a moment. It leaves, or
stops, holding the start lock: whoever starts an agent meanwhile finds the folder free afterwards.
"""

import socket
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import PurePath
from selectors import EVENT_READ, DefaultSelector
from typing import Protocol

import msgspec

from pos.domain.errors import (
    AgentUnreachable,
    DiskFull,
    FolderInUse,
    FolderNotATerminal,
    StoreUnusable,
)
from pos.keystore.calls.protocol import REQUEST_BYTES_MAX, Tries, failed_by
from pos.keystore.files import meeting_point
from pos.keystore.files.folder import AgentFolder, FileLock
from pos.keystore.files.secret import wipe
from pos.keystore.server.answering import TurnFor
from pos.keystore.server.clients import Client, Clients
from pos.keystore.server.turns import SentAway, Turns
from pos.wire.framing import FrameFault, receive_frame, send_frame


@dataclass(frozen=True, slots=True)
class ServerLimits:
    """How much patience the server has.

    Attributes:
        clients: so many connections at most; see `clients.py` for who has to go.
        of_one_process: of these.
        first_request_s: until a new client has asked something.
        frame_s: for one frame, once it began.
        lonely_s: how long an agent on demand stays without clients after its last one.
        first_client_s: how long it waits for its first.
        stop_s: how long a stopping agent waits for clients that it still serves.
        request_bytes: of one request, at most.
    """

    clients: int = 64
    of_one_process: int = 48
    first_request_s: int = 10
    frame_s: int = 5
    lonely_s: float = 0.2
    first_client_s: float = 20
    stop_s: float = 5
    request_bytes: int = REQUEST_BYTES_MAX


class Idle(Protocol):
    """Knows when keys that nobody uses are to be locked."""

    def wait_s(self) -> float | None:
        """Return in how many seconds they are due, None for never."""

    def lock_if_due(self) -> None:
        """Lock them if it is time."""


class Agent(Protocol):
    """What is served, whatever it keeps."""

    @property
    def idle(self) -> Idle:
        """When its keys are to be locked."""

    @property
    def stays(self) -> bool:
        """Whether a client wants it to stay; asked when none is left that may still say so."""

    def close(self) -> None:
        """Forget all keys and let the folder go."""


Answering = Callable[[bytearray, TurnFor], bytes]
"""Carries out the payload of one request frame and returns that of its answer."""


class AgentServer:
    """Serves one key agent until it is told to stop or, on demand, is not needed any more."""

    def __init__(
        self,
        agent: Agent,
        answer: Answering,
        folder: AgentFolder,
        *,
        resident: bool,
        limits: ServerLimits,
        group: int | None = None,
    ) -> None:
        """Take an agent to serve.

        Args:
            agent: keeps the keys.
            answer: does its work.
            folder: where it is found.
            resident: it stays without clients, whether one wants it or not.
            limits: of patience.
            group: whose members are served besides this process's own user; None for nobody.
        """
        self._group = group
        self._agent, self._answer = agent, answer
        self._folder, self._limits = folder, limits
        self._resident = resident
        self._stopping = False
        self._departure: FileLock | None = None
        self._clients = Clients(limits.clients, limits.of_one_process)
        self._turns = {tries: Turns() for tries in Tries}
        self._wake_end, self._waker = socket.socketpair()
        self._wake_end.settimeout(0)
        self._waker.settimeout(0)

    def stop(self) -> None:
        """Ask `serve` to return; may be called from a signal handler or any thread."""
        self._stopping = True
        self._wake()

    def serve(self, listener: socket.socket) -> None:
        """Serve clients; when it returns, the agent is closed and the folder is free.

        Args:
            listener: from `meeting_point.listen`; closed at the end.
        """
        listener.settimeout(0)
        leave_at = time.monotonic() + self._limits.first_client_s
        with DefaultSelector() as selector:
            selector.register(listener, EVENT_READ)
            selector.register(self._wake_end, EVENT_READ)
            while not self._stopping:
                alone = not (self._resident or self._clients or self._agent.stays)
                wait_s = max(0.0, leave_at - time.monotonic()) if alone else None
                if alone and wait_s == 0:
                    if self._may_leave(listener):
                        break
                    wait_s = self._limits.lonely_s
                due_s = self._agent.idle.wait_s()
                for key, _ in selector.select(_sooner(wait_s, due_s)):
                    if key.fileobj is listener:
                        self._accept(listener)
                    else:
                        self._wake_end.recv(1024)
                        leave_at = time.monotonic() + self._limits.lonely_s
                self._agent.idle.lock_if_due()
        self._end(listener)

    def _may_leave(self, listener: socket.socket) -> bool:
        """Whether nobody is about to need this agent; then the start lock is held, if it can be."""
        try:
            departure = self._start_lock()
        except FolderInUse:
            return False
        if meeting_point.has_waiting(listener):
            if departure is not None:
                departure.release()
            return False
        self._departure = departure
        return True

    def _start_lock(self) -> FileLock | None:
        """Take the lock of those who start an agent; None if out of reach; FolderInUse."""
        try:
            return FileLock.take(self._folder.start_lock, holder="somebody who starts")
        except (FolderNotATerminal, StoreUnusable, DiskFull):
            # So it is for whoever would start another agent.
            return None

    def _end(self, listener: socket.socket) -> None:
        if self._departure is None:
            # Somebody who starts one already is told that the folder is in use.
            with suppress(FolderInUse):
                self._departure = self._start_lock()
        # Where the folder is out of reach, the next agent replaces what is left there.
        with suppress(OSError):
            meeting_point.leave(self._folder.meeting_place)
        listener.close()
        left = self._clients.hear_no_more()
        deadline = time.monotonic() + self._limits.stop_s
        for client in left:
            if client.thread is not None:
                client.thread.join(max(0.0, deadline - time.monotonic()))
        self._agent.close()
        self._wake_end.close()
        self._waker.close()
        if self._departure is not None:
            self._departure.release()

    def _accept(self, listener: socket.socket) -> None:
        client = self._clients.accept(listener, group=self._group)
        if client is None:
            return
        client.thread = threading.Thread(target=self._serve_client, args=(client,), daemon=True)
        try:
            client.thread.start()
        except RuntimeError:
            # The system gives no more threads; this client may try again.
            client.thread = None
            self._forget(client)

    def _serve_client(self, client: Client) -> None:
        try:
            self._answer_all(client)
        except (FrameFault, SentAway):
            # A client that is slow, gone, hostile or in the way loses its connection, and no more.
            pass
        except Exception as error:  # noqa: BLE001 - the one place per thread where our faults end
            _report(error)
            fault = failed_by(AgentUnreachable(why="fault"))
            _try_to_send(client.connection, msgspec.msgpack.encode(fault), self._limits.frame_s)
        finally:
            self._forget(client)

    def _forget(self, client: Client) -> None:
        self._clients.forget(client)
        self._wake()

    @contextmanager
    def _turn(self, client: Client, tries: Tries | None) -> Iterator[None]:
        """Hold what one process may do at a time, and of tries at secrets the whole agent."""
        turns = client.quick if tries is None else self._turns[tries]
        client.waits_in = turns
        try:
            with turns.taken_by(client.caller):
                if tries is not None and client.has_gone():
                    raise FrameFault("broken")
                yield
        finally:
            client.waits_in = None

    def _answer_all(self, client: Client) -> None:
        limits, turn = self._limits, partial(self._turn, client)
        patience_s: int | None = limits.first_request_s
        while True:
            frame = receive_frame(
                client.connection,
                limit=limits.request_bytes,
                start_within_s=patience_s,
                within_s=limits.frame_s,
            )
            if frame is None:
                return
            self._clients.must_stay(client)
            answer = self._answer(frame, turn)
            wipe(frame)
            send_frame(client.connection, answer, within_s=limits.frame_s)
            client.is_idle = True
            patience_s = None
            if self._agent.idle.wait_s() is not None:
                # The loop sleeps until the keys are due; this request may have moved that.
                self._wake()

    def _wake(self) -> None:
        try:
            self._waker.send(b".")
        except OSError:
            # Enough wake-ups are waiting, or the server is gone.
            return


def _sooner(one_s: float | None, other_s: float | None) -> float | None:
    """Return the shorter of two waits; None is for ever."""
    if one_s is None or other_s is None:
        return one_s if other_s is None else other_s
    return min(one_s, other_s)


def _try_to_send(connection: socket.socket, answer: bytes, within_s: int) -> None:
    try:
        send_frame(connection, answer, within_s=within_s)
    except FrameFault:
        # There is nobody left to be told.
        return


def _report(error: Exception) -> None:
    """Write where a fault of ours happened; its text might quote a secret and stays out."""
    places = (
        f"{PurePath(frame.filename).name}:{frame.lineno} in {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)
    )
    sys.stderr.write(f"{type(error).__name__}: {' < '.join(reversed(list(places)))}\n")
    sys.stderr.flush()
