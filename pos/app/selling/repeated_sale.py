"""The same amount for the same meter minutes later: more often a slip than a wish."""

from datetime import datetime, timedelta
from typing import Final

from pos.app.ports import Reads
from pos.domain.journal import format_time, parse_time
from pos.domain.money import Money
from pos.domain.projections import SaleRow
from pos.domain.sale import SaleState

REPEAT_WITHIN: Final = timedelta(minutes=10)
# Cancelled sales in front of the newest committed one; whoever cancels more has been warned enough.
_LOOKED_AT: Final = 10


def newest_sale_of(reads: Reads, pan: str, *, before_seq: int | None = None) -> SaleRow | None:
    """Return the meter's newest committed sale at this terminal, begun before an entry."""
    for row in reads.sales_of(pan, limit=_LOOKED_AT, before_seq=before_seq):
        if row.state == SaleState.COMMITTED and row.is_paid:
            return row
    return None


def repeats(reads: Reads, pan: str, amount: Money, moment: datetime) -> datetime | None:
    """Return when this amount was sold to this meter, if that was minutes ago; None for not."""
    before = sale_repeated(reads, pan, amount, moment)
    return None if before is None else parse_time(before.begun_at)


def sale_repeated(reads: Reads, pan: str, amount: Money, moment: datetime) -> SaleRow | None:
    """Return the sale that another of this amount to this meter would repeat; None for none."""
    return _same_minutes_ago(newest_sale_of(reads, pan), amount.minor, moment)


def repeated_by(reads: Reads, sale_id: str) -> SaleRow | None:
    """Return the sale that a sale of this terminal repeats; None for none.

    It depends on the two sales alone, so that the same sale gives the same answer for ever.
    """
    row = reads.sale(sale_id)
    if row is None:
        return None
    recent = newest_sale_of(reads, row.pan, before_seq=row.begun_seq)
    return _same_minutes_ago(recent, row.total, parse_time(row.begun_at))


def _same_minutes_ago(recent: SaleRow | None, total: int, moment: datetime) -> SaleRow | None:
    if recent is None or recent.total != total:
        return None
    return recent if recent.begun_at >= format_time(moment - REPEAT_WITHIN) else None
