r"""The recovery code: written down once, for the day when the passphrase or the machine is lost.

    code  = 28 letters and digits (without I, L, O, U) in groups of four: 26 random ones, 130 bits,
            then two that are the last ten bits of SHA-256("vendwatt recovery code 1\0" + the 26)

Spaces, hyphens and small letters do not matter; I and L are read as 1, O as 0. A slip shows by the
last two. The code opens a slot of the vault (`openers.py`). It is also an X25519 private key,
HKDF-SHA-256 of the code's ASCII bytes with the info "vendwatt backup key 1\0": its public half is
in the vault, so that backups can be sealed for it while nobody types the code.
"""

import hashlib
from typing import Final

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from pos.keystore.errors.refusals import RecoveryCodeMalformed
from pos.keystore.vault.openers import SecretOpener
from pos.keystore.vault.slots import KEY_BYTES, Randomness, SlotKind
from pos.wire.uplink_enrolment import CODE_LETTERS, MISREAD

_RANDOM_LETTERS: Final = 26
_CHECK_LETTERS: Final = 2
_BITS: Final = 5
_GROUP: Final = 4
_CODE_TAG: Final = b"vendwatt recovery code 1\0"
_BACKUP_TAG: Final = b"vendwatt backup key 1\0"


def new_recovery_code(randomness: Randomness) -> str:
    """Make a code, in the form that people write down."""
    number = int.from_bytes(randomness(-(-_RANDOM_LETTERS * _BITS // 8)))
    body = _letters(number, _RANDOM_LETTERS)
    code = body + _check_letters(body)
    return "-".join(code[start : start + _GROUP] for start in range(0, len(code), _GROUP))


def read_recovery_code(text: str) -> bytes:
    """Return a typed code in its one form, 28 ASCII bytes.

    Raises:
        RecoveryCodeMalformed: it is none, or has a slip in it.
    """
    code = "".join(text.upper().split()).replace("-", "").translate(MISREAD)
    body, check = code[:_RANDOM_LETTERS], code[_RANDOM_LETTERS:]
    if not all(letter in CODE_LETTERS for letter in code) or check != _check_letters(body):
        raise RecoveryCodeMalformed
    return code.encode()


def recovery_opener(code: bytes) -> SecretOpener:
    """Return what opens a vault with a code that was read."""
    return SecretOpener(SlotKind.RECOVERY, code)


def backup_private_key(code: bytes) -> X25519PrivateKey:
    """Return the key that opens what was sealed for a code that was read."""
    seed = HKDF(SHA256(), KEY_BYTES, salt=None, info=_BACKUP_TAG).derive(code)
    return X25519PrivateKey.from_private_bytes(seed)


def backup_public_key(code: bytes) -> bytes:
    """Return the public half of `backup_private_key`, 32 bytes."""
    return backup_private_key(code).public_key().public_bytes_raw()


def _letters(number: int, count: int) -> str:
    places = range((count - 1) * _BITS, -1, -_BITS)
    return "".join(CODE_LETTERS[number >> place & 31] for place in places)


def _check_letters(body: str) -> str:
    digest = hashlib.sha256(_CODE_TAG + body.encode()).digest()
    return _letters(int.from_bytes(digest), _CHECK_LETTERS)
