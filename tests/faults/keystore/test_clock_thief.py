"""A thief who runs as the cashier's user and writes what head office is said to have told."""

import os
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from pos.app.ports import Tombstone
from pos.domain.errors import LeaseEnded, SignInDelayed, SignInRefused
from pos.domain.journal import format_time
from pos.domain.operator import Role
from pos.keystore.agent.agent import KeyAgent
from pos.keystore.files.folder import AgentFolder
from pos.keystore.files.terminal_clock import AgentClock, Machine, ToldTime, keep_told, told_now
from pos.keystore.keys.device_key import DeviceKey
from tests import agent_stories as story
from tests.faults.keystore.gains import gained

OWN_KEY = Ed25519PrivateKey.from_private_bytes(b"\6" * 32).private_bytes_raw()
PIN = b"4711"
HOUR = timedelta(hours=1)
FREE_GUESSES = 5
Forger = Callable[[ToldTime], ToldTime]


class Noon(Machine):
    """A machine whose clock only root sets."""

    def now(self) -> datetime:
        """Return noon."""
        return story.NOON


def unsigned(word: ToldTime) -> ToldTime:
    """Write a word as earlier programs did."""
    return word


def by_own_key(word: ToldTime) -> ToldTime:
    """Sign a word with a key of the thief's."""
    return DeviceKey(OWN_KEY).sign_told_time(word)


def moved_on(agents: ToldTime) -> Forger:
    """Return what puts other times into a word of the agent's."""
    return lambda word: ToldTime(word.boot, word.running_ms, word.time, agents.signature)


def say(folder: Path, when: datetime, forger: Forger) -> None:
    """Write what head office is said to have told now."""
    keep_told(AgentFolder(folder), forger(told_now(format_time(when), Noon())))


def at_work(folder: Path) -> tuple[KeyAgent, list[Forger]]:
    """Give an open agent by the machine's clock, and ways to forge words that it would believe."""
    story.new_vault(folder)
    agent = KeyAgent.open(folder, clock=AgentClock(folder, Noon()), randomness=os.urandom)
    agent.unlock(story.PASSPHRASE)
    story.make_ready(agent, story.NOON)
    identity = agent._identity
    assert identity is not None
    genuine = identity.device_key.sign_told_time(told_now(format_time(story.NOON), Noon()))
    return agent, [unsigned, by_own_key, moved_on(genuine)]


def test_guess_pins_with_a_clock_that_runs(tmp_path: Path) -> None:
    """An hour ahead for each guess: no more are looked at than without."""
    agent, forgers = at_work(tmp_path)
    agent.set_pin("supervisor", PIN, Role.SUPERVISOR)
    looked_at, when = 0, story.NOON
    for number in range(30):
        when += HOUR
        say(tmp_path, when, forgers[number % len(forgers)])
        try:
            agent.sign_in("supervisor", b"%04d" % number)
        except SignInRefused:
            looked_at += 1
        except SignInDelayed:
            continue
    agent.close()
    assert looked_at == FREE_GUESSES
    gained("tell the agent that hours went by", f"nothing: {looked_at} guesses, as ever")


@pytest.mark.parametrize("way", [0, 1, 2])
def test_stop_the_clock_before_the_lease_ends(tmp_path: Path, way: int) -> None:
    """It ends by the machine's clock, and by what head office told, but by nobody else's word."""
    agent, forgers = at_work(tmp_path)
    ends = story.NOON - timedelta(minutes=1)
    agent.grant_training_lease(story.a_lease(story.NOON, serial=2, until=format_time(ends)))
    say(tmp_path, ends - HOUR, forgers[way])
    sale_id = story.new_sale_id()
    outcome = agent.issue(sale_id, story.begun_bytes(sale_id))
    agent.close()
    assert isinstance(outcome, Tombstone)
    assert outcome.reason == LeaseEnded.code
    gained("stop the clock before the lease ends", "nothing: the word is not the agent's own")
