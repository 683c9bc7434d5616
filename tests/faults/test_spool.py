"""The print queue dies at every step; what is in it afterwards is what reached paper."""

import os
import signal
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pos.app.ports import PrintKind, PrintState
from pos.bootstrap.joining import SystemClock
from pos.domain.journal import format_time
from pos.receipts.print_queue import PrintQueue
from tests import store_stories as story
from tests.faults.durable_steps import DIED_AS_TOLD, Fuse, Moment, arm, run_forked
from tests.printer_simulator import Behaviour, PrinterSimulator

CLAIM, FINISH = 0, 1
JOB = "job-1-1"


@pytest.fixture(name="printer")
def _printer() -> Iterator[PrinterSimulator]:
    """A good printer."""
    with PrinterSimulator() as printer:
        yield printer


def a_store_with(folder: Path, printer: PrinterSimulator, kind: PrintKind) -> None:
    """Make a store with one thing queued for a printer, and close it."""
    store = story.store_for_business(folder)
    story.sell(store, 1)
    job = replace(
        story.a_print_job(1, 1),
        kind=kind,
        printer=f"tcp://127.0.0.1:{printer.port}",
        queued_at=format_time(SystemClock().now()),
    )
    with store.write() as work:
        work.move_print("job-1-0", PrintState.SETTLED)
        work.queue_print(job)
        work.commit()
    store.close()


def work_off(folder: Path, fuse: Fuse | None = None) -> None:
    """Work the queue off as a process of its own does."""
    store = story.reopened(folder)
    if fuse is not None:
        arm(fuse)
    PrintQueue(store, folder / "paper", clock=SystemClock()).work_off()
    store.close()


def state_of(folder: Path) -> PrintState:
    """Return the state of the job as the next process finds it."""
    store = story.reopened(folder)
    with store.read() as reads:
        found = reads.print_job(JOB)
    store.close()
    assert found is not None
    return found.state


@pytest.mark.parametrize(
    ("fuse", "fate"),
    [
        (Fuse(CLAIM, Moment.BEFORE), ("queued", "confirmed", 1)),
        (Fuse(CLAIM, Moment.AFTER), ("sending", "unknown", 0)),
        (Fuse(FINISH, Moment.BEFORE), ("sending", "unknown", 1)),
        (Fuse(FINISH, Moment.AFTER), ("confirmed", "confirmed", 1)),
    ],
    ids=["before the claim", "claimed", "on paper, not written", "written"],
)
@pytest.mark.parametrize("kind", [PrintKind.RECEIPT, PrintKind.DRAWER])
def test_a_death_at_each_durable_step(
    tmp_path: Path,
    printer: PrinterSimulator,
    kind: PrintKind,
    fuse: Fuse,
    fate: tuple[str, str, int],
) -> None:
    """A paper whose fate nobody wrote down is never sent again by itself, nor is a kick."""
    left, afterwards, papers = fate
    a_store_with(tmp_path, printer, kind)
    assert run_forked(lambda: work_off(tmp_path, fuse)) == DIED_AS_TOLD
    assert state_of(tmp_path) == left
    for _ in range(2):
        assert run_forked(lambda: work_off(tmp_path)) == 0
    assert state_of(tmp_path) == afterwards
    came_out = printer.paper.cuts if kind is PrintKind.RECEIPT else printer.paper.drawer_kicks
    assert came_out == papers


@pytest.mark.parametrize("taken", [12, 400, 5000])
def test_a_kill_while_bytes_are_leaving(tmp_path: Path, taken: int) -> None:
    """The printer holds a part of it; a person decides, and the next one is a copy."""
    with PrinterSimulator(Behaviour(stops_reading_after=taken)) as printer:
        a_store_with(tmp_path, printer, PrintKind.RECEIPT)
        child = os.fork()
        if child == 0:
            work_off(tmp_path)
            os._exit(0)
        arrived = threading.Event()
        while len(printer.received) < taken:
            arrived.wait(0.01)
        os.kill(child, signal.SIGKILL)
        assert os.waitpid(child, 0)[1] == signal.SIGKILL
        assert state_of(tmp_path) is PrintState.SENDING
        for _ in range(2):
            assert run_forked(lambda: work_off(tmp_path)) == 0
        assert state_of(tmp_path) is PrintState.UNKNOWN
        assert len(printer.received) == taken
