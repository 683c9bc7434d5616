"""Reading keys and the register of tokens without cash."""

from typing import Final

from sqlalchemy import bindparam, select

from pos.domain.projections import RegisterRow, VendingKeyRow
from pos.store.rows import ROW_TABLES
from pos.store.sale_reads import SqlSaleReads
from pos.store.schema import REGISTER

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

    def register_lines(self, start: str, end: str) -> tuple[RegisterRow, ...]:
        """Return what was asked for in a period besides plain sales, in order of time."""
        rows = self._transaction.all(_REGISTER_LINES, {"start": start, "end": end})
        return tuple(RegisterRow(*row) for row in rows)
