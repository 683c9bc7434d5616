"""Files sealed for the recovery code."""

import io
import os

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from pos.domain.errors.storage import BackupDamaged, BackupNotOpened, BackupUnreadable
from pos.keystore.vault import sealed_file
from pos.keystore.vault.recovery_code import (
    backup_private_key,
    backup_public_key,
    new_recovery_code,
    read_recovery_code,
)
from pos.keystore.vault.sealed_file import SealedReader, SealedWriter

CODE = read_recovery_code(new_recovery_code(os.urandom))
HEADER_BYTES = 50
CHUNK = 64


@pytest.fixture(name="small_chunks", autouse=True)
def _small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make chunks so small that every boundary is met."""
    monkeypatch.setattr(sealed_file, "CHUNK_BYTES", CHUNK)


def sealed(plain: bytes) -> bytes:
    """Seal some bytes, in pieces."""
    file = io.BytesIO()
    writer = SealedWriter(file, backup_public_key(CODE), os.urandom)
    for start in range(0, len(plain), 50):
        writer.write(plain[start : start + 50])
    writer.close()
    assert b"".join(writer.read_back().rest()) == plain
    return file.getvalue()


def opened(content: bytes, code: bytes = CODE, begins: bytes = b"") -> bytes:
    """Open them again."""
    return b"".join(SealedReader.open(io.BytesIO(content), "b", code, begins=begins).rest())


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 5 * CHUNK + 7])
def test_what_was_sealed_comes_back(size: int) -> None:
    """Of any length; nothing of it shows, and twice it looks different."""
    plain = os.urandom(size)
    content = sealed(plain)
    assert opened(content) == plain
    assert size < 8 or plain not in content
    assert content != sealed(plain)


def test_another_code_opens_nothing() -> None:
    """Nor is anything else taken for a backup."""
    content = sealed(b"x" * 200)
    with pytest.raises(BackupNotOpened):
        opened(content, read_recovery_code(new_recovery_code(os.urandom)))
    for other in (b"", content[:49], b"V" + content[1:], b"\0" * 100):
        with pytest.raises(BackupUnreadable):
            opened(other)


def test_any_change_is_found() -> None:
    """A bit, a cut at any place, chunks that changed places, something behind the end."""
    content = sealed(os.urandom(3 * CHUNK + 9))
    for place in range(18, len(content), 7):
        changed = bytearray(content)
        changed[place] ^= 1
        with pytest.raises((BackupDamaged, BackupNotOpened)):
            opened(bytes(changed))
    for end in range(HEADER_BYTES, len(content)):
        with pytest.raises((BackupDamaged, BackupNotOpened)):
            opened(content[:end])
    with pytest.raises(BackupDamaged):
        opened(content + b"\0")
    size = CHUNK + 16
    first, second = (
        content[HEADER_BYTES + i * size : HEADER_BYTES + (i + 1) * size] for i in (1, 2)
    )
    with pytest.raises(BackupDamaged):
        opened(content.replace(first + second, second + first))


@pytest.mark.parametrize("size", [40, 3 * CHUNK])
def test_rot_is_told_from_another_code(size: int) -> None:
    """By how all of them begin, be it one chunk or the first of many, whole or cut off."""
    begins = bytes(8)
    content = sealed(begins + os.urandom(size))
    with pytest.raises(BackupNotOpened):
        opened(content, read_recovery_code(new_recovery_code(os.urandom)), begins)
    text_at = HEADER_BYTES + len(begins)
    for place in range(text_at, len(content)):
        rotten = content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]
        with pytest.raises(BackupDamaged):
            opened(rotten, begins=begins)
    for end in range(HEADER_BYTES, len(content)):
        with pytest.raises(BackupDamaged):
            opened(content[:end], begins=begins)
    # Where the beginning itself is rotten nobody can tell.
    for place in range(18, text_at):
        rotten = content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]
        with pytest.raises(BackupNotOpened):
            opened(rotten, begins=begins)


def test_reading_past_the_end_is_damage() -> None:
    """A record that promises more than there is."""
    reader = SealedReader.open(io.BytesIO(sealed(b"abc")), "b", CODE)
    assert reader.read(3) == b"abc"
    with pytest.raises(BackupDamaged):
        reader.read(1)


def test_any_program_that_knows_the_format_opens_it() -> None:
    """With the code and its description alone: nobody keeps this program for as long."""
    plain = os.urandom(2 * CHUNK + 9)
    content = sealed(plain)
    line, own = b"vendwatt backup 1\n", content[18:HEADER_BYTES]
    private = backup_private_key(CODE)
    info = b"vendwatt backup 1\0" + own + backup_public_key(CODE)
    shared = private.exchange(X25519PublicKey.from_public_bytes(own))
    cipher = AESGCM(HKDF(SHA256(), 32, salt=None, info=info).derive(shared))
    size, found = CHUNK + 16, b""
    for number, start in enumerate(range(HEADER_BYTES, len(content), size)):
        is_last = start + size >= len(content)
        nonce = number.to_bytes(11) + bytes([is_last])
        found += cipher.decrypt(nonce, content[start : start + size], line + own)
    assert (content[:18], found) == (line, plain)


def test_a_key_of_low_order_is_damage() -> None:
    """Everybody would come to the same secret with it."""
    content = sealed(b"x" * 200)
    with pytest.raises(BackupDamaged):
        opened(content[:18] + bytes(32) + content[HEADER_BYTES:])
