"""What moves the agent's idea of the time, and what does not."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from pos.app.ports import Tombstone
from pos.domain.errors import ClockAhead, ClockBack, HeadOfficeNotGenuine, SignInRefused
from pos.domain.journal import format_time
from pos.domain.operator import Role
from pos.keystore.agent.agent import KeyAgent
from pos.keystore.files.folder import AgentFolder
from pos.keystore.files.terminal_clock import (
    AgentClock,
    Machine,
    TerminalClock,
    keep_told,
    told_now,
)
from pos.keystore.office.clock_desk import ANSWER_WITHIN_S, RequestsMade
from pos.wire.office_time import SignedTime, TimeAnswer
from pos.wire.uplink_keys import KeyPurpose, certify
from pos.wire.uplink_request import RequestToSign, answer_bytes, body_digest
from tests import agent_stories as story
from tests.agent_stories import SetClock

ROOT = Ed25519PrivateKey.from_private_bytes(b"\1" * 32)
ANSWER_KEY = Ed25519PrivateKey.from_private_bytes(b"\2" * 32)
PIN = b"4711"
YEAR = timedelta(days=365)


def public(key: Ed25519PrivateKey) -> str:
    """Return a public key as hex."""
    return key.public_key().public_bytes_raw().hex()


@pytest.fixture(name="clock")
def _clock() -> SetClock:
    """Give a clock that shows noon until it is set."""
    return SetClock()


@pytest.fixture(name="agent")
def _agent(tmp_path: Path, clock: SetClock) -> Iterator[KeyAgent]:
    """Give a ready agent that knows a head office and a supervisor."""
    agent = story.ready_agent(tmp_path, clock)
    certificate = certify(ROOT, KeyPurpose.ANSWER, public(ANSWER_KEY), training=True)
    agent.pin_head_office(public(ROOT), certificate)
    agent.set_pin("supervisor", PIN, Role.SUPERVISOR)
    yield agent
    agent.close()


def asked(agent: KeyAgent) -> str:
    """Sign a request for the time; return its signature."""
    request = RequestToSign(
        method="POST",
        path="/v1/time",
        terminal="T1",
        time="2000-01-01T00:00:00.000Z",
        nonce="0" * 32,
        body_digest=body_digest(b"{}"),
    )
    return agent.sign_request(request).hex()


def told(
    request: str,
    moment: datetime,
    *,
    key: Ed25519PrivateKey = ANSWER_KEY,
    purpose: KeyPurpose = KeyPurpose.ANSWER,
    training: bool = True,
) -> SignedTime:
    """Answer as head office does."""
    certificate = certify(ROOT, purpose, public(ANSWER_KEY), training=training)
    body = msgspec.json.encode(TimeAnswer(format_time(moment), certificate))
    signature = key.sign(answer_bytes(request, body)).hex()
    return SignedTime(request, body.decode(), signature)


def refused_as(agent: KeyAgent) -> str:
    """Ask for a sale and return the refusal's code, empty if it was issued."""
    sale_id = story.new_sale_id()
    outcome = agent.issue(sale_id, story.begun_bytes(sale_id))
    return outcome.reason if isinstance(outcome, Tombstone) else ""


def sold_ahead(agent: KeyAgent, clock: SetClock) -> None:
    """Sell with a clock a month ahead, then put it right."""
    clock.time = story.NOON + timedelta(days=30)
    story.issue_one(agent)
    clock.time = story.NOON + timedelta(minutes=10)
    assert refused_as(agent) == ClockBack.code


def test_head_offices_word_ends_what_a_wrong_clock_began(
    agent: KeyAgent, clock: SetClock, tmp_path: Path
) -> None:
    """A fresh answer counts once; the meter that was sold ahead waits, all others go on."""
    sold_ahead(agent, clock)
    answer = told(asked(agent), clock.time)
    assert agent.take_time(answer) == format_time(clock.time)
    assert refused_as(agent) == "CLOCK-03"
    story.issue_one(agent, meter=story.a_meter(2))
    with pytest.raises(HeadOfficeNotGenuine):
        agent.take_time(answer)
    agent.close()
    again = story.opened(tmp_path, clock)
    story.issue_one(again, meter=story.a_meter(2))
    again.close()


def test_nobody_elses_word_counts(agent: KeyAgent, clock: SetClock) -> None:
    """Another key, another purpose, the other kind, no request, another request's answer."""
    sold_ahead(agent, clock)
    request = asked(agent)
    with pytest.raises(HeadOfficeNotGenuine):
        agent.take_time(told("0" * 128, clock.time))
    for wrong in (
        told(request, clock.time, key=ROOT),
        told(request, clock.time, purpose=KeyPurpose.LEASE),
        told(request, clock.time, training=False),
        msgspec.structs.replace(told(request, clock.time), body="{}"),
        msgspec.structs.replace(told("0" * 128, clock.time), request_signature=request),
    ):
        with pytest.raises(HeadOfficeNotGenuine):
            agent.take_time(wrong)
        request = asked(agent)
    assert refused_as(agent) == ClockBack.code


def test_a_person_may_say_that_the_clock_is_right(agent: KeyAgent, clock: SetClock) -> None:
    """With a PIN; back as well as ahead, and never past the lease."""
    sold_ahead(agent, clock)
    with pytest.raises(SignInRefused):
        agent.accept_clock("supervisor", b"0000")
    assert refused_as(agent) == ClockBack.code
    agent.accept_clock("supervisor", PIN)
    story.issue_one(agent, meter=story.a_meter(2))
    clock.time += timedelta(days=46)
    assert refused_as(agent) == ClockAhead.code
    agent.accept_clock("supervisor", PIN)
    story.issue_one(agent)
    clock.time += YEAR
    agent.accept_clock("supervisor", PIN)
    assert refused_as(agent) == "LEASE-02"


def test_an_answer_that_took_long_says_too_little() -> None:
    """And the oldest of many requests are forgotten."""
    now = [0.0]
    requests = RequestsMade(lambda: now[0])
    requests.add(b"late")
    requests.add(b"in time")
    now[0] = ANSWER_WITHIN_S
    assert requests.take(b"in time".hex())
    now[0] += 1
    assert not requests.take(b"late".hex())
    for number in range(17):
        requests.add(bytes([number]))
    assert not requests.take("00")
    assert requests.take("01")


@dataclass
class OldPc(Machine):
    """A machine whose clock battery is dead."""

    shows: datetime = datetime(2000, 1, 1, tzinfo=UTC)
    running: int = 60_000
    start: str = "first"

    def now(self) -> datetime:
        """Return what its clock shows."""
        return self.shows

    def running_ms(self) -> int:
        """Return since when it is on."""
        return self.running

    def boot(self) -> str:
        """Return what names this start."""
        return self.start


def test_a_machine_with_a_dead_battery_goes_on_by_head_offices_time(tmp_path: Path) -> None:
    """Until it is switched off; a clock that was put right meanwhile leads again."""
    pc = OldPc()
    clock = TerminalClock(tmp_path, pc)
    assert clock.now() == pc.shows
    keep_told(AgentFolder(tmp_path), told_now(format_time(story.NOON), pc))
    pc.running += 90_000
    assert clock.now() == story.NOON + timedelta(seconds=90)
    pc.shows = story.NOON + timedelta(seconds=150)
    assert clock.now() == pc.shows
    assert TerminalClock(tmp_path, OldPc(start="second")).now() == OldPc().shows
    AgentFolder(tmp_path).clock.write_bytes(b"{")
    assert TerminalClock(tmp_path, pc).now() == pc.shows


@pytest.mark.parametrize(
    "content",
    [
        '{"boot":"first","running_ms":-999999999999999,"time":"2026-11-22T12:00:00.000Z"}',
        '{"boot":"first","running_ms":0,"time":"9999-12-31T23:59:59.999Z"}',
        '{"boot":"first","running_ms":0,"time":"yesterday"}',
        '{"more":' + "[" * 200_000,
        " " * 5000 + '{"boot":"first","running_ms":0,"time":"2026-11-22T12:00:00.000Z"}',
    ],
    ids=["before", "after", "no time", "nested", "long"],
)
def test_a_word_that_makes_no_sense_is_none(tmp_path: Path, content: str) -> None:
    """Whatever rots in the file, there is a time."""
    AgentFolder(tmp_path).clock.write_text(content)
    assert TerminalClock(tmp_path, OldPc()).now() == OldPc().shows


def test_a_pipe_in_the_place_of_the_word_holds_nobody_up(tmp_path: Path) -> None:
    """Whoever writes into the folder stops neither the agent nor the terminal."""
    os.mkfifo(AgentFolder(tmp_path).clock)
    assert TerminalClock(tmp_path, OldPc()).now() == OldPc().shows


def test_the_agents_group_reads_what_head_office_told(tmp_path: Path) -> None:
    """The agent may be a service of another user than the programs that go by it."""
    before = os.umask(0o077)
    try:
        keep_told(AgentFolder(tmp_path), told_now(format_time(story.NOON)))
    finally:
        os.umask(before)
    assert AgentFolder(tmp_path).clock.stat().st_mode & 0o777 == 0o640


def test_the_agent_goes_on_by_its_own_word_over_restarts(tmp_path: Path) -> None:
    """On a machine with a dead battery; before anything is unlocked it goes by none."""
    pc = OldPc()
    story.new_vault(tmp_path)
    for told in (True, False):
        clock = AgentClock(tmp_path, pc)
        agent = KeyAgent.open(tmp_path, clock=clock, randomness=os.urandom)
        assert clock.now() == pc.shows
        agent.unlock(story.PASSPHRASE)
        if told:
            identity = agent._identity
            assert identity is not None
            word = identity.device_key.sign_told_time(told_now(format_time(story.NOON), pc))
            keep_told(AgentFolder(tmp_path), word)
        assert clock.now() == story.NOON
        agent.close()
