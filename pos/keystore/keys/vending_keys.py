r"""Vending keys in the agent's memory: making them, naming them, finding them.

Check value, for people who compare keys without seeing them, 6 hex digits:

    64-bit key   the first three bytes of eight zero bytes encrypted with DES under the key
    160-bit key  the first three bytes of SHA-256("vendwatt vending key check value 1\0" + key)

Fingerprint, to find the same key under another name: HMAC-SHA-256 of "vendwatt vending key
fingerprint 1\0" under the key. A device gives it too, and it stays in the vault.
"""

import hashlib
import hmac
from abc import ABC, abstractmethod
from collections.abc import Iterable

from cryptography.hazmat.decrepit.ciphers.algorithms import TripleDES
from cryptography.hazmat.primitives.ciphers import Cipher, modes

from pos.app.ports import KeyStatus
from pos.domain.errors import VaultDamaged
from pos.keystore.errors.device import KeyDeviceGone
from pos.keystore.errors.refusals import KeyAttributesMalformed
from pos.keystore.files.secret import Secret
from pos.keystore.keys.key_attributes import checked_attributes
from pos.keystore.keys.key_device import KeyDevice
from pos.keystore.vault.compartments import StoredOnDevice, StoredVendingKey, VendingContent
from pos.keystore.vault.slots import Randomness
from pos.sts.attributes import Dkga, KeyAttributes, MeterConfig
from pos.sts.decoder_key import (
    DES_KEY_BYTES,
    DKGA04_KEY_BYTES,
    DecoderKey,
    derive_decoder_key,
    derive_on_device,
    has_odd_parity,
)
from pos.sts.tables import Ea07Tables

_CHECK_VALUE_TAG = b"vendwatt vending key check value 1\0"
_CHECK_VALUE_BYTES = 3
_FINGERPRINT_TAG = b"vendwatt vending key fingerprint 1\0"


class VendingKey(ABC):
    """One vending key, wherever it lies.

    Attributes:
        attributes: what comes with it.
        check_value: 6 hex digits.
        fingerprint: 32 bytes, the same for the same key.
    """

    __slots__ = ("attributes", "check_value", "fingerprint")

    def __init__(self, attributes: KeyAttributes, check_value: str, fingerprint: bytes) -> None:
        self.attributes = attributes
        self.check_value = check_value
        self.fingerprint = fingerprint

    @abstractmethod
    def decoder_key(self, config: MeterConfig) -> DecoderKey:
        """Derive the key of one meter of this supply group.

        Raises:
            StsError: as `derive_decoder_key`.
            KeyDeviceGone, KeyDevicePinRefused, KeyDeviceUnusable: it lies in a device.
        """

    @abstractmethod
    def must_be_at_hand(self) -> None:
        """Ask for it where it lies.

        Raises:
            KeyDeviceGone: it is not there, or another one in its place.
            KeyDevicePinRefused, KeyDeviceUnusable: nobody can tell.
        """

    @abstractmethod
    def stored(self) -> StoredVendingKey:
        """Return what is sealed for it."""

    @abstractmethod
    def wipe(self) -> None:
        """Overwrite what this process has of it."""

    def status(self) -> KeyStatus:
        """Return what anyone may know of it."""
        known = self.attributes
        return KeyStatus(
            sgc=known.sgc,
            krn=known.krn,
            key_type=int(known.key_type),
            dkga=known.dkga.value,
            base_date=int(known.base_date),
            ken=known.ken,
            tid_utc_offset_minutes=known.tid_utc_offset_minutes,
            check_value=self.check_value,
        )


class KeyInMemory(VendingKey):
    """A vending key whose bytes are here.

    Attributes:
        secret: 8 or 20 bytes.
    """

    __slots__ = ("secret",)

    def __init__(self, attributes: KeyAttributes, secret: Secret) -> None:
        key = secret.reveal()
        super().__init__(
            attributes, check_value_of(key), hmac.digest(key, _FINGERPRINT_TAG, "sha256")
        )
        self.secret = secret

    def decoder_key(self, config: MeterConfig) -> DecoderKey:
        """See `VendingKey.decoder_key`."""
        return derive_decoder_key(self.secret.reveal(), config)

    def must_be_at_hand(self) -> None:
        """See `VendingKey.must_be_at_hand`; it is here."""

    def stored(self) -> StoredVendingKey:
        """See `VendingKey.stored`."""
        return _stored(self.status(), self.secret.reveal(), None)

    def wipe(self) -> None:
        """See `VendingKey.wipe`."""
        self.secret.wipe()


class KeyOnDevice(VendingKey):
    """A vending key that a PKCS#11 device keeps."""

    __slots__ = ("_device", "object_id")

    def __init__(
        self, attributes: KeyAttributes, device: KeyDevice, stored: StoredOnDevice
    ) -> None:
        super().__init__(attributes, stored.check_value, stored.fingerprint)
        self._device, self.object_id = device, stored.object_id

    def decoder_key(self, config: MeterConfig) -> DecoderKey:
        """See `VendingKey.decoder_key`."""
        return derive_on_device(
            lambda message: self._device.authenticate(self.object_id, message), config
        )

    def must_be_at_hand(self) -> None:
        """See `VendingKey.must_be_at_hand`."""
        fingerprint = self._device.authenticate(self.object_id, _FINGERPRINT_TAG)
        if not hmac.compare_digest(fingerprint, self.fingerprint):
            raise KeyDeviceGone(token=self._device.token, why="another key is in its place")

    def stored(self) -> StoredVendingKey:
        """See `VendingKey.stored`."""
        there = StoredOnDevice(self.object_id, self.check_value, self.fingerprint)
        return _stored(self.status(), b"", there)

    def wipe(self) -> None:
        """See `VendingKey.wipe`; there is nothing here."""


class VendingRing:
    """The vending keys of an open compartment, by supply group and revision.

    Attributes:
        tables: for EA07, None where there are none.
    """

    def __init__(self, keys: Iterable[VendingKey], tables: Ea07Tables | None = None) -> None:
        self.tables = tables
        self._keys = {(key.attributes.sgc, key.attributes.krn): key for key in keys}

    def find(self, sgc: str, krn: int) -> VendingKey | None:
        """Return the key of a supply group and revision."""
        return self._keys.get((sgc, krn))

    def status(self) -> tuple[KeyStatus, ...]:
        """Return what anyone may know of all keys, in order of supply group and revision."""
        return tuple(self._keys[name].status() for name in sorted(self._keys))

    def of_group(self, sgc: str) -> tuple[VendingKey, ...]:
        """Return the keys of a supply group."""
        return tuple(key for name, key in self._keys.items() if name[0] == sgc)

    def holder_of(self, fingerprint: bytes) -> VendingKey | None:
        """Return the key that is the same one, under whatever name."""
        same = (
            key for key in self._keys.values() if hmac.compare_digest(key.fingerprint, fingerprint)
        )
        return next(same, None)

    def must_be_at_hand(self) -> None:
        """Ask for each key where it lies; raises as `VendingKey.must_be_at_hand`."""
        for key in self._keys.values():
            key.must_be_at_hand()

    def with_key(self, key: VendingKey) -> "VendingRing":
        """Return a ring that holds one more key."""
        return VendingRing((*self._keys.values(), key), self.tables)

    def with_tables(self, tables: Ea07Tables) -> "VendingRing":
        """Return a ring with other tables."""
        return VendingRing(self._keys.values(), tables)

    def wipe(self) -> None:
        """Overwrite all keys."""
        for key in self._keys.values():
            key.wipe()
        self._keys.clear()


def ring_of(
    content: VendingContent, tables: Ea07Tables | None = None, device: KeyDevice | None = None
) -> VendingRing:
    """Build the ring from an opened compartment; VaultDamaged for keys that are not such."""
    try:
        return VendingRing((_key_of(stored, device) for stored in content.keys), tables)
    except KeyAttributesMalformed as error:
        raise VaultDamaged(why="attributes of a vending key") from error


def stored_keys(ring: VendingRing) -> tuple[StoredVendingKey, ...]:
    """Return what is sealed for the keys of a ring."""
    return tuple(
        key.stored()
        for status in ring.status()
        if (key := ring.find(status.sgc, status.krn)) is not None
    )


def mint_vending_key(wanted: KeyStatus, randomness: Randomness) -> KeyInMemory:
    """Make a random key with these attributes.

    Raises:
        KeyAttributesMalformed: a value lies outside its range, or DKGA and base date do not go
            together with a key that can be used.
    """
    attributes = checked_attributes(wanted)
    secret = randomness(key_bytes_of(attributes))
    if attributes.dkga is Dkga.DKGA02:
        secret = with_odd_parity(secret)
    return KeyInMemory(attributes, Secret(secret))


def check_value_of(key: bytes) -> str:
    """Return a key's check value, 6 hex digits; see the module's docstring."""
    if len(key) == DES_KEY_BYTES:
        # DES exists only as triple DES with three equal keys; one block of zeros needs no mode.
        encryptor = Cipher(TripleDES(key * 3), modes.ECB()).encryptor()  # noqa: S305 - one block
        return encryptor.update(bytes(DES_KEY_BYTES))[:_CHECK_VALUE_BYTES].hex()
    return hashlib.sha256(_CHECK_VALUE_TAG + key).digest()[:_CHECK_VALUE_BYTES].hex()


def _key_of(stored: StoredVendingKey, device: KeyDevice | None) -> VendingKey:
    attributes = checked_attributes(stored)
    if stored.on_device is not None:
        if device is None or attributes.dkga is not Dkga.DKGA04:
            raise KeyAttributesMalformed(why="a key on no device")
        return KeyOnDevice(attributes, device, stored.on_device)
    fits = len(stored.key) == key_bytes_of(attributes)
    if not fits or (attributes.dkga is Dkga.DKGA02 and not has_odd_parity(stored.key)):
        raise KeyAttributesMalformed(why="length or parity of the key")
    return KeyInMemory(attributes, Secret(stored.key))


def _stored(status: KeyStatus, key: bytes, on_device: StoredOnDevice | None) -> StoredVendingKey:
    return StoredVendingKey(
        sgc=status.sgc,
        krn=status.krn,
        key_type=status.key_type,
        dkga=status.dkga,
        base_date=status.base_date,
        ken=status.ken,
        tid_utc_offset_minutes=status.tid_utc_offset_minutes,
        key=key,
        on_device=on_device,
    )


def key_bytes_of(attributes: KeyAttributes) -> int:
    """Return how many bytes a vending key of these attributes has: 8 or 20."""
    return DES_KEY_BYTES if attributes.dkga is Dkga.DKGA02 else DKGA04_KEY_BYTES


def with_odd_parity(key: bytes) -> bytes:
    """Return a key with the lowest bit of each byte set so that its ones are odd in number."""
    return bytes(byte if byte.bit_count() % 2 else byte ^ 1 for byte in key)
