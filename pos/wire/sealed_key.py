r"""A vending key as it travels from head office to one key agent, sealed for it alone.

    body      = JSON object of `KeyTerms`, no white space, keys in the order of its fields, UTF-8
    box       = HPKE of the key's bytes: X25519 with HKDF-SHA-256, HKDF-SHA-256, AES-256-GCM, one
                message, encapsulated key in front; its info is "vendwatt sealed key 1\0" body
    signature = Ed25519 by a certified key of head office over
                "vendwatt sealed key 1\0" body "\0" box
    file      = JSON object of `SealedKey`

So every attribute is authenticated twice: the box opens with no other body, and nobody but head
office makes a file that the agent takes. The agent tells its public key in a `SealingKey`, signed
by the device key that head office knows since enrolment, over "vendwatt sealing key 1\0" and
the 64 hex digits.
"""

from typing import Annotated, Final

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from pos.wire.signatures import signature_is_genuine
from pos.wire.uplink_keys import (
    HexKey,
    HexSignature,
    KeyCertificate,
    KeyPurpose,
    is_certified_by,
)

SEALED_KEY_BYTES_MAX: Final = 16 * 1024
_SEALED_TAG: Final = b"vendwatt sealed key 1\0"
_SEALING_TAG: Final = b"vendwatt sealing key 1\0"


class SealingKey(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What head office seals for.

    Attributes:
        device_key: of the agent, 64 hex digits.
        sealing_key: X25519, 64 hex digits.
        signature: by the device key.
    """

    device_key: HexKey
    sealing_key: HexKey
    signature: HexSignature

    def is_genuine(self) -> bool:
        """Whether the device key signed it, and something can be sealed for it."""
        device_key, signature = bytes.fromhex(self.device_key), bytes.fromhex(self.signature)
        is_signed = signature_is_genuine(device_key, signature, sealing_key_bytes(self.sealing_key))
        return is_signed and not _is_of_low_order(bytes.fromhex(self.sealing_key))


class KeyTerms(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What comes with a sealed key; all of it is authenticated.

    Attributes:
        terminal: id.
        device_key, sealing_key: of the one agent that can open it.
        check_value: 6 hex digits.
    """

    terminal: str
    device_key: HexKey
    sealing_key: HexKey
    sgc: Annotated[str, msgspec.Meta(pattern="^[0-9]{6}$")]
    krn: int
    key_type: int
    dkga: Annotated[str, msgspec.Meta(pattern="^[0-9]{2}$")]
    base_date: int
    ken: int
    tid_utc_offset_minutes: int
    check_value: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{6}$")]

    def body(self) -> str:
        """Return the one form that is signed and sealed with."""
        return msgspec.json.encode(self).decode()


class SealedKey(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A sealed key with head office's signature.

    Attributes:
        body: canonical JSON of the terms, as text.
        box: hex digits.
        certificate: of the key that signed.
    """

    body: Annotated[str, msgspec.Meta(max_length=2048)]
    box: Annotated[str, msgspec.Meta(pattern="^([0-9a-f]{2}){49,256}$")]
    signature: HexSignature
    certificate: KeyCertificate


def sealing_key_text(to: SealingKey) -> str:
    """Return a sealing key and its signature, a point between, as a request's header has them."""
    return f"{to.sealing_key}.{to.signature}"


def read_sealing_key_text(text: str, device_key: str) -> SealingKey | None:
    """Read what `sealing_key_text` wrote; None for anything that this device did not sign."""
    sealing_key, _, signature = text.partition(".")
    said = {"device_key": device_key, "sealing_key": sealing_key, "signature": signature}
    try:
        to = msgspec.convert(said, SealingKey)
    except msgspec.ValidationError:
        return None
    return to if to.is_genuine() else None


def sealing_key_bytes(sealing_key: str) -> bytes:
    """Return what the device key signs about a sealing key, 64 hex digits."""
    return _SEALING_TAG + sealing_key.encode()


def hpke_info(body: str) -> bytes:
    """Return what a box is bound to."""
    return _SEALED_TAG + body.encode()


def sign_sealed_key(
    body: str, box: bytes, key: Ed25519PrivateKey, certificate: KeyCertificate
) -> SealedKey:
    """Sign a box for the agent that it was sealed for."""
    signature = key.sign(hpke_info(body) + b"\0" + box)
    return SealedKey(body, box.hex(), signature.hex(), certificate)


def genuine_key_terms(sealed: SealedKey, root_key: str, *, training: bool) -> KeyTerms | None:
    """Return the terms if they lead back to a pinned root key; as `genuine_terms` of a lease."""
    certificate = sealed.certificate
    fits = certificate.purpose is KeyPurpose.KEYS and certificate.training == training
    if not fits or not is_certified_by(certificate, root_key):
        return None
    signed = hpke_info(sealed.body) + b"\0" + bytes.fromhex(sealed.box)
    public_key = bytes.fromhex(certificate.public_key)
    if not signature_is_genuine(public_key, bytes.fromhex(sealed.signature), signed):
        return None
    return sealed_terms(sealed)


def _is_of_low_order(sealing_key: bytes) -> bool:
    """Whether every private key comes to the same secret with it; no box is made with that."""
    anybodys = X25519PrivateKey.from_private_bytes(bytes(32))
    try:
        anybodys.exchange(X25519PublicKey.from_public_bytes(sealing_key))
    except ValueError:
        return True
    return False


def sealed_terms(sealed: SealedKey) -> KeyTerms | None:
    """Read the terms without believing them; None where they are none."""
    try:
        return msgspec.json.decode(sealed.body, type=KeyTerms)
    except (msgspec.MsgspecError, RecursionError):
        return None


def read_sealed_key_file(content: bytes) -> SealedKey | None:
    """Read a file with a sealed key; None for anything else."""
    if len(content) > SEALED_KEY_BYTES_MAX:
        return None
    try:
        return msgspec.json.decode(content, type=SealedKey)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        return None


def read_sealing_key_file(content: bytes) -> SealingKey | None:
    """Read a file with an agent's sealing key; None for anything that its device did not sign."""
    if len(content) > SEALED_KEY_BYTES_MAX:
        return None
    try:
        sealing_key = msgspec.json.decode(content, type=SealingKey)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        return None
    return sealing_key if sealing_key.is_genuine() else None
