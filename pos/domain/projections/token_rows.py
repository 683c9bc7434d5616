"""Rows about keys, key changes and tokens without cash, computed from the journal alone."""

from enum import StrEnum
from typing import Protocol

import msgspec

from pos.domain.entries import MeterKeyed


class Purpose(StrEnum):
    """What an entry of the register was asked for."""

    SALE = "sale"
    """A sale with a key change, free units or an approval."""
    KEY_CHANGE = "key_change"
    ENGINEERING = "engineering"
    FREE = "free"
    REISSUE = "reissue"


class VendingKeyRow(msgspec.Struct, frozen=True):
    """A vending key that the key agent took; its bytes stay there. Fields as `KeyLoaded`."""

    sgc: str
    krn: int
    key_type: int
    dkga: str
    base_date: int
    ken: int
    tid_utc_offset_minutes: int
    check_value: str


class MeterKeyRow(msgspec.Struct, frozen=True):
    """The key that a meter was last moved to; issued, not known to have been typed.

    Attributes:
        pan: 18 digits.
        sgc, krn, tariff_index, key_type: as in `MeterKeyed`.
        earlier: names of the keys it may still hold, oldest first, by `key_name`, with spaces.
        with_sgc: 1 if the set told the meter its supply group.
        seq: entry that committed the set.
    """

    pan: str
    sgc: str
    krn: int
    tariff_index: str
    key_type: int
    earlier: str
    with_sgc: int
    seq: int


class MeterFreeRow(msgspec.Struct, frozen=True):
    """Free units that a meter got in one month, `YYYY-MM`, from this terminal."""

    pan: str
    month: str
    free_milli: int


class RegisterRow(msgspec.Struct, frozen=True):
    """Something that was asked of the key agent besides credit that a customer paid for.

    Attributes:
        sale_id: id of the request; its state is that of the sale with this id.
        at: time of the entry that asked.
        purpose: a Purpose.
        approver: second person, empty where none was needed.
        detail: of an engineering token, kind and value; of a reissue, the sale.
        key_before: name of the key that the meter held, empty where no set is asked for.
        key_after: name of the key of the codes; of the new one where a set is asked for.
        with_sgc: 1 if the set tells the meter its supply group.
        free_milli: free units, as the meter adds them.
        month: that the free units belong to, empty for none.
        committed_seq: entry that ended it with tokens, 0 until then.
        receipt_no: empty until then.
    """

    sale_id: str
    at: str
    purpose: str
    pan: str
    operator: str
    approver: str
    detail: str
    key_before: str
    key_after: str
    with_sgc: int
    free_milli: int
    month: str
    reason: str
    committed_seq: int
    receipt_no: str


TokenRow = VendingKeyRow | MeterKeyRow | MeterFreeRow | RegisterRow


class TokenRowsBefore(Protocol):
    """The rows about tokens as they are before an entry."""

    def register(self, sale_id: str) -> RegisterRow | None:
        """Return a request by its id."""

    def meter_key(self, pan: str) -> MeterKeyRow | None:
        """Return the key that a meter was last moved to."""

    def meter_free(self, pan: str, month: str) -> MeterFreeRow | None:
        """Return the free units that a meter got in a month."""


def key_name(keyed: MeterKeyed) -> str:
    """Return the one name of a meter's key: SGC, KRN, TI and KT with slashes between."""
    return f"{keyed.sgc}/{keyed.krn}/{keyed.tariff_index}/{keyed.key_type}"


def keyed_as(keyed: MeterKeyed, name: str) -> MeterKeyed:
    """Return a meter under the key of this name; see `key_name`."""
    sgc, krn, tariff_index, key_type = name.split("/")
    return msgspec.structs.replace(
        keyed, sgc=sgc, krn=int(krn), tariff_index=tariff_index, key_type=int(key_type)
    )
