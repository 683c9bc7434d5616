"""The agent's socket against clients that are silent, slow, hostile, many or gone."""

import os
import random
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import msgspec
import pytest

from pos.app.ports import Issued
from pos.domain.errors import AgentUnreachable, FolderInUse
from pos.keystore.agent.agent import KeyAgent
from pos.keystore.agent.dispatch import answer_to
from pos.keystore.calls.protocol import ANSWER_BYTES_MAX, REQUEST_BYTES_MAX, Done, Failed
from pos.keystore.client.agent_client import AgentClient
from pos.keystore.files import meeting_point
from pos.keystore.files.folder import AgentFolder, FileLock
from pos.keystore.server.server import AgentServer, ServerLimits
from pos.wire.framing import FrameFault, receive_frame, send_frame
from tests import agent_stories as story
from tests.patience import PATIENCE_S

# Only what a test waits for is short: whoever behaves is never late on the busiest PC.
LIMITS = ServerLimits(
    clients=6,
    first_request_s=PATIENCE_S,
    frame_s=PATIENCE_S,
    lonely_s=0.05,
    first_client_s=PATIENCE_S,
)
SILENCE_IS_SHORT = replace(LIMITS, first_request_s=1)
FRAMES_ARE_SHORT = replace(LIMITS, frame_s=1)
STATUS_CALL = {"version": 1, "call": {"call": "status"}}
HELD = 0.2


class Running:
    """An agent served from a thread of this process."""

    def __init__(self, path: Path, limits: ServerLimits, *, resident: bool) -> None:
        self.folder = AgentFolder(path)
        self.folder.make_meeting_place()
        self.agent = KeyAgent.open(path, clock=story.MachineClock(), randomness=os.urandom)
        self.agent.unlock(story.PASSPHRASE)
        self.listener = meeting_point.listen(self.folder.meeting_place)
        self.server = AgentServer(
            self.agent,
            partial(answer_to, self.agent),
            self.folder,
            resident=resident,
            limits=limits,
        )
        self.thread = threading.Thread(target=self.server.serve, args=(self.listener,))
        self.thread.start()

    def connect(self) -> socket.socket:
        """Connect without a client's manners."""
        return meeting_point.connect(self.folder.meeting_place, within_s=PATIENCE_S)

    def has_ended(self) -> bool:
        """Wait for the server to return."""
        self.thread.join(PATIENCE_S)
        return not self.thread.is_alive()


@pytest.fixture(name="limits")
def _limits() -> ServerLimits:
    """Give patience with everybody; a test that waits for its end says otherwise."""
    return LIMITS


@pytest.fixture(name="running")
def _running(tmp_path: Path, limits: ServerLimits) -> Iterator[Running]:
    """Give a resident agent with keys and a lease."""
    running = Running(story.new_vault(tmp_path), limits, resident=True)
    story.make_ready(running.agent, datetime.now(UTC))
    yield running
    running.server.stop()
    assert running.has_ended()


@pytest.fixture(name="client")
def _client(running: Running) -> Iterator[AgentClient]:
    """Give a well-behaved client."""
    with AgentClient(running.folder.path) as client:
        yield client


def ask(connection: socket.socket, request: object) -> Done | Failed:
    """Send anything as a request and return the answer."""
    raw = request if isinstance(request, bytes) else msgspec.msgpack.encode(request)
    send_frame(connection, raw, within_s=PATIENCE_S)
    answer = receive_frame(
        connection, limit=ANSWER_BYTES_MAX, start_within_s=PATIENCE_S, within_s=PATIENCE_S
    )
    assert answer is not None
    decoded: Done | Failed = msgspec.msgpack.decode(answer, type=Done | Failed)
    return decoded


def served(client: AgentClient) -> Issued:
    """Issue one sale, which is sent again where the short limit of a test caught it, too."""
    sale_id = story.new_sale_id()
    begun = story.begun_bytes(sale_id)
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        with suppress(AgentUnreachable):
            issued = client.issue(sale_id, begun)
            assert isinstance(issued, Issued)
            return issued
    raise AssertionError("nobody was served")


def is_closed(connection: socket.socket) -> bool:
    """Wait until the server hangs up; what it still had to say does not matter."""
    connection.settimeout(PATIENCE_S)
    try:
        while connection.recv(4096):
            pass
    except ConnectionResetError:
        return True
    return True


def say_nothing(connection: socket.socket) -> None:
    """Connect and wait."""


def begin_a_frame(connection: socket.socket) -> None:
    """Announce more than is sent."""
    connection.send(b"\0\0\1\0abc")


def announce_too_much(connection: socket.socket) -> None:
    """Announce four gigabytes."""
    connection.send(b"\xff\xff\xff\xff")


def send_rubbish(connection: socket.socket) -> None:
    """Send bytes that are no frame."""
    connection.send(b"GET / HTTP/1.1\r\n\r\n")


def leave_at_once(connection: socket.socket) -> None:
    """Ask and do not wait for the answer."""
    send_frame(connection, msgspec.msgpack.encode(STATUS_CALL), within_s=PATIENCE_S)
    connection.shutdown(socket.SHUT_RDWR)


@pytest.mark.parametrize(
    ("manner", "limits"),
    [
        (say_nothing, SILENCE_IS_SHORT),
        (begin_a_frame, FRAMES_ARE_SHORT),
        (announce_too_much, LIMITS),
        (send_rubbish, LIMITS),
        (leave_at_once, LIMITS),
    ],
)
def test_a_bad_client_stops_nobody(
    running: Running, client: AgentClient, manner: Callable[[socket.socket], None]
) -> None:
    """Others are served meanwhile, and it loses its connection."""
    with running.connect() as bad, running.connect() as worse:
        manner(bad)
        manner(worse)
        for _ in range(5):
            served(client)
        assert is_closed(bad)
        assert is_closed(worse)


@pytest.mark.parametrize("limits", [FRAMES_ARE_SHORT])
def test_a_client_that_reads_nothing_stops_nobody(running: Running, client: AgentClient) -> None:
    """Its answers fill the socket; then it is dropped."""
    for number in range(150):
        story.issue_one(running.agent, meter=story.a_meter(number))
    with running.connect() as bad:
        request = msgspec.msgpack.encode({"version": 1, "call": {"call": "issues", "issue_no": 0}})

        def ask_for_ever() -> None:
            while True:
                send_frame(bad, request, within_s=PATIENCE_S)

        with pytest.raises(FrameFault):
            ask_for_ever()
        assert served(client).receipt.issue_no == 151


@pytest.mark.parametrize(
    ("request_", "why"),
    [
        ({"version": 2, "call": {"call": "something new"}}, "version"),
        ({"version": 1, "call": {"call": "something new"}}, "request"),
        ({"version": 1, "call": {"call": "status", "more": 1}}, "request"),
        ({"version": 1, "call": {"call": "sign_in", "operator": 5, "pin": b"1"}}, "request"),
        ({"version": 1, "call": {"call": "sign_in", "operator": "x"}}, "request"),
        ({"version": 1, "call": None}, "request"),
        ({"version": 1}, "request"),
        ([], "request"),
        (b"", "request"),
        (b"\xc1", "request"),
        (b"\x91" * 60_000, "request"),
        (b"\xdf\xff\xff\xff\xff", "request"),
    ],
)
def test_a_request_that_cannot_be_read_is_answered(
    running: Running, request_: object, why: str
) -> None:
    """With a reason, and the connection goes on."""
    with running.connect() as connection:
        answer = ask(connection, request_)
        assert answer == Failed(AgentUnreachable.code, {"why": why})
        assert isinstance(ask(connection, STATUS_CALL), Done)


def test_random_requests_break_nothing(running: Running, client: AgentClient) -> None:
    """Bytes at random, and requests with bytes changed at random."""
    dice = random.Random(20261122)  # noqa: S311 - the same mistakes every time
    sale_id = story.new_sale_id()
    call = {"call": "issue", "sale_id": sale_id, "begun": story.begun_bytes(sale_id)}
    good = msgspec.msgpack.encode({"version": 1, "call": call})
    with running.connect() as connection:
        for _ in range(500):
            rotten = bytearray(good)
            for _ in range(dice.randrange(1, 4)):
                rotten[dice.randrange(len(rotten))] = dice.randrange(256)
            ask(connection, bytes(rotten))
            ask(connection, dice.randbytes(dice.randrange(60)))
    assert client.status().vending_open
    assert not running.folder.log.exists()


def test_the_longest_idle_client_makes_room(running: Running) -> None:
    """All places taken: a new client is served, and the one that sat longest comes back later."""
    clients = [AgentClient(running.folder.path) for _ in range(LIMITS.clients)]
    for client in clients:
        client.status()
    with running.connect() as extra:
        assert isinstance(ask(extra, STATUS_CALL), Done)
    for client in clients:
        assert client.status().vending_open
        client.close()


@pytest.mark.parametrize("limits", [SILENCE_IS_SHORT])
def test_places_taken_by_silent_clients_come_free(running: Running, client: AgentClient) -> None:
    """As many of them as there are places, and more."""
    silent = [running.connect() for _ in range(3 * LIMITS.clients)]
    assert served(client).receipt.issue_no == 1
    for connection in silent:
        connection.close()


def test_eight_clients_issue_at_once(running: Running) -> None:
    """No identifier twice for a meter, no gap in the numbers, no unit uncounted."""
    faults: list[BaseException] = []

    def sell(number: int) -> None:
        try:
            with AgentClient(roomy.folder.path) as client:
                for turn in range(15):
                    story.issue_one(client, meter=story.a_meter((number + turn) % 3))
        except BaseException as error:  # noqa: BLE001 - told to the test below
            faults.append(error)

    running.server.stop()
    assert running.has_ended()
    roomy = Running(running.folder.path, ServerLimits(), resident=True)
    threads = [threading.Thread(target=sell, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    issued = list(roomy.agent.issues_after(0))
    roomy.server.stop()
    assert roomy.has_ended()
    assert faults == []
    seen = [(story.sold_to(one), one.receipt.tokens[0].tid) for one in issued]
    assert len(set(seen)) == len(seen) == 120
    assert [one.receipt.issue_no for one in issued] == list(range(1, 121))
    assert issued[-1].receipt.money_issued == 120 * 10_000


def test_one_sale_sent_by_eight_clients_is_issued_once(running: Running) -> None:
    """All of them get the same token."""
    sale_id = story.new_sale_id()
    begun = story.begun_bytes(sale_id)
    answers = []

    def send() -> None:
        with AgentClient(running.folder.path) as client:
            answers.append(client.issue(sale_id, begun))

    threads = [threading.Thread(target=send) for _ in range(LIMITS.clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == LIMITS.clients
    assert all(answer == answers[0] for answer in answers)
    assert running.agent.status().issues == 1


def test_an_agent_on_demand_leaves_after_its_last_client(tmp_path: Path) -> None:
    """Not after the first; and its folder is free."""
    running = Running(story.new_vault(tmp_path), LIMITS, resident=False)
    with AgentClient(tmp_path) as last:
        with AgentClient(tmp_path) as first:
            first.status()
            last.status()
        running.thread.join(HELD)
        assert last.status().vending_open
    assert running.has_ended()
    assert not (running.folder.meeting_place / meeting_point.SOCKET_NAME).exists()
    KeyAgent.open(tmp_path, clock=story.MachineClock(), randomness=os.urandom).close()


def test_an_agent_that_nobody_needs_leaves(tmp_path: Path) -> None:
    """Whoever started it may have died before connecting."""
    limits = ServerLimits(first_client_s=0.05, lonely_s=0.05)
    assert Running(story.new_vault(tmp_path), limits, resident=False).has_ended()


def test_a_stopping_agent_hangs_up_on_idle_clients(running: Running, client: AgentClient) -> None:
    """They learn it at their next call."""
    client.status()
    running.server.stop()
    assert running.has_ended()
    with pytest.raises(AgentUnreachable) as refusal:
        client.status()
    assert refusal.value.facts == {"why": "not running"}


def test_a_client_outlives_its_agent(running: Running, client: AgentClient) -> None:
    """It finds the next one by itself."""
    client.status()
    running.server.stop()
    assert running.has_ended()
    again = Running(running.folder.path, LIMITS, resident=True)
    assert client.status().vending_open
    again.server.stop()
    assert again.has_ended()


def test_a_deep_folder_has_an_agent_too(tmp_path: Path) -> None:
    """A socket's path may have 107 bytes; a shop's folder may be longer."""
    deep = tmp_path / ("a folder with a long name " * 4) / ("and another one " * 8)
    deep.mkdir(parents=True)
    running = Running(story.new_vault(deep), LIMITS, resident=False)
    with AgentClient(deep) as client:
        assert client.status().training
    assert running.has_ended()


def test_our_own_fault_is_told_without_its_text(
    running: Running, client: AgentClient, capsys: pytest.CaptureFixture[str]
) -> None:
    """The log names the place; the text of the exception might hold a secret."""
    identity = running.agent._identity
    assert identity is not None
    running.agent._identity = object()  # type: ignore[assignment]  # breaks the agent on purpose
    with pytest.raises(AgentUnreachable) as refusal:
        client.device_key()
    running.agent._identity = identity
    assert refusal.value.facts == {"why": "fault"}
    told = capsys.readouterr().err
    assert told.startswith("AttributeError: agent.py:")
    assert "object" not in told
    assert len(client.device_key()) == 64


def test_stopping_twice_is_stopping(running: Running) -> None:
    """Also when it has ended."""
    running.server.stop()
    running.server.stop()
    assert running.has_ended()
    running.server.stop()


def test_an_agent_does_not_leave_while_somebody_starts_one(tmp_path: Path) -> None:
    """The starter may be about to find it."""
    folder = AgentFolder(story.new_vault(tmp_path))
    folder.make_meeting_place()
    limits = ServerLimits(first_client_s=0.01, lonely_s=0.01)
    with FileLock.take(folder.start_lock, holder="this test"):
        running = Running(tmp_path, limits, resident=False)
        running.thread.join(HELD)
        with AgentClient(tmp_path) as client:
            assert client.status().training
    assert running.has_ended()


def test_a_stopping_agent_lets_nobody_start_one_yet(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever wants to finds the folder free afterwards, not in use."""
    came_early: list[bool] = []

    def close() -> None:
        try:
            FileLock.take(running.folder.start_lock, holder="the agent").release()
        except FolderInUse:
            came_early.append(False)
        else:
            came_early.append(True)
        KeyAgent.close(running.agent)

    monkeypatch.setattr(running.agent, "close", close)
    running.server.stop()
    assert running.has_ended()
    assert came_early == [False]
    FileLock.take(running.folder.start_lock, holder="the agent").release()


def test_an_agent_does_not_leave_a_client_at_the_door(running: Running) -> None:
    """One that connected and was not let in yet."""
    with meeting_point.listen(running.folder.path) as listener:
        with meeting_point.connect(running.folder.path, within_s=PATIENCE_S):
            assert not running.server._may_leave(listener)
        listener.accept()[0].close()
        assert running.server._may_leave(listener)


def test_an_agent_leaves_a_folder_that_is_out_of_reach(tmp_path: Path) -> None:
    """Its keys are forgotten, and nothing is left of it where the folder went."""
    folder, elsewhere = tmp_path / "here", tmp_path / "there"
    folder.mkdir()
    running = Running(story.new_vault(folder), LIMITS, resident=False)
    with AgentClient(folder) as client:
        client.status()
        folder.rename(elsewhere)
    assert running.has_ended()
    assert running.agent.status().keys == ()
    KeyAgent.open(elsewhere, clock=story.MachineClock(), randomness=os.urandom).close()


def test_an_agent_that_is_to_stay_stays(tmp_path: Path) -> None:
    """Although it was started for as long as it has clients."""
    running = Running(story.new_vault(tmp_path), LIMITS, resident=False)
    with AgentClient(tmp_path) as client:
        client.stay()
    running.thread.join(HELD)
    with AgentClient(tmp_path) as client:
        assert client.status().vending_open
    running.server.stop()
    assert running.has_ended()


def test_another_users_process_is_not_served(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The kernel says whose it is."""
    mine = os.getuid()
    with running.connect() as before:
        assert isinstance(ask(before, STATUS_CALL), Done)
        monkeypatch.setattr(os, "getuid", lambda: mine + 1)
        with (
            socket.socket(socket.AF_UNIX) as stranger,
            meeting_point._reachable(running.folder.meeting_place) as way,
        ):
            stranger.connect(way)
            assert is_closed(stranger)
        assert isinstance(ask(before, STATUS_CALL), Done)


def test_a_request_that_is_too_large_is_not_sent(client: AgentClient) -> None:
    """The agent would hang up on it."""
    sale_id = story.new_sale_id()
    with pytest.raises(AgentUnreachable) as refusal:
        client.issue(sale_id, story.begun_bytes(sale_id, printer="p" * REQUEST_BYTES_MAX))
    assert refusal.value.facts == {"why": "request too large"}


@pytest.mark.parametrize("number", [-1, 1 << 61, 1 << 64])
def test_numbers_beyond_reason_are_answered(running: Running, number: int) -> None:
    """No table has such rows."""
    call = {"call": "issues", "issue_no": number}
    request = {"version": 1, "call": call}
    if number >= 1 << 64:
        request = {"version": 1, "call": {"call": "issues", "issue_no": str(number)}}
    with running.connect() as connection:
        answer = ask(connection, request)
    assert answer == Failed(AgentUnreachable.code, {"why": "request"})


def test_a_socket_that_cannot_be_bound_is_told(tmp_path: Path) -> None:
    """Something else has its name."""
    (tmp_path / meeting_point.SOCKET_NAME).mkdir()
    with pytest.raises(OSError, match="directory"):
        meeting_point.listen(tmp_path)
