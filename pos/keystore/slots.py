"""Slots of the vault: each wraps the master keys of some compartments for one way to unlock.

    slot = kind (1) + opens (1) + length of body (2, most significant first) + body
    kind 1, passphrase: body = memory in KiB (4) + passes (4) + lanes (4) + salt (16)
                               + nonce (12) + sealed master keys

`opens` is 1 for identity plus 2 for vending; the sealed text holds one 32-byte master key for each,
identity first, then a 16-byte tag (AES-256-GCM-SIV). Its key is Argon2id (version 19) of the
passphrase's bytes; its associated data is the vault's header and the slot up to the nonce. A
damaged vault was already found by its checksum, so a seal that does not open means another
passphrase. Kinds that this version does not know are kept as they are.
"""

import struct
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from pos.domain.errors import VaultDamaged
from pos.keystore.errors import PassphraseMalformed
from pos.keystore.secret import Secret

Randomness = Callable[[int], bytes]
KEY_BYTES = 32
NONCE_BYTES = 12
TAG_BYTES = 16
_SALT_BYTES = 16
_OPENS_BOTH = 3
_PASSPHRASE_BYTES_MAX = 1024
_SLOT_HEAD = struct.Struct(">BBH")
_COST = struct.Struct(">III")
# What a forged header may make us spend, at most; today's cost is far below.
_MEMORY_KIB_MAX, _PASSES_MAX, _LANES_MAX = 4 * 1024 * 1024, 1000, 64


class SlotKind(IntEnum):
    """Ways to unlock; numbers are never used again."""

    PASSPHRASE = 1


@dataclass(frozen=True, slots=True)
class PassphraseCost:
    """Argon2id parameters; stored in the slot, so each vault keeps those it was made with."""

    memory_kib: int = 64 * 1024
    passes: int = 3
    lanes: int = 4


@dataclass(frozen=True, slots=True)
class MasterKeys:
    """One random key for each compartment, 32 bytes."""

    identity: Secret
    vending: Secret


@dataclass(frozen=True, slots=True)
class Slot:
    """A slot as it lies in the vault."""

    kind: int
    opens: int
    body: bytes

    @property
    def name(self) -> str:
        """Kind in words; `unknown` for one of a later version."""
        known = self.kind in SlotKind.__members__.values()
        return SlotKind(self.kind).name.lower() if known else "unknown"

    def encode(self) -> bytes:
        """Return the slot's bytes."""
        return _SLOT_HEAD.pack(self.kind, self.opens, len(self.body)) + self.body


def decode_slot(content: bytes, offset: int) -> tuple[Slot, int]:
    """Read one slot; return it and where the next thing begins.

    Raises:
        VaultDamaged: the slot goes beyond the content.
    """
    body_at = offset + _SLOT_HEAD.size
    if body_at > len(content):
        raise VaultDamaged(why="slot cut off")
    kind, opens, length = _SLOT_HEAD.unpack_from(content, offset)
    end = body_at + length
    if end > len(content):
        raise VaultDamaged(why="slot cut off")
    return Slot(kind, opens, content[body_at:end]), end


def seal_passphrase_slot(
    header: bytes,
    passphrase: bytes,
    keys: MasterKeys,
    cost: PassphraseCost,
    randomness: Randomness,
) -> Slot:
    """Wrap both master keys for a passphrase.

    Args:
        header: the vault's header, authenticated with the slot.
        passphrase: 1 to 1024 bytes, taken as they are.
        keys: to be wrapped.
        cost: of each try.
        randomness: gives that many random bytes.

    Raises:
        PassphraseMalformed: empty or too long.
    """
    salt, nonce = randomness(_SALT_BYTES), randomness(NONCE_BYTES)
    before_nonce = _COST.pack(cost.memory_kib, cost.passes, cost.lanes) + salt
    length = len(before_nonce) + NONCE_BYTES + 2 * KEY_BYTES + TAG_BYTES
    bound = header + _SLOT_HEAD.pack(SlotKind.PASSPHRASE, _OPENS_BOTH, length) + before_nonce
    plain = keys.identity.reveal() + keys.vending.reveal()
    sealed = AESGCMSIV(_stretch(passphrase, salt, cost)).encrypt(nonce, plain, bound)
    return Slot(SlotKind.PASSPHRASE, _OPENS_BOTH, before_nonce + nonce + sealed)


def open_passphrase_slot(header: bytes, slot: Slot, passphrase: bytes) -> MasterKeys | None:
    """Unwrap the master keys; None where the passphrase is another one.

    Raises:
        VaultDamaged: the slot is not a passphrase slot of this format.
        PassphraseMalformed: empty or too long.
    """
    nonce_at = _COST.size + _SALT_BYTES
    sealed_at = nonce_at + NONCE_BYTES
    if slot.opens != _OPENS_BOTH or len(slot.body) != sealed_at + 2 * KEY_BYTES + TAG_BYTES:
        raise VaultDamaged(why="passphrase slot")
    cost = PassphraseCost(*_COST.unpack_from(slot.body))
    salt, nonce = slot.body[_COST.size : nonce_at], slot.body[nonce_at:sealed_at]
    head = _SLOT_HEAD.pack(slot.kind, slot.opens, len(slot.body))
    bound = header + head + slot.body[:nonce_at]
    cipher = AESGCMSIV(_stretch(passphrase, salt, cost))
    try:
        plain = cipher.decrypt(nonce, slot.body[sealed_at:], bound)
    except InvalidTag:
        return None
    return MasterKeys(Secret(plain[:KEY_BYTES]), Secret(plain[KEY_BYTES:]))


def _stretch(passphrase: bytes, salt: bytes, cost: PassphraseCost) -> bytes:
    if not 1 <= len(passphrase) <= _PASSPHRASE_BYTES_MAX:
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
    return function.derive(passphrase)
