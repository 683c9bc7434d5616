"""Jobs run beside the window's thread, come back on it, and end with it."""

import logging
import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from pos.domain.errors import MeterUnknown, PosError, StoreBusy
from pos.ui.window.thread_jobs import ThreadJobs


@pytest.fixture(name="jobs")
def _jobs(qtbot: QtBot) -> Iterator[ThreadJobs]:
    del qtbot
    jobs = ThreadJobs(threads=1, waiting_max=2)
    yield jobs
    jobs.stop()


def no_error(error: PosError) -> None:
    """Fail a test whose job fails."""
    raise AssertionError(error)


def nothing_done(result: object) -> None:
    """Fail a test whose job is done."""
    raise AssertionError(result)


def test_work_is_done_elsewhere_and_told_here(jobs: ThreadJobs, qtbot: QtBot) -> None:
    """The work has a thread of its own; its result comes back on this one."""
    told: list[tuple[str, str]] = []
    jobs.run(
        lambda: threading.current_thread().name,
        done=lambda name: told.append((name, threading.current_thread().name)),
        failed=no_error,
    )
    qtbot.waitUntil(lambda: bool(told))
    assert told == [("job-0", threading.main_thread().name)]


def test_a_refusal_comes_back_as_it_is(jobs: ThreadJobs, qtbot: QtBot) -> None:
    """An error of ours is handed on whole."""
    errors: list[PosError] = []

    def refuse() -> None:
        raise MeterUnknown(meter="1")

    jobs.run(refuse, done=nothing_done, failed=errors.append)
    qtbot.waitUntil(lambda: bool(errors))
    assert isinstance(errors[0], MeterUnknown)


def test_a_fault_of_our_own_is_logged_under_its_reference(
    jobs: ThreadJobs, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    """The thread survives it, and the next job runs."""
    errors: list[PosError] = []
    done: list[int] = []
    with caplog.at_level(logging.ERROR):
        jobs.run(lambda: 1 // 0, done=nothing_done, failed=errors.append)
        jobs.run(lambda: 7, done=done.append, failed=no_error)
        qtbot.waitUntil(lambda: bool(done))
    assert errors[0].code == "FAULT-01"
    assert str(errors[0].facts["reference"]) in caplog.text


def test_what_does_not_fit_fails_at_once(jobs: ThreadJobs, qtbot: QtBot) -> None:
    """A queue that is full says busy; what it holds is done all the same."""
    gate = threading.Event()
    started = threading.Event()
    errors: list[PosError] = []
    done: list[bool] = []

    def wait() -> bool:
        started.set()
        return gate.wait(10)

    jobs.run(wait, done=done.append, failed=no_error)
    started.wait(10)
    for _ in range(2):
        jobs.run(lambda: True, done=done.append, failed=no_error)
    jobs.run(lambda: True, done=nothing_done, failed=errors.append)
    qtbot.waitUntil(lambda: bool(errors))
    gate.set()
    qtbot.waitUntil(lambda: len(done) == 3)
    assert isinstance(errors[0], StoreBusy)


def test_a_cancelled_job_tells_nobody(jobs: ThreadJobs, qtbot: QtBot) -> None:
    """Work that runs goes on, but nobody hears of it; work that waits is dropped."""
    gate = threading.Event()
    started = threading.Event()
    ran: list[str] = []
    done: list[int] = []

    def wait() -> bool:
        started.set()
        return gate.wait(10)

    running = jobs.run(wait, done=nothing_done, failed=no_error)
    started.wait(10)
    waiting = jobs.run(lambda: ran.append("waiting"), done=nothing_done, failed=no_error)
    running.cancel()
    waiting.cancel()
    gate.set()
    jobs.run(lambda: 1, done=done.append, failed=no_error)
    qtbot.waitUntil(lambda: bool(done))
    assert ran == []


def test_stopping_joins_every_thread(qtbot: QtBot) -> None:
    """After the stop no thread of the runner lives, and nobody is told anything."""
    del qtbot
    before = threading.active_count()
    jobs = ThreadJobs()
    for _ in range(10):
        jobs.run(lambda: None, done=lambda _: None, failed=no_error)
    jobs.stop()
    assert threading.active_count() == before
