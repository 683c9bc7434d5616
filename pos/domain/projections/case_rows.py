"""Rows about cases: what went wrong with a sale, and how it ended."""

from enum import StrEnum

import msgspec


class CaseState(StrEnum):
    """Where a case stands."""

    OPEN = "open"
    CLOSED = "closed"
    REFUNDED = "refunded"


class CaseRow(msgspec.Struct, frozen=True):
    """A case.

    Attributes:
        case: number.
        pan: meter of the sale.
        meant_pan: the meter it was meant for; empty where nobody knows.
        state: a CaseState.
        reason: why it was opened.
        amount: minor units that the customer paid.
        ended_seq, ended_at, ended_by: the entry that ended it; 0 or empty while it is open.
        outcome: why it was closed; empty unless it ended without a refund.
        approver: of the refund; empty for none.
    """

    case: str
    sale_id: str
    pan: str
    meant_pan: str
    state: str
    reason: str
    amount: int
    opened_seq: int
    opened_at: str
    opened_by: str
    ended_seq: int
    ended_at: str
    ended_by: str
    outcome: str
    approver: str

    @property
    def is_refunded(self) -> bool:
        """Whether the money went back."""
        return self.state == CaseState.REFUNDED
