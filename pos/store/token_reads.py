"""Reading keys and the register of tokens without cash."""

from collections.abc import Iterator
from typing import Final

from sqlalchemy import bindparam, select, text

from pos.domain.projections import RegisterRow, SaleRow, VendingKeyRow
from pos.store.conditions import HAS_ISSUE
from pos.store.rows import ROW_TABLES
from pos.store.sale_reads import SqlSaleReads
from pos.store.schema import REGISTER, SALE

_BY_ISSUE: Final = (
    select(SALE)
    .where(text(HAS_ISSUE), SALE.c.issue_no > bindparam("after"))
    .order_by(SALE.c.issue_no)
)
_REGISTER_LINES: Final = (
    select(REGISTER)
    .where(REGISTER.c.at >= bindparam("start"), REGISTER.c.at < bindparam("end"))
    .order_by(REGISTER.c.at, REGISTER.c.sale_id)
)


class SqlTokenReads(SqlSaleReads):
    """A consistent view of keys and register."""

    def vending_keys(self) -> tuple[VendingKeyRow, ...]:
        """Return the vending keys that the journal knows, by supply group and revision."""
        rows = self._transaction.all(ROW_TABLES[VendingKeyRow].in_order)
        return tuple(VendingKeyRow(*row) for row in rows)

    def sales_by_issue(self, after: int) -> Iterator[SaleRow]:
        """Walk what this incarnation's agent issued, by issue number, at flat memory."""
        for row in self._transaction.stream(_BY_ISSUE, {"after": after}):
            yield SaleRow(*row)

    def register_lines(self, start: str, end: str) -> tuple[RegisterRow, ...]:
        """Return what was asked for in a period besides plain sales, in order of time."""
        rows = self._transaction.all(_REGISTER_LINES, {"start": start, "end": end})
        return tuple(RegisterRow(*row) for row in rows)
