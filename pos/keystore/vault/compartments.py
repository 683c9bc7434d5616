"""What lies inside the vault's two compartments, as MessagePack maps.

    identity = {device_seed, database_key, issue_store_key, pin_pepper}, each 32 random bytes,
               {backup_key}, 32 bytes of an X25519 public key, empty without a recovery code,
               {components_ok}, whether a training vault takes components
    vending  = {keys: [{sgc, krn, key_type, dkga, base_date, ken, tid_utc_offset_minutes, key,
                        on_device: {object_id, check_value, fingerprint}}],
                pending: [{attributes, of, key_check_value, components: [{custodian, part}]}],
                unwritten: [[sgc, krn]], tables, idle_lock_minutes,
                device: {module, token, pin, settings: [[name, value]]}}

All but `keys` may be missing, as in vaults of earlier programs, and so may `on_device`, which goes
with an empty `key` and a `device`. `attributes` is the file in
its canonical form (`key_attributes.py`), `unwritten` names keys whose loading is not in the journal
yet, `tables` is the imported EA07 table file, empty for none.

Fields are those of the structs below; unknown ones are refused. Both structs live only while a
compartment is opened or sealed.
"""

from typing import Final, NoReturn, TypeVar

import msgspec

from pos.domain.errors import MadeByNewerProgram, VaultDamaged
from pos.keystore.vault.slots import KEY_BYTES, Randomness


class SecretContent(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A struct that shows no field and is never pickled."""

    def __repr__(self) -> str:
        return f"{type(self).__name__}(...)"

    def __reduce__(self) -> NoReturn:
        raise TypeError("secrets are never pickled")


class IdentityContent(SecretContent, frozen=True, forbid_unknown_fields=True):
    """What makes this terminal itself.

    Attributes:
        device_seed: of the Ed25519 key that signs heads and issues.
        database_key: raw SQLCipher key of the terminal's database.
        issue_store_key: raw SQLCipher key of the agent's own database.
        pin_pepper: without it no PIN can be guessed from a stolen disk.
        backup_key: public; what is sealed for it opens with the recovery code.
        components_ok: this training vault may be given test keys as components.
    """

    device_seed: bytes
    database_key: bytes
    issue_store_key: bytes
    pin_pepper: bytes
    backup_key: bytes = b""
    components_ok: bool = False


class StoredDevice(SecretContent, frozen=True, forbid_unknown_fields=True):
    """The PKCS#11 device that keeps the vending keys; see `DeviceChoice`."""

    module: str
    token: str
    pin: bytes
    settings: tuple[tuple[str, str], ...] = ()


class StoredOnDevice(SecretContent, frozen=True, forbid_unknown_fields=True):
    """What is known of a vending key that lies in the device.

    Attributes:
        object_id: names it there.
        check_value: 6 hex digits.
        fingerprint: see `vending_keys.py`.
    """

    object_id: bytes
    check_value: str
    fingerprint: bytes


class StoredVendingKey(SecretContent, frozen=True, forbid_unknown_fields=True):
    """A vending key with what comes with it for life.

    Attributes:
        dkga: two digits.
        base_date: year.
        key: 8 bytes for DKGA02, 20 for DKGA04, none for one in the device.
        on_device: where it is, None for one that is here.
    """

    sgc: str
    krn: int
    key_type: int
    dkga: str
    base_date: int
    ken: int
    tid_utc_offset_minutes: int
    key: bytes
    on_device: StoredOnDevice | None = None


class StoredComponent(SecretContent, frozen=True, forbid_unknown_fields=True):
    """A component that waits for the others."""

    custodian: str
    part: bytes


class PendingKey(SecretContent, frozen=True, forbid_unknown_fields=True):
    """A key of which some components are here.

    Attributes:
        attributes: canonical attributes file.
        of: how many components there are.
        key_check_value: announced by a component file, else empty.
    """

    attributes: bytes
    of: int
    key_check_value: str
    components: tuple[StoredComponent, ...]


class VendingContent(SecretContent, frozen=True, forbid_unknown_fields=True):
    """All vending keys, and what waits beside them."""

    keys: tuple[StoredVendingKey, ...]
    pending: tuple[PendingKey, ...] = ()
    unwritten: tuple[tuple[str, int], ...] = ()
    tables: bytes = b""
    idle_lock_minutes: int = 0
    device: StoredDevice | None = None


# What the library says of a field that a struct does not have.
_NOT_KNOWN: Final = "Object contains unknown field"
_Content = TypeVar("_Content", bound=SecretContent)


def new_identity(
    randomness: Randomness, *, backup_key: bytes = b"", components_ok: bool = False
) -> IdentityContent:
    """Make a new terminal's identity."""
    return IdentityContent(
        device_seed=randomness(KEY_BYTES),
        database_key=randomness(KEY_BYTES),
        issue_store_key=randomness(KEY_BYTES),
        pin_pepper=randomness(KEY_BYTES),
        backup_key=backup_key,
        components_ok=components_ok,
    )


def encode_content(content: IdentityContent | VendingContent) -> bytes:
    """Return the plain bytes of a compartment."""
    return msgspec.msgpack.encode(content)


def decode_identity(plain: bytes) -> IdentityContent:
    """Read the identity compartment; raises as `decode_content`."""
    content = decode_content(plain, IdentityContent)
    keys = (
        content.device_seed,
        content.database_key,
        content.issue_store_key,
        content.pin_pepper,
        content.backup_key or bytes(KEY_BYTES),
    )
    if any(len(key) != KEY_BYTES for key in keys):
        raise VaultDamaged(why="identity content")
    return content


def decode_vending(plain: bytes) -> VendingContent:
    """Read the vending compartment; raises as `decode_content`."""
    return decode_content(plain, VendingContent)


def decode_content(plain: bytes, kind: type[_Content]) -> _Content:
    """Read a compartment, which its seal has shown to be as some program wrote it.

    Raises:
        MadeByNewerProgram: it has what this program does not know.
        VaultDamaged: it is nothing that any program writes.
    """
    # The library's messages may quote what it read, so they do not go along.
    try:
        return msgspec.msgpack.decode(plain, type=kind)
    except (ValueError, RecursionError) as error:
        if str(error).startswith(_NOT_KNOWN):
            raise MadeByNewerProgram(file="vault") from None
        raise VaultDamaged(why="content of a compartment") from None
