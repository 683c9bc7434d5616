"""Reading shifts, sums and acts: what cash-up and reports ask."""

from dataclasses import asdict
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import Column, Executable, Table, bindparam, func, select, text

from pos.app.ports import Quarters, SalesColumn, SalesSum, TenderSum, TimeSum
from pos.domain.projections import (
    ActRow,
    CashPolicyRow,
    HandOverRow,
    SaleRow,
    ShiftOperatorRow,
    ShiftRow,
    ShiftTenderRow,
)
from pos.domain.projections.cash_rows import CASH_POLICY_KEY
from pos.domain.projections.sold_reducer import QUARTERS_AN_HOUR
from pos.domain.tender import kept_by_kind
from pos.store.conditions import COMMITTED, DEPOSIT, TOP_UP
from pos.store.rows import SqlRows
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
from pos.store.statement_texts import StoredRow, Values

_DAY_LENGTH: Final = len("YYYY-MM-DD")
_MIDNIGHT: Final = "T00:00:00.000Z"

_NEWEST_SHIFT: Final = select(SHIFT).order_by(SHIFT.c.shift_no.desc())
_SHIFT_OPERATORS: Final = (
    select(SHIFT_OPERATOR)
    .where(SHIFT_OPERATOR.c.shift_no == bindparam("shift_no"))
    .order_by(SHIFT_OPERATOR.c.operator)
)
_SHIFTS_CLOSED: Final = (
    select(SHIFT)
    .where(SHIFT.c.closed_at >= bindparam("start"), SHIFT.c.closed_at < bindparam("end"))
    .order_by(SHIFT.c.closed_at)
)
_ACTS: Final = (
    select(ACT)
    .where(ACT.c.at >= bindparam("start"), ACT.c.at < bindparam("end"))
    .order_by(ACT.c.at, ACT.c.seq)
)
_HAND_OVERS: Final = (
    select(HAND_OVER).where(HAND_OVER.c.shift_no == bindparam("shift_no")).order_by(HAND_OVER.c.seq)
)
_SHIFT_TENDERS: Final = (
    select(SHIFT_TENDER)
    .where(SHIFT_TENDER.c.shift_no == bindparam("shift_no"))
    .order_by(SHIFT_TENDER.c.tender)
)
_AS_TIMES: Final = 8
_DEPOSIT: Final = select(ACT).where(text(DEPOSIT), ACT.c.subject == bindparam("bag"))

_TOP_UP: Final = select(ACT).where(text(TOP_UP), ACT.c.subject == bindparam("reference"))


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


_SALES_BY_QUARTERS: Final = _by_time(SALES_QUARTER, SALES_QUARTER.c.quarter)
_SALES_BY_HOURS: Final = _by_time(SALES_HOUR, SALES_HOUR.c.hour)
# One statement a grouping, so that the database adds up and not the program.
_SALES_BY_DAYS: Final = {
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
_SALES_BY_SALES: Final = {
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
_TENDERS_BY_DAYS: Final = (
    select(TENDER_DAY.c.tender, func.sum(TENDER_DAY.c.sales), func.sum(TENDER_DAY.c.amount))
    .where(TENDER_DAY.c.day >= bindparam("first"), TENDER_DAY.c.day < bindparam("behind"))
    .group_by(TENDER_DAY.c.tender)
)
_SALES_BEGUN: Final = select(SALE).where(*_BEGUN)


class SqlCashReads(SqlRows):
    """What cash-up and reports read, in one transaction."""

    def newest_shift(self) -> ShiftRow | None:
        """Return the shift that was opened last, open or closed."""
        found = self._transaction.first(_NEWEST_SHIFT)
        return None if found is None else ShiftRow(*found)

    def shift_operators(self, shift_no: int) -> tuple[ShiftOperatorRow, ...]:
        """Return the subtotals of a shift by operator."""
        rows = self._transaction.all(_SHIFT_OPERATORS, {"shift_no": shift_no})
        return tuple(ShiftOperatorRow(*row) for row in rows)

    def hand_overs(self, shift_no: int) -> tuple[HandOverRow, ...]:
        """Return how a shift's drawer changed hands, in order."""
        rows = self._transaction.all(_HAND_OVERS, {"shift_no": shift_no})
        return tuple(HandOverRow(*row) for row in rows)

    def shift_tenders(self, shift_no: int) -> tuple[ShiftTenderRow, ...]:
        """Return what stayed here in a shift by kind of tender."""
        rows = self._transaction.all(_SHIFT_TENDERS, {"shift_no": shift_no})
        return tuple(ShiftTenderRow(*row) for row in rows)

    def cash_policy(self) -> CashPolicyRow | None:
        """Return the limits that were set, None where none were."""
        return self._find(CashPolicyRow, {"key": CASH_POLICY_KEY})

    def shifts_closed(self, start: str, end: str) -> tuple[ShiftRow, ...]:
        """Return the shifts that were closed in a period, in order."""
        rows = self._transaction.all(_SHIFTS_CLOSED, {"start": start, "end": end})
        return tuple(ShiftRow(*row) for row in rows)

    def acts(self, start: str, end: str) -> tuple[ActRow, ...]:
        """Return what reports list besides sales, of a period, in order."""
        rows = self._transaction.all(_ACTS, {"start": start, "end": end})
        return tuple(ActRow(*row) for row in rows)

    def top_up_of(self, reference: str) -> ActRow | None:
        """Return the top-up of the float by a slip or transfer."""
        found = self._transaction.first(_TOP_UP, {"reference": reference})
        return None if found is None else ActRow(*found)

    def deposit_in_bag(self, bag: str) -> ActRow | None:
        """Return the deposit to the bank that went in a bag."""
        found = self._transaction.first(_DEPOSIT, {"bag": bag})
        return None if found is None else ActRow(*found)

    def sales_by(self, column: SalesColumn, start: str, end: str) -> tuple[SalesSum, ...]:
        """Return the committed sales of a period, added up by one column, in its order."""
        days, edges = split_period(start, end)
        found = self._transaction.all(_SALES_BY_DAYS[column], days)
        for edge in edges:
            found += self._transaction.all(_SALES_BY_SALES[column], edge)
        return tuple(SalesSum(key, *sums) for key, *sums in _added_up(found))

    def sales_by_time(self, quarters: Quarters) -> tuple[TimeSum, ...]:
        """Return the committed sales of some quarters of an hour, added up by span, in order."""
        values = asdict(quarters)
        cycle = values.pop("cycle")
        statement, scale = _SALES_BY_QUARTERS, 1
        if not any(value % QUARTERS_AN_HOUR for value in values.values()):
            statement, scale = _SALES_BY_HOURS, QUARTERS_AN_HOUR
        scaled = {name: value // scale for name, value in values.items()}
        rows = self._transaction.all(statement, {**scaled, "cycle": cycle})
        return tuple(TimeSum(*row) for row in rows)

    def tenders(self, start: str, end: str) -> tuple[TenderSum, ...]:
        """Return what stayed here in a period by kind of tender."""
        days, edges = split_period(start, end)
        found = self._transaction.all(_TENDERS_BY_DAYS, days)
        for edge in edges:
            for row in self._transaction.all(_SALES_BEGUN, edge):
                sale = SaleRow(*row)
                kept = kept_by_kind(sale.tenders_taken(), sale.change)
                found += [(kind, 1, amount) for kind, amount in kept]
        return tuple(TenderSum(kind, *sums) for kind, *sums in _added_up(found))


def split_period(start: str, end: str) -> tuple[Values, tuple[Values, ...]]:
    """Cut a period into whole UTC days, whose sums are kept, and what is left at its edges.

    Args:
        start, end: times in the journal's form; the end is not part of the period.

    Returns:
        First day and the day behind the last one; start and end of each edge.
    """
    first = start[:_DAY_LENGTH]
    if start[_DAY_LENGTH:] != _MIDNIGHT:
        first = (date.fromisoformat(first) + timedelta(days=1)).isoformat()
    behind = end[:_DAY_LENGTH]
    if first > behind:
        # It begins and ends within one day.
        return {"first": first, "behind": first}, ({"start": start, "end": end},)
    edges = ((start, first + _MIDNIGHT), (behind + _MIDNIGHT, end))
    days = {"first": first, "behind": behind}
    return days, tuple({"start": begin, "end": over} for begin, over in edges if begin < over)


def _added_up(rows: list[StoredRow]) -> list[StoredRow]:
    """Add up rows with the same key, in the order of the keys."""
    sums: dict[str, tuple[int, ...]] = {}
    for key, *values in rows:
        before = sums.get(key, (0,) * len(values))
        sums[key] = tuple(map(sum, zip(before, values, strict=True)))
    return [(key, *sums[key]) for key in sorted(sums)]
