r"""Vending keys in the agent's memory: making them, naming them, finding them.

Check value, for people who compare keys without seeing them, 6 hex digits:

    64-bit key   the first three bytes of eight zero bytes encrypted with DES under the key
    160-bit key  the first three bytes of SHA-256("vendwatt vending key check value 1\0" + key)
"""

import hashlib
import hmac
from collections.abc import Iterable

from cryptography.hazmat.decrepit.ciphers.algorithms import TripleDES
from cryptography.hazmat.primitives.ciphers import Cipher, modes

from pos.app.ports import KeyStatus
from pos.domain.errors import VaultDamaged
from pos.keystore.compartments import StoredVendingKey, VendingContent
from pos.keystore.errors import KeyAttributesMalformed
from pos.keystore.key_attributes import checked_attributes
from pos.keystore.secret import Secret
from pos.keystore.slots import Randomness
from pos.sts.attributes import Dkga, KeyAttributes, MeterConfig
from pos.sts.decoder_key import (
    DES_KEY_BYTES,
    DKGA04_KEY_BYTES,
    DecoderKey,
    derive_decoder_key,
    has_odd_parity,
)
from pos.sts.tables import Ea07Tables

_CHECK_VALUE_TAG = b"vendwatt vending key check value 1\0"
_CHECK_VALUE_BYTES = 3


class VendingKey:
    """One vending key.

    Attributes:
        attributes: what comes with it.
        check_value: 6 hex digits.
    """

    __slots__ = ("attributes", "check_value", "secret")

    def __init__(self, attributes: KeyAttributes, secret: Secret) -> None:
        self.attributes = attributes
        self.secret = secret
        self.check_value = check_value_of(secret.reveal())

    def decoder_key(self, config: MeterConfig) -> DecoderKey:
        """Derive the key of one meter of this supply group; raises as `derive_decoder_key`."""
        return derive_decoder_key(self.secret.reveal(), config)

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

    def holder_of(self, secret: Secret) -> VendingKey | None:
        """Return the key that has these bytes, under whatever name."""
        wanted = secret.reveal()
        same = (k for k in self._keys.values() if hmac.compare_digest(k.secret.reveal(), wanted))
        return next(same, None)

    def with_key(self, key: VendingKey) -> "VendingRing":
        """Return a ring that holds one more key."""
        return VendingRing((*self._keys.values(), key), self.tables)

    def with_tables(self, tables: Ea07Tables) -> "VendingRing":
        """Return a ring with other tables."""
        return VendingRing(self._keys.values(), tables)

    def wipe(self) -> None:
        """Overwrite all keys."""
        for key in self._keys.values():
            key.secret.wipe()
        self._keys.clear()


def ring_of(content: VendingContent, tables: Ea07Tables | None = None) -> VendingRing:
    """Build the ring from an opened compartment; VaultDamaged for keys that are not such."""
    try:
        return VendingRing((_key_of(stored) for stored in content.keys), tables)
    except KeyAttributesMalformed as error:
        raise VaultDamaged(why="attributes of a vending key") from error


def stored_keys(ring: VendingRing) -> tuple[StoredVendingKey, ...]:
    """Return what is sealed for the keys of a ring."""
    return tuple(
        StoredVendingKey(
            sgc=status.sgc,
            krn=status.krn,
            key_type=status.key_type,
            dkga=status.dkga,
            base_date=status.base_date,
            ken=status.ken,
            tid_utc_offset_minutes=status.tid_utc_offset_minutes,
            key=key.secret.reveal(),
        )
        for status in ring.status()
        if (key := ring.find(status.sgc, status.krn)) is not None
    )


def mint_vending_key(wanted: KeyStatus, randomness: Randomness) -> VendingKey:
    """Make a random key with these attributes.

    Raises:
        KeyAttributesMalformed: a value lies outside its range, or DKGA and base date do not go
            together with a key that can be used.
    """
    attributes = checked_attributes(wanted)
    secret = randomness(key_bytes_of(attributes))
    if attributes.dkga is Dkga.DKGA02:
        secret = with_odd_parity(secret)
    return VendingKey(attributes, Secret(secret))


def check_value_of(key: bytes) -> str:
    """Return a key's check value, 6 hex digits; see the module's docstring."""
    if len(key) == DES_KEY_BYTES:
        # DES exists only as triple DES with three equal keys; one block of zeros needs no mode.
        encryptor = Cipher(TripleDES(key * 3), modes.ECB()).encryptor()  # noqa: S305 - one block
        return encryptor.update(bytes(DES_KEY_BYTES))[:_CHECK_VALUE_BYTES].hex()
    return hashlib.sha256(_CHECK_VALUE_TAG + key).digest()[:_CHECK_VALUE_BYTES].hex()


def _key_of(stored: StoredVendingKey) -> VendingKey:
    attributes = checked_attributes(stored)
    fits = len(stored.key) == key_bytes_of(attributes)
    if not fits or (attributes.dkga is Dkga.DKGA02 and not has_odd_parity(stored.key)):
        raise KeyAttributesMalformed(why="length or parity of the key")
    return VendingKey(attributes, Secret(stored.key))


def key_bytes_of(attributes: KeyAttributes) -> int:
    """Return how many bytes a vending key of these attributes has: 8 or 20."""
    return DES_KEY_BYTES if attributes.dkga is Dkga.DKGA02 else DKGA04_KEY_BYTES


def with_odd_parity(key: bytes) -> bytes:
    """Return a key with the lowest bit of each byte set so that its ones are odd in number."""
    return bytes(byte if byte.bit_count() % 2 else byte ^ 1 for byte in key)
