"""Start-up: bring journal and key agent to the same story before anything new is written."""

from dataclasses import dataclass

from pos.app.custody.load_keys import write_down_keys
from pos.app.journal.journal_heads import agent_must_not_be_older, journal_must_hold_signed_head
from pos.app.ports import Issued, Ports, Tombstone
from pos.app.selling.finish_sale import end_sale, issue_and_commit, record_cancelled
from pos.app.selling.stored_sale import begun_body, must_be_known, result_of
from pos.domain.errors import SaleAlreadyCommitted, SaleInProgress
from pos.domain.projections import SaleRow
from pos.domain.sale import SaleResult, SaleState


@dataclass(frozen=True, slots=True)
class Settled:
    """What start-up found.

    Attributes:
        committed: sale ids that the agent had issued and the journal now holds.
        offered: open sales that the operator resumes or cancels.
    """

    committed: tuple[str, ...]
    offered: tuple[SaleRow, ...]


def settle(ports: Ports) -> Settled:
    """Settle every sale that no process works on.

    Issues that the agent has and the journal has not are adopted; open sales that the agent ended
    get that end; the rest is offered, since only the operator knows whether the customer is there.

    Raises:
        JournalShortened: this journal is older than the agent; nothing was appended.
        AgentStateDamaged: the agent is older than this journal; nothing was appended.
    """
    # The agent is asked first: a head that another process signs meanwhile is newer than the
    # journal that is read here, and would look like a journal cut short.
    status = ports.keys.status()
    with ports.store.read() as reads:
        journal_must_hold_signed_head(reads, status)
        last_issue_no = reads.last_issue_no()
        open_sales = reads.open_sales()
    agent_must_not_be_older(ports, last_issue_no)
    if status.unwritten:
        write_down_keys(ports, operator="")
    committed = [
        issued.receipt.sale_id
        for issued in ports.keys.issues_after(last_issue_no)
        if _adopt(ports, issued)
    ]
    offered = []
    for row in open_sales:
        if row.sale_id in committed:
            continue
        if not _end_if_known(ports, row.sale_id):
            offered.append(row)
    return Settled(tuple(committed), tuple(offered))


def _adopt(ports: Ports, issued: Issued) -> bool:
    sale_id = issued.receipt.sale_id
    try:
        with ports.store.sale_lock(sale_id):
            return not end_sale(ports, sale_id, issued, operator="").repeated
    except SaleInProgress:
        return False


def _end_if_known(ports: Ports, sale_id: str) -> bool:
    """End an open sale as the agent knows it; return whether it is out of the operator's hands."""
    try:
        with ports.store.sale_lock(sale_id):
            match ports.keys.outcome(sale_id):
                case Tombstone(reason=reason):
                    record_cancelled(ports, sale_id, reason, operator="")
                case Issued() as issued:
                    end_sale(ports, sale_id, issued, operator="")
                case None:
                    return False
    except SaleInProgress:
        pass
    return True


def resume(ports: Ports, sale_id: str, *, operator: str) -> SaleResult:
    """Carry an open sale to its end with its own stored request; a committed one is answered again.

    Raises:
        SaleUnknown, SaleInProgress, SaleAlreadyCancelled, and what `issue_and_commit` raises.
    """
    with ports.store.sale_lock(sale_id):
        with ports.store.read() as reads:
            row = must_be_known(reads, sale_id)
            if row.state != SaleState.OPEN:
                return result_of(reads, row, repeated=True)
            body = begun_body(reads, row)
        return issue_and_commit(ports, sale_id, body, operator=operator)


def cancel(ports: Ports, sale_id: str, *, operator: str) -> None:
    """Cancel an open sale; cancelling again changes nothing.

    The agent's tombstone is durable before the journal says cancelled. If the agent has issued
    already, the cancel becomes a commit: the customer gets the token.

    Raises:
        SaleAlreadyCommitted: the token exists, and the sale is committed now if it was not before.
    """
    with ports.store.sale_lock(sale_id):
        with ports.store.read() as reads:
            row = must_be_known(reads, sale_id)
        if row.state == SaleState.CANCELLED:
            return
        receipt_no = row.receipt_no
        if row.state == SaleState.OPEN:
            match ports.keys.cancel(sale_id):
                case Tombstone(reason=reason):
                    record_cancelled(ports, sale_id, reason, operator=operator)
                    return
                case Issued() as issued:
                    receipt_no = end_sale(ports, sale_id, issued, operator=operator).receipt_no
        raise SaleAlreadyCommitted(sale=sale_id, receipt=receipt_no)
