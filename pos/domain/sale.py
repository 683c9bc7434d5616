"""A sale: what the caller asks, and where it stands."""

import re
from dataclasses import dataclass
from enum import StrEnum

from pos.domain.entries import IssuedToken, SaleBegun
from pos.domain.errors import SaleIdMalformed
from pos.domain.money import Money
from pos.domain.tender import Tender

_SALE_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class SaleState(StrEnum):
    """Where a sale stands in the journal."""

    OPEN = "open"
    COMMITTED = "committed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class SaleRequest:
    """What the caller asks; the same id must always come with the same content.

    Attributes:
        sale_id: UUID, lower-case with hyphens.
        pan: 18 digits.
        amount: above zero.
        tenders: what is handed over, each kind once.
        printer: address for the receipt, not part of the content; empty for the terminal's own.
        refuses_repeat: refuse it if this meter bought for this amount minutes ago; not part of the
            content. For callers who have nobody to ask yet.
        told_milli: units that the customer was told, free ones included; the sale is refused where
            it would give others. Not part of the content; None where nothing was told.
    """

    sale_id: str
    pan: str
    amount: Money
    tenders: tuple[Tender, ...]
    printer: str = ""
    refuses_repeat: bool = False
    told_milli: int | None = None

    def is_content_of(self, begun: SaleBegun) -> bool:
        """Whether a sale that was begun under this id asked the same."""
        return (
            begun.sale_id == self.sale_id
            and begun.meter.pan == self.pan
            and (begun.total, begun.currency) == (self.amount.minor, self.amount.currency)
            and {(each.kind, each.amount) for each in begun.tenders}
            == {(each.kind, each.amount.minor) for each in self.tenders}
        )


@dataclass(frozen=True, slots=True)
class SaleResult:
    """A sale that is done.

    Attributes:
        journal_seq: of the SaleCommitted (or IssueRecovered) entry.
        print_state: state of the newest print job, `none` where there is none.
        repeated: it was done before this call.
        purpose: a `Purpose`; `sale` unless nobody pays.
        approver: second person, empty where none was needed.
        detail: see `RegisterRow`.
    """

    sale_id: str
    receipt_no: str
    journal_seq: int
    begun: SaleBegun
    tokens: tuple[IssuedToken, ...]
    print_state: str
    repeated: bool
    purpose: str = "sale"
    approver: str = ""
    detail: str = ""


def parse_sale_id(text: str) -> str:
    """Read a UUID in its usual form and return it in lower case.

    Raises:
        SaleIdMalformed: anything else.
    """
    parsed = text.lower()
    if not _SALE_ID.fullmatch(parsed):
        raise SaleIdMalformed(text=text[:40])
    return parsed


def receipt_number(terminal: str, incarnation: int, count: int) -> str:
    """Return the gapless receipt number: terminal, incarnation, counter from 1."""
    return f"{terminal}-{incarnation}-{count:06d}"
