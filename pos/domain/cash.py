"""The drawer: one equation, and the words that name a movement of cash."""

from enum import StrEnum
from typing import Final

from pos.domain.entries import CashFigures, OperatorSubtotal
from pos.domain.errors import ReasonMalformed
from pos.domain.errors.cash import DifferenceCodeUnknown

REASON_LENGTH_MAX: Final = 120


class DifferenceCode(StrEnum):
    """Why a drawer was over or short, as reports add it up."""

    CHANGE_WRONG = "change_wrong"
    COUNT_WRONG = "count_wrong"
    NOT_WRITTEN = "not_written"
    COUNTERFEIT = "counterfeit"
    DAMAGED = "damaged"
    THEFT = "theft"
    OTHER = "other"


class UsualReason(StrEnum):
    """Why cash moves or the drawer opens, where no words of somebody's own are needed."""

    CASH_FOUND = "cash_found"
    CHANGE_FOR_NOTES = "change_for_notes"
    CHANGE_WRONG = "change_wrong"
    CHECK = "check"
    COURIER = "courier"
    DAILY_TAKINGS = "daily_takings"
    END_OF_DAY = "end_of_day"
    LOAN_FROM_OWNER = "loan_from_owner"
    MORE_CHANGE = "more_change"
    OTHER = "other"
    PAID_TO_OWNER = "paid_to_owner"
    SHIFT_ENDS = "shift_ends"
    SUPPLIES = "supplies"
    TOO_MUCH_CASH = "too_much_cash"
    TRANSPORT = "transport"


class CaseReason(StrEnum):
    """What went wrong with a sale, where no words of somebody's own are needed."""

    WRONG_METER = "wrong_meter"
    WRONG_AMOUNT = "wrong_amount"
    SOLD_TWICE = "sold_twice"
    CODE_REFUSED = "code_refused"


class CaseOutcome(StrEnum):
    """How a case was settled without money, in the same way."""

    CUSTOMER_KEEPS = "customer_keeps"
    CODE_WORKS = "code_works"
    UTILITY_SETTLES = "utility_settles"
    OPENED_BY_MISTAKE = "opened_by_mistake"


class Destination(StrEnum):
    """Where cash goes that is dropped out of the drawer."""

    SAFE = "safe"
    BANK = "bank"


_CODES: Final = frozenset(
    code for codes in (DifferenceCode, UsualReason, CaseReason, CaseOutcome) for code in codes
)


def expected_cash(figures: CashFigures) -> int:
    """Return what a drawer should hold, in minor units.

    The one place where the sum is made: terminal, paper, reports and head office ask here.
    """
    return (
        figures.opening_float
        + figures.cash_tendered
        - figures.change
        - figures.refunds
        + figures.paid_in
        - figures.paid_out
        - figures.drops
    )


def cash_of(own: OperatorSubtotal) -> int:
    """Return what a drawer holds more because of one operator; with the float, the same sum."""
    kept = own.cash_tendered - own.change - own.refunds
    return kept + own.paid_in - own.paid_out - own.drops


def difference_code(code: str, reason: str, over_short: int) -> str:
    """Return the code under which a difference is added up; a reason without one is `other`.

    Raises:
        DifferenceCodeUnknown: not a code.
    """
    if code and code not in set(DifferenceCode):
        raise DifferenceCodeUnknown(text=code[:40])
    return code or (DifferenceCode.OTHER.value if reason and over_short else "")


def explained(code: str, reason: str) -> str:
    """Return a code and a reason in one text, as reports list them."""
    if reason and code not in ("", DifferenceCode.OTHER):
        return f"{code}: {reason}"
    return reason or code


def reason_parts(text: str) -> tuple[str, str]:
    """Return the code of a reason and the words after it, as `explained` joined them.

    A code is put into words by whoever shows it; what somebody typed is shown as it is.
    """
    code, _, own = text.partition(": ")
    return (code, own) if code in _CODES else ("", text)


def z_number(terminal: str, incarnation: int, shift_no: int) -> str:
    """Return the gapless number of a Z report: terminal, incarnation, counter from 1.

    Every shift is closed once and before the next one opens, so its number counts them.
    """
    return f"{terminal}-{incarnation}-{shift_no:06d}"


def parse_reason(text: str) -> str:
    """Read why something was done with cash.

    Args:
        text: 1 to 120 characters once white space is joined; all of them visible.

    Raises:
        ReasonMalformed: empty, too long, or with control characters.
    """
    reason = " ".join(text.split())
    if not 1 <= len(reason) <= REASON_LENGTH_MAX or not reason.isprintable():
        raise ReasonMalformed(limit=REASON_LENGTH_MAX)
    return reason


def parse_reference(text: str) -> str:
    """Read the number of a bag or a paper; empty for none; raises as `parse_reason`."""
    return parse_reason(text) if text.strip() else ""
