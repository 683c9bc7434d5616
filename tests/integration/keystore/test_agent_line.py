"""A client's line to agents that are silent, or say what is no answer."""

import os
import signal
import threading
from functools import partial
from itertools import count
from pathlib import Path
from types import SimpleNamespace

import msgspec
import pytest

from pos.domain.errors import AgentUnreachable
from pos.keystore.client.agent_client import AgentClient
from pos.keystore.client.agent_line import Patience
from pos.keystore.files import meeting_point
from pos.keystore.files.folder import AgentFolder
from pos.wire.framing import receive_frame, send_frame
from tests import agent_stories as story
from tests.patience import PATIENCE_S

A_MOMENT_S = 0.01


def test_a_socket_that_nobody_serves_is_not_waited_for_long(tmp_path: Path) -> None:
    """A stopped agent is silent, and said to be so."""
    folder = AgentFolder(story.new_vault(tmp_path))
    folder.make_meeting_place()
    impatient = AgentClient(tmp_path, Patience(call_s=1))
    listener = meeting_point.listen(folder.meeting_place)
    with listener, impatient, pytest.raises(AgentUnreachable) as refusal:
        impatient.status()
    assert refusal.value.facts == {"why": "silent"}


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (b"rubbish", "answer"),
        (msgspec.msgpack.encode({"answer": "done", "value": 7}), "answer"),
        (msgspec.msgpack.encode({"answer": "failed", "code": "X", "facts": {}}), "unknown answer"),
    ],
)
def test_an_answer_that_cannot_be_read_is_no_answer(
    tmp_path: Path, answer: bytes, why: str
) -> None:
    """Nothing is known about the call then."""
    folder = AgentFolder(story.new_vault(tmp_path))
    folder.make_meeting_place()
    with meeting_point.listen(folder.meeting_place) as listener:

        def lie() -> None:
            connection, _ = listener.accept()
            with connection:
                receive_frame(
                    connection, limit=9999, start_within_s=PATIENCE_S, within_s=PATIENCE_S
                )
                send_frame(connection, answer, within_s=PATIENCE_S)

        liar = threading.Thread(target=lie)
        liar.start()
        with AgentClient(tmp_path) as client, pytest.raises(AgentUnreachable) as refusal:
            client.status()
        liar.join()
    assert refusal.value.facts == {"why": why}


def test_what_comes_after_a_fault_answers_no_later_call(tmp_path: Path) -> None:
    """The line is hung up, also one that was new."""
    folder = AgentFolder(story.new_vault(tmp_path))
    folder.make_meeting_place()
    device_key = msgspec.msgpack.encode({"answer": "done", "value": "the right one"})
    with (
        meeting_point.listen(folder.meeting_place) as listener,
        AgentClient(tmp_path, Patience(call_s=PATIENCE_S)) as client,
    ):

        def lie_and_answer() -> None:
            with listener.accept()[0] as before:
                before.sendall(b"\xff\xff\xff\xff")
                with listener.accept()[0] as after:
                    send_frame(after, device_key, within_s=PATIENCE_S)
                    is_over.wait(PATIENCE_S)

        is_over = threading.Event()
        listener.settimeout(PATIENCE_S)
        liar = threading.Thread(target=lie_and_answer)
        liar.start()
        try:
            with pytest.raises(AgentUnreachable) as refusal:
                client.device_key()
            assert refusal.value.facts == {"why": "oversized"}
            assert client.device_key() == "the right one"
        finally:
            is_over.set()
            client.close()
            # Whoever was not called again is let go.
            meeting_point.connect(folder.meeting_place, within_s=PATIENCE_S).close()
            liar.join()


def test_an_agent_that_stops_answering_is_silent(tmp_path: Path) -> None:
    """Also when it answered before; the call is not sent again."""
    folder = AgentFolder(story.new_vault(tmp_path))
    folder.make_meeting_place()
    asked: list[int] = []
    nothing = msgspec.msgpack.encode({"answer": "done", "value": {"issued": None}})
    with meeting_point.listen(folder.meeting_place) as listener:

        def answer_once() -> None:
            connection, _ = listener.accept()
            with connection:
                while receive_frame(
                    connection, limit=9999, start_within_s=PATIENCE_S, within_s=PATIENCE_S
                ):
                    asked.append(1)
                    if len(asked) == 1:
                        send_frame(connection, nothing, within_s=PATIENCE_S)

        server = threading.Thread(target=answer_once)
        server.start()
        with AgentClient(tmp_path, Patience(call_s=PATIENCE_S)) as client:
            for why in ("answer", "silent"):
                with pytest.raises(AgentUnreachable) as refusal:
                    client.cancel(story.new_sale_id())
                assert refusal.value.facts == {"why": why}
                # From here on it waits for what never comes.
                client._patience = Patience(call_s=1)
            assert not meeting_point.has_waiting(listener)
        server.join()
    assert len(asked) == 2


def test_a_signal_while_the_queue_is_full_is_no_stranger(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The system lets nobody in then and calls nobody's name; the client goes on waiting."""
    folder = AgentFolder(story.new_vault(tmp_path))
    folder.make_meeting_place()
    monkeypatch.setattr(meeting_point, "_BACKLOG", 0)
    handled, main = threading.Event(), threading.main_thread().ident
    before = signal.signal(signal.SIGUSR1, lambda *_: handled.set())
    with (
        meeting_point.listen(folder.meeting_place) as listener,
        meeting_point.connect(folder.meeting_place, within_s=PATIENCE_S),
        AgentClient(tmp_path, Patience(connect_s=PATIENCE_S)) as client,
    ):

        def call_and_let_in() -> None:
            assert main is not None
            for _ in range(20):
                handled.clear()
                # One that comes just before the client waits does not end the wait.
                while not handled.wait(A_MOMENT_S):
                    signal.pthread_kill(main, signal.SIGUSR1)
            listener.accept()[0].close()

        caller = threading.Thread(target=call_and_let_in)
        caller.start()
        try:
            assert client.agent_pid() == os.getpid()
        finally:
            caller.join()
            signal.signal(signal.SIGUSR1, before)


def test_a_client_that_was_held_up_asks_at_least_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its time was over before it came to the door, as where a machine stands still."""
    hours = SimpleNamespace(monotonic=partial(next, count(0, 3600)))
    monkeypatch.setattr(meeting_point, "time", hours)
    with (
        meeting_point.listen(tmp_path),
        meeting_point.connect(tmp_path, within_s=1) as connection,
    ):
        assert meeting_point.peer_pid(connection) == os.getpid()


def test_a_queue_that_stays_full_is_silent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The agent is there, and lets nobody in."""
    folder = AgentFolder(story.new_vault(tmp_path))
    folder.make_meeting_place()
    monkeypatch.setattr(meeting_point, "_BACKLOG", 0)
    with (
        meeting_point.listen(folder.meeting_place),
        meeting_point.connect(folder.meeting_place, within_s=PATIENCE_S),
        AgentClient(tmp_path) as client,
        pytest.raises(AgentUnreachable) as refusal,
    ):
        client.status()
    assert refusal.value.facts == {"why": "silent"}
