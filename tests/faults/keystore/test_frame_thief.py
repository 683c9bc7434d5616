"""A thief at the sockets of both agents: fuzzed and slow frames, and guesses from many lines."""

import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_type_hints

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pos.app.ports.slots import UnlockSecret
from pos.app.ports.two_people import LimitWish, OpenLimit, Signer
from pos.domain.errors import PosError, SignInDelayed, SignInRefused
from pos.domain.errors.signing import SignerNotKnown
from pos.domain.operator import Role
from pos.keystore.calls.messages import AnyCall
from pos.keystore.calls.protocol import ANSWER_BYTES_MAX, REQUEST_BYTES_MAX
from pos.keystore.calls.signing import SIGNING_REQUEST_BYTES_MAX, SigningCall
from pos.keystore.client.agent_client import AgentClient
from pos.keystore.client.signing_client import SigningClient
from pos.keystore.files import meeting_point
from pos.keystore.files.folder import AgentFolder
from pos.wire.framing import FrameFault, receive_frame, send_frame
from tests import agent_stories, signing_stories
from tests.agent_stories import PASSPHRASE, SetClock
from tests.custody_stories import PEOPLE, PIN, new_custody_vault
from tests.faults.keystore.gains import gained

EXAMPLES = 300
LINES, GUESSES_A_LINE = 12, 3
SLOW_LINES = 20
BY_PASSPHRASE = UnlockSecret("passphrase", PASSPHRASE)
WISH = LimitWish(1, OpenLimit("ZAR", 1, 1))
_LENGTH = struct.Struct(">I")


@dataclass(frozen=True)
class Agent:
    """An agent of either kind, open and served.

    Attributes:
        calls: that it takes.
        request_bytes: of one request, at most.
        state: what no thief may change.
        guess: tries a password of somebody whom it knows, on a line of its own.
    """

    folder: Path
    calls: tuple[Any, ...]
    request_bytes: int
    state: Callable[[], object]
    guess: Callable[[bytes], object]

    def connect(self) -> socket.socket:
        """Connect without a client's manners."""
        return meeting_point.connect(AgentFolder(self.folder).meeting_place, within_s=5)


@contextmanager
def terminals(folder: Path) -> Iterator[Agent]:
    """Give a terminal's agent with a person."""
    with agent_stories.served(new_custody_vault(folder)) as client:
        client.unlock(PASSPHRASE)
        client.set_pin(PEOPLE[0], PIN, Role.SUPERVISOR)

        def guess(pin: bytes) -> None:
            with AgentClient(folder) as line:
                line.sign_in(PEOPLE[0], pin)

        def state() -> object:
            status = client.status()
            return status.keys, status.issues, client.device_key(), client.slots.slots()

        yield Agent(folder, AnyCall.__args__, REQUEST_BYTES_MAX, state, guess)


@contextmanager
def offices(folder: Path) -> Iterator[Agent]:
    """Give a head office's agent that knows a person and a limit."""
    store = signing_stories.new_store(folder / "keys", signing_stories.a_root())
    with signing_stories.served_agent(store, SetClock()) as client:
        person = Signer(PEOPLE[0], b"a password of mine")
        client.people.put_signer(BY_PASSPHRASE, person, (OpenLimit("ZAR", 5, 5),))

        def guess(password: bytes) -> None:
            with SigningClient(store) as line:
                line.people.say_yes(WISH, Signer(PEOPLE[0], password))

        def state() -> object:
            status = client.status()
            signed = [client.signed_before(name) for name in ("", "T1")]
            return status.signers, status.limits, status.slots, signed

        calls = SigningCall.__args__
        yield Agent(store, calls, SIGNING_REQUEST_BYTES_MAX, state, guess)


Served = Callable[[Path], AbstractContextManager[Agent]]
both_agents = pytest.mark.parametrize("served", [terminals, offices])
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(1 << 63), 1 << 63) | st.text() | st.binary(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


def requested(call: object, version: object = 1) -> bytes:
    """Return a request as a client sends it, or nothing for numbers that nobody can send."""
    try:
        return msgspec.msgpack.encode({"version": version, "call": call})
    except OverflowError:
        return b""


def frames(calls: tuple[Any, ...]) -> st.SearchStrategy[bytes]:
    """Return requests of every call: whole ones, ones with fields of any kind, and mere bytes."""

    def whole(call: Any) -> st.SearchStrategy[bytes]:
        types = get_type_hints(call, include_extras=True)
        fields = {name: st.from_type(types[name]) for name in call.__struct_fields__}
        return st.builds(call, **fields).map(requested)

    def spoilt(call: Any) -> st.SearchStrategy[bytes]:
        fields = dict.fromkeys(call.__struct_fields__, values | st.just("ab" * 32))
        named = st.fixed_dictionaries(
            {"call": st.just(call.__struct_config__.tag)}, optional=fields
        )
        return st.builds(requested, named, st.just(1) | values)

    return st.one_of(st.binary(max_size=200), *map(whole, calls), *map(spoilt, calls))


@both_agents
def test_fuzz_the_frames(tmp_path: Path, served: Served) -> None:
    """Every call that there is, with whatever in it: an answer or a hung-up line, and no fault."""
    answers = {"done": 0, "failed": 0, "none": 0}
    with served(tmp_path) as agent:
        before = agent.state()

        @settings(
            max_examples=EXAMPLES,
            deadline=None,
            database=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        )
        @given(frame=frames(agent.calls))
        def send(frame: bytes) -> None:
            with agent.connect() as line:
                try:
                    send_frame(line, frame, within_s=5)
                    answer = receive_frame(
                        line, limit=ANSWER_BYTES_MAX, start_within_s=30, within_s=30
                    )
                except FrameFault:
                    answer = None
            if answer is None:
                answers["none"] += 1
                return
            said = msgspec.msgpack.decode(answer)
            answers[said["answer"]] += 1
            assert said.get("facts", {}).get("why") != "fault"

        send()
        assert agent.state() == before
    assert answers["done"]
    assert answers["failed"] > EXAMPLES // 2
    gained(f"fuzz the frames of {served.__name__}' agents", f"nothing: {answers}, no fault of ours")


@both_agents
def test_hold_many_lines_with_slow_frames(tmp_path: Path, served: Served) -> None:
    """Too large, or begun and never ended: others are served all the while."""
    with served(tmp_path) as agent:
        before = agent.state()
        lines = [agent.connect() for _ in range(SLOW_LINES)]
        try:
            for number, line in enumerate(lines):
                size = agent.request_bytes + 1 if number % 2 else 1000
                line.sendall(_LENGTH.pack(size) + b"x" * (number % 3))
                assert agent.state() == before
        finally:
            for line in lines:
                line.close()
    gained(f"hold many lines to {served.__name__}' agents", "nothing: others are served meanwhile")


@both_agents
def test_guess_from_many_lines_at_once(tmp_path: Path, served: Served) -> None:
    """All at the same moment buys no more than one after the other."""
    seen: list[type[PosError]] = []
    gate = threading.Barrier(LINES)
    with served(tmp_path) as agent:

        def guess(line: int) -> None:
            gate.wait()
            for number in range(GUESSES_A_LINE):
                try:
                    agent.guess(b"guess %d of %d" % (number, line))
                except (SignInRefused, SignerNotKnown, SignInDelayed) as error:
                    seen.append(type(error))

        threads = [threading.Thread(target=guess, args=(line,)) for line in range(LINES)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    looked_at = len(seen) - seen.count(SignInDelayed)
    assert (looked_at, len(seen)) == (5, LINES * GUESSES_A_LINE)
    gained(
        f"guess from {LINES} lines at once at {served.__name__}' agents",
        f"{looked_at} of {len(seen)} guesses were looked at, as from one line",
    )
