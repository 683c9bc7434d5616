"""Checking a device key's signatures; making them is the key agent's alone."""

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


def signature_is_genuine(public_key: bytes, signature: bytes, signed: bytes) -> bool:
    """Whether an Ed25519 key (32 bytes) signed these bytes; False for malformed ones, too."""
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, signed)
    except (InvalidSignature, ValueError):
        return False
    return True
