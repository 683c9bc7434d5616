"""Rows about terminal, people, tariffs, sales and meters, computed from the journal alone."""

from typing import Final, Protocol

import msgspec

from pos.domain.projections.arrears import DebtRow, DebtRowsBefore
from pos.domain.projections.case_rows import CaseRow
from pos.domain.projections.cash_rows import CashRow, CashRowsBefore
from pos.domain.projections.downlink_rows import DownlinkRow, DownlinkRowsBefore
from pos.domain.projections.float_rows import AgentRow, FloatRowsBefore
from pos.domain.projections.paper_rows import PaperRow
from pos.domain.projections.token_rows import TokenRow, TokenRowsBefore


class TerminalRow(msgspec.Struct, frozen=True):
    """What this terminal is; one row with key `terminal`.

    Attributes:
        receipts: how many were numbered.
        known_time: newest moment that is known to have passed: set up, sold, or accepted by a
            supervisor. Entries that anybody can cause, such as a refused sign-in, do not move it.
    """

    key: str
    terminal: str
    currency: str
    training: int
    time_zone: str
    device_key: str
    printer: str
    receipts: int
    known_time: str


class OperatorRow(msgspec.Struct, frozen=True):
    """A person who may sign in, or was removed.

    Attributes:
        role: empty once removed.
        sale_limit, cash_limit: see `OperatorChanged`.
        removed: 1 for a person who may not sign in any more.
    """

    name: str
    role: str
    sale_limit: int
    cash_limit: int
    removed: int


class TariffRow(msgspec.Struct, frozen=True):
    """The newest file of a tariff."""

    tariff: str
    digest: str


class SaleRow(msgspec.Struct, frozen=True):
    """One sale, or one request for tokens that nobody pays for.

    Attributes:
        state: a SaleState.
        begun_seq: entry that holds the SaleBegun bytes, 0 for a recovered issue.
        ended_seq: entry that ended it, 0 while it is open.
        ended_at: time of that entry.
        receipt_no: empty unless committed.
        digits: the tokens' digits, separated by spaces.
        reason: why it was cancelled.
        copies: how many copies were asked for.
        tariff: id of its tariff.
        tendered: everything that was handed over.
        tenders: `kind:minor units` of each tender, separated by spaces; empty where nobody pays.
        rounding: see `SaleBegun`.
    """

    sale_id: str
    pan: str
    state: str
    operator: str
    shift_no: int
    month: str
    begun_seq: int
    begun_at: str
    ended_seq: int
    ended_at: str
    total: int
    tendered: int
    change: int
    credited_milli: int
    receipt_no: str
    issue_no: int
    digits: str
    reason: str
    copies: int
    tariff: str
    tenders: str
    rounding: int

    def tenders_taken(self) -> tuple[tuple[str, int], ...]:
        """Return kind and amount of each tender; none for what was not paid."""
        parts = (tender.split(":") for tender in self.tenders.split())
        return tuple((kind, int(amount)) for kind, amount in parts)

    @property
    def is_paid(self) -> bool:
        """Whether it is a sale; engineering, free and key-change tokens alone are none."""
        return bool(self.tenders)


class MeterMonthRow(msgspec.Struct, frozen=True):
    """Units bought for a meter in one month at this terminal."""

    pan: str
    month: str
    units_milli: int
    purchases: int
    last_at: str


Row = (
    CaseRow
    | TerminalRow
    | OperatorRow
    | TariffRow
    | SaleRow
    | MeterMonthRow
    | AgentRow
    | CashRow
    | DebtRow
    | DownlinkRow
    | PaperRow
    | TokenRow
)
TERMINAL_KEY: Final = "terminal"


class RowsBefore(
    CashRowsBefore,
    TokenRowsBefore,
    DebtRowsBefore,
    FloatRowsBefore,
    DownlinkRowsBefore,
    Protocol,
):
    """The rows as they are before an entry."""

    def terminal(self) -> TerminalRow | None:
        """Return the one row about this terminal."""

    def sale(self, sale_id: str) -> SaleRow | None:
        """Return a sale by its id."""

    def case(self, case: str) -> CaseRow | None:
        """Return a case by its number."""

    def meter_month(self, pan: str, month: str) -> MeterMonthRow | None:
        """Return what a meter bought in a month, `YYYY-MM`."""
