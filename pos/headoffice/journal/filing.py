"""Under which time, subject and paper a row of the books is found; most kinds under none.

A row's time and subject never change. Its paper, the number of a receipt or a Z report, is given
once and then stays.
"""

from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from pos.domain.journal import format_time
from pos.domain.projections import (
    ActRow,
    CaseRow,
    Row,
    SaleRow,
    SalesDayRow,
    SalesQuarterRow,
    ShiftRow,
    TenderDayRow,
)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_QUARTER = timedelta(minutes=15)


class Filed(NamedTuple):
    """Where a row is found; None where it is not.

    Attributes:
        at: in the journal's form, or a UTC day.
        about: a meter, or the kind of an act.
        paper: number of a receipt or a Z report.
    """

    at: str | None = None
    about: str | None = None
    paper: str | None = None


def filed_under(row: Row) -> Filed:
    """Return where a row of the books is found."""
    match row:
        case SaleRow():
            return Filed(row.begun_at, row.pan, row.receipt_no or None)
        case ShiftRow():
            return Filed(row.opened_at, None, row.z_no or None)
        case ActRow():
            return Filed(row.at, row.kind)
        case CaseRow():
            return Filed(row.opened_at, row.pan)
        case SalesDayRow() | TenderDayRow():
            return Filed(row.day)
        case SalesQuarterRow():
            return Filed(format_time(_EPOCH + _QUARTER * row.quarter))
        case _:
            return Filed()
