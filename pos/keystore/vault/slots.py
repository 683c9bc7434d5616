"""Slots of the vault: each wraps the master keys of some compartments for one way to unlock.

    slot = kind (1) + opens (1) + length of body (2, most significant first) + body

`opens` is 1 for identity plus 2 for vending; a slot always opens identity. What stands in a body is
told by the opener of its kind, see `openers.py`. Kinds that this version does not know are kept as
they are.
"""

import struct
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum

from pos.domain.errors import VaultCutOff
from pos.keystore.files.secret import Secret

Randomness = Callable[[int], bytes]
KEY_BYTES = 32
NONCE_BYTES = 12
TAG_BYTES = 16
OPENS_IDENTITY = 1
OPENS_BOTH = 3
_SLOT_HEAD = struct.Struct(">BBH")


class SlotKind(IntEnum):
    """Ways to unlock; numbers are never used again."""

    PASSPHRASE = 1
    RECOVERY = 2
    KEYRING = 3
    CREDENTIAL = 4
    TPM = 5
    UNATTENDED = 6


@dataclass(frozen=True, slots=True)
class PassphraseCost:
    """Argon2id parameters; stored in the slot, so each slot keeps those it was made with."""

    memory_kib: int = 64 * 1024
    passes: int = 3
    lanes: int = 4

    def is_below(self, other: "PassphraseCost") -> bool:
        """Whether a guess costs less work here than there."""
        return self.memory_kib * self.passes < other.memory_kib * other.passes


@dataclass(frozen=True, slots=True)
class MasterKeys:
    """One random key for each compartment, 32 bytes.

    Attributes:
        vending: None from a slot that opens identity only.
    """

    identity: Secret
    vending: Secret | None

    def wipe(self) -> None:
        """Overwrite both."""
        self.identity.wipe()
        if self.vending is not None:
            self.vending.wipe()


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

    @property
    def head(self) -> bytes:
        """Kind, opens and length of the body; authenticated with the seal in the body."""
        return _SLOT_HEAD.pack(self.kind, self.opens, len(self.body))

    def encode(self) -> bytes:
        """Return the slot's bytes."""
        return self.head + self.body


def slot_head(kind: SlotKind, opens: int, body_bytes: int) -> bytes:
    """Return the head of a slot whose body is about to be made."""
    return _SLOT_HEAD.pack(kind, opens, body_bytes)


def decode_slot(content: bytes, offset: int) -> tuple[Slot, int]:
    """Read one slot; return it and where the next thing begins.

    Raises:
        VaultCutOff: the slot goes beyond the content.
    """
    body_at = offset + _SLOT_HEAD.size
    if body_at > len(content):
        raise VaultCutOff
    kind, opens, length = _SLOT_HEAD.unpack_from(content, offset)
    end = body_at + length
    if end > len(content):
        raise VaultCutOff
    return Slot(kind, opens, content[body_at:end]), end
