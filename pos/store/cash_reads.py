"""Reading shifts, sums and acts: what cash-up and reports ask."""

from typing import Final

from sqlalchemy import bindparam, func, select

from pos.app.ports import SalesColumn, SalesSum
from pos.domain.projections import ActRow, CashPolicyRow, ShiftOperatorRow, ShiftRow
from pos.domain.projections.cash_rows import CASH_POLICY_KEY
from pos.store.rows import SqlRows
from pos.store.schema import ACT, SALES_QUARTER, SHIFT, SHIFT_OPERATOR

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
_IN_PERIOD: Final = (
    SALES_QUARTER.c.quarter >= bindparam("start"),
    SALES_QUARTER.c.quarter < bindparam("end"),
)
_SUMS: Final = (
    func.sum(SALES_QUARTER.c.sales),
    func.sum(SALES_QUARTER.c.total),
    func.sum(SALES_QUARTER.c.units_milli),
)
# One statement a grouping, so that the database adds up and not the program.
_SALES_BY: Final = {
    column: select(SALES_QUARTER.c[column.value], *_SUMS)
    .where(*_IN_PERIOD)
    .group_by(SALES_QUARTER.c[column.value])
    .order_by(SALES_QUARTER.c[column.value])
    for column in SalesColumn
}


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

    def sales_by(self, column: SalesColumn, start: str, end: str) -> tuple[SalesSum, ...]:
        """Return the committed sales of a period, added up by one column, in its order."""
        rows = self._transaction.all(_SALES_BY[column], {"start": start, "end": end})
        return tuple(SalesSum(*row) for row in rows)
