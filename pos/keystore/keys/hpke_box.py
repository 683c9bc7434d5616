"""Sealing a vending key for one key agent, and opening it there; forms: `pos.wire.sealed_key`."""

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from pos.keystore.errors.custody import SealedKeyNotGenuine
from pos.keystore.keys.vending_keys import KeyInMemory
from pos.wire.sealed_key import KeyTerms, SealingKey, hpke_info


def terms_for(terminal: str, to: SealingKey, key: KeyInMemory) -> KeyTerms:
    """Return what head office says about a key that it seals."""
    known = key.status()
    return KeyTerms(
        terminal=terminal,
        device_key=to.device_key,
        sealing_key=to.sealing_key,
        sgc=known.sgc,
        krn=known.krn,
        key_type=known.key_type,
        dkga=known.dkga,
        base_date=known.base_date,
        ken=known.ken,
        tid_utc_offset_minutes=known.tid_utc_offset_minutes,
        check_value=known.check_value,
    )


def seal_key(terms: KeyTerms, key: KeyInMemory) -> bytes:
    """Seal a key for the agent that its terms name; bytes of the box."""
    public_key = X25519PublicKey.from_public_bytes(bytes.fromhex(terms.sealing_key))
    return _suite().encrypt(key.secret.reveal(), public_key, hpke_info(terms.body()))


def open_box(private_key: X25519PrivateKey, body: str, box: bytes) -> bytes:
    """Return the key's bytes; SealedKeyNotGenuine where they were sealed for others."""
    try:
        return _suite().decrypt(box, private_key, hpke_info(body))
    except (InvalidTag, ValueError) as error:
        raise SealedKeyNotGenuine(why="seal") from error


def _suite() -> Suite:
    return Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
