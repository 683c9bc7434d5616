"""The delay that wrong PINs earn, by a clock that the test sets."""

import hmac
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from pos.domain.errors import SignInDelayed, SignInRefused
from pos.domain.operator import Role
from pos.keystore.agent.agent import KeyAgent
from tests import agent_stories as story
from tests.agent_stories import SetClock

SECOND = timedelta(seconds=1)
PIN = b"4711"


@pytest.fixture(name="clock")
def _clock() -> SetClock:
    """Give a clock that shows noon until it is set."""
    return SetClock()


@pytest.fixture(name="agent")
def _agent(tmp_path: Path, clock: SetClock) -> Iterator[KeyAgent]:
    """Give an unlocked agent that knows one operator."""
    agent = story.opened(story.new_vault(tmp_path), clock)
    agent.set_pin("amina", PIN, Role.SUPERVISOR)
    yield agent
    agent.close()


def fail(agent: KeyAgent, name: str = "amina") -> None:
    """Give a wrong PIN that is looked at."""
    with pytest.raises(SignInRefused):
        agent.sign_in(name, b"0000")


def wait_of(agent: KeyAgent, name: str = "amina") -> int:
    """Return how long the right PIN would have to wait."""
    with pytest.raises(SignInDelayed) as refusal:
        agent.sign_in(name, PIN)
    seconds = refusal.value.facts["seconds"]
    assert isinstance(seconds, int)
    return seconds


@pytest.mark.parametrize("name", ["amina", "nobody"])
def test_the_delay_doubles_up_to_an_hour(agent: KeyAgent, clock: SetClock, name: str) -> None:
    """30 s after the fifth failure, then twice as long each time; the same for unknown names."""
    for _ in range(4):
        fail(agent, name)
    for expected in (30, 60, 120, 240, 480, 960, 1920, 3600, 3600):
        fail(agent, name)
        assert wait_of(agent, name) == expected
        clock.time += (expected - 1) * SECOND
        assert wait_of(agent, name) == 1
        clock.time += SECOND


def test_the_right_pin_ends_the_count(agent: KeyAgent) -> None:
    """Four wrong ones are forgiven, again and again."""
    for _ in range(3):
        for _ in range(4):
            fail(agent)
        agent.sign_in("amina", PIN)


def test_waiting_tries_do_not_lengthen_the_wait(agent: KeyAgent) -> None:
    """A try that is not looked at is not counted."""
    for _ in range(5):
        fail(agent)
    assert [wait_of(agent) for _ in range(3)] == [30, 30, 30]


def test_a_clock_set_back_does_not_shorten_the_wait(agent: KeyAgent, clock: SetClock) -> None:
    """It begins again."""
    for _ in range(5):
        fail(agent)
    clock.time += 20 * SECOND
    assert wait_of(agent) == 10
    clock.time -= 3600 * SECOND
    assert wait_of(agent) == 30


def test_a_clock_that_was_years_ahead_keeps_nobody_waiting(
    agent: KeyAgent, clock: SetClock
) -> None:
    """Once it is right the wait begins again and comes to its end."""
    clock.time += timedelta(days=4000)
    for _ in range(5):
        fail(agent)
    clock.time = story.NOON
    assert wait_of(agent) == 30
    clock.time += 29 * SECOND
    assert wait_of(agent) == 1
    clock.time += SECOND
    agent.sign_in("amina", PIN)


def test_the_count_survives_a_restart(agent: KeyAgent, clock: SetClock, tmp_path: Path) -> None:
    """Killing the agent buys no guesses."""
    for _ in range(5):
        fail(agent)
    agent.close()
    again = story.opened(tmp_path, clock)
    assert wait_of(again) == 30
    again.close()


def test_one_operators_failures_are_not_anothers(agent: KeyAgent) -> None:
    """Nobody can lock others out by guessing at made-up names either."""
    agent.set_pin("thabo", b"9999", Role.SUPERVISOR)
    for name in ("amina", *(f"nobody{number}" for number in range(20))):
        for _ in range(5):
            with pytest.raises((SignInRefused, SignInDelayed)):
                agent.sign_in(name, b"0000")
    agent.sign_in("thabo", b"9999")


def test_made_up_names_take_a_bounded_place(agent: KeyAgent) -> None:
    """However many there are."""
    identity = agent._identity
    assert identity is not None
    places = {identity.pins._place_of_unknown(f"name {number}") for number in range(20_000)}
    assert len(places) == 1024


def test_long_names_and_pins_are_refused_like_others(agent: KeyAgent) -> None:
    """And are cut in what is told."""
    with pytest.raises(SignInRefused) as refusal:
        agent.sign_in("n" * 5000, b"1" * 5000)
    assert refusal.value.facts == {"operator": "n" * 64}


def test_a_stolen_store_has_nothing_to_guess_pins_with(agent: KeyAgent) -> None:
    """The pepper is in the vault, and each person's verifier is their own; as it is described."""
    identity = agent._identity
    assert identity is not None
    agent.set_pin("baraka", PIN, Role.AGENT)
    rows = identity.database.all("SELECT operator, salt, verifier FROM pin ORDER BY 1")
    pepper = identity.pins._pepper.reveal()
    for name, salt, verifier in rows:
        message = b"vendwatt pin 1\0" + name.encode() + b"\0" + PIN
        function = Argon2id(salt=salt, length=32, iterations=1, lanes=1, memory_cost=8 * 1024)
        assert verifier == function.derive(hmac.digest(pepper, message, "sha256"))
    assert [row[0] for row in rows] == ["amina", "baraka"]


def test_a_pin_that_goes_on_is_another_one(agent: KeyAgent) -> None:
    """Of the longest one all is looked at, and what stands behind it."""
    longest = bytes(range(48, 112))
    agent.set_pin("baraka", longest, Role.AGENT)
    agent.sign_in("baraka", longest)
    for other in (longest + b"0", longest[:-1]):
        with pytest.raises(SignInRefused):
            agent.sign_in("baraka", other)


def test_who_comes_back_does_not_wait_for_who_left(agent: KeyAgent) -> None:
    """A name that is removed takes its wrong tries along."""
    agent.set_pin("baraka", PIN, Role.AGENT)
    for _ in range(5):
        fail(agent, "baraka")
    agent.people.remove_pin("baraka", by="amina", by_pin=PIN)
    agent.set_pin("baraka", PIN, Role.AGENT)
    agent.sign_in("baraka", PIN)


def test_tries_at_other_things_begin_again_once_one_was_right(agent: KeyAgent) -> None:
    """As PINs do."""
    identity = agent._identity
    assert identity is not None
    for _ in range(2):
        for _ in range(5):
            identity.pins.count_try("a code")
        identity.pins.forget_tries("a code")
    for _ in range(5):
        identity.pins.count_try("a code")
    with pytest.raises(SignInDelayed):
        identity.pins.count_try("a code")
