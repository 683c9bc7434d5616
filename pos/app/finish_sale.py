"""Steps B and C of a sale: from a durable SaleBegun to a token or a refusal.

Used by a fresh sale, by a resumed one and by settlement, so that all of them end the same way. The
caller holds the sale's lock.
"""

import hashlib

from pos.app.paper_policy import paper_policy_of
from pos.app.ports import Issued, Ports, PrintKind, Reads, Tombstone
from pos.app.print_paper import queue_kick, queue_paper
from pos.app.quoting import terminal_of
from pos.domain.asked import as_sale
from pos.domain.entries import (
    Begun,
    IssuedToken,
    IssueRecovered,
    SaleBegun,
    SaleCancelled,
    SaleCommitted,
)
from pos.domain.error_catalogue import error_with_code
from pos.domain.errors import (
    AgentStateDamaged,
    JournalDamaged,
    MoneyStands,
    NextStep,
    PosError,
    SaleAlreadyCancelled,
    SaleUnknown,
    TokenCheckFailed,
)
from pos.domain.journal import read_entry
from pos.domain.projections import Purpose, SaleRow
from pos.domain.sale import SaleResult, SaleState, receipt_number
from pos.domain.tender import CASH
from pos.wire.issue_receipt import is_signed_by


def issue_and_commit(ports: Ports, sale_id: str, begun_body: bytes, *, operator: str) -> SaleResult:
    """Ask the agent for the tokens of a begun sale and commit them.

    Args:
        begun_body: the stored bytes of its SaleBegun entry.

    Raises:
        PosError: with the money stated. `HELD_OPEN`: the sale waits to be resumed or cancelled.
            `GIVE_BACK`: it is cancelled for good.
    """
    try:
        outcome = _issue(ports, sale_id, begun_body)
        return end_sale(ports, sale_id, outcome, operator=operator)
    except PosError as error:
        if error.money is MoneyStands.NOTHING_CHARGED:
            error.with_money(MoneyStands.HELD_OPEN, NextStep.RESUME_OR_CANCEL)
        raise


def _issue(ports: Ports, sale_id: str, begun_body: bytes) -> Issued | Tombstone:
    try:
        return ports.keys.issue(sale_id, begun_body)
    except TokenCheckFailed as error:
        # The agent let nothing out. The id is given up, so that no later try can bring out a token
        # after the money went back.
        outcome = ports.keys.cancel(sale_id)
        if isinstance(outcome, Issued):
            raise
        return Tombstone(sale_id, error.code)


def end_sale(
    ports: Ports, sale_id: str, outcome: Issued | Tombstone, *, operator: str
) -> SaleResult:
    """Write a sale's end as the agent knows it (step C).

    Raises:
        PosError: the refusal that the tombstone names, with `GIVE_BACK`, after it was written.
    """
    match outcome:
        case Issued():
            return _commit(ports, sale_id, outcome, operator=operator)
        case Tombstone(reason=reason):
            record_cancelled(ports, sale_id, reason, operator=operator)
            refusal = error_with_code(reason) or SaleAlreadyCancelled(sale=sale_id, reason=reason)
            raise refusal.with_money(MoneyStands.GIVE_BACK)


def record_cancelled(ports: Ports, sale_id: str, reason: str, *, operator: str) -> None:
    """Write that a tombstoned sale is cancelled; a sale that has ended is left as it is."""
    with ports.store.write() as work:
        row = must_be_known(work, sale_id)
        if row.state == SaleState.OPEN:
            work.append(SaleCancelled(sale_id=sale_id, reason=reason), operator=operator)
            work.commit()


def _commit(ports: Ports, sale_id: str, issued: Issued, *, operator: str) -> SaleResult:
    """Write SaleCommitted with its print job, or IssueRecovered where the sale was unknown."""
    receipt = issued.receipt
    with ports.store.write() as work:
        _must_belong(sale_id, issued, terminal_of(work).device_key)
        row = work.sale(sale_id)
        if row is not None and row.state != SaleState.OPEN:
            return result_of(work, row, repeated=True)
        terminal = terminal_of(work)
        number = receipt_number(terminal.terminal, work.head().incarnation, terminal.receipts + 1)
        if row is None:
            text = issued.begun.decode()
            recovered = IssueRecovered(
                sale_id=sale_id, receipt_no=number, begun=text, issue=receipt
            )
            work.append(recovered, operator=operator)
        else:
            committed = SaleCommitted(sale_id=sale_id, receipt_no=number, issue=receipt)
            work.append(committed, operator=operator)
        begun = sale_begun(issued.begun)
        printer = begun.printer
        # Settled at start-up, nobody stands before the drawer.
        in_cash = any(tender.kind == CASH for tender in begun.tenders)
        if operator and in_cash and paper_policy_of(work).opens_drawer:
            queue_kick(work, ports, sale_id, operator=operator, printer=printer)
        queue_paper(work, ports, PrintKind.RECEIPT, sale_id, operator=operator, printer=printer)
        result = result_of(work, must_be_known(work, sale_id), repeated=False)
        work.commit()
    return result


def _must_belong(sale_id: str, issued: Issued, device_key: str) -> None:
    """Check that this terminal's agent answered about this very request."""
    digest = hashlib.sha256(issued.begun).hexdigest()
    receipt = issued.receipt
    is_ours = receipt.sale_id == sale_id and receipt.request_digest == digest
    if not is_ours or not is_signed_by(receipt, device_key):
        raise AgentStateDamaged(why="it answered for another request").with_money(
            MoneyStands.HELD_OPEN
        )


def request_of(body: bytes) -> Begun:
    """Read what was asked out of its entry's stored bytes; JournalDamaged for anything else."""
    entry = read_entry(body)
    if not isinstance(entry.payload, Begun):
        raise JournalDamaged(seq=entry.seq, why="not the beginning of a sale")
    return entry.payload


def sale_begun(body: bytes) -> SaleBegun:
    """Read a request as a sale, of nothing where nobody pays; raises as `request_of`."""
    return as_sale(request_of(body))


def must_be_known(reads: Reads, sale_id: str) -> SaleRow:
    """Return a sale's row; SaleUnknown where there is none."""
    row = reads.sale(sale_id)
    if row is None:
        raise SaleUnknown(sale=sale_id)
    return row


def begun_body(reads: Reads, row: SaleRow) -> bytes:
    """Return the stored bytes of what began a sale, recovered ones included."""
    if row.begun_seq:
        return reads.entry(row.begun_seq).body
    recovered = read_entry(reads.entry(row.ended_seq).body).payload
    if not isinstance(recovered, IssueRecovered):
        raise JournalDamaged(seq=row.ended_seq, why="not a recovered issue")
    return recovered.begun.encode()


def tokens_of(reads: Reads, row: SaleRow) -> tuple[IssuedToken, ...]:
    """Return the tokens of a committed sale from its entry."""
    payload = read_entry(reads.entry(row.ended_seq).body).payload
    if not isinstance(payload, SaleCommitted | IssueRecovered):
        raise JournalDamaged(seq=row.ended_seq, why="not the end of a sale")
    return payload.issue.tokens


def result_of(reads: Reads, row: SaleRow, *, repeated: bool) -> SaleResult:
    """Return a committed sale as its caller sees it.

    Raises:
        SaleAlreadyCancelled: it ended without a token.
    """
    if row.state != SaleState.COMMITTED:
        raise SaleAlreadyCancelled(sale=row.sale_id, reason=row.reason)
    jobs = reads.print_jobs_of(row.sale_id)
    asked = reads.register(row.sale_id)
    return SaleResult(
        sale_id=row.sale_id,
        receipt_no=row.receipt_no,
        journal_seq=row.ended_seq,
        begun=sale_begun(begun_body(reads, row)),
        tokens=tokens_of(reads, row),
        print_state=jobs[-1].state if jobs else "none",
        repeated=repeated,
        purpose=asked.purpose if asked else Purpose.SALE,
        approver=asked.approver if asked else "",
        detail=asked.detail if asked else "",
    )
