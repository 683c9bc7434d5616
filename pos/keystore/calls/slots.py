"""What clients ask of the key agent about ways to unlock; see `KeySlots`."""

from typing import ClassVar

from pos.app.ports.slots import SlotStatus, UnlockSecret
from pos.keystore.calls.protocol import Call, PassphraseCall


class AskSlots(Call, frozen=True, forbid_unknown_fields=True, tag="slots"):
    """`KeySlots.slots`."""

    Result: ClassVar[object] = tuple[SlotStatus, ...]


class UnlockBy(PassphraseCall, frozen=True, forbid_unknown_fields=True, tag="unlock_by"):
    """`KeySlots.unlock`."""

    by: UnlockSecret


class AddSlot(PassphraseCall, frozen=True, forbid_unknown_fields=True, tag="add_slot"):
    """`KeySlots.add`."""

    by: UnlockSecret
    new: UnlockSecret


class ChangeSlot(PassphraseCall, frozen=True, forbid_unknown_fields=True, tag="change_slot"):
    """`KeySlots.change`."""

    by: UnlockSecret
    new: UnlockSecret


class RemoveSlot(PassphraseCall, frozen=True, forbid_unknown_fields=True, tag="remove_slot"):
    """`KeySlots.remove`."""

    by: UnlockSecret
    number: int


class AskBackupKey(Call, frozen=True, forbid_unknown_fields=True, tag="backup_key"):
    """`KeySlots.backup_key`."""

    Result: ClassVar[object] = bytes


SlotCall = AskSlots | UnlockBy | AddSlot | ChangeSlot | RemoveSlot | AskBackupKey
