"""Carries queued receipts from the store to their printers.

One process owns a printer at a time, for as long as it works its jobs off; whoever finds it owned
leaves, since the owner looks again before it goes. Printing never undoes a sale: nothing in here
raises for what a printer does.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

from pos.app.paper.print_paper import printed_entry
from pos.app.ports import (
    Clock,
    Condition,
    PrinterMemory,
    PrinterReport,
    PrintJob,
    PrintKind,
    PrintState,
    Store,
)
from pos.domain.errors import NotFound, PosError
from pos.domain.journal import parse_time
from pos.receipts.address import parse_printers
from pos.receipts.papers import document_of
from pos.receipts.printer_reports import (
    PrinterBoard,
    look_at,
    report_of_attempt,
    report_of_status,
)
from pos.receipts.stationery import Stationery
from printers.errors import PrinterError
from printers.outcome import DEADLINES, Capabilities, Deadlines, Outcome
from printers.profiles import EPSON
from printers.spool import DrawerJob, Job, PaperJob, Try, state_after
from printers.transport.opening import Opener
from printers.url import PrinterAddress, SerialPrinter, TcpPrinter, UsbPrinter
from printers.worker import Finished, Printer, run_until_blocked

_WITH_THE_FIRST_MAX = 10
_BATCH = 100
_LOCK_POLL_S = 0.02
_CAN_ANSWER = (SerialPrinter, TcpPrinter, UsbPrinter)
DRAWER_PIN = 2
KICK_WITHIN = timedelta(seconds=10)
"""Afterwards a drawer stays shut: nobody may stand before it any more."""
_ON_PAPER = (Outcome.CONFIRMED, Outcome.HANDED_OVER)


class PrintQueue:
    """The receipt queue of one terminal; implements the `ReceiptQueue` port.

    Attributes:
        kept: folder in which the virtual printer keeps what it printed.

    Args:
        stationery: templates and fonts; None for plain papers in the printer's own characters.
        clock: tells whether a drawer may still be opened.
        deadlines: how long to wait for a printer.
    """

    # A customer's paper waits this long for a printer that was only asked how it is.
    _FIRST_WAITS_S = 1.0

    def __init__(
        self,
        store: Store,
        kept: Path,
        stationery: Stationery | None = None,
        *,
        clock: Clock,
        deadlines: Deadlines = DEADLINES,
    ) -> None:
        self.kept = kept
        self._stationery = stationery
        self._clock = clock
        self._deadlines = deadlines
        self._store = store
        self._board = PrinterBoard()
        self._pause = threading.Event()

    def work_off(self, *, first: str | None = None) -> None:
        """Send what waits.

        Args:
            first: a sale or a journal entry whose papers go first; then only its printers are
                worked, and only for a few older jobs, so that a customer never waits for another
                printer or for a long queue.
        """
        for address in self._addresses(first):
            with ExitStack() as held:
                devices = sorted(set(address.split(" ")))
                patience_s = 0 if first is None else self._FIRST_WAITS_S
                if all(self._own(device, held, patience_s) for device in devices):
                    self._give_up_interrupted(address)
                    self._work_until_quiet(address, first)

    def look(self, printers: str) -> None:
        """See `ReceiptQueue.look`."""
        try:
            parsed = parse_printers(printers)
        except PrinterError:
            return
        for name, address in parsed:
            memory = self._memory(name)
            if not isinstance(address, _CAN_ANSWER) or memory.answers_status is False:
                continue
            report = look_at(self._store, name, Opener(address, self.kept))
            if report.condition is not Condition.BUSY:
                self._board.put(report)

    def reports(self, printers: str) -> tuple[PrinterReport, ...]:
        """See `ReceiptQueue.reports`."""
        return self._board.of(printers.split(" "))

    def tell(self, changed: Callable[[], None]) -> None:
        """See `ReceiptQueue.tell`."""
        self._board.tell(changed)

    def _own(self, device: str, held: ExitStack, patience_s: float) -> bool:
        """Try to own a printer, and say whether it is owned."""
        deadline = time.monotonic() + patience_s
        while True:
            attempt = ExitStack()
            if attempt.enter_context(self._store.spool_lock(device)):
                held.enter_context(attempt)
                return True
            attempt.close()
            if time.monotonic() >= deadline:
                return False
            self._pause.wait(_LOCK_POLL_S)

    def _addresses(self, first: str | None) -> tuple[str, ...]:
        with self._store.read() as reads:
            return reads.waiting_printers(subject=first or "")

    def _give_up_interrupted(self, address: str) -> None:
        """A job found sending belongs to a process that died: bytes may have left it."""
        with self._store.read() as reads:
            jobs = reads.sending_print_jobs(address)
        for job in jobs:
            with self._store.write() as work:
                work.move_print(job.job, PrintState.UNKNOWN)
                work.commit()

    def _work_until_quiet(self, address: str, first: str | None) -> None:
        """Work a printer's jobs, then those that others queued meanwhile and left to us."""
        jobs = self._waiting_for(address, first)
        while jobs and self._work_printer(address, jobs):
            # Older ones were left on purpose.
            jobs = self._waiting_for(address, first, after=max(job.number for job in jobs))

    def _waiting_for(self, address: str, first: str | None, *, after: int = 0) -> list[PrintJob]:
        with self._store.read() as reads:
            if first is None:
                return list(reads.ready_print_jobs(address, after=after, limit=_BATCH))
            most = _WITH_THE_FIRST_MAX
            own = reads.ready_print_jobs(address, subject=first, after=after, limit=most)
            others = reads.ready_print_jobs(address, after=after, limit=most)
        return [*own, *(job for job in others if job.subject != first)]

    def _work_printer(self, address: str, jobs: list[PrintJob]) -> bool:
        """Work some jobs; return whether the printer is good for more."""
        queue = _PrinterQueue(self._store, jobs, self._stationery, self._clock)
        try:
            parsed = parse_printers(address)
        except PrinterError as error:
            # The address was checked when it was set; a newer program may have known more kinds.
            logging.getLogger(__name__).warning("printer unusable: %s %s", error.code, error.detail)
            return False
        printers = [self._printer(name, one) for name, one in parsed]
        try:
            run_until_blocked(queue, printers, time.monotonic, self._finished)
        except PosError as error:
            # The store refused (disk full, busy); the job is found again at the next start.
            logging.getLogger(__name__).warning("print queue stopped: %s", error.code)
            return False
        return queue.is_at_end

    def _finished(self, finished: Finished) -> None:
        for attempt in finished.tries:
            self._board.put(report_of_attempt(attempt.printer, attempt.delivery))
        _log_trouble(finished)

    def _memory(self, name: str) -> PrinterMemory:
        with self._store.read() as reads:
            return reads.printer_memory(name) or PrinterMemory()

    def _printer(self, name: str, address: PrinterAddress) -> Printer:
        memory = self._memory(name)
        stationery = self._stationery
        return Printer(
            open_transport=Opener(address, self.kept),
            paper=address.paper,
            profile=EPSON,
            capabilities=Capabilities(memory.answers_status, memory.confirms, memory.fences),
            deadlines=self._deadlines,
            name=name,
            hear=lambda status: self._board.put(report_of_status(name, status)),
            drawing=stationery.drawing if stationery else None,
        )


def _log_trouble(finished: Finished) -> None:
    """Keep for support what the state of a job does not tell."""
    for attempt in finished.tries:
        error = attempt.delivery.error
        if error is not None:
            logging.getLogger(__name__).info("receipt not printed: %s %s", error.code, error.detail)
    if finished.replaced:
        logging.getLogger(__name__).info(
            "receipt printed with %d characters replaced", finished.replaced
        )


class _PrinterQueue:
    """The jobs of one printer, as `printers.spool.JobQueue` wants them.

    Attributes:
        is_at_end: every job was taken, so that none stopped the printer.
    """

    def __init__(
        self, store: Store, jobs: list[PrintJob], stationery: Stationery | None, clock: Clock
    ) -> None:
        self._store = store
        self._stationery = stationery
        self._clock = clock
        self._jobs: Iterator[PrintJob] = iter(jobs)
        self._current: PrintJob | None = None
        self.is_at_end = False

    def claim(self) -> Job | None:
        """Take the next job; it is durably `sending` before a byte leaves."""
        for waiting in self._jobs:
            if waiting.kind is PrintKind.DRAWER and self._is_too_late(waiting):
                self._give_up(waiting)
                continue
            try:
                return self._claimed(waiting)
            except NotFound as error:
                # It stays queued; those behind it do not wait for it.
                log = logging.getLogger(__name__)
                log.warning("print job %s has nothing to print: %s", waiting.job, error.code)
        self.is_at_end = True
        return None

    def _claimed(self, waiting: PrintJob) -> Job:
        is_drawer = waiting.kind is PrintKind.DRAWER
        with self._store.write() as work:
            document = None if is_drawer else document_of(work, waiting, self._stationery)
            claimed = work.claim_print(waiting.job)
            work.commit()
        self._current = claimed
        if document is None:
            return DrawerJob(claimed.number, claimed.attempts, DRAWER_PIN)
        return PaperJob(claimed.number, claimed.attempts, document)

    def _is_too_late(self, kick: PrintJob) -> bool:
        """Whether nobody stands before this drawer any more, or a clock moved."""
        age = self._clock.now() - parse_time(kick.queued_at)
        return not timedelta() <= age <= KICK_WITHIN

    def _give_up(self, kick: PrintJob) -> None:
        with self._store.write() as work:
            work.move_print(kick.job, PrintState.BLOCKED)
            work.commit()

    def finish(self, job: Job, tries: tuple[Try, ...]) -> None:
        """Write what became of the job; paper that came out is a journal entry."""
        claimed = self._current
        assert claimed is not None  # noqa: S101 - the worker finishes what it claimed.
        assert claimed.number == job.number  # noqa: S101 - the same.
        outcome = tries[-1].delivery.outcome
        with self._store.write() as work:
            state = PrintState(state_after(outcome).value)
            work.move_print(claimed.job, state)
            for attempt in tries:
                learnt = attempt.delivery.capabilities
                memory = PrinterMemory(learnt.answers_status, learnt.confirms, learnt.fences)
                if work.printer_memory(attempt.printer) != memory:
                    work.remember_printer(attempt.printer, memory)
            if outcome in _ON_PAPER:
                work.append(printed_entry(claimed, state), operator="")
            work.commit()
