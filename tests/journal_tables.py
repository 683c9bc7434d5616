"""Projections in dictionaries, fed one entry after another, for tests of reducers."""

from dataclasses import dataclass, field
from typing import Any, TypeVar

from pos.domain.entries import AnyPayload, TerminalCreated
from pos.domain.journal import NO_HASH, Entry, read_entry, seal
from pos.domain.projections import (
    ActRow,
    AgentWishRow,
    ArrearsRow,
    CaseRow,
    CashPolicyRow,
    FloatDayRow,
    FloatRow,
    HandOverRow,
    MeterDebtRow,
    MeterFreeRow,
    MeterKeyRow,
    MeterMonthRow,
    OfficeMessageRow,
    OperatorRow,
    PaperLanguageRow,
    PaperPolicyRow,
    ProgramRuleRow,
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
    TariffRow,
    TenderDayRow,
    TerminalRow,
    VendingKeyRow,
    reduce,
)

RowT = TypeVar("RowT", bound=Row)
CREATED = TerminalCreated(
    terminal="T1", currency="ZAR", training=True, time_zone="UTC", device_key="00" * 32
)
KEY_FIELDS: dict[type[Any], int] = {
    TerminalRow: 1,
    OperatorRow: 1,
    TariffRow: 1,
    ShiftRow: 1,
    SaleRow: 1,
    MeterMonthRow: 2,
    ShiftOperatorRow: 2,
    ShiftTenderRow: 2,
    HandOverRow: 2,
    SalesQuarterRow: 1,
    SalesHourRow: 1,
    SalesDayRow: 3,
    TenderDayRow: 2,
    ActRow: 1,
    FloatRow: 1,
    FloatDayRow: 1,
    ArrearsRow: 1,
    MeterDebtRow: 1,
    CaseRow: 1,
    CashPolicyRow: 1,
    PaperPolicyRow: 1,
    PaperLanguageRow: 1,
    VendingKeyRow: 2,
    MeterKeyRow: 1,
    MeterFreeRow: 2,
    RegisterRow: 1,
    OfficeMessageRow: 1,
    ProgramRuleRow: 1,
    RevokedKeyRow: 2,
    AgentWishRow: 1,
}


@dataclass
class Tables:
    """Rows by class and key; `RowsBefore` and the end of a journal in one."""

    rows: dict[tuple[object, ...], Row] = field(default_factory=dict)
    seq: int = 0

    def terminal(self) -> TerminalRow | None:
        return self.find(TerminalRow, "terminal")

    def sale(self, sale_id: str) -> SaleRow | None:
        return self.find(SaleRow, sale_id)

    def shift(self, shift_no: int) -> ShiftRow | None:
        return self.find(ShiftRow, shift_no)

    def agent_wish(self, wish: str) -> AgentWishRow | None:
        return self.find(AgentWishRow, wish)

    def agent_float(self) -> FloatRow | None:
        return self.find(FloatRow, "agent_float")

    def float_day(self, day: str) -> FloatDayRow | None:
        return self.find(FloatDayRow, day)

    def arrears(self, sale_id: str) -> ArrearsRow | None:
        return self.find(ArrearsRow, sale_id)

    def meter_debt(self, pan: str) -> MeterDebtRow | None:
        return self.find(MeterDebtRow, pan)

    def case(self, case: str) -> CaseRow | None:
        return self.find(CaseRow, case)

    def meter_month(self, pan: str, month: str) -> MeterMonthRow | None:
        return self.find(MeterMonthRow, pan, month)

    def shift_operator(self, shift_no: int, operator: str) -> ShiftOperatorRow | None:
        return self.find(ShiftOperatorRow, shift_no, operator)

    def shift_tender(self, shift_no: int, tender: str) -> ShiftTenderRow | None:
        return self.find(ShiftTenderRow, shift_no, tender)

    def sales_quarter(self, quarter: int) -> SalesQuarterRow | None:
        return self.find(SalesQuarterRow, quarter)

    def sales_hour(self, hour: int) -> SalesHourRow | None:
        return self.find(SalesHourRow, hour)

    def sales_day(self, day: str, operator: str, tariff: str) -> SalesDayRow | None:
        return self.find(SalesDayRow, day, operator, tariff)

    def tender_day(self, day: str, tender: str) -> TenderDayRow | None:
        return self.find(TenderDayRow, day, tender)

    def register(self, sale_id: str) -> RegisterRow | None:
        return self.find(RegisterRow, sale_id)

    def meter_key(self, pan: str) -> MeterKeyRow | None:
        return self.find(MeterKeyRow, pan)

    def meter_free(self, pan: str, month: str) -> MeterFreeRow | None:
        return self.find(MeterFreeRow, pan, month)

    def find(self, kind: type[RowT], *key: object) -> RowT | None:
        row = self.rows.get((kind, *key))
        assert row is None or isinstance(row, kind)
        return row

    def all_of(self, kind: type[RowT]) -> list[RowT]:
        return [row for row in self.rows.values() if isinstance(row, kind)]

    def apply(self, *payloads: AnyPayload, operator: str = "agent") -> "Tables":
        """Reduce payloads as the next entries, read back from their bytes, a second apart."""
        for payload in payloads:
            seq = self.seq + 1
            time = f"2026-11-22T{10 + seq // 3600:02d}:{seq // 60 % 60:02d}:{seq % 60:02d}.000Z"
            entry = Entry("T1", 1, seq, time, operator, payload.version, payload, NO_HASH)
            for row in reduce(read_entry(seal(entry).body), self):
                names = row.__struct_fields__[: KEY_FIELDS[type(row)]]
                self.rows[type(row), *(getattr(row, name) for name in names)] = row
            self.seq = seq
        return self
