"""Reading keys and the register of tokens without cash."""

from collections.abc import Iterator

from pos.domain.projections import RegisterRow, SaleRow, VendingKeyRow
from pos.store import sql_texts as sql
from pos.store.rows import ROW_TABLES
from pos.store.sale_reads import SqlSaleReads


class SqlTokenReads(SqlSaleReads):
    """A consistent view of keys and register."""

    def vending_keys(self) -> tuple[VendingKeyRow, ...]:
        """Return the vending keys that the journal knows, by supply group and revision."""
        rows = self._transaction.all(ROW_TABLES[VendingKeyRow].texts.in_order)
        return tuple(VendingKeyRow(*row) for row in rows)

    def sales_by_issue(self, after: int) -> Iterator[SaleRow]:
        """Walk what this incarnation's agent issued, by issue number, at flat memory."""
        for row in self._transaction.stream(sql.BY_ISSUE, {"after": after}):
            yield SaleRow(*row)

    def register_lines(self, start: str, end: str) -> tuple[RegisterRow, ...]:
        """Return what was asked for in a period besides plain sales, in order of time."""
        rows = self._transaction.all(sql.REGISTER_LINES, {"start": start, "end": end})
        return tuple(RegisterRow(*row) for row in rows)
