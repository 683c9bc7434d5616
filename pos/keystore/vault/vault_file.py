"""A vault file in the hands of a running agent: its ways to unlock, changed one at a time."""

import threading
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace

from pos.domain.errors import DiskFull, PosError, StoreUnusable, VaultSwapped
from pos.keystore.errors.refusals import LastSlot, SlotMissing
from pos.keystore.files.folder import AgentFolder
from pos.keystore.vault.openers import Opener, PassphraseOpener, passphrase_cost
from pos.keystore.vault.slots import OPENS_BOTH, MasterKeys, Randomness, Slot, SlotKind
from pos.keystore.vault.vault import Vault, read_vault, write_vault


@dataclass(frozen=True, slots=True)
class OpenedBy:
    """A vault while somebody has opened it.

    Attributes:
        vault: as it was read.
        keys: both master keys; wiped in the end.
        randomness: gives that many random bytes.
    """

    vault: Vault
    keys: MasterKeys
    randomness: Randomness

    def sealed_for(self, other: Opener) -> Slot:
        """Return a slot for another way to unlock, which is slow for a passphrase."""
        return other.seal(self.vault.header, self.keys, self.randomness)

    def all_opened_by(self, opener: Opener) -> tuple[Slot, ...]:
        """Return the slots that a secret opens; slow likewise.

        Older programs added a slot for a passphrase that had one.
        """
        return tuple(slot for slot in self.vault.slots if self._is_opened_by(opener, slot))

    def _is_opened_by(self, opener: Opener, slot: Slot) -> bool:
        keys = opener.open(self.vault.header, slot) if slot.kind == opener.kind else None
        if keys is None:
            return False
        keys.wipe()
        return True


class VaultFile:
    """A vault file whose compartments somebody else knows the content of."""

    def __init__(self, folder: AgentFolder, vault: Vault, randomness: Randomness) -> None:
        self._folder, self.vault, self._randomness = folder, vault, randomness
        self.backup_key = b""
        # Held by whoever tries a secret or changes the file, so that what was tried is still there.
        self.alone = threading.RLock()

    def read(self) -> Vault:
        """Read the file; raises as `read_vault`, and VaultSwapped for another vault."""
        vault = read_vault(self._folder.vault, self.vault.role)
        if vault.vault_id != self.vault.vault_id:
            raise VaultSwapped
        return vault

    @contextmanager
    def opened_by(self, by: Opener) -> Iterator["OpenedBy"]:
        """Give the master keys for as long as a change takes; slow, and changes nothing itself.

        Raises:
            SlotMissing: `by` does not open the vending keys itself.
            WrongPassphrase, UnlockSecretWrong, PassphraseMalformed, VaultDamaged.
        """
        with self.alone:
            vault = self.read()
            _, keys = vault.slot_opened_by(by)
            try:
                if keys.vending is None:
                    raise SlotMissing(kind="that opens the vending keys")
                yield OpenedBy(vault, keys, self._randomness)
            finally:
                keys.wipe()

    def must_be_opened_by(self, by: Opener) -> None:
        """Refuse what does not open the vending keys; raises as `opened_by`."""
        with self.opened_by(by):
            return

    def put_slot(self, slot: Slot, instead_of: Collection[Slot] = ()) -> None:
        """Add a way to unlock, in the place of the first of others if there are any.

        Raises:
            SlotsFull, VaultDamaged: all slots are as they were.
            DiskFull, StoreUnusable: as `replace_file`.
        """
        self._write(_with_slot(self.read(), slot, instead_of))

    def replace_recovery(self, slot: Slot, keys: MasterKeys, backup_key: bytes) -> None:
        """Put a recovery code in the place of the old one, if any; raises as `put_slot`.

        Args:
            slot: of the new code.
            keys: of the vault.
            backup_key: the new code's public half, for who makes backups.
        """
        vault = self.read()
        old = [each for each in vault.slots if each.kind == SlotKind.RECOVERY]
        vault = self._with_backup_key(_with_slot(vault, slot, old), keys, backup_key)
        try:
            self._write(vault)
        finally:
            if slot in self.vault.slots:
                self.backup_key = backup_key

    def remove_slot(self, place: int) -> None:
        """Remove a way to unlock.

        Args:
            place: from 0.

        Raises:
            LastSlot: nothing else opens the vending keys.
            SlotMissing: there is nothing in this place.
            VaultDamaged, DiskFull, StoreUnusable: as `put_slot`.
        """
        vault = self.read()
        if not 0 <= place < len(vault.slots):
            raise SlotMissing(kind=str(place + 1))
        self._write(_still_opens(vault.without_slot(place)))

    def _with_backup_key(self, vault: Vault, keys: MasterKeys, backup_key: bytes) -> Vault:
        """Return the vault with the public half of its recovery code, where it keeps one."""
        del keys, backup_key
        return vault

    def _write(self, vault: Vault) -> None:
        try:
            write_vault(self._folder.vault, vault)
        except (DiskFull, StoreUnusable):
            # It may have the new content all the same: what follows goes by what is there.
            with suppress(PosError):
                self.vault = self.read()
            raise
        self.vault = vault

    def with_todays_cost(self, vault: Vault, place: int, opener: Opener, keys: MasterKeys) -> Vault:
        """Return the vault with its passphrase slot made anew, where guesses were cheaper once."""
        if vault.training or not isinstance(opener, PassphraseOpener):
            return vault
        if not passphrase_cost(vault.slots[place]).is_below(opener.cost):
            return vault
        stronger = vault.with_slot_at(place, opener.seal(vault.header, keys, self._randomness))
        try:
            self._write(stronger)
        except (DiskFull, StoreUnusable):
            # The old slot is as good as it was; the next unlocking tries again.
            return vault
        return stronger


def _still_opens(vault: Vault) -> Vault:
    """Refuse a vault whose vending keys only slots of the system open, or none."""
    people = (SlotKind.PASSPHRASE, SlotKind.RECOVERY)
    if not any(slot.kind in people and slot.opens == OPENS_BOTH for slot in vault.slots):
        raise LastSlot
    return vault


def _with_slot(vault: Vault, slot: Slot, instead_of: Collection[Slot]) -> Vault:
    """Return the vault with one more slot, or with it in the place of the first of others."""
    others = [each for each in vault.slots if each not in instead_of]
    if len(others) == len(vault.slots):
        return vault.with_slot(slot)
    # Numbers that somebody has just read go on meaning the same.
    place = next(at for at, each in enumerate(vault.slots) if each in instead_of)
    return replace(vault, slots=(*others[:place], slot, *others[place:]))
