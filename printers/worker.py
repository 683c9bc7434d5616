"""Take jobs from a queue to a printer, one at a time.

One-shot commands and a thread use the same two functions; neither sleeps and neither starts
anything.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol, assert_never

from printers.commands import process_id_for
from printers.delivery import Clock, deliver
from printers.errors import PrinterError
from printers.outcome import Capabilities, Deadlines, Delivery, Outcome
from printers.paper import Paper
from printers.profiles import PrinterProfile
from printers.render.escpos import drawer_kick
from printers.render.job import Rendered, render_job
from printers.spool import DrawerJob, Job, JobQueue, PaperJob
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
    """

    open_transport: OpenTransport
    paper: Paper
    profile: PrinterProfile
    capabilities: Capabilities
    deadlines: Deadlines


@dataclass(frozen=True, slots=True)
class Finished:
    """A job that was taken, and what became of it.

    Attributes:
        job: the job.
        delivery: the attempt.
        replaced: characters that the printer could not show as they were written.
    """

    job: Job
    delivery: Delivery
    replaced: int


def run_once(queue: JobQueue, printer: Printer, clock: Clock) -> Finished | None:
    """Take one job from the queue and try to print it.

    Returns:
        What became of it, already stored; None if there was nothing to do.
    """
    job = queue.claim()
    if job is None:
        return None
    replaced = 0
    try:
        rendered = _rendered(job, printer)
        replaced = rendered.replaced
        name = f"{job.number:06d}-{job.attempt}"
        transport = printer.open_transport(name, rendered.text)
    except PrinterError as error:
        # Nothing has been sent: neither rendering nor opening sends.
        delivery = Delivery(Outcome.BLOCKED, PrinterStatus(), printer.capabilities, error)
    else:
        delivery = deliver(
            rendered.data,
            transport,
            printer.capabilities,
            clock,
            process_id=process_id_for(job.number, job.attempt),
            deadlines=printer.deadlines,
        )
    queue.finish(job, delivery)
    return Finished(job, delivery, replaced)


def run_until_blocked(
    queue: JobQueue, printer: Printer, clock: Clock, report: Callable[[Finished], None]
) -> None:
    """Take jobs one after another until the queue is empty or the printer does not take one.

    What is learnt about the printer on one job is used for the next.

    Args:
        queue: where the jobs are.
        printer: where they go.
        clock: seconds that only go forward.
        report: told about each job after it was stored.
    """
    while True:
        finished = run_once(queue, printer, clock)
        if finished is None:
            return
        printer = replace(printer, capabilities=finished.delivery.capabilities)
        report(finished)
        if finished.delivery.outcome in (Outcome.BLOCKED, Outcome.UNKNOWN):
            return


def _rendered(job: Job, printer: Printer) -> Rendered:
    match job:
        case PaperJob():
            return render_job(job.document, printer.paper, printer.profile)
        case DrawerJob():
            return Rendered(drawer_kick(printer.profile, job.pin), "", 0)
        case _ as never:
            assert_never(never)
