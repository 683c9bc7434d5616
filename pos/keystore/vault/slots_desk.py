"""Ways to unlock, added, changed and removed without touching what they open.

A secret is tried before anything is held: it is slow, and sales go on meanwhile.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from typing import Final

from pos.app.ports.slots import SlotStatus, UnlockSecret
from pos.keystore.errors.refusals import SlotMissing, TpmSlotUnusable
from pos.keystore.vault.openers import Opener, PassphraseOpener, SecretOpener, passphrase_must_do
from pos.keystore.vault.recovery_code import backup_public_key, read_recovery_code, recovery_opener
from pos.keystore.vault.slots import OPENS_BOTH, PassphraseCost, SlotKind
from pos.keystore.vault.tpm_slot import TpmSlot
from pos.keystore.vault.vault_file import VaultFile

SYSTEM_SECRET_BYTES: Final = 32
_TPM: Final = "tpm"
_SYSTEM_KINDS: Final = {"keyring": SlotKind.KEYRING, "credential": SlotKind.CREDENTIAL}


class SlotsDesk:
    """Implements the port `KeySlots` inside the agent."""

    def __init__(
        self,
        safe: VaultFile,
        cost: PassphraseCost,
        unlock_with: Callable[[Opener], None],
        changing: Callable[[], AbstractContextManager[tuple[object, VaultFile]]],
        tpm: TpmSlot,
    ) -> None:
        """Take the vault, what unlocks, what holds the agent still meanwhile, and the TPM."""
        self._safe, self._cost, self._tpm = safe, cost, tpm
        self._unlock_with, self._changing = unlock_with, changing

    def slots(self) -> tuple[SlotStatus, ...]:
        """See `KeySlots.slots`."""
        return tuple(
            SlotStatus(number, slot.name, opens_vending=slot.opens == OPENS_BOTH)
            for number, slot in enumerate(self._safe.vault.slots, start=1)
        )

    def unlock(self, by: UnlockSecret) -> None:
        """See `KeySlots.unlock`."""
        self._unlock_with(self._opener(by))

    def must_open(self, by: UnlockSecret) -> None:
        """Refuse what does not open the vending keys; raises as `KeySlots.add`."""
        self._safe.must_be_opened_by(self._opener(by))

    def add(self, by: UnlockSecret, new: UnlockSecret) -> None:
        """See `KeySlots.add`."""
        if new.kind == _TPM:
            self.add_made(by, SlotKind.TPM, partial(self._sealed_by_tpm, new))
            return
        other = self._new_opener(new)
        with self._safe.opened_by(self._opener(by)) as opened:
            slot, old = opened.sealed_for(other), opened.all_opened_by(other)
            with self._changing() as (_, safe):
                if other.kind is SlotKind.RECOVERY:
                    code = read_recovery_code(new.secret.decode("ascii", "replace"))
                    safe.replace_recovery(slot, opened.keys, backup_public_key(code))
                else:
                    safe.put_slot(slot, old)

    def add_made(self, by: UnlockSecret, kind: SlotKind, make: Callable[[], Opener]) -> None:
        """Add a slot whose secret is made once it is known that somebody may; one of its kind.

        Raises:
            TpmSlotUnusable: there is such a slot; it is to be removed first.
            As `KeySlots.add`.
        """
        with self._safe.opened_by(self._opener(by)) as opened:
            if self._has(kind):
                raise TpmSlotUnusable(why="there is such a slot; remove it first")
            slot = opened.sealed_for(make())
            with self._changing() as (_, safe):
                safe.put_slot(slot)

    def change(self, by: UnlockSecret, new: UnlockSecret) -> None:
        """See `KeySlots.change`."""
        if _TPM in (by.kind, new.kind):
            raise SlotMissing(kind=_TPM)
        opener, other = self._opener(by), self._new_opener(new)
        if other.kind is not opener.kind or other.kind is SlotKind.RECOVERY:
            raise SlotMissing(kind=new.kind[:20])
        with self._safe.opened_by(opener) as opened:
            old = opened.all_opened_by(opener) + opened.all_opened_by(other)
            slot = opened.sealed_for(other)
            with self._changing() as (_, safe):
                safe.put_slot(slot, old)

    def remove(self, by: UnlockSecret, number: int) -> None:
        """See `KeySlots.remove`."""
        with self._safe.opened_by(self._opener(by)), self._changing() as (_, safe):
            safe.remove_slot(number - 1)

    def backup_key(self) -> bytes:
        """See `KeySlots.backup_key`."""
        with self._changing() as (_, safe):
            # The key of a code that was taken away stays in the vault, for nobody to use.
            return safe.backup_key if self._has(SlotKind.RECOVERY) else b""

    def _new_opener(self, new: UnlockSecret) -> Opener:
        if new.kind == "passphrase":
            passphrase_must_do(new.secret, training=self._safe.vault.training)
        return self._opener(new)

    def _opener(self, by: UnlockSecret) -> Opener:
        match by.kind:
            case "passphrase":
                return PassphraseOpener(by.secret, self._cost)
            case "recovery":
                return recovery_opener(read_recovery_code(by.secret.decode("ascii", "replace")))
            case "keyring" | "credential" if len(by.secret) == SYSTEM_SECRET_BYTES:
                return SecretOpener(_SYSTEM_KINDS[by.kind], by.secret)
            case "tpm":
                if not self._has(SlotKind.TPM):
                    raise SlotMissing(kind=_TPM)
                return SecretOpener(SlotKind.TPM, self._tpm.unseal())
            case _:
                raise SlotMissing(kind=by.kind[:20])

    def _sealed_by_tpm(self, new: UnlockSecret) -> Opener:
        return SecretOpener(SlotKind.TPM, self._tpm.seal(new.secret.decode("ascii", "replace")))

    def _has(self, kind: SlotKind) -> bool:
        return any(slot.kind == kind for slot in self._safe.vault.slots)
