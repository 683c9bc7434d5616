"""Reading and writing the rows of the projections: what a reducer sees and what it returns."""

from collections.abc import Iterator
from operator import attrgetter
from typing import Any, Final, Generic, TypeVar

from pos.domain.projections import (
    TERMINAL_KEY,
    AgentWishRow,
    ArrearsRow,
    CaseRow,
    FloatDayRow,
    FloatRow,
    MeterDebtRow,
    MeterFreeRow,
    MeterKeyRow,
    MeterMonthRow,
    RegisterRow,
    Row,
    SaleRow,
    SalesDayRow,
    SalesHourRow,
    SalesQuarterRow,
    ShiftOperatorRow,
    ShiftRow,
    ShiftTenderRow,
    TenderDayRow,
    TerminalRow,
)
from pos.domain.projections.float_rows import FLOAT_KEY
from pos.store import sql_texts as sql
from pos.store.row_classes import ROW_CLASSES
from pos.store.statement_texts import StoredRow, Values
from pos.store.transaction import Transaction

RowT = TypeVar("RowT")


class RowTable(Generic[RowT]):
    """How one row class is read and written.

    Attributes:
        row: the class.
        name: of its table.
        texts: its columns and statements.
    """

    def __init__(self, row: type[RowT], name: str) -> None:
        self.row = row
        self.name = name
        self.texts = sql.ROWS[name]
        self._get = attrgetter(*self.texts.names)

    def values(self, row: RowT) -> dict[str, Any]:
        """Return a row's fields by column."""
        return dict(zip(self.texts.names, self._get(row), strict=True))

    def find(self, transaction: Transaction, key: Values) -> RowT | None:
        """Return the row with this key."""
        found = transaction.first(self.texts.by_key, key)
        return None if found is None else self.row(*found)


ROW_TABLES: Final[dict[type[Any], RowTable[Any]]] = {
    row: RowTable(row, name) for row, name, _ in ROW_CLASSES
}


class SqlRows:
    """The rows as they are in this transaction (`RowsBefore`)."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def terminal(self) -> TerminalRow | None:
        """Return the one row about this terminal."""
        return self._find(TerminalRow, {"key": TERMINAL_KEY})

    def sale(self, sale_id: str) -> SaleRow | None:
        """Return a sale by its id."""
        return self._find(SaleRow, {"sale_id": sale_id})

    def shift(self, shift_no: int) -> ShiftRow | None:
        """Return a shift by its number."""
        return self._find(ShiftRow, {"shift_no": shift_no})

    def shift_operator(self, shift_no: int, operator: str) -> ShiftOperatorRow | None:
        """Return what an operator sold in a shift."""
        return self._find(ShiftOperatorRow, {"shift_no": shift_no, "operator": operator})

    def sales_quarter(self, quarter: int) -> SalesQuarterRow | None:
        """Return the sales of a quarter of an hour."""
        return self._find(SalesQuarterRow, {"quarter": quarter})

    def sales_hour(self, hour: int) -> SalesHourRow | None:
        """Return the sales of an hour."""
        return self._find(SalesHourRow, {"hour": hour})

    def sales_day(self, day: str, operator: str, tariff: str) -> SalesDayRow | None:
        """Return the sales of a day."""
        key = {"day": day, "operator": operator, "tariff": tariff}
        return self._find(SalesDayRow, key)

    def shift_tender(self, shift_no: int, tender: str) -> ShiftTenderRow | None:
        """Return what stayed here of a kind of tender in a shift."""
        return self._find(ShiftTenderRow, {"shift_no": shift_no, "tender": tender})

    def tender_day(self, day: str, tender: str) -> TenderDayRow | None:
        """Return what stayed here of a kind of tender on a day."""
        return self._find(TenderDayRow, {"day": day, "tender": tender})

    def agent_float(self) -> FloatRow | None:
        """Return the float; None where none is kept."""
        return self._find(FloatRow, {"key": FLOAT_KEY})

    def float_day(self, day: str) -> FloatDayRow | None:
        """Return what happened to the float on a day."""
        return self._find(FloatDayRow, {"day": day})

    def arrears(self, sale_id: str) -> ArrearsRow | None:
        """Return what a sale does to arrears; None where it does nothing."""
        return self._find(ArrearsRow, {"sale_id": sale_id})

    def meter_debt(self, pan: str) -> MeterDebtRow | None:
        """Return what a meter paid of its arrears; None for nothing."""
        return self._find(MeterDebtRow, {"pan": pan})

    def case(self, case: str) -> CaseRow | None:
        """Return a case by its number."""
        return self._find(CaseRow, {"case": case})

    def meter_month(self, pan: str, month: str) -> MeterMonthRow | None:
        """Return what a meter bought in a month, `YYYY-MM`."""
        return self._find(MeterMonthRow, {"pan": pan, "month": month})

    def agent_wish(self, wish: str) -> AgentWishRow | None:
        """Return what head office wants of the key agent, by the body's SHA-256."""
        return self._find(AgentWishRow, {"wish": wish})

    def register(self, sale_id: str) -> RegisterRow | None:
        """Return a line of the register by the id of its request."""
        return self._find(RegisterRow, {"sale_id": sale_id})

    def meter_key(self, pan: str) -> MeterKeyRow | None:
        """Return the key that a meter was last moved to."""
        return self._find(MeterKeyRow, {"pan": pan})

    def meter_free(self, pan: str, month: str) -> MeterFreeRow | None:
        """Return the free units that a meter got in a month, `YYYY-MM`."""
        return self._find(MeterFreeRow, {"pan": pan, "month": month})

    def put_rows(self, rows: tuple[Row, ...]) -> None:
        """Add or replace rows."""
        for row in rows:
            table = ROW_TABLES[type(row)]
            self._transaction.run(table.texts.upsert, table.values(row))

    def rows_in_order(self, table: RowTable[Any]) -> Iterator[StoredRow]:
        """Walk all rows of a table by key, as stored, at flat memory."""
        return self._transaction.stream(table.texts.in_order)

    def _find(self, row: type[RowT], key: Values) -> RowT | None:
        table: RowTable[RowT] = ROW_TABLES[row]
        return table.find(self._transaction, key)
