"""A sale as the journal holds it: what was asked, what was issued, what its caller sees."""

from pos.app.ports import Reads
from pos.domain.asked import as_sale
from pos.domain.entries import Begun, IssuedToken, IssueRecovered, SaleBegun, SaleCommitted
from pos.domain.errors import JournalDamaged, SaleAlreadyCancelled, SaleUnknown
from pos.domain.journal import read_entry
from pos.domain.projections import Purpose, SaleRow
from pos.domain.sale import SaleResult, SaleState


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
