"""What is asked of the key agent without a customer paying for it.

Each kind is step A of an issue, as `SaleBegun` is of a sale: its id stands wherever a sale's does,
and it ends with `SaleCommitted`, `SaleCancelled` or `IssueRecovered`.
"""

from pos.domain.entries.cash import ApprovalReceipt
from pos.domain.entries.payload import Payload
from pos.domain.entries.sale import KeyChange, MeterKeyed


class Unpaid(Payload, frozen=True, forbid_unknown_fields=True):
    """What all of them say.

    Attributes:
        sale_id: UUID, lower-case with hyphens.
        meter: what names the decoder key; of a key change, the new one.
        resource: `electricity`.
        currency: of the terminal.
        reason: why it was asked for.
        shift_no: the open shift, 0 for none.
        printer: address for the slip; empty for the terminal's own.
        approval: of a second person over `request_digest`; None only before it was given.
    """

    sale_id: str
    meter: MeterKeyed
    resource: str
    currency: str
    reason: str
    shift_no: int
    printer: str
    approval: ApprovalReceipt | None


class KeyChangeBegun(Unpaid, frozen=True, forbid_unknown_fields=True, tag="key_change_begun"):
    """A set of key-change tokens alone."""

    key_change: KeyChange


class EngineeringBegun(Unpaid, frozen=True, forbid_unknown_fields=True, tag="engineering_begun"):
    """One token that sets or tests something in a meter.

    Attributes:
        setting: an `EngineeringKind`.
        value: what it is set to, in the form of `pos.domain.engineering`; empty where it has none.
    """

    setting: str
    value: str


class FreeBegun(Unpaid, frozen=True, forbid_unknown_fields=True, tag="free_begun"):
    """Free units that a tariff owes a meter this month.

    Attributes:
        units_milli: as asked.
        credited_milli: what the meter adds.
        tariff: id of the tariff.
        tariff_digest: SHA-256 of its file.
        month: `YYYY-MM` in the tariff's time zone.
    """

    units_milli: int
    credited_milli: int
    tariff: str
    tariff_digest: str
    month: str


class ReissueBegun(Unpaid, frozen=True, forbid_unknown_fields=True, tag="reissue_begun"):
    """The codes of a sale again, under the other key of a key change.

    Attributes:
        of_sale: the sale whose units and identifiers they carry.
    """

    of_sale: str
