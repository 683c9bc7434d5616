"""Steps B and C of a sale: from a durable SaleBegun to a token or a refusal.

Used by a fresh sale, by a resumed one and by settlement, so that all of them end the same way. The
caller holds the sale's lock.
"""

import hashlib

from pos.app.paper.paper_policy import paper_policy_of
from pos.app.paper.print_paper import queue_kick, queue_paper
from pos.app.ports import Issued, Ports, PrintKind, Tombstone
from pos.app.selling.quoting import terminal_of
from pos.app.selling.stored_sale import must_be_known, result_of, sale_begun
from pos.domain.entries import (
    IssueRecovered,
    SaleCancelled,
    SaleCommitted,
)
from pos.domain.error_catalogue import error_with_code
from pos.domain.errors import (
    AgentStateDamaged,
    MoneyStands,
    NextStep,
    PosError,
    SaleAlreadyCancelled,
    TokenCheckFailed,
)
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
        if error.money in (MoneyStands.NOTHING_CHARGED, MoneyStands.NOT_INVOLVED):
            # Locked keys have to be opened first; what is said of the money tells the rest.
            is_locked = error.next_step is NextStep.UNLOCK_KEYS
            error.with_money(
                MoneyStands.HELD_OPEN, None if is_locked else NextStep.RESUME_OR_CANCEL
            )
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
