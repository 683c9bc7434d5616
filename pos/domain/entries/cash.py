"""The drawer: what went in and out, what was counted, who signed.

Every kind names its shift, so that no entry is ever booked to another drawer than the one its
operator saw.
"""

from typing import ClassVar

import msgspec

from pos.domain.entries.payload import Payload


class ApprovalReceipt(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the key agent signs about a second person's approval.

    Attributes:
        approver: whose PIN the agent checked.
        request_digest: SHA-256 of what was approved.
        approved_at: the agent's clock.
        signature: Ed25519 by the device key over `approval_bytes`, hex.
    """

    approver: str
    request_digest: str
    approved_at: str
    signature: str


class ShiftOpened(Payload, frozen=True, forbid_unknown_fields=True, tag="shift_opened"):
    """A drawer was opened with a counted float."""

    shift_no: int
    opening_float: int


class CashPaidIn(Payload, frozen=True, forbid_unknown_fields=True, tag="cash_paid_in"):
    """Cash that is no sale's was put into the drawer.

    Attributes:
        reference: number of a paper that belongs to it; may be empty.
    """

    shift_no: int
    amount: int
    reason: str
    reference: str


class CashPaidOut(Payload, frozen=True, forbid_unknown_fields=True, tag="cash_paid_out"):
    """Cash was taken out of the drawer to pay for something.

    Attributes:
        approval: of a second person over `request_digest`; None where it needed none.
    """

    shift_no: int
    amount: int
    reason: str
    reference: str
    approval: ApprovalReceipt | None


class CashDropped(Payload, frozen=True, forbid_unknown_fields=True, tag="cash_dropped"):
    """Cash went out of the drawer to be kept.

    Attributes:
        destination: `safe`, or `bank` for a deposit.
        reference: number of the bag; may be empty.
        approval: of a second person over `request_digest`; None where it needed none.
    """

    shift_no: int
    amount: int
    destination: str
    reason: str
    reference: str
    approval: ApprovalReceipt | None


class DrawerOpened(Payload, frozen=True, forbid_unknown_fields=True, tag="drawer_opened"):
    """The drawer was opened without a sale."""

    shift_no: int
    reason: str


class CountLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How many pieces of one note or coin were counted; the denomination in minor units."""

    denomination: int
    pieces: int


class CountEntered(Payload, frozen=True, forbid_unknown_fields=True, tag="count_entered"):
    """The drawer was counted by somebody who was not told what it should hold.

    Attributes:
        lines: greatest denomination first, each once.
        counted: their sum.
    """

    shift_no: int
    lines: tuple[CountLine, ...]
    counted: int


class ExpectedShown(Payload, frozen=True, forbid_unknown_fields=True, tag="expected_shown"):
    """Somebody looked at what the drawer should hold (an X report)."""

    shift_no: int


class CashPolicySet(Payload, frozen=True, forbid_unknown_fields=True, tag="cash_policy_set"):
    """What is allowed without asking.

    Attributes:
        drawer_limit: above it the drawer should be emptied into the safe; 0 for none.
        over_short_limit: above it a difference needs a reason and a supervisor.
        cash_step: smallest coin that cash sums are rounded to; 1 for no rounding.
        rounding_mode: `nearest` or `down`; see `pos.domain.tender`.
    """

    version: ClassVar[int] = 2

    drawer_limit: int
    over_short_limit: int
    cash_step: int
    rounding_mode: str


class DrawerHandedOver(Payload, frozen=True, forbid_unknown_fields=True, tag="drawer_handed_over"):
    """Who answers for the open drawer handed it, counted, to somebody else.

    Attributes:
        keeper: who answered for it until now; a supervisor may hand it over in their absence.
        taker: who answers for it from now on.
        count_seq: entry of the count that both sign.
        expected: by the cash equation at that moment.
        over_short: counted less expected.
        reason_code: see `pos.domain.cash`; empty where none was needed.
        approval: of the taker, over `request_digest`.
    """

    shift_no: int
    keeper: str
    taker: str
    count_seq: int
    counted: int
    expected: int
    over_short: int
    reason_code: str
    reason: str
    approval: ApprovalReceipt


class HandOver(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A hand-over as a Z report tells it; `at` is the time of its entry."""

    at: str
    keeper: str
    taker: str
    counted: int
    over_short: int


class TenderSubtotal(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What stayed here of one kind of tender in a shift; change left out of cash."""

    tender: str
    sales: int
    amount: int


class OperatorSubtotal(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one operator sold in a shift, and what they moved in and out of the drawer."""

    operator: str
    sales: int
    total: int
    cash_tendered: int
    change: int
    refunds: int
    paid_in: int
    paid_out: int
    drops: int


class CashFigures(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The terms of the cash equation; see `pos.domain.cash`.

    Attributes:
        opening_float: counted into the drawer when the shift opened.
        cash_tendered: what customers handed over.
        change: what was given back to them at once.
        refunds: what was given back later, against a case.
        paid_in, paid_out: cash of no sale.
        drops: to the safe and to the bank.
    """

    opening_float: int
    cash_tendered: int
    change: int
    refunds: int
    paid_in: int
    paid_out: int
    drops: int


class ShiftClosed(Payload, frozen=True, forbid_unknown_fields=True, tag="shift_closed"):
    """A drawer was counted, signed by two and closed; everything that its Z report says.

    Attributes:
        z_no: terminal, incarnation, counter; gapless.
        opened_at: time of the ShiftOpened entry.
        opener: who counted the float.
        keeper: who answers for the drawer at its end; empty where version 1 did not say.
        sales: committed sales.
        sales_total: what they came to.
        rounding: what cash rounding added to them.
        tenders: what stayed here; together sales_total and rounding. None in version 1.
        subtotals: by operator; with the float they come to what is expected.
        hand_overs: in order.
        drawer_openings: without a sale.
        expected_shown: how often somebody looked at the expected sum.
        count_seq: entry of the count that is signed.
        expected: by the cash equation from `figures`.
        over_short: counted less expected.
        reason_code, reason: empty where none was needed.
        approval: of the second person, over `request_digest`.
    """

    version: ClassVar[int] = 2

    shift_no: int
    z_no: str
    currency: str
    opened_at: str
    opener: str
    keeper: str
    figures: CashFigures
    sales: int
    sales_total: int
    rounding: int
    tenders: tuple[TenderSubtotal, ...]
    subtotals: tuple[OperatorSubtotal, ...]
    hand_overs: tuple[HandOver, ...]
    drawer_openings: int
    expected_shown: int
    count_seq: int
    lines: tuple[CountLine, ...]
    expected: int
    counted: int
    over_short: int
    reason_code: str
    reason: str
    approval: ApprovalReceipt
