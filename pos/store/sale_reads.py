"""Reading sales and their cases."""

from typing import Final

from sqlalchemy import bindparam, select, text

from pos.domain.projections import CaseRow, FloatDayRow, MeterMonthRow, SaleRow
from pos.store.cash_reads import SqlCashReads
from pos.store.conditions import (
    EARLIER_CODE_ENDS,
    FIRST_SEQ,
    HAS_A_SET,
    HAS_CODES,
    HAS_ISSUE,
    HAS_TWO_CODES,
    LAST_CODE_ENDS,
    OPEN,
)
from pos.store.rows import ROW_TABLES
from pos.store.schema import METER_MONTH, SALE, SALE_CASE
from pos.store.statement_texts import Values

_NO_SEQ_YET: Final = 1 << 62
CODE_TAIL: Final = 4

# Queries for one row need no limit: rows are computed as they are fetched.
_NEWEST_METER_MONTH: Final = (
    select(METER_MONTH)
    .where(METER_MONTH.c.pan == bindparam("pan"))
    .order_by(METER_MONTH.c.month.desc())
)
_OPEN_SALES: Final = select(SALE).where(text(OPEN)).order_by(SALE.c.begun_seq)
_OPEN_SALE_OF: Final = select(SALE).where(SALE.c.pan == bindparam("pan"), text(OPEN))
_SALES_BEFORE: Final = (
    select(SALE)
    .where(text(f"{FIRST_SEQ} < :before"))
    .order_by(text(f"{FIRST_SEQ} DESC"))
    .limit(bindparam("limit"))
)
_SALES_OF: Final = (
    select(SALE)
    .where(SALE.c.pan == bindparam("pan"), text(f"{FIRST_SEQ} < :before"))
    .order_by(text(f"{FIRST_SEQ} DESC"))
    .limit(bindparam("limit"))
)
_SALE_WITH_RECEIPT: Final = select(SALE).where(
    SALE.c.receipt_no == bindparam("receipt_no"), text("receipt_no <> ''")
)
_SALES_OVER: Final = (
    select(SALE)
    .where(SALE.c.total == bindparam("total"), text(f"{FIRST_SEQ} < :before"))
    .order_by(text(f"{FIRST_SEQ} DESC"))
    .limit(bindparam("limit"))
)
# A code ends where a space or the text ends.
_ENDS_SO: Final = "instr(digits || ' ', :ending || ' ') > 0"
_BY_LAST_CODE: Final = (
    select(SALE)
    .where(text(f"{LAST_CODE_ENDS} = :tail"), text(HAS_CODES), text(_ENDS_SO))
    .order_by(text(f"{FIRST_SEQ} DESC"))
    .limit(bindparam("limit"))
)
_BY_EARLIER_CODE: Final = (
    select(SALE)
    .where(text(f"{EARLIER_CODE_ENDS} = :tail"), text(HAS_TWO_CODES), text(_ENDS_SO))
    .order_by(text(f"{FIRST_SEQ} DESC"))
    .limit(bindparam("limit"))
)
_BY_SET: Final = (
    select(SALE)
    .where(text(HAS_A_SET), text(_ENDS_SO))
    .order_by(text(f"{FIRST_SEQ} DESC"))
    .limit(bindparam("limit"))
)
_CASES: Final = (
    select(SALE_CASE)
    .where(SALE_CASE.c.opened_seq > 0)
    .order_by(SALE_CASE.c.opened_seq.desc())
    .limit(bindparam("limit"))
)
_OPEN_CASES: Final = _CASES.where(text(OPEN))
_CASE_OF: Final = select(SALE_CASE).where(SALE_CASE.c.sale_id == bindparam("sale_id"))
_LAST_ISSUE_NO: Final = (
    select(SALE.c.issue_no).where(text(HAS_ISSUE)).order_by(SALE.c.issue_no.desc())
)


class SqlSaleReads(SqlCashReads):
    """Sales and cases as they are in one transaction."""

    def newest_meter_month(self, pan: str) -> MeterMonthRow | None:
        """Return the newest month in which a meter bought."""
        found = self._transaction.first(_NEWEST_METER_MONTH, {"pan": pan})
        return None if found is None else MeterMonthRow(*found)

    def open_sales(self) -> tuple[SaleRow, ...]:
        """Return all sales without an end, oldest first."""
        return tuple(SaleRow(*row) for row in self._transaction.all(_OPEN_SALES))

    def open_sale_of(self, pan: str) -> SaleRow | None:
        """Return the unsettled sale of a meter."""
        found = self._transaction.first(_OPEN_SALE_OF, {"pan": pan})
        return None if found is None else SaleRow(*found)

    def sales(self, *, limit: int, before_seq: int | None = None) -> tuple[SaleRow, ...]:
        """Return the newest sales, newest first.

        Args:
            limit: at most so many.
            before_seq: only sales that came into the journal before this entry: with their
                SaleBegun, or a recovered one (whose `begun_seq` is 0) with the entry that ended it.
        """
        before = _NO_SEQ_YET if before_seq is None else before_seq
        rows = self._transaction.all(_SALES_BEFORE, {"before": before, "limit": limit})
        return tuple(SaleRow(*row) for row in rows)

    def sales_of(
        self, pan: str, *, limit: int, before_seq: int | None = None
    ) -> tuple[SaleRow, ...]:
        """Return the newest sales of one meter, newest first; `before_seq` as in `sales`."""
        before = _NO_SEQ_YET if before_seq is None else before_seq
        rows = self._transaction.all(_SALES_OF, {"pan": pan, "before": before, "limit": limit})
        return tuple(SaleRow(*row) for row in rows)

    def float_days(self) -> tuple[FloatDayRow, ...]:
        """Return what happened to the float, day by day, oldest first."""
        rows = self._transaction.all(ROW_TABLES[FloatDayRow].in_order)
        return tuple(FloatDayRow(*row) for row in rows)

    def sale_with_receipt(self, receipt_no: str) -> SaleRow | None:
        """Return a sale by its receipt number."""
        found = self._transaction.first(_SALE_WITH_RECEIPT, {"receipt_no": receipt_no})
        return None if found is None else SaleRow(*found)

    def sales_over(self, total: int, *, limit: int) -> tuple[SaleRow, ...]:
        """Return the newest sales of just this amount, newest first."""
        values = {"total": total, "before": _NO_SEQ_YET, "limit": limit}
        return tuple(SaleRow(*row) for row in self._transaction.all(_SALES_OVER, values))

    def sales_with_code(self, ending: str, *, limit: int) -> tuple[SaleRow, ...]:
        """Return sales one of whose codes ends so; see `Reads.sales_with_code`."""
        asked: Values = {"ending": ending, "limit": limit}
        tailed: Values = {**asked, "tail": ending[-CODE_TAIL:]}
        found: dict[str, SaleRow] = {}
        for statement in (_BY_LAST_CODE, _BY_EARLIER_CODE):
            for row in self._transaction.all(statement, tailed):
                sale = SaleRow(*row)
                found.setdefault(sale.sale_id, sale)
        rows = found.values() or [SaleRow(*row) for row in self._transaction.all(_BY_SET, asked)]
        return tuple(rows)[:limit]

    def cases(self, *, limit: int, only_open: bool = False) -> tuple[CaseRow, ...]:
        """Return the newest cases, newest first."""
        rows = self._transaction.all(_OPEN_CASES if only_open else _CASES, {"limit": limit})
        return tuple(CaseRow(*row) for row in rows)

    def case_of(self, sale_id: str) -> CaseRow | None:
        """Return the case of a sale."""
        found = self._transaction.first(_CASE_OF, {"sale_id": sale_id})
        return None if found is None else CaseRow(*found)

    def last_issue_no(self) -> int:
        """Return the highest issue number that the journal holds, 0 for none."""
        found = self._transaction.first(_LAST_ISSUE_NO)
        return 0 if found is None else int(found[0])
