"""A vault file in the hands of a running agent: its ways to unlock, changed one at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from pos.domain.errors import DiskFull, StoreUnusable, VaultSwapped
from pos.keystore.errors.refusals import LastSlot, SlotMissing
from pos.keystore.files.folder import AgentFolder
from pos.keystore.vault.openers import Opener, PassphraseOpener, passphrase_cost
from pos.keystore.vault.slots import OPENS_BOTH, MasterKeys, Randomness, Slot, SlotKind
from pos.keystore.vault.vault import Vault, read_vault, write_vault


class VaultFile:
    """A vault file whose compartments somebody else knows the content of."""

    def __init__(self, folder: AgentFolder, vault: Vault, randomness: Randomness) -> None:
        self._folder, self.vault, self._randomness = folder, vault, randomness
        self.backup_key = b""

    def read(self) -> Vault:
        """Read the file; raises as `read_vault`, and VaultSwapped for another vault."""
        vault = read_vault(self._folder.vault, self.vault.role)
        if vault.vault_id != self.vault.vault_id:
            raise VaultSwapped
        return vault

    def add_slot(self, by: Opener, new: Opener) -> None:
        """Add a way to unlock, in the place of one that the same secret opens already.

        Raises:
            SlotMissing: `by` does not open the vending keys itself.
            WrongPassphrase, UnlockSecretWrong, PassphraseMalformed, SlotsFull,
            VaultDamaged: all slots are as they were.
            DiskFull, StoreUnusable: as `replace_file`.
        """
        vault = self.read()
        with opened_by(vault, by) as (_, keys):
            slot = new.seal(vault.header, keys, self._randomness)
        self._write(_closed_to(vault, new).with_slot(slot))

    def change_slot(self, by: Opener, new: Opener) -> None:
        """Put a way to unlock in the place of all that `by` opens; raises as `add_slot`."""
        vault = self.read()
        with opened_by(vault, by) as (_, keys):
            slot = new.seal(vault.header, keys, self._randomness)
        # Older programs added a slot for a passphrase that had one.
        self._write(_closed_to(_closed_to(vault, by), new).with_slot(slot))

    def replace_recovery(self, by: Opener, new: Opener, backup_key: bytes) -> None:
        """Put a recovery code in the place of the old one, if any; raises as `add_slot`.

        Args:
            by: opens the vault.
            new: the new code.
            backup_key: its public half, for who makes backups.
        """
        vault = self.read()
        with opened_by(vault, by) as (_, keys):
            vault = _with_recovery(vault, new.seal(vault.header, keys, self._randomness))
            vault = self._with_backup_key(vault, keys, backup_key)
        self._write(vault)
        self.backup_key = backup_key

    def must_be_opened_by(self, by: Opener) -> None:
        """Refuse what does not open the vending keys; raises as `add_slot`."""
        with opened_by(self.read(), by):
            return

    def remove_slot(self, by: Opener, place: int) -> None:
        """Remove a way to unlock.

        Args:
            by: opens the vending keys, so that nobody else does this.
            place: from 0.

        Raises:
            LastSlot: nothing else opens the vending keys.
            SlotMissing: there is nothing in this place, or `by` does not open them itself.
            WrongPassphrase, UnlockSecretWrong, VaultDamaged, DiskFull, StoreUnusable.
        """
        vault = self.read()
        with opened_by(vault, by):
            pass
        if not 0 <= place < len(vault.slots):
            raise SlotMissing(kind=str(place + 1))
        self._write(_still_opens(vault.without_slot(place)))

    def _with_backup_key(self, vault: Vault, keys: MasterKeys, backup_key: bytes) -> Vault:
        """Return the vault with the public half of its recovery code, where it keeps one."""
        del keys, backup_key
        return vault

    def _write(self, vault: Vault) -> None:
        write_vault(self._folder.vault, vault)
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


@contextmanager
def opened_by(vault: Vault, by: Opener) -> Iterator[tuple[int, MasterKeys]]:
    """Give the place of a slot and both master keys for as long as a change takes."""
    place, keys = vault.slot_opened_by(by)
    try:
        if keys.vending is None:
            raise SlotMissing(kind="that opens the vending keys")
        yield place, keys
    finally:
        keys.wipe()


def _still_opens(vault: Vault) -> Vault:
    """Refuse a vault whose vending keys only slots of the system open, or none."""
    people = (SlotKind.PASSPHRASE, SlotKind.RECOVERY)
    if not any(slot.kind in people and slot.opens == OPENS_BOTH for slot in vault.slots):
        raise LastSlot
    return vault


def _closed_to(vault: Vault, opener: Opener) -> Vault:
    """Return the vault without the slots that an opener opens."""
    return replace(
        vault, slots=tuple(slot for slot in vault.slots if not _opens(vault, opener, slot))
    )


def _opens(vault: Vault, opener: Opener, slot: Slot) -> bool:
    keys = opener.open(vault.header, slot) if slot.kind == opener.kind else None
    if keys is None:
        return False
    keys.wipe()
    return True


def _with_recovery(vault: Vault, slot: Slot) -> Vault:
    """Return the vault with a recovery code in the place of the old one."""
    others = tuple(each for each in vault.slots if each.kind != SlotKind.RECOVERY)
    return replace(vault, slots=others).with_slot(slot)
