"""Processes take turns, and of one process the oldest goes first."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest

from pos.keystore.server.turns import Caller, SentAway, Turns
from tests.patience import PATIENCE_S

THIEF, SHOP, OTHER = 1, 2, 3


class Noticed(threading.Event):
    """An event that tells when somebody begins to wait for it."""

    def __init__(self) -> None:
        super().__init__()
        self.is_awaited = threading.Event()

    def wait(self, timeout: float | None = None) -> bool:
        """Wait as ever."""
        self.is_awaited.set()
        return super().wait(timeout)


class Queue:
    """Callers who wait for one turn, each in a thread, in the order in which they came."""

    def __init__(self) -> None:
        self.turns = Turns()
        self.went: list[str] = []
        self.sent_away: list[str] = []
        self._threads: list[threading.Thread] = []

    def come(self, name: str, process: int) -> Caller:
        """Let somebody wait, and return when it does."""
        called = Noticed()
        caller = Caller(process, called)
        thread = threading.Thread(target=self._wait, args=(name, caller))
        self._threads.append(thread)
        thread.start()
        assert called.is_awaited.wait(PATIENCE_S)
        return caller

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the turn; afterwards all who came have gone."""
        with self.turns.taken_by(Caller(OTHER)):
            yield
        for thread in self._threads:
            thread.join(PATIENCE_S)
            assert not thread.is_alive()

    def _wait(self, name: str, caller: Caller) -> None:
        try:
            with self.turns.taken_by(caller):
                self.went.append(name)
        except SentAway:
            self.sent_away.append(name)


@pytest.fixture(name="queue")
def _queue() -> Queue:
    return Queue()


def test_nobody_waits_for_a_turn_that_is_free() -> None:
    """Again and again."""
    turns, called = Turns(), Noticed()
    caller = Caller(SHOP, called)
    for _ in range(3):
        with turns.taken_by(caller):
            assert not called.is_awaited.is_set()


def test_one_process_delays_another_by_one_try(queue: Queue) -> None:
    """However many tries it makes, and though all of them came before."""
    with queue.held():
        for number in range(20):
            queue.come(f"thief {number}", THIEF)
        queue.come("shop", SHOP)
    assert queue.went.index("shop") == 1
    assert len(queue.went) == 21


def test_processes_that_came_first_go_first(queue: Queue) -> None:
    """Each once a round."""
    with queue.held():
        for name, process in (("a1", 11), ("b1", 12), ("b2", 12), ("c1", 13), ("a2", 11)):
            queue.come(name, process)
    assert queue.went == ["a1", "b1", "c1", "a2", "b2"]


def test_nobody_of_one_process_is_passed_by(queue: Queue) -> None:
    """Though others of it come again as soon as they went."""
    with queue.held():
        for number in range(5):
            queue.come(f"shop {number}", SHOP)
    assert queue.went == [f"shop {number}" for number in range(5)]


def test_whoever_is_sent_away_does_not_go(queue: Queue) -> None:
    """And is told, once; others are not."""
    with queue.held():
        thief = queue.come("thief", THIEF)
        queue.come("shop", SHOP)
        assert queue.turns.send_away(thief)
        assert not queue.turns.send_away(thief)
    assert (queue.went, queue.sent_away) == (["shop"], ["thief"])


def test_a_turn_that_ends_badly_is_given_on(queue: Queue) -> None:
    """To whoever waits."""
    with suppress(SentAway), queue.held():
        queue.come("shop", SHOP)
        raise SentAway
    with queue.held():
        pass
    assert queue.went == ["shop"]
