"""The vault in the hands of a running agent: reading it, opening it, and writing it anew.

Unlocking is slow on purpose and touches nothing: `look_into` may run while another request is
served. What it found is taken in, and everything else is called, by one caller at a time.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

import msgspec

from pos.app.ports import KeyStatus
from pos.domain.errors import DiskFull, KeysLocked, StoreUnusable, VaultSwapped
from pos.keystore.compartments import decode_identity, decode_vending, encode_content
from pos.keystore.errors import LastSlot, SlotMissing
from pos.keystore.folder import AgentFolder
from pos.keystore.open_vending import OpenVending
from pos.keystore.openers import Opener, PassphraseOpener, passphrase_cost
from pos.keystore.secret import Secret
from pos.keystore.slots import OPENS_BOTH, MasterKeys, Randomness, SlotKind
from pos.keystore.vault import Vault, read_vault, write_vault
from pos.keystore.vending_keys import KeyInMemory, VendingRing, move_to_device


@dataclass(frozen=True, slots=True)
class Opened:
    """What an opener gave.

    Attributes:
        vault: as it was read; written anew where its slot was made stronger.
        identity: plain bytes of the identity compartment.
        vending: open vending compartment, None from a slot that opens identity only.
        master_key: of the vending compartment, None likewise.
    """

    vault: Vault
    identity: bytes
    vending: OpenVending | None
    master_key: Secret | None


class Safe:
    """A vault file, and its vending compartment while that is open."""

    def __init__(self, folder: AgentFolder, vault: Vault, randomness: Randomness) -> None:
        self._folder, self.vault, self._randomness = folder, vault, randomness
        self._vending: OpenVending | None = None
        self._master_key: Secret | None = None
        self.known_keys: tuple[KeyStatus, ...] = ()
        self.known_device = ""
        self.backup_key = b""

    @property
    def ring(self) -> VendingRing | None:
        """The vending keys, None while they are locked."""
        return None if self._vending is None else self._vending.ring

    @property
    def vending(self) -> OpenVending | None:
        """The open vending compartment, None while it is locked."""
        return self._vending

    def read(self) -> Vault:
        """Read the file; raises as `read_vault`, and VaultSwapped for another vault."""
        vault = read_vault(self._folder.vault)
        if vault.vault_id != self.vault.vault_id:
            raise VaultSwapped
        return vault

    def look_into(self, opener: Opener) -> Opened:
        """Open what an opener opens.

        A passphrase slot of a real vault that was made when guesses were cheaper is made anew.

        Raises:
            WrongPassphrase, UnlockSecretWrong, SlotMissing, PassphraseMalformed, VaultDamaged,
            VaultMissing: nothing is different from before.
        """
        vault = self.read()
        place, keys = vault.slot_opened_by(opener)
        identity = vault.open_identity(keys.identity)
        vending = None
        if keys.vending is not None:
            content = decode_vending(vault.open_vending(keys.vending))
            vending = OpenVending.of(content, training=vault.training)
            vault = self._with_todays_cost(vault, place, opener, keys)
        keys.identity.wipe()
        return Opened(vault, identity, vending, keys.vending)

    def take_in(self, opened: Opened) -> None:
        """Keep what was opened; a vending compartment that is open stays so."""
        self.vault = opened.vault
        self.backup_key = decode_identity(opened.identity).backup_key
        if opened.vending is not None:
            self.close_vending()
            self._master_key = opened.master_key
            self._keep(opened.vending)

    def close_vending(self) -> None:
        """Forget the vending keys."""
        if self._vending is not None and self._master_key is not None:
            self._vending.close()
            self._master_key.wipe()
        self._vending = self._master_key = None

    def open_vending(self) -> OpenVending:
        """Return what the open vending compartment holds; KeysLocked."""
        if self._vending is None:
            raise KeysLocked
        return self._vending

    def change_vending(self, changed: OpenVending) -> None:
        """Keep another content of the open vending compartment; durable when this returns.

        Raises:
            KeysLocked, DiskFull, StoreUnusable: it is as it was.
        """
        self.open_vending()
        assert self._master_key is not None  # noqa: S101 - it comes and goes with the content.
        plain = encode_content(changed.content())
        self._write(self.vault.with_vending(self._master_key, plain, self._randomness))
        self._keep(changed)

    def add_key(self, key: KeyInMemory, *, written: bool) -> None:
        """Keep one more key, in the device where there is one; durable when this returns.

        Args:
            key: that no rule refuses.
            written: its loading needs no entry in the journal.

        Raises:
            KeysLocked, KeyNotForDevice, DiskFull, StoreUnusable, KeyDeviceGone,
            KeyDevicePinRefused, KeyDeviceUnusable: the vault is as it was.
        """
        vending = self.open_vending()
        if vending.device is None:
            self.change_vending(vending.with_key(key, written=written))
            return
        there = move_to_device(key, vending.device)
        try:
            self.change_vending(vending.with_key(there, written=written))
        except (DiskFull, StoreUnusable):
            vending.device.forget(there.object_id)
            raise

    def add_slot(self, by: Opener, new: Opener) -> None:
        """Add a way to unlock.

        Raises:
            SlotMissing: `by` does not open the vending keys itself.
            WrongPassphrase, UnlockSecretWrong, PassphraseMalformed, SlotsFull,
            VaultDamaged, DiskFull, StoreUnusable: all slots are as they were.
        """
        vault = self.read()
        with _opened_by(vault, by) as (_, keys):
            slot = new.seal(vault.header, keys, self._randomness)
        self._write(vault.with_slot(slot))

    def change_slot(self, by: Opener, new: Opener) -> None:
        """Put a way to unlock in the place of the one that opens; raises as `add_slot`."""
        vault = self.read()
        with _opened_by(vault, by) as (place, keys):
            slot = new.seal(vault.header, keys, self._randomness)
        self._write(vault.with_slot_at(place, slot))

    def replace_recovery(self, by: Opener, new: Opener, backup_key: bytes) -> None:
        """Put a recovery code in the place of the old one, if any; raises as `add_slot`.

        Args:
            by: opens the vault.
            new: the new code.
            backup_key: its public half, which goes into the identity compartment.
        """
        vault = self.read()
        with _opened_by(vault, by) as (_, keys):
            identity = decode_identity(vault.open_identity(keys.identity))
            changed = msgspec.structs.replace(identity, backup_key=backup_key)
            slot = new.seal(vault.header, keys, self._randomness)
            others = tuple(each for each in vault.slots if each.kind != SlotKind.RECOVERY)
            vault = replace(vault, slots=others).with_slot(slot)
            plain = encode_content(changed)
            vault = vault.with_identity(keys.identity, plain, self._randomness)
        self._write(vault)
        self.backup_key = backup_key

    def must_be_opened_by(self, by: Opener) -> None:
        """Refuse what does not open the vending keys; raises as `add_slot`."""
        with _opened_by(self.read(), by):
            return

    def remove_slot(self, by: Opener, place: int) -> None:
        """Remove a way to unlock.

        Args:
            by: opens the vault, so that nobody else does this.
            place: from 0.

        Raises:
            LastSlot: nothing else opens the vending keys.
            SlotMissing: there is nothing in this place.
            WrongPassphrase, UnlockSecretWrong, VaultDamaged, DiskFull, StoreUnusable.
        """
        vault = self.read()
        vault.slot_opened_by(by)[1].wipe()
        if not 0 <= place < len(vault.slots):
            raise SlotMissing(kind=str(place + 1))
        self._write(_still_opens(vault.without_slot(place)))

    def device_must_answer(self) -> None:
        """Reach the device that keeps the vending keys, if any; raises as `KeyDevice`."""
        device = self.open_vending().device
        if device is not None:
            device.must_answer()

    def _keep(self, vending: OpenVending) -> None:
        self._vending = vending
        self.known_keys = vending.ring.status()
        self.known_device = vending.device.token if vending.device is not None else ""

    def _write(self, vault: Vault) -> None:
        write_vault(self._folder.vault, vault)
        self.vault = vault

    def _with_todays_cost(
        self, vault: Vault, place: int, opener: Opener, keys: MasterKeys
    ) -> Vault:
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
def _opened_by(vault: Vault, by: Opener) -> Iterator[tuple[int, MasterKeys]]:
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
