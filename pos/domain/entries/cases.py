"""The wrong meter: a case instead of a reversal, since no token can be called back."""

from pos.domain.entries.cash import ApprovalReceipt
from pos.domain.entries.payload import Payload


class CaseOpened(Payload, frozen=True, forbid_unknown_fields=True, tag="case_opened"):
    """Somebody says that a sale went wrong; its token works all the same.

    Attributes:
        case: number, made from the sale's receipt number.
        meant_pan: the meter it was meant for, 18 digits; empty where nobody knows.
    """

    case: str
    sale_id: str
    reason: str
    meant_pan: str


class CaseClosed(Payload, frozen=True, forbid_unknown_fields=True, tag="case_closed"):
    """A case ended without money going back."""

    case: str
    reason: str


class CashRefunded(Payload, frozen=True, forbid_unknown_fields=True, tag="cash_refunded"):
    """Cash went out of the drawer to a customer, which ends the case.

    Attributes:
        amount: minor units, what the customer had paid.
        reference: the case.
        approval: of a second person over `request_digest`; None only while it is asked for.
    """

    shift_no: int
    amount: int
    reason: str
    reference: str
    approval: ApprovalReceipt | None
