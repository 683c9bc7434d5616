"""The window's line to its printers: trouble is told at once, what waits is printed by itself."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from pos.app.paper.print_paper import queue_paper
from pos.app.paper.set_printer import set_printer
from pos.app.ports import Condition, Ports, PrintKind, PrintState
from pos.bootstrap.paper_line import PaperLine
from tests import cash_stories as cash
from tests import terminal_stories as terminal
from tests.patience import PATIENCE_S
from tests.printer_simulator import Behaviour, PrinterSimulator
from tests.terminal_fixtures import copied_till, made_template

__all__ = ["copied_till", "made_template"]


@pytest.fixture(name="ports")
def _ports(till: Path) -> Iterator[Ports]:
    """A training terminal."""
    with terminal.opened(till) as ports:
        yield ports


@dataclass
class Watched:
    """A terminal with its line running."""

    ports: Ports
    printers: str
    changed: threading.Condition = field(default_factory=threading.Condition)

    def tell(self) -> None:
        """Something changed."""
        with self.changed:
            self.changed.notify_all()

    def until(self, is_so: Callable[[], bool]) -> None:
        """Wait until the line brought something about."""
        with self.changed:
            assert self.changed.wait_for(is_so, timeout=PATIENCE_S)

    def says(self, *conditions: Condition) -> None:
        """Wait until the printers are said to be like this."""
        self.until(
            lambda: (
                tuple(each.condition for each in self.ports.receipts.reports(self.printers))
                == conditions
            )
        )

    def state(self, job: str) -> PrintState:
        """Return the state of a job."""
        with self.ports.store.read() as reads:
            found = reads.print_job(job)
        assert found is not None
        return found.state


def watched(ports: Ports, printers: str) -> tuple[Watched, PaperLine]:
    """Make the terminal's printers these, and prepare their line."""
    set_printer(ports, printers, operator="supervisor")
    terminal_now = Watched(ports, printers)
    return terminal_now, PaperLine(ports, terminal_now.tell, pause_s=0.05)


def test_paper_that_is_loaded_brings_out_what_waits(ports: Ports) -> None:
    """Nobody presses anything: the roll is put in, and the receipt comes."""
    with PrinterSimulator(Behaviour(paper_lines=0)) as printer:
        till, line = watched(ports, f"tcp://127.0.0.1:{printer.port}")
        sale = cash.sell_for(ports, 5_000)
        with ports.store.read() as reads:
            (job,) = reads.print_jobs_of(sale)
        line.start()
        try:
            till.says(Condition.FAULT)
            till.until(lambda: till.state(job.job) is PrintState.BLOCKED)
            (report,) = ports.receipts.reports(till.printers)
            assert report.faults[0] == "paper_end"
            printer.load_paper()
            till.until(lambda: till.state(job.job) is PrintState.CONFIRMED)
            till.says(Condition.READY)
        finally:
            line.stop()
        assert printer.paper.cuts == 1


def test_a_printer_that_is_pulled_out_is_told(ports: Ports) -> None:
    """And one that comes back as well; the second keeps printing meanwhile."""
    with PrinterSimulator() as second:
        with PrinterSimulator() as first:
            port = first.port
            both = f"tcp://127.0.0.1:{port} tcp://127.0.0.1:{second.port}"
            till, line = watched(ports, both)
            line.start()
            till.says(Condition.READY, Condition.READY)
        try:
            till.says(Condition.UNREACHABLE, Condition.READY)
            sale = cash.sell_for(ports, 5_000)
            with ports.store.read() as reads:
                (job,) = reads.print_jobs_of(sale)
            till.until(lambda: till.state(job.job) is PrintState.CONFIRMED)
        finally:
            line.stop()
        assert second.paper.cuts == 1


def test_trouble_in_the_middle_of_a_receipt_is_told_at_once(ports: Ports) -> None:
    """While the receipt still waits for the printer's word, in which paper is what it is about."""
    with PrinterSimulator(Behaviour(paper_lines=5)) as printer:
        address = f"tcp://127.0.0.1:{printer.port}"
        till, _ = watched(ports, address)
        sale = cash.sell_for(ports, 5_000)
        work = threading.Thread(target=ports.receipts.work_off, kwargs={"first": sale})
        with ports.store.read() as reads:
            (job,) = reads.print_jobs_of(sale)
        work.start()
        till.says(Condition.FAULT)
        assert till.state(job.job) is PrintState.SENDING
    # It is pulled out: nobody can know any more.
    work.join(timeout=PATIENCE_S)
    assert till.state(job.job) is PrintState.UNKNOWN


def test_a_paper_that_a_dead_process_left_is_told_without_another_paper(ports: Ports) -> None:
    """The window asks whether it came out as soon as it opens, not when the next one is printed."""
    with PrinterSimulator() as printer:
        till, line = watched(ports, f"tcp://127.0.0.1:{printer.port}")
        sale = cash.sell_for(ports, 5_000)
        with ports.store.write() as work:
            (job,) = work.print_jobs_of(sale)
            work.claim_print(job.job)
            work.commit()
        line.start()
        try:
            till.until(lambda: till.state(job.job) is PrintState.UNKNOWN)
        finally:
            line.stop()
        assert printer.paper.cuts == 0


def test_nothing_is_asked_of_what_cannot_answer(ports: Ports, tmp_path: Path) -> None:
    """A file, and a printer that was seen to be mute."""
    with PrinterSimulator(Behaviour(answers=False)) as mute:
        printers = f"tcp://127.0.0.1:{mute.port} file://{tmp_path}/paper.bin"
        set_printer(ports, printers, operator="supervisor")
        with ports.store.write() as work:
            job = queue_paper(work, ports, PrintKind.DRAWER, "1", operator="agent")
            work.commit()
        ports.receipts.work_off()
        received = len(mute.received)
        ports.receipts.look(printers)
        assert len(mute.received) == received
        assert not (tmp_path / "paper.bin").exists()
        (report,) = ports.receipts.reports(printers)
        assert report.condition is Condition.CANNOT_SAY
    with ports.store.read() as reads:
        assert reads.print_job(job.job) is not None
