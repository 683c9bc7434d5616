"""The vault in the hands of a running agent: reading it, opening it, and writing it anew.

Unlocking is slow on purpose and touches nothing: `look_into` may run while another request is
served. What it found is taken in, and everything else is called, by one caller at a time.
"""

from contextlib import suppress
from dataclasses import dataclass

import msgspec

from pos.app.ports import KeyStatus
from pos.domain.errors import DiskFull, IdentityLocked, KeysLocked, PosError, StoreUnusable
from pos.keystore.files.folder import AgentFolder, FileLock
from pos.keystore.files.secret import Secret
from pos.keystore.keys.move_to_device import move_to_device
from pos.keystore.keys.open_vending import OpenVending
from pos.keystore.keys.vending_keys import KeyInMemory, VendingRing
from pos.keystore.vault.compartments import decode_identity, decode_vending, encode_content
from pos.keystore.vault.openers import Opener
from pos.keystore.vault.slots import MasterKeys, Randomness
from pos.keystore.vault.vault import Vault
from pos.keystore.vault.vault_file import VaultFile


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

    def must_have_owner(self, lock: FileLock) -> None:
        """Wipe what was opened for an agent that was closed meanwhile; IdentityLocked."""
        if not lock.is_held:
            self.wipe()
            raise IdentityLocked

    def wipe(self) -> None:
        """Forget the vending keys instead of keeping them."""
        if self.vending is not None and self.master_key is not None:
            self.vending.close()
            self.master_key.wipe()


class Safe(VaultFile):
    """A vault file, and its vending compartment while that is open."""

    def __init__(self, folder: AgentFolder, vault: Vault, randomness: Randomness) -> None:
        super().__init__(folder, vault, randomness)
        self._vending: OpenVending | None = None
        self._master_key: Secret | None = None
        self.known_keys: tuple[KeyStatus, ...] = ()
        self.known_device = ""

    @property
    def ring(self) -> VendingRing | None:
        """The vending keys, None while they are locked."""
        return None if self._vending is None else self._vending.ring

    @property
    def vending(self) -> OpenVending | None:
        """The open vending compartment, None while it is locked."""
        return self._vending

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
            vault = self.with_todays_cost(vault, place, opener, keys)
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
            KeysLocked: it is as it was.
            DiskFull, StoreUnusable: it is as it was here; in the file as `replace_file` says.
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
            KeysLocked, KeyNotForDevice, KeyDeviceGone, KeyDevicePinRefused, KeyDeviceUnusable: the
            vault is as it was.
            DiskFull, StoreUnusable: as `change_vending`.
        """
        vending = self.open_vending()
        if vending.device is None:
            self.change_vending(vending.with_key(key, written=written))
            return
        before, there = self.vault, move_to_device(key, vending.device)
        try:
            self.change_vending(vending.with_key(there, written=written))
        except (DiskFull, StoreUnusable):
            # The file may name it all the same, where only its folder was not made durable.
            with suppress(PosError):
                if self.read() == before:
                    vending.device.forget(there.object_id)
            raise

    def device_must_answer(self) -> None:
        """Reach the device, if any, and every key in it; as `VendingKey.must_be_at_hand`."""
        vending = self.open_vending()
        if vending.device is not None:
            vending.device.must_answer()
            vending.ring.must_be_at_hand()

    def _keep(self, vending: OpenVending) -> None:
        self._vending = vending
        self.known_keys = vending.ring.status()
        self.known_device = vending.device.token if vending.device is not None else ""

    def _with_backup_key(self, vault: Vault, keys: MasterKeys, backup_key: bytes) -> Vault:
        identity = decode_identity(vault.open_identity(keys.identity))
        changed = msgspec.structs.replace(identity, backup_key=backup_key)
        return vault.with_identity(keys.identity, encode_content(changed), self._randomness)
