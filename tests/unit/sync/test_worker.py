"""The background thread: woken, patient after failures, stopped and joined."""

import logging
import threading
from collections.abc import Callable

import pytest

from pos.domain.errors import HeadOfficeUnreachable, NotEnrolled, PosError
from pos.sync.worker import Pace, SyncWorker
from tests.patience import PATIENCE_S

NEVER_MS = 1_000_000
PACE = Pace(pause_ms=NEVER_MS, first_retry_ms=1, longest_retry_ms=2, gather_ms=0)


class Runs:
    """Counts runs and fails as it is told."""

    def __init__(self, *outcomes: Exception | None) -> None:
        self._outcomes = list(outcomes)
        self._changed = threading.Condition()
        self.count = 0
        self.told: list[PosError | None] = []

    def __call__(self, must_stop: Callable[[], bool]) -> None:
        """Run once."""
        del must_stop
        with self._changed:
            self.count += 1
            self._changed.notify_all()
            outcome = self._outcomes.pop(0) if self._outcomes else None
        if outcome is not None:
            raise outcome

    def note(self, problem: PosError | None) -> None:
        """Note what the worker says."""
        with self._changed:
            self.told.append(problem)
            self._changed.notify_all()

    def wait(self, condition: Callable[[], bool]) -> None:
        """Wait until something holds."""
        with self._changed:
            assert self._changed.wait_for(condition, PATIENCE_S)


def a_worker(runs: Runs, pace: Pace = PACE) -> SyncWorker:
    """Return a worker that draws no lots."""
    return SyncWorker(runs, on_change=runs.note, randomness=lambda below: below - 1, pace=pace)


def test_it_runs_at_once_and_when_woken() -> None:
    """Between wake-ups it rests."""
    runs = Runs()
    worker = a_worker(runs)
    worker.start()
    runs.wait(lambda: runs.told == [None])
    worker.wake()
    runs.wait(lambda: runs.told == [None, None])
    worker.stop()
    assert runs.count == 2


def test_it_runs_without_being_woken() -> None:
    """Leases and alarms arrive although nothing is sold."""
    runs = Runs()
    worker = a_worker(runs, Pace(pause_ms=1, gather_ms=0))
    worker.start()
    runs.wait(lambda: runs.count >= 3)
    worker.stop()


def test_it_tries_again_after_a_failure() -> None:
    """The problem is told, and so is the end of it."""
    failure = HeadOfficeUnreachable(why="x")
    runs = Runs(failure, failure)
    worker = a_worker(runs)
    worker.start()
    runs.wait(lambda: runs.told == [failure, failure, None])
    worker.stop()


def test_a_terminal_without_head_office_is_not_asked_again() -> None:
    """There is nowhere to send to until something changes."""
    missing = NotEnrolled()
    runs = Runs(missing)
    worker = a_worker(runs)
    worker.start()
    runs.wait(lambda: runs.told == [missing])
    worker.wake()
    runs.wait(lambda: runs.told == [missing, None])
    worker.stop()


def test_an_unexpected_fault_is_logged_and_survived(caplog: pytest.LogCaptureFixture) -> None:
    """The thread lives on."""
    runs = Runs(ValueError("a bug of ours"))
    worker = a_worker(runs)
    with caplog.at_level(logging.ERROR):
        worker.start()
        runs.wait(lambda: runs.told == [None])
        worker.stop()
    assert "unexpected fault in sync" in caplog.text


def test_it_stops_in_every_state() -> None:
    """Never started, resting, waiting to try again: stop returns with the thread gone."""
    a_worker(Runs()).stop()
    for outcomes in ((), (HeadOfficeUnreachable(why="x"),)):
        runs = Runs(*outcomes)
        worker = a_worker(
            runs, Pace(pause_ms=NEVER_MS, first_retry_ms=NEVER_MS, longest_retry_ms=NEVER_MS)
        )
        worker.start()
        runs.wait(lambda runs=runs: len(runs.told) == 1)  # type: ignore[misc]  # A bound loop variable.
        worker.stop()
        assert "sync" not in {thread.name for thread in threading.enumerate()}


@pytest.mark.parametrize(
    ("failures", "lot", "milliseconds"),
    [(1, 0, 1000), (1, 999, 1999), (2, 0, 2000), (20, 0, 150_000), (10_000, 999, 299_850)],
)
def test_pauses_double_up_to_an_end_with_jitter(failures: int, lot: int, milliseconds: int) -> None:
    """A hundred terminals do not come back in the same second."""
    worker = SyncWorker(
        lambda _: None, on_change=Runs().note, randomness=lambda below: min(lot, below)
    )
    worker._failures = failures
    assert worker._retry_ms() == milliseconds


def test_a_run_is_told_when_it_must_stop() -> None:
    """A long run asks between its exchanges, and stop waits for no more than one."""
    asked, answers = threading.Event(), list[bool]()

    def run(must_stop: Callable[[], bool]) -> None:
        answers.append(must_stop())
        asked.set()
        while not must_stop():
            threading.Event().wait(0.001)
        answers.append(must_stop())

    worker = SyncWorker(run, on_change=Runs().note, randomness=lambda _: 0, pace=PACE)
    worker.start()
    assert asked.wait(PATIENCE_S)
    worker.stop()
    assert answers == [False, True]
