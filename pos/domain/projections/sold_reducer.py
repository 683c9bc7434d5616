"""What a committed sale changes in the drawer, in the subtotals of its shift and in reports."""

from datetime import date
from typing import Final

import msgspec
from msgspec.structs import replace

from pos.domain.errors import JournalDamaged
from pos.domain.journal import Entry
from pos.domain.projections.cash_reducers import act_of
from pos.domain.projections.cash_rows import (
    ActKind,
    CashRow,
    CashRowsBefore,
    SalesDayRow,
    SalesHourRow,
    SalesQuarterRow,
    ShiftOperatorRow,
    ShiftRow,
    ShiftState,
    ShiftTenderRow,
    TenderDayRow,
)
from pos.domain.tender import kept_by_kind

QUARTERS_A_DAY: Final = 96
QUARTERS_AN_HOUR: Final = 4
_EPOCH: Final = date(1970, 1, 1).toordinal()


class Sold(msgspec.Struct, frozen=True):
    """What a committed sale means for drawer and reports.

    Attributes:
        tenders: kind and amount of everything that was handed over.
        cash_tendered: the cash among them.
        change: given back in cash.
        rounding: what cash rounding added to the total.
        begun_at: time of its SaleBegun.
    """

    sale_id: str
    shift_no: int
    operator: str
    tariff: str
    total: int
    tenders: tuple[tuple[str, int], ...]
    cash_tendered: int
    change: int
    rounding: int
    units_milli: int
    begun_at: str


def reduce_sold(sold: Sold, entry: Entry, rows: CashRowsBefore) -> tuple[CashRow, ...]:
    """Return the rows that a committed sale adds or replaces.

    A sale that comes to light after its shift was closed belongs to no drawer any more: its
    Z report stands, and the sale is listed among the exceptions.

    Raises:
        JournalDamaged: there is no such shift.
    """
    shift = rows.shift(sold.shift_no)
    if shift is None:
        raise JournalDamaged(seq=entry.seq, why="speaks of what the journal does not hold")
    sums = _sums_after(sold, rows)
    if shift.state != ShiftState.OPEN:
        late = act_of(
            entry, ActKind.SALE_LATE, sold.shift_no, amount=sold.total, subject=sold.sale_id
        )
        return *sums, late
    return *sums, *_shift_after(sold, shift, entry, rows)


def quarter_of(time: str) -> int:
    """Return the quarter of an hour that a journal time lies in, counted from 1970 in UTC."""
    days = date.fromisoformat(time[:10]).toordinal() - _EPOCH
    return days * QUARTERS_A_DAY + int(time[11:13]) * 4 + int(time[14:16]) // 15


def _sums_after(sold: Sold, rows: CashRowsBefore) -> tuple[CashRow, ...]:
    """Return what reports add up."""
    number, day = quarter_of(sold.begun_at), sold.begun_at[:10]
    quarter = rows.sales_quarter(number) or SalesQuarterRow(number, 0, 0, 0)
    hour_no = number // QUARTERS_AN_HOUR
    hour = rows.sales_hour(hour_no) or SalesHourRow(hour_no, 0, 0, 0)
    key = (day, sold.operator, sold.tariff)
    of_day = rows.sales_day(*key) or SalesDayRow(*key, 0, 0, 0)
    tenders = [
        (rows.tender_day(day, kind) or TenderDayRow(day, kind, 0, 0), kept)
        for kind, kept in kept_by_kind(sold.tenders, sold.change)
    ]
    return (
        replace(
            quarter,
            sales=quarter.sales + 1,
            total=quarter.total + sold.total,
            units_milli=quarter.units_milli + sold.units_milli,
        ),
        replace(
            hour,
            sales=hour.sales + 1,
            total=hour.total + sold.total,
            units_milli=hour.units_milli + sold.units_milli,
        ),
        replace(
            of_day,
            sales=of_day.sales + 1,
            total=of_day.total + sold.total,
            units_milli=of_day.units_milli + sold.units_milli,
        ),
        *(replace(row, sales=row.sales + 1, amount=row.amount + kept) for row, kept in tenders),
    )


def _shift_after(
    sold: Sold, shift: ShiftRow, entry: Entry, rows: CashRowsBefore
) -> tuple[CashRow, ...]:
    number = sold.shift_no
    own = rows.shift_operator(number, sold.operator) or ShiftOperatorRow(number, sold.operator)
    tenders = [
        (rows.shift_tender(number, kind) or ShiftTenderRow(number, kind, 0, 0), kept)
        for kind, kept in kept_by_kind(sold.tenders, sold.change)
    ]
    return (
        replace(
            own,
            sales=own.sales + 1,
            total=own.total + sold.total,
            cash_tendered=own.cash_tendered + sold.cash_tendered,
            change=own.change + sold.change,
        ),
        *(replace(row, sales=row.sales + 1, amount=row.amount + kept) for row, kept in tenders),
        replace(
            shift,
            sales=shift.sales + 1,
            sales_total=shift.sales_total + sold.total,
            rounding=shift.rounding + sold.rounding,
            cash_tendered=shift.cash_tendered + sold.cash_tendered,
            change=shift.change + sold.change,
            cash_seq=entry.seq,
        ),
    )
