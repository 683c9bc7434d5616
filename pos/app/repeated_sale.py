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


def newest_sale_of(reads: Reads, pan: str) -> SaleRow | None:
    """Return the meter's newest committed sale at this terminal."""
    for row in reads.sales_of(pan, limit=_LOOKED_AT):
        if row.state == SaleState.COMMITTED and row.is_paid:
            return row
    return None


def repeated_sale(reads: Reads, pan: str, amount: Money, moment: datetime) -> SaleRow | None:
    """Return the sale of this amount to this meter that was begun minutes ago; None for none."""
    recent = newest_sale_of(reads, pan)
    if recent is None or recent.total != amount.minor:
        return None
    is_recent = recent.begun_at >= format_time(moment - REPEAT_WITHIN)
    return recent if is_recent else None


def repeats(reads: Reads, pan: str, amount: Money, moment: datetime) -> datetime | None:
    """Return when that sale was begun; None for none."""
    before = repeated_sale(reads, pan, amount, moment)
    return None if before is None else parse_time(before.begun_at)
