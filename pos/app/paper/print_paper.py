"""Queueing papers and drawer kicks, in the transaction of the entry that they are about.

A use case that writes an entry calls `queue_paper` before it commits, and afterwards
`ports.receipts.work_off(first=...)` with the same subject. Nothing is printed if the transaction
does not become durable, and nothing is lost if the power fails before the printer was asked.
"""

from collections.abc import Iterable
from contextlib import ExitStack

from pos.app.paper.paper_policy import copy_must_be_allowed
from pos.app.people.approvals import SecondPerson
from pos.app.people.sign_in import SignedIn
from pos.app.ports import Ports, PrintJob, PrintKind, PrintState, Reads, UnitOfWork
from pos.app.selling.quoting import terminal_of
from pos.domain.entries import CopyAllowed, PaperCopyQueued, PaperPrinted, ReceiptPrinted
from pos.domain.errors import ReportUnknown
from pos.domain.journal import format_time

SETTLED_COPIED = "settled_copied"


def queue_paper(
    work: UnitOfWork,
    ports: Ports,
    kind: PrintKind,
    subject: str,
    *,
    operator: str,
    printer: str = "",
    copy: int = 0,
    content: str = "",
) -> PrintJob:
    """Queue something for a printer.

    Args:
        kind: what it is.
        subject: what it is about; see `PrintKind`.
        printer: address; the terminal's own if empty.
        copy: number of the copy.
        content: what the journal does not hold, as JSON.
    """
    job = PrintJob(
        job=ports.new_id(),
        kind=kind,
        subject=subject,
        copy=copy,
        printer=printer or terminal_of(work).printer,
        state=PrintState.QUEUED,
        queued_at=format_time(ports.clock.now()),
        queued_by=operator,
        content=content,
    )
    work.queue_print(job)
    return job


def queue_kick(
    work: UnitOfWork, ports: Ports, subject: str, *, operator: str, printer: str = ""
) -> PrintJob:
    """Queue the opening of the drawer, whose reason is an entry of this transaction.

    A kick that is not sent within seconds never is: see `pos.receipts.print_queue`.

    Args:
        subject: the sale that was paid, or the number of that entry.
    """
    return queue_paper(work, ports, PrintKind.DRAWER, subject, operator=operator, printer=printer)


def print_paper_again(
    ports: Ports,
    kind: PrintKind,
    subject: str,
    *,
    operator: SignedIn,
    second: SecondPerson | None = None,
    printer: str = "",
) -> PrintJob:
    """Queue a marked, numbered copy of a paper that is not a receipt; see `settle_by_copy`.

    Raises:
        ReportUnknown: it was never queued; a drawer is no paper.
        CopiesNeedSupervisor: nobody signs for that many; and what a second signature raises.
    """
    with ports.store.read() as reads:
        copy = max(job.copy for job in papers_of(reads, kind, subject)) + 1
    supervisor = copy_must_be_allowed(ports, copy, operator=operator, second=second)
    with ports.store.write() as work:
        papers = papers_of(work, kind, subject)
        first, *others = papers
        copy = max((job.copy for job in others), default=0) + 1
        job = queue_paper(
            work,
            ports,
            kind,
            subject,
            operator=operator.name,
            printer=printer,
            copy=copy,
            content=first.content,
        )
        if supervisor:
            work.append(CopyAllowed(job=job.job, supervisor=supervisor), operator=operator.name)
        queued = PaperCopyQueued(job=job.job, paper=kind.value, subject=subject, copy=copy)
        work.append(queued, operator=operator.name)
        settle_by_copy(work, papers, operator=operator.name)
        work.commit()
    return job


def settle_by_copy(work: UnitOfWork, jobs: Iterable[PrintJob], *, operator: str) -> None:
    """End the jobs whose outcome nobody knows, because a marked copy of their paper was asked for.

    Whatever came out of the printer, the customer now gets a paper that says it is a copy.
    """
    for job in jobs:
        if job.state is PrintState.UNKNOWN:
            work.append(printed_entry(job, SETTLED_COPIED), operator=operator)
            work.move_print(job.job, PrintState.SETTLED)


def papers_of(reads: Reads, kind: PrintKind, subject: str) -> tuple[PrintJob, ...]:
    """Return the jobs of one paper, the first and its copies; ReportUnknown where there is none."""
    jobs = tuple(job for job in reads.print_jobs_of(subject) if job.kind is kind)
    if not jobs or kind is PrintKind.DRAWER:
        raise ReportUnknown(number=f"{kind.value} {subject[:40]}")
    return jobs


def printed_entry(job: PrintJob, outcome: str) -> ReceiptPrinted | PaperPrinted:
    """Return the entry that says what became of a job; see `ReceiptPrinted` for the outcomes."""
    if job.kind is PrintKind.RECEIPT:
        return ReceiptPrinted(job=job.job, sale_id=job.sale_id, copy=job.copy, outcome=outcome)
    return PaperPrinted(
        job=job.job, paper=job.kind.value, subject=job.subject, copy=job.copy, outcome=outcome
    )


def is_abandoned(ports: Ports, job: PrintJob) -> bool:
    """Whether a process died while it sent a job: it is `sending`, and nobody owns its printer."""
    if job.state is not PrintState.SENDING:
        return False
    with ExitStack() as held:
        devices = sorted(set(job.printer.split(" ")))
        return all(held.enter_context(ports.store.spool_lock(device)) for device in devices)
