"""Codes that no customer paid for, found again by the id they were asked under."""

from dataclasses import dataclass

from pos.app.finish_sale import begun_body, must_be_known, tokens_of
from pos.app.ports import Reads
from pos.app.quoting import terminal_of
from pos.domain.entries import IssuedToken, Unpaid
from pos.domain.errors import JournalDamaged, SaleNotFinished
from pos.domain.journal import read_entry
from pos.domain.projections import SaleRow, TerminalRow
from pos.domain.sale import SaleState


@dataclass(frozen=True, slots=True)
class UnpaidSlip:
    """What the slip of a key change, of engineering, free or reissued codes says.

    Attributes:
        tct: token carrier of the meter, 2 digits; empty for an unknown meter.
        of_receipt: receipt number of the sale whose codes are issued again; else empty.
    """

    terminal: TerminalRow
    row: SaleRow
    begun: Unpaid
    tokens: tuple[IssuedToken, ...]
    tct: str
    of_receipt: str


def is_unpaid(reads: Reads, sale_id: str) -> bool:
    """Tell whether nobody paid for the codes of an id; SaleUnknown where there is none."""
    row = must_be_known(reads, sale_id)
    return isinstance(read_entry(begun_body(reads, row)).payload, Unpaid)


def unpaid_slip_of(reads: Reads, sale_id: str) -> UnpaidSlip:
    """Return what the slip of an id says.

    Raises:
        SaleUnknown, SaleNotFinished.
        JournalDamaged: it is a sale.
    """
    row = must_be_known(reads, sale_id)
    begun = read_entry(begun_body(reads, row)).payload
    if not isinstance(begun, Unpaid):
        raise JournalDamaged(seq=row.begun_seq, why="codes that were paid for")
    if row.state != SaleState.COMMITTED:
        raise SaleNotFinished(sale=sale_id)
    meter = reads.meter(row.pan)
    first = reads.sale(getattr(begun, "of_sale", ""))
    return UnpaidSlip(
        terminal=terminal_of(reads),
        row=row,
        begun=begun,
        tokens=tokens_of(reads, row),
        tct=meter.tct if meter else "",
        of_receipt=first.receipt_no if first else "",
    )
