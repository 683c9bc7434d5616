r"""Openers: what makes a slot for the vault's master keys, and opens it again.

    kind 1, passphrase   body = memory in KiB (4) + passes (4) + lanes (4) + salt (16)
                                + nonce (12) + sealed master keys
    kind 2, recovery     body = salt (16) + nonce (12) + sealed master keys
    kind 3, keyring      the same
    kind 4, credential   the same
    kind 5, TPM          the same
    kind 6, unattended   the same

The sealed text holds a 32-byte master key for each compartment that the slot opens, identity first,
then a 16-byte tag (AES-256-GCM-SIV); its associated data is the vault's header and the slot up to
the nonce. Its key is, for a passphrase, Argon2id (version 19) of its bytes; for the others, whose
secrets are random and need no stretching, HKDF-SHA-256 of the secret with that salt and the info
"vendwatt vault slot 1\0" followed by the kind's byte. A passphrase and the recovery code open both
compartments, keyring, credential and TPM only identity: a machine that starts by itself must not
sell by itself where no hardware counts. Where it does, an unattended slot opens both.

A damaged vault was already found by its checksum, so a seal that does not open means another
secret.
"""

import struct
import threading
from dataclasses import dataclass, field
from typing import ClassVar, Final, Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from pos.domain.errors import VaultDamaged
from pos.keystore.errors.refusals import PassphraseMalformed, PassphraseTooShort
from pos.keystore.files.secret import Secret
from pos.keystore.vault.slots import (
    KEY_BYTES,
    NONCE_BYTES,
    OPENS_BOTH,
    OPENS_IDENTITY,
    TAG_BYTES,
    MasterKeys,
    PassphraseCost,
    Randomness,
    Slot,
    SlotKind,
    slot_head,
)

PASSPHRASE_BYTES_MAX: Final = 1024
REAL_PASSPHRASE_BYTES_MIN: Final = 8
_SALT_BYTES: Final = 16
_SLOT_TAG: Final = b"vendwatt vault slot 1\0"
TODAYS_COST: Final = PassphraseCost()
_COST: Final = struct.Struct(">III")
# What a forged header may make us spend, at most; today's cost is far below.
_MEMORY_KIB_MAX, _PASSES_MAX, _LANES_MAX = 4 * 1024 * 1024, 1000, 64
# Holds one lock, made when it is first needed.
_TURN: Final[dict[str, threading.Lock]] = {}


class Opener(Protocol):
    """One way to unlock, with whatever secret or device it takes."""

    @property
    def kind(self) -> SlotKind:
        """Kind of its slots."""

    def seal(self, header: bytes, keys: MasterKeys, randomness: Randomness) -> Slot:
        """Wrap master keys; those that this kind does not open are left out.

        Args:
            header: the vault's header, authenticated with the slot.
            keys: to be wrapped.
            randomness: gives that many random bytes.
        """

    def open(self, header: bytes, slot: Slot) -> MasterKeys | None:
        """Unwrap the master keys of a slot of this kind; None where its secret is another one.

        Raises:
            VaultDamaged: the slot is not of this kind's form.
        """


@dataclass(frozen=True, slots=True)
class PassphraseOpener:
    """A passphrase that somebody types.

    Attributes:
        passphrase: 1 to 1024 bytes, taken as they are.
        cost: of each try at slots that it makes.
    """

    kind: ClassVar[SlotKind] = SlotKind.PASSPHRASE
    passphrase: bytes = field(repr=False)
    cost: PassphraseCost = TODAYS_COST

    def seal(self, header: bytes, keys: MasterKeys, randomness: Randomness) -> Slot:
        """See `Opener.seal`; PassphraseMalformed for an empty or too long one."""
        salt = randomness(_SALT_BYTES)
        cost = self.cost
        before_nonce = _COST.pack(cost.memory_kib, cost.passes, cost.lanes) + salt
        key = _stretch(self.passphrase, salt, cost)
        head = _Head(self.kind, OPENS_BOTH, before_nonce)
        return _seal(head, header, key, keys, randomness)

    def open(self, header: bytes, slot: Slot) -> MasterKeys | None:
        """See `Opener.open`; PassphraseMalformed for an empty or too long one."""
        nonce_at = _COST.size + _SALT_BYTES
        _must_have_form(slot, OPENS_BOTH, nonce_at)
        salt = slot.body[_COST.size : nonce_at]
        key = _stretch(self.passphrase, salt, passphrase_cost(slot))
        return _open(header, slot, nonce_at, key)


@dataclass(frozen=True, slots=True)
class SecretOpener:
    """A random secret that is written down, or kept by the system.

    Attributes:
        kind: recovery, keyring, credential, TPM or unattended.
        secret: at least 16 random bytes.
    """

    kind: SlotKind
    secret: bytes = field(repr=False)

    @property
    def _opens(self) -> int:
        opens_both = self.kind in (SlotKind.RECOVERY, SlotKind.UNATTENDED)
        return OPENS_BOTH if opens_both else OPENS_IDENTITY

    def seal(self, header: bytes, keys: MasterKeys, randomness: Randomness) -> Slot:
        """See `Opener.seal`."""
        salt = randomness(_SALT_BYTES)
        head = _Head(self.kind, self._opens, salt)
        return _seal(head, header, self._key(salt), keys, randomness)

    def open(self, header: bytes, slot: Slot) -> MasterKeys | None:
        """See `Opener.open`."""
        _must_have_form(slot, self._opens, _SALT_BYTES)
        return _open(header, slot, _SALT_BYTES, self._key(slot.body[:_SALT_BYTES]))

    def _key(self, salt: bytes) -> bytes:
        function = HKDF(SHA256(), KEY_BYTES, salt=salt, info=_SLOT_TAG + bytes([self.kind]))
        return function.derive(self.secret)


def passphrase_must_do(passphrase: bytes, *, training: bool) -> None:
    """Refuse a new passphrase that no vault of this kind takes.

    Raises:
        PassphraseMalformed, PassphraseTooShort.
    """
    if not 1 <= len(passphrase) <= PASSPHRASE_BYTES_MAX:
        raise PassphraseMalformed
    if not training and len(passphrase) < REAL_PASSPHRASE_BYTES_MIN:
        raise PassphraseTooShort(least=REAL_PASSPHRASE_BYTES_MIN)


def passphrase_cost(slot: Slot) -> PassphraseCost:
    """Return what a try at a passphrase slot costs."""
    return PassphraseCost(*_COST.unpack_from(slot.body))


def _must_have_form(slot: Slot, opens: int, nonce_at: int) -> None:
    keys = 2 if opens == OPENS_BOTH else 1
    length = nonce_at + NONCE_BYTES + keys * KEY_BYTES + TAG_BYTES
    if slot.opens != opens or len(slot.body) != length:
        raise VaultDamaged(why=f"{slot.name} slot")


@dataclass(frozen=True, slots=True)
class _Head:
    """A slot that is being made, up to its nonce."""

    kind: SlotKind
    opens: int
    before_nonce: bytes


def _seal(head: _Head, header: bytes, key: bytes, keys: MasterKeys, randomness: Randomness) -> Slot:
    plain = keys.identity.reveal()
    if head.opens == OPENS_BOTH:
        assert keys.vending is not None  # noqa: S101 - who adds a slot has opened both.
        plain += keys.vending.reveal()
    nonce = randomness(NONCE_BYTES)
    length = len(head.before_nonce) + NONCE_BYTES + len(plain) + TAG_BYTES
    bound = header + slot_head(head.kind, head.opens, length) + head.before_nonce
    sealed = AESGCMSIV(key).encrypt(nonce, plain, bound)
    return Slot(head.kind, head.opens, head.before_nonce + nonce + sealed)


def _open(header: bytes, slot: Slot, nonce_at: int, key: bytes) -> MasterKeys | None:
    sealed_at = nonce_at + NONCE_BYTES
    nonce, sealed = slot.body[nonce_at:sealed_at], slot.body[sealed_at:]
    try:
        plain = AESGCMSIV(key).decrypt(nonce, sealed, header + slot.head + slot.body[:nonce_at])
    except InvalidTag:
        return None
    vending = plain[KEY_BYTES:]
    return MasterKeys(Secret(plain[:KEY_BYTES]), Secret(vending) if vending else None)


def _stretch(passphrase: bytes, salt: bytes, cost: PassphraseCost) -> bytes:
    if not 1 <= len(passphrase) <= PASSPHRASE_BYTES_MAX:
        raise PassphraseMalformed
    if not (
        1 <= cost.lanes <= _LANES_MAX
        and 1 <= cost.passes <= _PASSES_MAX
        and 8 * cost.lanes <= cost.memory_kib <= _MEMORY_KIB_MAX
    ):
        raise VaultDamaged(why="cost of the passphrase slot")
    function = Argon2id(
        salt=salt,
        length=KEY_BYTES,
        iterations=cost.passes,
        lanes=cost.lanes,
        memory_cost=cost.memory_kib,
    )
    # The library's lanes are threads of one pool for the process: of two derivations that share it
    # one fails, or both wait for each other for ever.
    with _TURN.setdefault("", threading.Lock()):
        return function.derive(passphrase)
