"""What customers pay with, and what they get back: several tenders, change, cash rounding."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from pos.domain.errors import (
    TenderMalformed,
    TenderOverpaid,
    TenderTooSmall,
)
from pos.domain.money import Money, parse_money

CASH: Final = "cash"
# As people name them, in the order in which they are listed. Only cash gives change and only cash
# lies in the drawer: everything else is somebody else's promise.
TENDER_KINDS: Final = (CASH, "card", "mobile", "transfer", "voucher", "cheque")


class RoundingMode(StrEnum):
    """How an amount that coins cannot pay is rounded."""

    NEAREST = "nearest"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class CashRounding:
    """What the smallest coin does to a sum that is paid in cash.

    Attributes:
        step: minor units of the smallest coin; 1 for no rounding.
        mode: nearest, with halves rounded up, or down, which favours the customer.
    """

    step: int = 1
    mode: RoundingMode = RoundingMode.NEAREST

    def rounded(self, minor: int) -> int:
        """Return a sum, not negative, as it is paid in cash."""
        if self.mode is RoundingMode.NEAREST:
            minor += self.step // 2
        return minor // self.step * self.step


@dataclass(frozen=True, slots=True)
class Tender:
    """One thing that the customer hands over.

    Attributes:
        kind: one of TENDER_KINDS.
        amount: not negative.
    """

    kind: str
    amount: Money


@dataclass(frozen=True, slots=True)
class Settlement:
    """How a sale is paid.

    Attributes:
        change: given back in cash.
        rounding: what cash rounding added to the total, in minor units; negative if it took away.
    """

    change: Money
    rounding: int


def settle_tenders(
    total: Money, tenders: tuple[Tender, ...], cash_rounding: CashRounding
) -> Settlement:
    """Return the change for what was handed over.

    What is not cash is used first and exactly; the rest is due in cash and rounded to the coins
    there are.

    Raises:
        TenderTooSmall: less than the total was handed over.
        TenderOverpaid: other tenders alone are more than the total, and nobody gives change on
            them.
    """
    cash = sum(tender.amount.minor for tender in tenders if tender.kind == CASH)
    other = sum(tender.amount.minor for tender in tenders if tender.kind != CASH)
    left = total.minor - other
    if left < 0:
        raise TenderOverpaid(total=str(total), tendered=str(Money(other, total.currency)))
    due = cash_rounding.rounded(left) if cash else left
    if cash < due:
        raise TenderTooSmall(
            total=str(total),
            tendered=str(Money(cash + other, total.currency)),
            short=str(Money(due - cash, total.currency)),
        )
    return Settlement(Money(cash - due, total.currency), due - left)


def kept_by_kind(tenders: Iterable[tuple[str, int]], change: int) -> tuple[tuple[str, int], ...]:
    """Return what stays here of each tender, in minor units: change is given in cash.

    Args:
        tenders: kinds and amounts.
    """
    return tuple((kind, amount - change if kind == CASH else amount) for kind, amount in tenders)


def parse_tenders(texts: Iterable[str], currency: str) -> tuple[Tender, ...]:
    """Read tenders such as `cash:50` and `card:50.00`, each kind once.

    Returns:
        In the order of TENDER_KINDS, so that the same tenders are always the same content.

    Raises:
        TenderMalformed: another form or kind, a kind that stands there twice, or none at all.
        BadValue: as `parse_money`.
    """
    found: dict[str, Tender] = {}
    for text in texts:
        kind, separator, amount = text.partition(":")
        if kind not in TENDER_KINDS or not separator or kind in found:
            raise TenderMalformed(text=text[:40])
        found[kind] = Tender(kind, parse_money(amount, currency))
    if not found:
        raise TenderMalformed(text="")
    return tuple(found[kind] for kind in TENDER_KINDS if kind in found)
