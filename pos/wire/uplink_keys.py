r"""Keys of a head office: a root kept off-line, and the keys that it certifies.

    certificate = Ed25519 by the root key over
                  "vendwatt head office key 1\0" purpose "\0" kind "\0" public key

Purpose is `lease`, `answer`, `keys` or `bundle`, kind is `training` or `real`, the public key 64
hex digits. A terminal pins the root key when it is enrolled and believes nothing that does not
lead back to it.
A fingerprint is for people to compare: 32 capital hex digits of SHA-256 over
"vendwatt fingerprint 1\0" and the 32 bytes of the key, in groups of four.
"""

import hashlib
from enum import StrEnum
from typing import Annotated

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from pos.wire.signatures import signature_is_genuine

_CERTIFICATE_TAG = b"vendwatt head office key 1\0"
_FINGERPRINT_TAG = b"vendwatt fingerprint 1\0"
_FINGERPRINT_DIGITS = 32
_GROUP = 4

# The length is said as well: `$` of a pattern is also before a last line break.
HexKey = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$", max_length=64)]
HexDigest = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$", max_length=64)]
HexSignature = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{128}$", max_length=128)]


class KeyPurpose(StrEnum):
    """What a certified key may sign."""

    LEASE = "lease"
    ANSWER = "answer"
    KEYS = "keys"
    BUNDLE = "bundle"


class KeyCertificate(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A key of head office with the root's word for it.

    Attributes:
        purpose: what it may sign.
        training: it belongs to a training head office.
        public_key: 64 hex digits.
        signature: by the root key, 128 hex digits.
    """

    purpose: KeyPurpose
    training: bool
    public_key: HexKey
    signature: HexSignature


def certify(
    root: Ed25519PrivateKey, purpose: KeyPurpose, public_key: str, *, training: bool
) -> KeyCertificate:
    """Return the root's certificate for a key."""
    signature = root.sign(_certificate_bytes(purpose, public_key, training=training))
    return KeyCertificate(purpose, training, public_key, signature.hex())


def is_certified_by(certificate: KeyCertificate, root_key: str) -> bool:
    """Whether a root key, 64 hex digits, signed a certificate."""
    signed = _certificate_bytes(
        certificate.purpose, certificate.public_key, training=certificate.training
    )
    signature = bytes.fromhex(certificate.signature)
    return signature_is_genuine(bytes.fromhex(root_key), signature, signed)


def fingerprint(public_key: str) -> str:
    """Return what people compare, for a key of 64 hex digits."""
    digest = hashlib.sha256(_FINGERPRINT_TAG + bytes.fromhex(public_key)).hexdigest().upper()
    groups = range(0, _FINGERPRINT_DIGITS, _GROUP)
    return " ".join(digest[start : start + _GROUP] for start in groups)


def _certificate_bytes(purpose: KeyPurpose, public_key: str, *, training: bool) -> bytes:
    kind = "training" if training else "real"
    return _CERTIFICATE_TAG + f"{purpose.value}\0{kind}\0{public_key}".encode()
