"""Shifts, sums and acts: what cash-up and reports ask."""

from typing import Any, Final

from sqlalchemy import Column, Executable, Table, bindparam, func, select, text

from pos.app.ports import SalesColumn
from pos.store.conditions import COMMITTED, DEPOSIT, TOP_UP
from pos.store.schema import (
    ACT,
    HAND_OVER,
    REGISTER,
    SALE,
    SALES_DAY,
    SALES_HOUR,
    SALES_QUARTER,
    SHIFT,
    SHIFT_OPERATOR,
    SHIFT_TENDER,
    TENDER_DAY,
)

NEWEST_SHIFT: Final = select(SHIFT).order_by(SHIFT.c.shift_no.desc())
SHIFT_OPERATORS: Final = (
    select(SHIFT_OPERATOR)
    .where(SHIFT_OPERATOR.c.shift_no == bindparam("shift_no"))
    .order_by(SHIFT_OPERATOR.c.operator)
)
SHIFTS_CLOSED: Final = (
    select(SHIFT)
    .where(SHIFT.c.closed_at >= bindparam("start"), SHIFT.c.closed_at < bindparam("end"))
    .order_by(SHIFT.c.closed_at)
)
ACTS: Final = (
    select(ACT)
    .where(ACT.c.at >= bindparam("start"), ACT.c.at < bindparam("end"))
    .order_by(ACT.c.at, ACT.c.seq)
)
HAND_OVERS: Final = (
    select(HAND_OVER).where(HAND_OVER.c.shift_no == bindparam("shift_no")).order_by(HAND_OVER.c.seq)
)
SHIFT_TENDERS: Final = (
    select(SHIFT_TENDER)
    .where(SHIFT_TENDER.c.shift_no == bindparam("shift_no"))
    .order_by(SHIFT_TENDER.c.tender)
)
_AS_TIMES: Final = 8
DEPOSIT_IN_BAG: Final = select(ACT).where(text(DEPOSIT), ACT.c.subject == bindparam("bag"))
TOP_UP_BY_REFERENCE: Final = select(ACT).where(
    text(TOP_UP), ACT.c.subject == bindparam("reference")
)


def _by_time(sums: Table, number: Column[Any]) -> Executable:
    """Return the statement that adds up a table of sums by spans of its numbers."""
    span = (
        # Whole division, as SQLite divides; SQLAlchemy's own `/` would make it a fraction.
        (number + bindparam("ahead"))
        .op("/", precedence=_AS_TIMES)(bindparam("width"))
        .op("%", precedence=_AS_TIMES)(bindparam("cycle"))
        .label("span")
    )
    return (
        select(span, func.sum(sums.c.sales), func.sum(sums.c.total), func.sum(sums.c.units_milli))
        .where(number >= bindparam("start"), number < bindparam("end"))
        .group_by(span)
        .order_by(span)
    )


SALES_BY_QUARTERS: Final = _by_time(SALES_QUARTER, SALES_QUARTER.c.quarter)
SALES_BY_HOURS: Final = _by_time(SALES_HOUR, SALES_HOUR.c.hour)
# One statement a grouping, so that the database adds up and not the program.
SALES_BY_DAYS: Final = {
    column: select(
        SALES_DAY.c[column.value],
        func.sum(SALES_DAY.c.sales),
        func.sum(SALES_DAY.c.total),
        func.sum(SALES_DAY.c.units_milli),
    )
    .where(SALES_DAY.c.day >= bindparam("first"), SALES_DAY.c.day < bindparam("behind"))
    .group_by(SALES_DAY.c[column.value])
    for column in SalesColumn
}
# Codes without money are no sales: their register tells of them.
_BEGUN: Final = (
    text(COMMITTED),
    SALE.c.tenders != "",
    SALE.c.begun_at >= bindparam("start"),
    SALE.c.begun_at < bindparam("end"),
)
SALES_BY_SALES: Final = {
    column: select(
        SALE.c[column.value],
        func.count(),
        func.sum(SALE.c.total),
        func.sum(SALE.c.credited_milli - func.coalesce(REGISTER.c.free_milli, 0)),
    )
    .outerjoin(REGISTER, REGISTER.c.sale_id == SALE.c.sale_id)
    .where(*_BEGUN)
    .group_by(SALE.c[column.value])
    for column in SalesColumn
}
TENDERS_BY_DAYS: Final = (
    select(TENDER_DAY.c.tender, func.sum(TENDER_DAY.c.sales), func.sum(TENDER_DAY.c.amount))
    .where(TENDER_DAY.c.day >= bindparam("first"), TENDER_DAY.c.day < bindparam("behind"))
    .group_by(TENDER_DAY.c.tender)
)
SALES_BEGUN: Final = select(SALE).where(*_BEGUN)
