"""What reducers ask of a branch's books, whoever finds the rows (`RowsBefore`)."""

from abc import ABC, abstractmethod
from typing import Any, TypeVar

import msgspec

from pos.domain.projections import (
    TERMINAL_KEY,
    AgentWishRow,
    ArrearsRow,
    CaseRow,
    FloatDayRow,
    FloatRow,
    HandOverRow,
    MeterDebtRow,
    MeterFreeRow,
    MeterKeyRow,
    MeterMonthRow,
    RegisterRow,
    RevokedKeyRow,
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
    VendingKeyRow,
)
from pos.domain.projections.float_rows import FLOAT_KEY

RowT = TypeVar("RowT")
Place = tuple[type[Any], tuple[str | int, ...]]
"""Kind of a row, and its key."""
# How many fields tell the rows of a kind apart; one for all other kinds.
_KEY_FIELDS: dict[type[Any], int] = {
    MeterMonthRow: 2,
    ShiftOperatorRow: 2,
    ShiftTenderRow: 2,
    HandOverRow: 2,
    SalesDayRow: 3,
    TenderDayRow: 2,
    VendingKeyRow: 2,
    MeterFreeRow: 2,
    RevokedKeyRow: 2,
}


class BookRows(ABC):
    """Rows by their keys."""

    def terminal(self) -> TerminalRow | None:
        """Return the one row about the terminal."""
        return self._find(TerminalRow, TERMINAL_KEY)

    def sale(self, sale_id: str) -> SaleRow | None:
        """Return a sale by its id."""
        return self._find(SaleRow, sale_id)

    def agent_float(self) -> FloatRow | None:
        """Return the float; None where none is kept."""
        return self._find(FloatRow, FLOAT_KEY)

    def float_day(self, day: str) -> FloatDayRow | None:
        """Return what happened to the float on a day."""
        return self._find(FloatDayRow, day)

    def arrears(self, sale_id: str) -> ArrearsRow | None:
        """Return what a sale does to arrears; None where it does nothing."""
        return self._find(ArrearsRow, sale_id)

    def meter_debt(self, pan: str) -> MeterDebtRow | None:
        """Return what a meter paid of its arrears; None for nothing."""
        return self._find(MeterDebtRow, pan)

    def case(self, case: str) -> CaseRow | None:
        """Return a case by its number."""
        return self._find(CaseRow, case)

    def meter_month(self, pan: str, month: str) -> MeterMonthRow | None:
        """Return what a meter bought in a month."""
        return self._find(MeterMonthRow, pan, month)

    def shift(self, shift_no: int) -> ShiftRow | None:
        """Return a shift by its number."""
        return self._find(ShiftRow, shift_no)

    def shift_operator(self, shift_no: int, operator: str) -> ShiftOperatorRow | None:
        """Return what an operator sold in a shift."""
        return self._find(ShiftOperatorRow, shift_no, operator)

    def shift_tender(self, shift_no: int, tender: str) -> ShiftTenderRow | None:
        """Return what stayed at the terminal of a kind of tender in a shift."""
        return self._find(ShiftTenderRow, shift_no, tender)

    def sales_quarter(self, quarter: int) -> SalesQuarterRow | None:
        """Return the sales of a quarter of an hour."""
        return self._find(SalesQuarterRow, quarter)

    def sales_hour(self, hour: int) -> SalesHourRow | None:
        """Return the sales of an hour."""
        return self._find(SalesHourRow, hour)

    def sales_day(self, day: str, operator: str, tariff: str) -> SalesDayRow | None:
        """Return the sales of a day."""
        return self._find(SalesDayRow, day, operator, tariff)

    def tender_day(self, day: str, tender: str) -> TenderDayRow | None:
        """Return what stayed at the terminal of a kind of tender on a day."""
        return self._find(TenderDayRow, day, tender)

    def agent_wish(self, wish: str) -> AgentWishRow | None:
        """Return what this head office wants of the key agent."""
        return self._find(AgentWishRow, wish)

    def register(self, sale_id: str) -> RegisterRow | None:
        """Return a line of the register by the id of its request."""
        return self._find(RegisterRow, sale_id)

    def meter_key(self, pan: str) -> MeterKeyRow | None:
        """Return the key that a meter was last moved to."""
        return self._find(MeterKeyRow, pan)

    def meter_free(self, pan: str, month: str) -> MeterFreeRow | None:
        """Return the free units that a meter got in a month."""
        return self._find(MeterFreeRow, pan, month)

    @abstractmethod
    def _find(self, kind: type[RowT], *key: str | int) -> RowT | None:
        """Return the row of a kind with this key, None where there is none."""


def key_of(row: Row) -> tuple[str | int, ...]:
    """Return the fields that tell a row from others of its kind."""
    return msgspec.structs.astuple(row)[: _KEY_FIELDS.get(type(row), 1)]


def encoded_key(key: tuple[str | int, ...]) -> str:
    """Return a key as text: a JSON array of its fields."""
    return msgspec.json.encode(key).decode()
