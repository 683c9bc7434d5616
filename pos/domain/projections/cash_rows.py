"""Rows about the drawer, people and reports, computed from the journal and from nothing else."""

from enum import StrEnum
from typing import Protocol

import msgspec

from pos.domain.entries import CashFigures


class ShiftState(StrEnum):
    """Where a shift stands; uncounted where the terminal was lost and restored meanwhile."""

    OPEN = "open"
    CLOSED = "closed"
    UNCOUNTED = "uncounted"


class ShiftRow(msgspec.Struct, frozen=True):
    """A drawer; money in minor units.

    Attributes:
        state: a ShiftState.
        opener: who counted the float.
        keeper: who answers for the drawer now.
        sales, sales_total: committed sales and what they came to.
        rounding: what cash rounding added to them.
        drawer_openings: without a sale.
        expected_shown: how often somebody looked at the expected sum.
        cash_seq: newest entry that moved cash or opened the drawer, the opening included.
        count_seq: newest count, 0 for none; void if cash_seq is higher.
        counted: what that count came to.
        closed_seq: the ShiftClosed entry, 0 while it is open.
        z_no, closed_at, closed_by, approver, over_short, reason_code, reason: as signed; empty or 0
            until then.
    """

    shift_no: int
    state: str
    opener: str
    keeper: str
    opened_at: str
    opening_float: int
    cash_tendered: int
    change: int
    refunds: int
    paid_in: int
    paid_out: int
    drops: int
    sales: int
    sales_total: int
    rounding: int
    drawer_openings: int
    expected_shown: int
    cash_seq: int
    count_seq: int
    counted: int
    closed_seq: int
    z_no: str
    closed_at: str
    closed_by: str
    approver: str
    over_short: int
    reason_code: str
    reason: str

    def figures(self) -> CashFigures:
        """Return the terms of the cash equation."""
        return CashFigures(
            opening_float=self.opening_float,
            cash_tendered=self.cash_tendered,
            change=self.change,
            refunds=self.refunds,
            paid_in=self.paid_in,
            paid_out=self.paid_out,
            drops=self.drops,
        )

    @property
    def is_counted(self) -> bool:
        """Whether the newest count still holds: nothing moved after it."""
        return self.count_seq > self.cash_seq


class ShiftOperatorRow(msgspec.Struct, frozen=True):
    """What one operator sold in one shift, and what they moved in and out of the drawer."""

    shift_no: int
    operator: str
    sales: int = 0
    total: int = 0
    cash_tendered: int = 0
    change: int = 0
    refunds: int = 0
    paid_in: int = 0
    paid_out: int = 0
    drops: int = 0


class HandOverRow(msgspec.Struct, frozen=True):
    """A drawer that changed hands within a shift; see `DrawerHandedOver`.

    Attributes:
        seq: its entry.
    """

    shift_no: int
    seq: int
    at: str
    keeper: str
    taker: str
    counted: int
    over_short: int


class ShiftTenderRow(msgspec.Struct, frozen=True):
    """What stayed here of one kind of tender in one shift.

    Attributes:
        sales: how many sales it was taken in.
        amount: change left out.
    """

    shift_no: int
    tender: str
    sales: int
    amount: int


class SalesQuarterRow(msgspec.Struct, frozen=True):
    """Committed sales of a quarter of an hour.

    Every time zone is a whole number of quarters from UTC, so that the hours and days of any zone
    are sums of these rows.

    Attributes:
        quarter: quarters of an hour since 1970 began, UTC, by the beginning of the sale.
    """

    quarter: int
    sales: int
    total: int
    units_milli: int


class SalesHourRow(msgspec.Struct, frozen=True):
    """Committed sales of an hour, for all zones that are whole hours from UTC: a quarter the rows.

    Attributes:
        hour: hours since 1970 began, UTC, by the beginning of the sale.
    """

    hour: int
    sales: int
    total: int
    units_milli: int


class SalesDayRow(msgspec.Struct, frozen=True):
    """Committed sales of a UTC day, told apart as reports tell them apart.

    What a zone's day has more or less than a UTC day is added up from the sales themselves.

    Attributes:
        day: `YYYY-MM-DD`, by the beginning of the sale.
    """

    day: str
    operator: str
    tariff: str
    sales: int
    total: int
    units_milli: int


class TenderDayRow(msgspec.Struct, frozen=True):
    """What stayed here of one kind of tender on a UTC day; see `ShiftTenderRow`."""

    day: str
    tender: str
    sales: int
    amount: int


class ActKind(StrEnum):
    """What a report lists besides sales."""

    SHIFT_OPENED = "shift_opened"
    SHIFT_CLOSED = "shift_closed"
    PAID_IN = "paid_in"
    PAID_OUT = "paid_out"
    DROP_SAFE = "drop_safe"
    DROP_BANK = "drop_bank"
    DRAWER_OPENED = "drawer_opened"
    HANDED_OVER = "handed_over"
    COUNTED = "counted"
    EXPECTED_SHOWN = "expected_shown"
    SALE_CANCELLED = "sale_cancelled"
    SALE_LATE = "sale_late"
    COPY = "copy"
    CLOCK_ACCEPTED = "clock_accepted"
    CLOCK_MOVED = "clock_moved"
    SIGN_IN_REFUSED = "sign_in_refused"
    OPERATOR_ADDED = "operator_added"
    OPERATOR_CHANGED = "operator_changed"
    OPERATOR_REMOVED = "operator_removed"
    PIN_CHANGED = "pin_changed"
    PIN_RESET_BY_CODE = "pin_reset_by_code"
    PIN_RESET_BY_OFFICE = "pin_reset_by_office"
    CUSTOMER_FORGOTTEN = "customer_forgotten"
    CASE_OPENED = "case_opened"
    CASE_CLOSED = "case_closed"
    REFUNDED = "refunded"
    FLOAT_POLICY = "float_policy"
    FLOAT_TOPPED_UP = "float_topped_up"


class ActRow(msgspec.Struct, frozen=True):
    """Something that somebody may be asked about.

    Attributes:
        seq: its entry.
        shift_no: 0 where it belongs to none.
        kind: an ActKind.
        amount: minor units; over or short for a closed shift; 0 where there is none.
        subject: sale, bag, person, Z report; may be empty.
        reason: as given; may be empty.
    """

    seq: int
    at: str
    shift_no: int
    operator: str
    kind: str
    amount: int
    subject: str
    reason: str


class CashPolicyRow(msgspec.Struct, frozen=True):
    """What is allowed without asking; one row with key `cash`; see `CashPolicySet`."""

    key: str
    drawer_limit: int
    over_short_limit: int
    cash_step: int
    rounding_mode: str


CashRow = (
    ShiftRow
    | ShiftOperatorRow
    | ShiftTenderRow
    | HandOverRow
    | SalesQuarterRow
    | SalesHourRow
    | SalesDayRow
    | TenderDayRow
    | ActRow
    | CashPolicyRow
)
CASH_POLICY_KEY = "cash"


class CashRowsBefore(Protocol):
    """The rows about the drawer as they are before an entry."""

    def shift(self, shift_no: int) -> ShiftRow | None:
        """Return a shift by its number."""

    def shift_operator(self, shift_no: int, operator: str) -> ShiftOperatorRow | None:
        """Return what an operator sold in a shift."""

    def shift_tender(self, shift_no: int, tender: str) -> ShiftTenderRow | None:
        """Return what stayed here of a kind of tender in a shift."""

    def sales_quarter(self, quarter: int) -> SalesQuarterRow | None:
        """Return the sales of a quarter of an hour."""

    def sales_hour(self, hour: int) -> SalesHourRow | None:
        """Return the sales of an hour."""

    def sales_day(self, day: str, operator: str, tariff: str) -> SalesDayRow | None:
        """Return the sales of a day."""

    def tender_day(self, day: str, tender: str) -> TenderDayRow | None:
        """Return what stayed here of a kind of tender on a day."""
