"""Reading sales and their cases."""

from typing import Final

from pos.domain.projections import CaseRow, FloatDayRow, MeterMonthRow, SaleRow
from pos.store import sql_texts as sql
from pos.store.cash_reads import SqlCashReads
from pos.store.rows import ROW_TABLES
from pos.store.statement_texts import Values

_NO_SEQ_YET: Final = 1 << 62
CODE_TAIL: Final = 4


class SqlSaleReads(SqlCashReads):
    """Sales and cases as they are in one transaction."""

    def newest_meter_month(self, pan: str) -> MeterMonthRow | None:
        """Return the newest month in which a meter bought."""
        found = self._transaction.first(sql.NEWEST_METER_MONTH, {"pan": pan})
        return None if found is None else MeterMonthRow(*found)

    def open_sales(self) -> tuple[SaleRow, ...]:
        """Return all sales without an end, oldest first."""
        return tuple(SaleRow(*row) for row in self._transaction.all(sql.OPEN_SALES))

    def open_sale_of(self, pan: str) -> SaleRow | None:
        """Return the unsettled sale of a meter."""
        found = self._transaction.first(sql.OPEN_SALE_OF, {"pan": pan})
        return None if found is None else SaleRow(*found)

    def sales(self, *, limit: int, before_seq: int | None = None) -> tuple[SaleRow, ...]:
        """Return the newest sales, newest first.

        Args:
            limit: at most so many.
            before_seq: only sales that came into the journal before this entry: with their
                SaleBegun, or a recovered one (whose `begun_seq` is 0) with the entry that ended it.
        """
        before = _NO_SEQ_YET if before_seq is None else before_seq
        rows = self._transaction.all(sql.SALES_BEFORE, {"before": before, "limit": limit})
        return tuple(SaleRow(*row) for row in rows)

    def sales_of(
        self, pan: str, *, limit: int, before_seq: int | None = None
    ) -> tuple[SaleRow, ...]:
        """Return the newest sales of one meter, newest first; `before_seq` as in `sales`."""
        before = _NO_SEQ_YET if before_seq is None else before_seq
        rows = self._transaction.all(sql.SALES_OF, {"pan": pan, "before": before, "limit": limit})
        return tuple(SaleRow(*row) for row in rows)

    def float_days(self) -> tuple[FloatDayRow, ...]:
        """Return what happened to the float, day by day, oldest first."""
        rows = self._transaction.all(ROW_TABLES[FloatDayRow].texts.in_order)
        return tuple(FloatDayRow(*row) for row in rows)

    def sale_with_receipt(self, receipt_no: str) -> SaleRow | None:
        """Return a sale by its receipt number."""
        found = self._transaction.first(sql.SALE_WITH_RECEIPT, {"receipt_no": receipt_no})
        return None if found is None else SaleRow(*found)

    def sales_over(self, total: int, *, limit: int) -> tuple[SaleRow, ...]:
        """Return the newest sales of just this amount, newest first."""
        values = {"total": total, "before": _NO_SEQ_YET, "limit": limit}
        return tuple(SaleRow(*row) for row in self._transaction.all(sql.SALES_OVER, values))

    def sales_with_code(self, ending: str, *, limit: int) -> tuple[SaleRow, ...]:
        """Return sales one of whose codes ends so; see `Reads.sales_with_code`."""
        asked: Values = {"ending": ending, "limit": limit}
        tailed: Values = {**asked, "tail": ending[-CODE_TAIL:]}
        found: dict[str, SaleRow] = {}
        for statement in (sql.BY_LAST_CODE, sql.BY_EARLIER_CODE):
            for row in self._transaction.all(statement, tailed):
                sale = SaleRow(*row)
                found.setdefault(sale.sale_id, sale)
        rows = found.values() or [SaleRow(*row) for row in self._transaction.all(sql.BY_SET, asked)]
        return tuple(rows)[:limit]

    def cases(self, *, limit: int, only_open: bool = False) -> tuple[CaseRow, ...]:
        """Return the newest cases, newest first."""
        rows = self._transaction.all(sql.OPEN_CASES if only_open else sql.CASES, {"limit": limit})
        return tuple(CaseRow(*row) for row in rows)

    def case_of(self, sale_id: str) -> CaseRow | None:
        """Return the case of a sale."""
        found = self._transaction.first(sql.CASE_OF, {"sale_id": sale_id})
        return None if found is None else CaseRow(*found)

    def last_issue_no(self) -> int:
        """Return the highest issue number that the journal holds, 0 for none."""
        found = self._transaction.first(sql.LAST_ISSUE_NO)
        return 0 if found is None else int(found[0])
