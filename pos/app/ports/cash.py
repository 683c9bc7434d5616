"""Shifts, sums and acts, as cash-up and reports read them."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from pos.domain.projections import ActRow, CashPolicyRow, ShiftOperatorRow, ShiftRow


class SalesColumn(StrEnum):
    """What committed sales are added up by."""

    QUARTER = "quarter"
    OPERATOR = "operator"
    TARIFF = "tariff"
    TENDER = "tender"


@dataclass(frozen=True, slots=True)
class SalesSum:
    """Committed sales, added up.

    Attributes:
        key: a quarter of an hour (`YYYY-MM-DDTHH:MM`, UTC), an operator, a tariff or a tender.
        total: minor units.
    """

    key: str
    sales: int
    total: int
    units_milli: int


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

    def sales_by(self, column: SalesColumn, start: str, end: str) -> tuple[SalesSum, ...]:
        """Return the committed sales of a period, added up by one column, in its order."""
