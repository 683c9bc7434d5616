"""A sale, from its beginning to its token."""

from typing import ClassVar

import msgspec

from pos.domain.entries.cash import ApprovalReceipt
from pos.domain.entries.payload import Payload


class QuoteLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One line of a quote.

    Attributes:
        kind: energy, fixed, tax, levy, rebate, free, arrears or rounding.
        label: what the customer reads.
        units_milli: units of this line, 0 where it has none.
        rate: decimal string, empty where the line has none.
        amount: minor units.
    """

    kind: str
    label: str
    units_milli: int
    rate: str
    amount: int


class MeterKeyed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What names a meter's decoder key; DKGA and base date come with the vending key.

    Attributes:
        pan: 18 digits.
        sgc: 6 digits.
        krn: 1 to 9.
        tariff_index: 2 digits.
        key_type: 0 to 3.
        ea: `07` or `11`.
    """

    pan: str
    sgc: str
    krn: int
    tariff_index: str
    key_type: int
    ea: str


class FixedPaid(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What of a sale paid a monthly charge, by the charge's name, in minor units without taxes."""

    charge: str
    amount: int


class TenderTaken(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing that the customer handed over; the kind as in `pos.domain.tender`."""

    kind: str
    amount: int


class KeyChange(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A set of key-change tokens, to be typed before anything under the new key.

    Attributes:
        present: names the decoder key that the meter holds and the set is encrypted under.
        with_sgc: a set of a 64-bit key gets a third token that tells the meter its supply group.
    """

    present: MeterKeyed
    with_sgc: bool


class SaleBegun(Payload, frozen=True, forbid_unknown_fields=True, tag="sale_begun"):
    """Step A: the customer's wish, what it costs, and where it belongs.

    Attributes:
        sale_id: UUID, lower-case with hyphens.
        meter: what names the decoder key.
        resource: `electricity`.
        total: what the customer buys for.
        tenders: what was handed over, each kind once.
        change: given back in cash.
        rounding: what cash rounding added to the total; negative if it took away. Tenders less
            change are total and rounding.
        units_milli: what the money buys, before the meter's rounding up.
        credited_milli: what the meter adds.
        lines: sum to total.
        tariff: id of the tariff.
        tariff_digest: SHA-256 of its file.
        month: `YYYY-MM` in the tariff's time zone.
        month_to_date_milli: units known to be bought this month before this sale.
        shift_no: the open shift.
        printer: address for the receipt; empty for the terminal's own.
        key_change: comes before the credit; None for none. `meter` is as it is afterwards.
        free_milli: free units that come with it, as the tariff owes them.
        free_credited_milli: what the meter adds for those.
        approval: of a second person over `request_digest`; None where it needed none.
        arrears_left: owed after this sale, as the terminal knows it.
        carried: the part of it that fell due and was not paid.
        fixed_paid: what it pays of the charges of its month; None from before that was told.
    """

    version: ClassVar[int] = 5

    sale_id: str
    meter: MeterKeyed
    resource: str
    currency: str
    total: int
    tenders: tuple[TenderTaken, ...]
    change: int
    rounding: int
    units_milli: int
    credited_milli: int
    lines: tuple[QuoteLine, ...]
    tariff: str
    tariff_digest: str
    month: str
    month_to_date_milli: int
    shift_no: int
    printer: str
    key_change: KeyChange | None = None
    free_milli: int = 0
    free_credited_milli: int = 0
    approval: ApprovalReceipt | None = None
    arrears_left: int = 0
    carried: int = 0
    fixed_paid: tuple[FixedPaid, ...] | None = None

    @property
    def arrears_paid(self) -> int:
        """What of the total went to arrears."""
        return sum(line.amount for line in self.lines if line.kind == "arrears")

    @property
    def tendered(self) -> int:
        """Everything that was handed over."""
        return sum(tender.amount for tender in self.tenders)


class IssuedToken(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One token.

    Attributes:
        kind: `key_change`, `credit`, `free`, or an `EngineeringKind`.
        digits: 20 digits.
        units_milli: what the meter adds, in thousandths; 0 where it adds none.
        tid: minutes since the key's base date; 0 where the token has none.
        krn: revision of the key it is encrypted under.
        training: made with the sample tables or a training key: no real meter takes it.
    """

    kind: str
    digits: str
    units_milli: int
    tid: int
    krn: int
    training: bool


class IssueReceipt(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the agent signs about one issue.

    Attributes:
        issue_no: counts this agent's issues from 1, without a gap.
        issued_at: the agent's clock.
        request_digest: SHA-256 of the stored bytes of the entry that asked.
        lease_serial: the lease it was issued under.
        money_issued: this agent's cumulative money, this issue included.
        energy_issued_milli: the same for energy.
        tokens: in the order to type them.
        signature: Ed25519 by the device key over `issue_receipt_bytes`, hex.
    """

    issue_no: int
    issued_at: str
    sale_id: str
    request_digest: str
    lease_serial: int
    money_issued: int
    energy_issued_milli: int
    tokens: tuple[IssuedToken, ...]
    signature: str


class SaleCommitted(Payload, frozen=True, forbid_unknown_fields=True, tag="sale_committed"):
    """Step C: the tokens exist and the sale is done."""

    sale_id: str
    receipt_no: str
    issue: IssueReceipt


class EarlierIssueKept(Payload, frozen=True, forbid_unknown_fields=True, tag="earlier_issue_kept"):
    """An issue of the key agent before a restore that the restored journal does not tell.

    People settle it; the code may be in the customer's hands.

    Attributes:
        begun: the stored bytes of its SaleBegun entry, as text.
        issue: signed by the device key of then.
    """

    sale_id: str
    begun: str
    issue: IssueReceipt


class GhostVendsFound(Payload, frozen=True, forbid_unknown_fields=True, tag="ghost_vends_found"):
    """Key agent and journal were compared, and do not tell the same issues.

    Attributes:
        checked: issues of the agent that were looked at.
        found: how many disagree.
        ghosts: the first of them: what is wrong, issue number, sale id.
    """

    checked: int
    found: int
    ghosts: tuple[str, ...]


class SaleCancelled(Payload, frozen=True, forbid_unknown_fields=True, tag="sale_cancelled"):
    """The agent will never issue for this sale id.

    Attributes:
        reason: `operator`, or the code of the rule that refused.
    """

    sale_id: str
    reason: str


class IssueRecovered(Payload, frozen=True, forbid_unknown_fields=True, tag="issue_recovered"):
    """An issue that the agent has and this journal had not; adopted as a committed sale.

    Attributes:
        begun: the stored bytes of the entry that asked, which the agent kept, as text.
    """

    sale_id: str
    receipt_no: str
    begun: str
    issue: IssueReceipt
