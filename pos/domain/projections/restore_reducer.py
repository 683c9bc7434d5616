"""What the first entry of a later incarnation makes of the rows before it."""

from collections.abc import Iterator

from msgspec.structs import replace

from pos.domain.entries import TerminalRestored
from pos.domain.journal import Entry
from pos.domain.projections.cash_rows import ShiftState
from pos.domain.projections.rows import TERMINAL_KEY, Row, RowsBefore, TerminalRow
from pos.domain.sale import SaleState

LEFT_BY_RESTORE = "restored"


def reduce_restored(restored: TerminalRestored, entry: Entry, rows: RowsBefore) -> tuple[Row, ...]:
    """Return the new terminal, its open shift given up and its open sales never resumed.

    Head office has none of the earlier rows beside this journal, and needs none.
    """
    return tuple(_rows(restored, entry, rows))


def _rows(restored: TerminalRestored, entry: Entry, rows: RowsBefore) -> Iterator[Row]:
    before = rows.terminal()
    yield TerminalRow(
        key=TERMINAL_KEY,
        terminal=restored.terminal,
        currency=restored.currency,
        training=int(restored.training),
        time_zone=restored.time_zone,
        device_key=restored.device_key,
        printer="virtual:" if before is None else before.printer,
        receipts=0,
        known_time=entry.time,
    )
    shift = rows.shift(restored.left_shift) if restored.left_shift else None
    if shift is not None and shift.state == ShiftState.OPEN:
        yield replace(
            shift, state=ShiftState.UNCOUNTED, closed_at=entry.time, reason=LEFT_BY_RESTORE
        )
    for sale_id in restored.left_sales:
        sale = rows.sale(sale_id)
        if sale is not None and sale.state == SaleState.OPEN:
            yield replace(
                sale, state=SaleState.CANCELLED, ended_seq=entry.seq, reason=LEFT_BY_RESTORE
            )
