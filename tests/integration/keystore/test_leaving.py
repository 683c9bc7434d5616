"""An agent that is told to stay does, whatever its server is looking at meanwhile."""

import socket
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from pos.keystore.calls.protocol import Tries
from pos.keystore.files import meeting_point
from pos.keystore.files.folder import AgentFolder, FileLock
from pos.keystore.server.answering import TurnFor
from pos.keystore.server.clients import Client
from pos.keystore.server.server import AgentServer, Idle, ServerLimits
from pos.keystore.server.turns import Caller, Turns
from pos.wire.framing import FrameFault, receive_frame, send_frame
from tests import agent_stories as story
from tests.patience import PATIENCE_S

HELD = 0.2
LIMITS = ServerLimits(lonely_s=0, first_client_s=PATIENCE_S, first_request_s=PATIENCE_S)


class NeverDue:
    """Keys that are never locked for idleness."""

    def wait_s(self) -> float | None:
        """Wait for ever."""
        return None

    def lock_if_due(self) -> None:
        """Lock nothing."""


class Told:
    """An agent to which something happens while it is asked whether it stays."""

    def __init__(self) -> None:
        self.idle: Idle = NeverDue()
        self.is_to_stay = False
        self.meanwhile: Callable[[], None] = lambda: None

    @property
    def stays(self) -> bool:
        """Answer as it was when the question came."""
        answer = self.is_to_stay
        self.meanwhile()
        return answer

    def close(self) -> None:
        """Hold nothing."""


class Watched(AgentServer):
    """A server that one can wait for to have only so many clients left."""

    one_less = threading.Condition()

    def _forget(self, client: Client) -> None:
        super()._forget(client)
        with self.one_less:
            self.one_less.notify_all()

    def must_have_left(self, clients: int) -> None:
        """Wait until no more are left."""
        with self.one_less:
            assert self.one_less.wait_for(lambda: len(self._clients) <= clients, PATIENCE_S)


def echo(frame: bytearray, turn_for: TurnFor) -> bytes:
    """Answer what was asked."""
    del turn_for
    return bytes(frame)


def asked(connection: socket.socket) -> socket.socket:
    """Ask something, so that the server has let this client in."""
    send_frame(connection, b"?", within_s=PATIENCE_S)
    answer = receive_frame(connection, limit=9, start_within_s=PATIENCE_S, within_s=PATIENCE_S)
    assert answer is not None
    return connection


def test_an_agent_leaves_by_itself_once_nobody_starts_one_any_more(tmp_path: Path) -> None:
    """Though nobody came who would wake it."""
    folder = AgentFolder(tmp_path)
    folder.make_meeting_place()
    limits = replace(LIMITS, lonely_s=0.01, first_client_s=0)
    server = AgentServer(Told(), echo, folder, resident=False, limits=limits)
    listener = meeting_point.listen(folder.meeting_place)
    thread = threading.Thread(target=server.serve, args=(listener,))
    with FileLock.take(folder.start_lock, holder="this test"):
        thread.start()
        thread.join(HELD)
        assert thread.is_alive()
    thread.join(PATIENCE_S)
    has_left = not thread.is_alive()
    server.stop()
    thread.join(PATIENCE_S)
    assert has_left


def test_a_client_without_a_thread_ends_nobody_elses_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The system gives no more of them for a moment."""
    folder = AgentFolder(tmp_path)
    folder.make_meeting_place()
    server = AgentServer(Told(), echo, folder, resident=True, limits=LIMITS)
    listener = meeting_point.listen(folder.meeting_place)
    serving = threading.Thread(target=server.serve, args=(listener,))
    serving.start()

    def refuse(_: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    with asked(meeting_point.connect(folder.meeting_place, within_s=PATIENCE_S)) as served:
        with monkeypatch.context() as short:
            short.setattr(threading.Thread, "start", refuse)
            with meeting_point.connect(folder.meeting_place, within_s=PATIENCE_S) as sent_away:
                assert sent_away.recv(1) == b""
        asked(served)
    server.stop()
    serving.join(PATIENCE_S)
    assert not serving.is_alive()


def test_whoever_hung_up_while_it_waited_is_not_tried(tmp_path: Path) -> None:
    """A guess that nobody hears the answer of costs the others no time; a sale is ended."""
    server = AgentServer(Told(), echo, AgentFolder(tmp_path), resident=False, limits=LIMITS)
    here, there = socket.socketpair()
    with here, there:
        client, tried = Client(here, Caller(process=1), Turns()), []
        with server._turn(client, Tries.PIN):
            tried.append("a PIN")
        there.close()
        with pytest.raises(FrameFault), server._turn(client, Tries.PIN):
            tried.append("a PIN of who is gone")
        with server._turn(client, None):
            tried.append("a sale")
    assert tried == ["a PIN", "a sale"]
    server._wake_end.close()
    server._waker.close()


def test_a_client_that_says_stay_and_goes_is_heard(tmp_path: Path) -> None:
    """Both between two looks of the server, of which the second found nobody any more."""
    folder = AgentFolder(story.new_vault(tmp_path))
    folder.make_meeting_place()
    listener = meeting_point.listen(folder.meeting_place)
    agent = Told()
    server = Watched(agent, echo, folder, resident=False, limits=LIMITS)
    thread = threading.Thread(target=server.serve, args=(listener,))
    thread.start()

    def connected() -> socket.socket:
        return asked(meeting_point.connect(folder.meeting_place, within_s=PATIENCE_S))

    wanting, other = connected(), connected()
    has_gone = threading.Event()

    def say_and_go() -> None:
        if len(server._clients) != 1:
            return
        agent.meanwhile = lambda: None
        agent.is_to_stay = True
        wanting.close()
        server.must_have_left(0)
        has_gone.set()

    agent.meanwhile = say_and_go
    other.close()
    server.must_have_left(1)
    if not has_gone.wait(HELD):
        # The server asks nothing while it has clients.
        say_and_go()
    try:
        # One that did not hear it leaves at once.
        thread.join(HELD)
        assert thread.is_alive()
        connected().close()
    finally:
        server.stop()
        thread.join(PATIENCE_S)
    assert not thread.is_alive()
