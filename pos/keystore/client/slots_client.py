"""Ways to unlock, asked of the key agent over its socket."""

from collections.abc import Callable
from typing import Any

from pos.app.ports.slots import SlotStatus, UnlockSecret
from pos.keystore.calls.protocol import Call
from pos.keystore.calls.slots import (
    AddSlot,
    AskBackupKey,
    AskSlots,
    ChangeSlot,
    RemoveSlot,
    UnlockBy,
)


class SlotsClient:
    """Implements the port `KeySlots` for other processes."""

    def __init__(self, ask: Callable[[Call], Any], ask_slowly: Callable[[Call], Any]) -> None:
        """Take what sends a call and returns its answer; slowly where Argon2 is in it."""
        self._ask, self._ask_slowly = ask, ask_slowly

    def slots(self) -> tuple[SlotStatus, ...]:
        """See `KeySlots.slots`."""
        slots: tuple[SlotStatus, ...] = self._ask(AskSlots())
        return slots

    def unlock(self, by: UnlockSecret) -> None:
        """See `KeySlots.unlock`."""
        self._ask_slowly(UnlockBy(by))

    def add(self, by: UnlockSecret, new: UnlockSecret) -> None:
        """See `KeySlots.add`."""
        self._ask_slowly(AddSlot(by, new))

    def change(self, by: UnlockSecret, new: UnlockSecret) -> None:
        """See `KeySlots.change`."""
        self._ask_slowly(ChangeSlot(by, new))

    def remove(self, by: UnlockSecret, number: int) -> None:
        """See `KeySlots.remove`."""
        self._ask_slowly(RemoveSlot(by, number))

    def backup_key(self) -> bytes:
        """See `KeySlots.backup_key`."""
        backup_key: bytes = self._ask(AskBackupKey())
        return backup_key
