"""Looking at past sales, and printing a receipt again."""

from collections.abc import Mapping
from dataclasses import dataclass

from pos.app.office.office_notices import receipt_messages
from pos.app.paper.paper_policy import copy_must_be_allowed
from pos.app.paper.print_paper import is_abandoned, printed_entry, queue_paper, settle_by_copy
from pos.app.people.approvals import SecondPerson
from pos.app.people.sign_in import SignedIn
from pos.app.ports import Ports, PrintJob, PrintKind, PrintState, Reads
from pos.app.selling.quoting import tariff_name, terminal_of
from pos.app.selling.stored_sale import begun_body, must_be_known, sale_begun, tokens_of
from pos.domain.entries import CopyAllowed, CopyQueued, IssuedToken, SaleBegun
from pos.domain.errors import PrintJobUnknown, SaleAlreadyCancelled, SaleNotFinished
from pos.domain.meter import Person
from pos.domain.projections import RegisterRow, SaleRow, TerminalRow
from pos.domain.sale import SaleState

SETTLED_PRINTED = "settled_printed"
SETTLED_LOST = "settled_lost"
_OPEN_TO_A_PERSON = (PrintState.UNKNOWN, PrintState.BLOCKED)
_NOT_SENT = (PrintState.QUEUED, PrintState.BLOCKED)


@dataclass(frozen=True, slots=True)
class SaleStory:
    """Everything a receipt or a screen says about a sale.

    Attributes:
        tokens: empty unless it is committed.
        person: None for an unknown or forgotten customer.
        tct: token carrier of the meter, 2 digits.
        asked: its line of the register; None for a plain sale.
        messages: what head office wants said on its receipt, by language.
    """

    row: SaleRow
    begun: SaleBegun
    tokens: tuple[IssuedToken, ...]
    terminal: TerminalRow
    person: Person | None
    tct: str
    tariff_name: str
    jobs: tuple[PrintJob, ...]
    asked: RegisterRow | None = None
    messages: tuple[Mapping[str, str], ...] = ()

    @property
    def has_paper(self) -> bool:
        """Whether a receipt of it may have come out of a printer."""
        return any(
            job.kind is PrintKind.RECEIPT and job.state not in _NOT_SENT for job in self.jobs
        )


def story_of(reads: Reads, sale_id: str) -> SaleStory:
    """Return a sale's story; SaleUnknown where there is none."""
    row = must_be_known(reads, sale_id)
    begun = sale_begun(begun_body(reads, row))
    meter = reads.meter(row.pan)
    return SaleStory(
        row=row,
        begun=begun,
        tokens=tokens_of(reads, row) if row.state == SaleState.COMMITTED else (),
        terminal=terminal_of(reads),
        person=reads.person(meter.person_ref) if meter and meter.person_ref else None,
        tct=meter.tct if meter else "",
        tariff_name=tariff_name(reads, begun.tariff_digest) or begun.tariff,
        jobs=reads.print_jobs_of(sale_id),
        asked=reads.register(sale_id),
        messages=receipt_messages(reads, row),
    )


def reprint(
    ports: Ports,
    sale_id: str,
    *,
    printer: str,
    operator: SignedIn,
    second: SecondPerson | None = None,
) -> PrintJob:
    """Queue a marked, numbered copy of a receipt with the same digits; see `settle_by_copy`.

    Args:
        printer: address, or empty for the terminal's own.

    Raises:
        SaleUnknown, SaleAlreadyCancelled, SaleNotFinished.
        CopiesNeedSupervisor: nobody signs for that many; and what a second signature raises.
    """
    with ports.store.read() as reads:
        copy = must_be_known(reads, sale_id).copies + 1
    supervisor = copy_must_be_allowed(ports, copy, operator=operator, second=second)
    with ports.store.write() as work:
        row = must_be_known(work, sale_id)
        if row.state == SaleState.CANCELLED:
            raise SaleAlreadyCancelled(sale=sale_id, reason=row.reason)
        if row.state == SaleState.OPEN:
            raise SaleNotFinished(sale=sale_id)
        copy = row.copies + 1
        receipts = [job for job in work.print_jobs_of(sale_id) if job.kind is PrintKind.RECEIPT]
        job = queue_paper(
            work,
            ports,
            PrintKind.RECEIPT,
            sale_id,
            operator=operator.name,
            printer=printer,
            copy=copy,
        )
        if supervisor:
            work.append(CopyAllowed(job=job.job, supervisor=supervisor), operator=operator.name)
        queued = CopyQueued(job=job.job, sale_id=sale_id, copy=copy)
        work.append(queued, operator=operator.name)
        settle_by_copy(work, receipts, operator=operator.name)
        work.commit()
    return job


def settle_print(ports: Ports, job_id: str, *, printed: bool, operator: str) -> None:
    """Write down what a person found about a job that is unknown, blocked or abandoned.

    Raises:
        PrintJobUnknown: no such job waits for a person.
    """
    with ports.store.write() as work:
        job = work.print_job(job_id)
        if job is None or not (job.state in _OPEN_TO_A_PERSON or is_abandoned(ports, job)):
            raise PrintJobUnknown(job=job_id[:40])
        outcome = SETTLED_PRINTED if printed else SETTLED_LOST
        work.append(printed_entry(job, outcome), operator=operator)
        work.move_print(job.job, PrintState.SETTLED)
        work.commit()
