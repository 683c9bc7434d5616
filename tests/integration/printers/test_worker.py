"""Jobs on their way through the worker, with a queue that watches every step."""

import time
from pathlib import Path

from printers.document import Document, Qr, Text
from printers.outcome import Capabilities, Deadlines, Outcome
from printers.paper import Paper
from printers.profiles import EPSON
from printers.spool import (
    DrawerJob,
    Job,
    JobKind,
    JobState,
    PaperJob,
    Try,
    may_be_sent,
    may_become,
    state_after,
    state_at_start_up,
)
from printers.transport.opening import Opener
from printers.transport.port import Transport
from printers.url import parse_printer_url
from printers.worker import Finished, Printer, run_once, run_until_blocked
from tests.printer_simulator import Behaviour, PrinterSimulator

PATIENT = Deadlines()


class MemoryQueue:
    """A queue in memory that allows only the transitions of the state machine."""

    def __init__(self, *jobs: Job) -> None:
        self.jobs = {job.number: job for job in jobs}
        self.states = {job.number: JobState.QUEUED for job in jobs}
        self.attempts = dict.fromkeys(self.jobs, 0)

    def claim(self) -> Job | None:
        """Take the oldest job that may be sent."""
        for number, job in self.jobs.items():
            if may_be_sent(kind_of(job), self.states[number]):
                self._move(job, JobState.SENDING)
                self.attempts[number] += 1
                return job
        return None

    def finish(self, job: Job, tries: tuple[Try, ...]) -> None:
        """Store the last outcome."""
        self._move(job, state_after(tries[-1].delivery.outcome))

    def start_up(self) -> None:
        """Do what a program does that finds this queue."""
        for number, job in self.jobs.items():
            self.states[number] = state_at_start_up(kind_of(job), self.states[number])

    def _move(self, job: Job, after: JobState) -> None:
        assert may_become(kind_of(job), self.states[job.number], after)
        self.states[job.number] = after


def kind_of(job: Job) -> JobKind:
    """Return the kind of a job."""
    return JobKind.PAPER if isinstance(job, PaperJob) else JobKind.DRAWER


def receipt(number: int) -> PaperJob:
    """Make a one-line receipt."""
    return PaperJob(number, 1, Document((Text(f"Receipt {number}"),)))


def printer_at(url: str, folder: Path) -> Printer:
    """Make a printer that was never tried before."""
    address = parse_printer_url(url)
    return Printer(Opener(address, folder), address.paper, EPSON, Capabilities(), PATIENT)


def test_jobs_are_printed_in_order(tmp_path: Path) -> None:
    """What is learnt on the first is used for the others, and the queue is empty afterwards."""
    reports: list[Finished] = []
    queue = MemoryQueue(receipt(1), DrawerJob(2, 1, 2), receipt(3))
    with PrinterSimulator() as device:
        printer = printer_at(f"tcp://127.0.0.1:{device.port}", tmp_path)
        run_until_blocked(queue, [printer], time.monotonic, reports.append)
        assert device.paper.lines == ["Receipt 1", "Receipt 3"]
        assert device.paper.drawer_kicks == 1
    assert set(queue.states.values()) == {JobState.CONFIRMED}
    assert [report.job.number for report in reports] == [1, 2, 3]
    assert run_once(queue, [printer], time.monotonic) is None


def test_an_unplugged_printer_blocks_without_losing_order(tmp_path: Path) -> None:
    """Only the first job is tried; all are printed once the printer is back."""
    reports: list[Finished] = []
    queue = MemoryQueue(receipt(1), receipt(2))
    missing = printer_at("file:///dev/no-such-printer", tmp_path)
    run_until_blocked(queue, [missing], time.monotonic, reports.append)
    assert list(queue.states.values()) == [JobState.BLOCKED, JobState.QUEUED]
    assert reports[0].delivery.error is not None
    assert reports[0].delivery.error.code == "PRINTER-04"
    run_until_blocked(queue, [printer_at("virtual:", tmp_path)], time.monotonic, reports.append)
    assert set(queue.states.values()) == {JobState.CONFIRMED}
    assert sorted(path.name for path in tmp_path.glob("*.txt")) == ["000001-1.txt", "000002-1.txt"]


def test_a_drawer_that_could_not_be_kicked_stays_shut(tmp_path: Path) -> None:
    """It is tried once and never again."""
    queue = MemoryQueue(DrawerJob(1, 1, 5))
    missing = printer_at("file:///dev/no-such-printer", tmp_path)
    for _ in range(3):
        run_until_blocked(queue, [missing], time.monotonic, lambda _: None)
    assert queue.states == {1: JobState.BLOCKED}
    assert queue.attempts == {1: 1}


def test_an_unknown_job_is_not_sent_again(tmp_path: Path) -> None:
    """Paper ends in the middle: the next run goes on with the next job."""
    queue = MemoryQueue(receipt(1), receipt(2))
    with PrinterSimulator(Behaviour(dies_after=60)) as device:
        printer = printer_at(f"tcp://127.0.0.1:{device.port}", tmp_path)
        finished = run_once(queue, [printer], time.monotonic)
    assert finished is not None
    assert finished.delivery.outcome is Outcome.UNKNOWN
    run_until_blocked(queue, [printer_at("virtual:", tmp_path)], time.monotonic, lambda _: None)
    assert queue.states == {1: JobState.UNKNOWN, 2: JobState.CONFIRMED}
    assert queue.attempts == {1: 1, 2: 1}


def test_a_printer_that_drops_the_call_at_once_gets_nothing(tmp_path: Path) -> None:
    """Whether that shows while connecting or while asking, no byte of the job left."""
    queue = MemoryQueue(receipt(1))
    with PrinterSimulator(Behaviour(dies_after=0)) as device:
        printer = printer_at(f"tcp://127.0.0.1:{device.port}", tmp_path)
        run_until_blocked(queue, [printer], time.monotonic, lambda _: None)
        device.wait_for_end()
        assert device.received == b""
    assert queue.states == {1: JobState.BLOCKED}


def test_a_job_that_cannot_be_rendered_is_blocked(tmp_path: Path) -> None:
    """A QR code too dense for the paper: nothing is sent, and the error says so."""
    queue = MemoryQueue(PaperJob(1, 1, Document((Qr("x" * 400),))))
    address = parse_printer_url("virtual:?columns=32")
    narrow = Paper(columns=32, dots=64)
    printer = Printer(Opener(address, tmp_path), narrow, EPSON, Capabilities(), PATIENT)
    finished = run_once(queue, [printer], time.monotonic)
    assert finished is not None
    assert finished.delivery.error is not None
    assert finished.delivery.error.code == "PRINTER-01"
    assert queue.states == {1: JobState.BLOCKED}
    assert list(tmp_path.iterdir()) == []


def test_a_job_found_sending_is_left_to_a_person(tmp_path: Path) -> None:
    """The program died between claim and finish."""

    class PowerCutError(Exception):
        """The power went off."""

    def open_and_die(name: str, text: str) -> Transport:
        raise PowerCutError(name, text)

    queue = MemoryQueue(receipt(1), receipt(2))
    dying = Printer(open_and_die, Paper.of(42), EPSON, Capabilities(), PATIENT)
    try:
        run_once(queue, [dying], time.monotonic)
    except PowerCutError:
        queue.start_up()
    run_until_blocked(queue, [printer_at("virtual:", tmp_path)], time.monotonic, lambda _: None)
    assert queue.states == {1: JobState.UNKNOWN, 2: JobState.CONFIRMED}
    assert [path.name for path in tmp_path.glob("*.txt")] == ["000002-1.txt"]


def test_replaced_characters_are_reported(tmp_path: Path) -> None:
    """Somebody should know that a name did not come out as written."""
    queue = MemoryQueue(PaperJob(1, 1, Document((Text("\u1230\u120b\u121d"),))))
    finished = run_once(queue, [printer_at("virtual:", tmp_path)], time.monotonic)
    assert finished is not None
    assert finished.replaced == 3


def test_a_second_printer_takes_what_the_first_does_not(tmp_path: Path) -> None:
    """No byte left for the first; it is asked once in a run, not with every job."""
    reports: list[Finished] = []
    queue = MemoryQueue(receipt(1), receipt(2))
    with PrinterSimulator(Behaviour(is_cover_open=True)) as device:
        first = printer_at(f"tcp://127.0.0.1:{device.port}", tmp_path)
        second = printer_at("virtual:", tmp_path)
        run_until_blocked(queue, [first, second], time.monotonic, reports.append)
        assert device.paper.lines == []
    assert set(queue.states.values()) == {JobState.CONFIRMED}
    outcomes = [[attempt.delivery.outcome for attempt in report.tries] for report in reports]
    assert outcomes == [[Outcome.BLOCKED, Outcome.CONFIRMED], [Outcome.CONFIRMED]]


def test_a_second_printer_takes_nothing_of_what_may_be_on_paper(tmp_path: Path) -> None:
    """Bytes left for the first: a person decides."""
    queue = MemoryQueue(receipt(1))
    with PrinterSimulator(Behaviour(dies_after=60)) as device:
        printers = [
            printer_at(f"tcp://127.0.0.1:{device.port}", tmp_path),
            printer_at("virtual:", tmp_path),
        ]
        run_until_blocked(queue, printers, time.monotonic, lambda _: None)
    assert queue.states == {1: JobState.UNKNOWN}
    assert list(tmp_path.iterdir()) == []


def test_a_drawer_is_kicked_at_its_own_printer_only(tmp_path: Path) -> None:
    """Another printer's drawer must not fly open."""
    queue = MemoryQueue(receipt(1), DrawerJob(2, 1, 2))
    missing = printer_at("file:///dev/no-such-printer", tmp_path)
    second = printer_at("virtual:", tmp_path)
    run_until_blocked(queue, [missing, second], time.monotonic, lambda _: None)
    assert queue.states == {1: JobState.CONFIRMED, 2: JobState.BLOCKED}
