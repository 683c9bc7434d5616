"""Reading shifts, sums and acts: what cash-up and reports ask."""

from dataclasses import asdict
from datetime import date, timedelta
from typing import Final

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
from pos.store import sql_texts as sql
from pos.store.rows import SqlRows
from pos.store.statement_texts import StoredRow, Values

_DAY_LENGTH: Final = len("YYYY-MM-DD")
_MIDNIGHT: Final = "T00:00:00.000Z"


class SqlCashReads(SqlRows):
    """What cash-up and reports read, in one transaction."""

    def newest_shift(self) -> ShiftRow | None:
        """Return the shift that was opened last, open or closed."""
        found = self._transaction.first(sql.NEWEST_SHIFT)
        return None if found is None else ShiftRow(*found)

    def shift_operators(self, shift_no: int) -> tuple[ShiftOperatorRow, ...]:
        """Return the subtotals of a shift by operator."""
        rows = self._transaction.all(sql.SHIFT_OPERATORS, {"shift_no": shift_no})
        return tuple(ShiftOperatorRow(*row) for row in rows)

    def hand_overs(self, shift_no: int) -> tuple[HandOverRow, ...]:
        """Return how a shift's drawer changed hands, in order."""
        rows = self._transaction.all(sql.HAND_OVERS, {"shift_no": shift_no})
        return tuple(HandOverRow(*row) for row in rows)

    def shift_tenders(self, shift_no: int) -> tuple[ShiftTenderRow, ...]:
        """Return what stayed here in a shift by kind of tender."""
        rows = self._transaction.all(sql.SHIFT_TENDERS, {"shift_no": shift_no})
        return tuple(ShiftTenderRow(*row) for row in rows)

    def cash_policy(self) -> CashPolicyRow | None:
        """Return the limits that were set, None where none were."""
        return self._find(CashPolicyRow, {"key": CASH_POLICY_KEY})

    def shifts_closed(self, start: str, end: str) -> tuple[ShiftRow, ...]:
        """Return the shifts that were closed in a period, in order."""
        rows = self._transaction.all(sql.SHIFTS_CLOSED, {"start": start, "end": end})
        return tuple(ShiftRow(*row) for row in rows)

    def acts(self, start: str, end: str) -> tuple[ActRow, ...]:
        """Return what reports list besides sales, of a period, in order."""
        rows = self._transaction.all(sql.ACTS, {"start": start, "end": end})
        return tuple(ActRow(*row) for row in rows)

    def top_up_of(self, reference: str) -> ActRow | None:
        """Return the top-up of the float by a slip or transfer."""
        found = self._transaction.first(sql.TOP_UP_BY_REFERENCE, {"reference": reference})
        return None if found is None else ActRow(*found)

    def deposit_in_bag(self, bag: str) -> ActRow | None:
        """Return the deposit to the bank that went in a bag."""
        found = self._transaction.first(sql.DEPOSIT_IN_BAG, {"bag": bag})
        return None if found is None else ActRow(*found)

    def sales_by(self, column: SalesColumn, start: str, end: str) -> tuple[SalesSum, ...]:
        """Return the committed sales of a period, added up by one column, in its order."""
        days, edges = split_period(start, end)
        found = self._transaction.all(sql.SALES_BY_DAYS[column], days)
        for edge in edges:
            found += self._transaction.all(sql.SALES_BY_SALES[column], edge)
        return tuple(SalesSum(key, *sums) for key, *sums in _added_up(found))

    def sales_by_time(self, quarters: Quarters) -> tuple[TimeSum, ...]:
        """Return the committed sales of some quarters of an hour, added up by span, in order."""
        values = asdict(quarters)
        cycle = values.pop("cycle")
        statement, scale = sql.SALES_BY_QUARTERS, 1
        if not any(value % QUARTERS_AN_HOUR for value in values.values()):
            statement, scale = sql.SALES_BY_HOURS, QUARTERS_AN_HOUR
        scaled = {name: value // scale for name, value in values.items()}
        rows = self._transaction.all(statement, {**scaled, "cycle": cycle})
        return tuple(TimeSum(*row) for row in rows)

    def tenders(self, start: str, end: str) -> tuple[TenderSum, ...]:
        """Return what stayed here in a period by kind of tender."""
        days, edges = split_period(start, end)
        found = self._transaction.all(sql.TENDERS_BY_DAYS, days)
        for edge in edges:
            for row in self._transaction.all(sql.SALES_BEGUN, edge):
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
