"""The vault: one file with the terminal's keys, in two sealed compartments.

Numbers are most significant byte first.

    offset  size  content
    0       8     56 57 56 41 55 4c 54 0a ("VWVAULT", line feed)
    8       2     format version, 1
    10      1     0 for a real vault, 1 for a training vault; for life
    11      1     0 for a terminal's vault, 1 for a head office's; for life
    12      16    vault id, random; the issue store holds it too
    28      1     number of slots, 1 to 16
    29      ...   the slots, see `slots.py` and `openers.py`
    ...     4+n   identity compartment: length n, then nonce (12) and sealed content (n - 12)
    ...     4+n   vending compartment, in the same form
    -32     32    SHA-256 of everything before it

Offsets 0 to 27 are the header. A compartment is sealed with AES-256-GCM-SIV under its own random
master key, which only slots hold; its associated data is the header followed by `identity` or
`vending`. So slots can be added and removed without touching a compartment, and a training vault
never becomes a real one. Content of the compartments: `compartments.py`, for a head office
`signing_keys.py`, where the second compartment holds what grants.

The checksum has no key and protects from nobody: it tells rot (VaultDamaged) from a wrong
passphrase. A file that ends before its lengths say so was cut off (VaultCutOff). The file is
replaced whole, 0600, fsynced with its folder.
"""

import hashlib
import hmac
import struct
from dataclasses import dataclass, replace
from enum import IntEnum
from pathlib import Path
from typing import Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV

from pos.domain.errors import (
    MadeByNewerProgram,
    StoreUnusable,
    VaultCutOff,
    VaultDamaged,
    VaultMissing,
    WrongPassphrase,
)
from pos.keystore.errors.refusals import SlotMissing, SlotsFull, UnlockSecretWrong
from pos.keystore.files.folder import disk_fault, read_plain, replace_file
from pos.keystore.files.secret import Secret
from pos.keystore.vault.openers import Opener
from pos.keystore.vault.slots import (
    NONCE_BYTES,
    TAG_BYTES,
    MasterKeys,
    Randomness,
    Slot,
    SlotKind,
    decode_slot,
)

VAULT_ID_BYTES = 16
SLOTS_MAX = 16
_MAGIC = b"VWVAULT\n"
_VERSION = 1
_HEADER = struct.Struct(">8sHBB16s")
_LENGTH = struct.Struct(">I")
_CHECKSUM_BYTES = 32
_FILE_BYTES_MAX = 1024 * 1024
_IDENTITY, _VENDING = b"identity", b"vending"


class VaultRole(IntEnum):
    """Whose keys a vault holds; numbers are never used again."""

    TERMINAL = 0
    HEAD_OFFICE = 1


@dataclass(frozen=True, slots=True)
class Vault:
    """The vault as it lies on the disk, sealed.

    Attributes:
        training: a training vault.
        vault_id: 16 bytes.
        slots: ways to unlock.
        identity: nonce and sealed content.
        vending: nonce and sealed content.
        role: whose keys these are.
    """

    training: bool
    vault_id: bytes
    slots: tuple[Slot, ...] = ()
    identity: bytes = b""
    vending: bytes = b""
    role: VaultRole = VaultRole.TERMINAL

    @property
    def header(self) -> bytes:
        """The authenticated header, 28 bytes."""
        return _HEADER.pack(_MAGIC, _VERSION, int(self.training), self.role, self.vault_id)

    def with_slot(self, slot: Slot) -> Self:
        """Return the vault with one more way to unlock; SlotsFull."""
        if len(self.slots) == SLOTS_MAX:
            raise SlotsFull(most=SLOTS_MAX)
        return replace(self, slots=(*self.slots, slot))

    def with_slot_at(self, place: int, slot: Slot) -> Self:
        """Return the vault with another slot in a place."""
        return replace(self, slots=(*self.slots[:place], slot, *self.slots[place + 1 :]))

    def without_slot(self, place: int) -> Self:
        """Return the vault without the slot in a place."""
        return replace(self, slots=(*self.slots[:place], *self.slots[place + 1 :]))

    def with_identity(self, key: Secret, plain: bytes, randomness: Randomness) -> Self:
        """Return the vault with new content in the identity compartment."""
        return replace(self, identity=self._seal(key, plain, _IDENTITY, randomness))

    def with_vending(self, key: Secret, plain: bytes, randomness: Randomness) -> Self:
        """Return the vault with new content in the vending compartment."""
        return replace(self, vending=self._seal(key, plain, _VENDING, randomness))

    def open_identity(self, key: Secret) -> bytes:
        """Return the content of the identity compartment; VaultDamaged if it was tampered with."""
        return self._open(key, self.identity, _IDENTITY)

    def open_vending(self, key: Secret) -> bytes:
        """Return the content of the vending compartment; VaultDamaged if it was tampered with."""
        return self._open(key, self.vending, _VENDING)

    def slot_opened_by(self, opener: Opener) -> tuple[int, MasterKeys]:
        """Find the slot that an opener opens; return its place and the master keys in it.

        Raises:
            SlotMissing: there is no slot of this kind.
            WrongPassphrase: no passphrase slot opens with it.
            UnlockSecretWrong: no slot of another kind does.
            VaultDamaged: a slot is not what it must be.
        """
        places = [place for place, slot in enumerate(self.slots) if slot.kind == opener.kind]
        if not places:
            raise SlotMissing(kind=opener.kind.name.lower())
        for place in places:
            keys = opener.open(self.header, self.slots[place])
            if keys is not None:
                return place, keys
        if opener.kind is SlotKind.PASSPHRASE:
            raise WrongPassphrase
        raise UnlockSecretWrong(kind=opener.kind.name.lower())

    def _seal(self, key: Secret, plain: bytes, name: bytes, randomness: Randomness) -> bytes:
        nonce = randomness(NONCE_BYTES)
        return nonce + AESGCMSIV(key.reveal()).encrypt(nonce, plain, self.header + name)

    def _open(self, key: Secret, box: bytes, name: bytes) -> bytes:
        nonce, sealed = box[:NONCE_BYTES], box[NONCE_BYTES:]
        try:
            return AESGCMSIV(key.reveal()).decrypt(nonce, sealed, self.header + name)
        except InvalidTag as error:
            raise VaultDamaged(why=f"{name.decode()} compartment") from error


def encode_vault(vault: Vault) -> bytes:
    """Return the bytes of the file."""
    body = b"".join(
        (
            vault.header,
            bytes([len(vault.slots)]),
            *(slot.encode() for slot in vault.slots),
            _LENGTH.pack(len(vault.identity)),
            vault.identity,
            _LENGTH.pack(len(vault.vending)),
            vault.vending,
        )
    )
    return body + hashlib.sha256(body).digest()


def decode_vault(content: bytes) -> Vault:
    """Read the bytes of a vault file.

    Raises:
        VaultCutOff: they end too early.
        VaultDamaged: they are not what was written.
        MadeByNewerProgram: they are whole, of a later version.
    """
    if content[: len(_MAGIC)] != _MAGIC[: len(content)]:
        raise VaultDamaged(why="not a vault")
    if len(content) <= _HEADER.size + _CHECKSUM_BYTES:
        raise VaultCutOff
    magic, version, kind, role, vault_id = _HEADER.unpack_from(content)
    body, checksum = content[:-_CHECKSUM_BYTES], content[-_CHECKSUM_BYTES:]
    is_whole = hmac.compare_digest(hashlib.sha256(body).digest(), checksum)
    if is_whole and version > _VERSION:
        raise MadeByNewerProgram(file="vault")
    fits = magic == _MAGIC and version == _VERSION and {kind, role} <= {0, 1}
    if is_whole and not fits:
        raise VaultDamaged(why="not a vault of this version")
    slots, identity, vending = _decode_parts(body)
    if not is_whole:
        raise VaultDamaged(why="checksum")
    return Vault(bool(kind), vault_id, slots, identity, vending, VaultRole(role))


def _decode_parts(body: bytes) -> tuple[tuple[Slot, ...], bytes, bytes]:
    """Walk slots and compartments, believing their lengths."""
    count = body[_HEADER.size]
    if not 1 <= count <= SLOTS_MAX:
        raise VaultDamaged(why="number of slots")
    slots = []
    offset = _HEADER.size + 1
    for _ in range(count):
        slot, offset = decode_slot(body, offset)
        slots.append(slot)
    identity, offset = _decode_box(body, offset)
    vending, offset = _decode_box(body, offset)
    if offset != len(body):
        raise VaultDamaged(why="something behind the compartments")
    return tuple(slots), identity, vending


def _decode_box(body: bytes, offset: int) -> tuple[bytes, int]:
    start = offset + _LENGTH.size
    if start > len(body):
        raise VaultCutOff
    end = start + _LENGTH.unpack_from(body, offset)[0]
    if end > len(body):
        raise VaultCutOff
    if end - start < NONCE_BYTES + TAG_BYTES:
        raise VaultDamaged(why="length of a compartment")
    return body[start:end], end


def read_vault(path: Path, role: VaultRole = VaultRole.TERMINAL) -> Vault:
    """Read a vault file.

    Raises:
        VaultMissing: there is none.
        VaultDamaged: it is not what was written, or holds the keys of the other kind.
        StoreUnusable: the disk does not give it.
    """
    vault = _read(path)
    if vault.role is not role:
        raise VaultDamaged(why="not a vault of this kind")
    return vault


def vault_role(path: Path) -> VaultRole:
    """Return whose keys a vault file holds; raises as `read_vault`."""
    return _read(path).role


def _read(path: Path) -> Vault:
    try:
        content = read_plain(path, _FILE_BYTES_MAX + 1)
    except FileNotFoundError as error:
        raise VaultMissing from error
    except OSError as error:
        raise disk_fault(error) from error
    if len(content) > _FILE_BYTES_MAX:
        raise VaultDamaged(why="too large")
    return decode_vault(content)


def write_vault(path: Path, vault: Vault) -> None:
    """Replace a vault file by one that can be read again; raises as `replace_file`."""
    content = encode_vault(vault)
    if len(content) > _FILE_BYTES_MAX:
        raise StoreUnusable(why="the vault is full")
    replace_file(path, content)
