"""Shifts, sums and acts, as cash-up and reports read them."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from pos.domain.projections import (
    ActRow,
    CashPolicyRow,
    HandOverRow,
    ShiftOperatorRow,
    ShiftRow,
    ShiftTenderRow,
)


class SalesColumn(StrEnum):
    """What committed sales are added up by."""

    OPERATOR = "operator"
    TARIFF = "tariff"


@dataclass(frozen=True, slots=True)
class SalesSum:
    """Committed sales, added up.

    Attributes:
        key: an operator, a tariff, a day or an hour.
        total: minor units.
    """

    key: str
    sales: int
    total: int
    units_milli: int


@dataclass(frozen=True, slots=True)
class TimeSum:
    """Committed sales of one span of a clock, added up.

    Attributes:
        number: of the span; see `Quarters`.
        total: minor units.
    """

    number: int
    sales: int
    total: int
    units_milli: int


@dataclass(frozen=True, slots=True)
class TenderSum:
    """What stayed here of one kind of tender.

    Attributes:
        sales: how many sales it was taken in.
        amount: minor units, change left out.
    """

    tender: str
    sales: int
    amount: int


@dataclass(frozen=True, slots=True)
class Quarters:
    """Quarters of an hour, and the spans that they are added up in.

    A quarter belongs to span `(quarter + ahead) // width % cycle`.

    Attributes:
        start, end: counted from 1970, UTC; the end is not part of it.
        ahead: how far the clock is ahead of UTC, in quarters.
        width: of a span, in quarters.
        cycle: after how many spans they come again.
    """

    start: int
    end: int
    ahead: int
    width: int
    cycle: int


class CashReads(Protocol):
    """Consistent reading of what cash-up and reports show.

    Periods are given by times in the journal's form; the end is not part of them.
    """

    def open_shift(self) -> ShiftRow | None:
        """Return the one open shift."""

    def newest_shift(self) -> ShiftRow | None:
        """Return the shift that was opened last, open or closed."""

    def shift_operators(self, shift_no: int) -> tuple[ShiftOperatorRow, ...]:
        """Return the subtotals of a shift by operator."""

    def cash_policy(self) -> CashPolicyRow | None:
        """Return the limits that were set, None where none were."""

    def shifts_closed(self, start: str, end: str) -> tuple[ShiftRow, ...]:
        """Return the shifts that were closed in a period, in order."""

    def acts(self, start: str, end: str) -> tuple[ActRow, ...]:
        """Return what reports list besides sales, of a period, in order."""

    def hand_overs(self, shift_no: int) -> tuple[HandOverRow, ...]:
        """Return how a shift's drawer changed hands, in order."""

    def shift_tenders(self, shift_no: int) -> tuple[ShiftTenderRow, ...]:
        """Return what stayed here in a shift by kind of tender."""

    def top_up_of(self, reference: str) -> ActRow | None:
        """Return the top-up of the float by a slip or transfer."""

    def deposit_in_bag(self, bag: str) -> ActRow | None:
        """Return the deposit to the bank that went in a bag."""

    def sales_by(self, column: SalesColumn, start: str, end: str) -> tuple[SalesSum, ...]:
        """Return the committed sales of a period, added up by one column, in its order."""

    def sales_by_time(self, quarters: Quarters) -> tuple[TimeSum, ...]:
        """Return the committed sales of some quarters of an hour, added up by span, in order."""

    def tenders(self, start: str, end: str) -> tuple[TenderSum, ...]:
        """Return what stayed here in a period by kind of tender."""
