"""Take jobs from a queue to a printer, one at a time.

One-shot commands and a thread use the same two functions; neither sleeps and neither starts
anything. A printer may have a second one behind it: paper of which no byte left for the first goes
there at once. A drawer hangs on one printer, so its kick does not.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, assert_never

from printers.commands import process_id_for
from printers.conversation import Clock, Hear
from printers.delivery import deliver
from printers.errors import PrinterError
from printers.outcome import Capabilities, Deadlines, Delivery, Outcome
from printers.paper import Paper
from printers.profiles import PrinterProfile
from printers.render.drawing import Drawing
from printers.render.escpos import drawer_kick
from printers.render.job import Rendered, render_job
from printers.spool import DrawerJob, Job, JobQueue, PaperJob, Try
from printers.status import PrinterStatus
from printers.transport.port import Transport


class OpenTransport(Protocol):
    """Opens the printer for one job; printers.transport.opening.Opener is one."""

    def __call__(self, name: str, text: str) -> Transport:
        """Open the printer, or raise PrinterError with nothing sent."""
        ...


@dataclass(frozen=True, slots=True)
class Printer:
    """One printer as the worker needs it.

    Attributes:
        open_transport: opens it.
        paper: what it prints on.
        profile: what it can do, as a kind.
        capabilities: what this unit was seen to do.
        deadlines: how long to wait for what.
        name: what its owner knows it by, such as its address.
        drawing: draws what it has no characters for; None to spell that out or box it.
        hear: told at once what it says of itself while it prints.
    """

    open_transport: OpenTransport
    paper: Paper
    profile: PrinterProfile
    capabilities: Capabilities
    deadlines: Deadlines
    name: str = ""
    drawing: Drawing | None = None
    hear: Hear | None = None


@dataclass(frozen=True, slots=True)
class Finished:
    """A job that was taken, and what became of it.

    Attributes:
        job: the job.
        tries: the attempt at each printer, in order; all but the last are blocked.
        replaced: characters that the last printer could not show as they were written.
    """

    job: Job
    tries: tuple[Try, ...]
    replaced: int

    @property
    def delivery(self) -> Delivery:
        """Return what became of the job: what the last printer made of it."""
        return self.tries[-1].delivery


def run_once(
    queue: JobQueue, printers: Sequence[Printer], clock: Clock, *, paper_from: int = 0
) -> Finished | None:
    """Take one job from the queue and try to print it.

    Args:
        queue: where the jobs are.
        printers: at least one; each is tried only if no byte left for those before it.
        clock: seconds that only go forward.
        paper_from: place of the printer that paper is tried on first.

    Returns:
        What became of it, already stored; None if there was nothing to do.
    """
    job = queue.claim()
    if job is None:
        return None
    tries: list[Try] = []
    replaced = 0
    for printer in printers[paper_from:] if isinstance(job, PaperJob) else printers[:1]:
        delivery, replaced = _attempt(job, printer, clock)
        tries.append(Try(printer.name, delivery))
        if delivery.outcome is not Outcome.BLOCKED:
            break
    finished = Finished(job, tuple(tries), replaced)
    queue.finish(job, finished.tries)
    return finished


def run_until_blocked(
    queue: JobQueue, printers: Sequence[Printer], clock: Clock, report: Callable[[Finished], None]
) -> None:
    """Take jobs one after another until the queue is empty or no printer takes a paper.

    A drawer that does not open keeps no paper waiting. What is learnt about a printer on one job is
    used for the next.

    Args:
        queue: where the jobs are.
        printers: where they go; see run_once().
        clock: seconds that only go forward.
        report: told about each job after it was stored.
    """
    known = list(printers)
    paper_from = 0
    while True:
        finished = run_once(queue, known, clock, paper_from=paper_from)
        if finished is None:
            return
        is_paper = isinstance(finished.job, PaperJob)
        for place, attempt in enumerate(finished.tries, paper_from if is_paper else 0):
            known[place] = replace(known[place], capabilities=attempt.delivery.capabilities)
        if is_paper:
            # A printer that just took nothing is not waited for again with every job.
            paper_from += len(finished.tries) - 1
        report(finished)
        if is_paper and finished.delivery.outcome in (Outcome.BLOCKED, Outcome.UNKNOWN):
            return


def _attempt(job: Job, printer: Printer, clock: Clock) -> tuple[Delivery, int]:
    """Try one printer; return what became of the job and the characters replaced."""
    replaced = 0
    try:
        rendered = _rendered(job, printer)
        replaced = rendered.replaced
        transport = printer.open_transport(f"{job.number:06d}-{job.attempt}", rendered.text)
    except PrinterError as error:
        # Nothing has been sent: neither rendering nor opening sends.
        return Delivery(Outcome.BLOCKED, PrinterStatus(), printer.capabilities, error), replaced
    delivery = deliver(
        rendered.data,
        transport,
        printer.capabilities,
        clock,
        process_id=process_id_for(job.number, job.attempt),
        deadlines=printer.deadlines,
        hear=printer.hear,
    )
    return delivery, replaced


def _rendered(job: Job, printer: Printer) -> Rendered:
    match job:
        case PaperJob():
            return render_job(job.document, printer.paper, printer.profile, printer.drawing)
        case DrawerJob():
            return Rendered(drawer_kick(printer.profile, job.pin), "", 0)
        case _ as never:
            assert_never(never)
