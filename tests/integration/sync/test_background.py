"""Sync in the background of a program that sells."""

import threading
from pathlib import Path

import pytest

from pos.bootstrap.line import HeadOfficeLine
from pos.bootstrap.offices import InstalledOffices
from pos.domain.errors import HeadOfficeUnreachable, PosError
from pos.sync.worker import Pace, SyncWorker
from tests import office_stories as story
from tests.office_stories import RealClock
from tests.patience import PATIENCE_S


def test_sales_arrive_by_themselves_and_wait_for_nobody(tmp_path: Path) -> None:
    """Answers get lost meanwhile; writing goes on, and in the end all is there once."""
    clock = RealClock()
    folder = story.new_terminal(tmp_path / "terminal", clock)
    idle = threading.Condition()
    told: list[PosError | None] = []

    def note(problem: PosError | None) -> None:
        with idle:
            told.append(problem)
            idle.notify_all()

    with (
        story.office_at(story.new_office(tmp_path), clock) as office,
        story.terminal_at(folder, clock) as ports,
    ):
        story.join(office, ports)
        worker = SyncWorker(
            lambda _: story.sync(office, ports),
            on_change=note,
            randomness=lambda below: below - 1,
            pace=Pace(pause_ms=1_000_000, first_retry_ms=2, longest_retry_ms=4, gather_ms=1),
        )
        worker.start()
        for number in range(1, 21):
            office.lose_answers = 1
            story.sell_many(ports, number, 1)
            worker.wake()
        with idle:
            assert idle.wait_for(
                lambda: told[-1:] == [None] and office.only_terminal().sales == 20, PATIENCE_S
            )
        worker.stop()
        assert any(isinstance(problem, HeadOfficeUnreachable) for problem in told)
        assert story.stored_hashes(office) == story.hashes_of(ports)


def test_the_windows_line_tells_when_it_is_through(tmp_path: Path) -> None:
    """Right after the exchange the status has everything as acknowledged, and is on-line."""
    clock = RealClock()
    folder = story.new_terminal(tmp_path / "terminal", clock)
    exchanged = threading.Event()
    with (
        story.office_at(story.new_office(tmp_path), clock) as office,
        story.terminal_at(folder, clock) as ports,
        story.served(office) as url,
    ):
        story.join(office, ports, url)
        story.sell_many(ports, 1, 5)
        line = HeadOfficeLine(ports, exchanged.set)
        line.start()
        assert exchanged.wait(PATIENCE_S)
        with ports.store.read() as reads:
            status = line.link(reads)
        line.stop()
    assert (status.online, status.last_error) == (True, "")
    assert status.acknowledged == status.entries >= 10


def test_a_long_backlog_keeps_no_window_open(tmp_path: Path) -> None:
    """A run that must stop ends between two batches; what is left goes the next time."""
    clock = RealClock()
    folder = story.new_terminal(tmp_path / "terminal", clock)
    batches = iter([False, False, True])
    with (
        story.office_at(story.new_office(tmp_path), clock) as office,
        story.terminal_at(folder, clock) as ports,
        story.served(office) as url,
    ):
        story.join(office, ports, url)
        story.sell_many(ports, 1, 500)
        with pytest.raises(HeadOfficeUnreachable):
            InstalledOffices().sync_once(ports, lambda: next(batches))
        delivered = story.stored_hashes(office)
        assert 0 < len(delivered) < len(story.hashes_of(ports))
        InstalledOffices().sync_once(ports)
        assert story.stored_hashes(office) == story.hashes_of(ports)
