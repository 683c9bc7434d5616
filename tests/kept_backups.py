"""Backups of older programs, kept small without the loss of a byte.

A kept backup holds its first 50 bytes and its records, the database's pages as they are inside
(`kept_stores.py`); its recovery code makes the very file of them again. All of it is done as the
manual says, page *Backup, restore, leases and the clock*, and with none of the product's code.
"""

from collections.abc import Iterator
from typing import Any, Final

import msgspec
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from tests.kept_stores import bytes_of, lines_of, packed, unpacked

FIRST_LINE: Final = b"vendwatt backup 1\n"
HEADER: Final = len(FIRST_LINE) + 32
CHUNK, TAG = 1 << 20, 16
_DATABASE: Final = "terminal.db"


def packed_backup(content: bytes, code: str) -> dict[str, Any]:
    """Return what makes a backup again, for a JSON file."""
    records = dict(_records(opened(content, code)))
    database = records.pop(_DATABASE)
    others = b"".join(_record(name, each) for name, each in records.items())
    store, _ = packed(database, b"", _database_key(records[""]))
    return {
        "recovery_code": code,
        "header": content[:HEADER].hex(),
        "records": lines_of(others),
        "database": store,
    }


def unpacked_backup(kept: dict[str, Any]) -> bytes:
    """Return the file as it was; the database is its last record."""
    others = bytes_of(kept["records"])
    database, _ = unpacked(kept["database"], [], _database_key(dict(_records(others))[""]))
    header = bytes.fromhex(kept["header"])
    plain = others + _record(_DATABASE, database)
    cipher = AESGCM(_key(header, kept["recovery_code"]))
    return header + b"".join(
        cipher.encrypt(_nonce(number, is_last=is_last), piece, header)
        for number, piece, is_last in _chunks(plain, CHUNK)
    )


def opened(content: bytes, code: str) -> bytes:
    """Return what is inside a backup."""
    header = content[:HEADER]
    cipher = AESGCM(_key(header, code))
    return b"".join(
        cipher.decrypt(_nonce(number, is_last=is_last), piece, header)
        for number, piece, is_last in _chunks(content[HEADER:], CHUNK + TAG)
    )


def _key(header: bytes, code: str) -> bytes:
    secret = code.strip().replace("-", "").encode()
    own = X25519PrivateKey.from_private_bytes(_derived(secret, b"vendwatt backup key 1\0"))
    ephemeral = header[len(FIRST_LINE) :]
    shared = own.exchange(X25519PublicKey.from_public_bytes(ephemeral))
    public = own.public_key().public_bytes_raw()
    return _derived(shared, b"vendwatt backup 1\0" + ephemeral + public)


def _derived(secret: bytes, info: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt=None, info=info).derive(secret)


def _nonce(number: int, *, is_last: bool) -> bytes:
    return number.to_bytes(11) + bytes([is_last])


def _chunks(content: bytes, size: int) -> Iterator[tuple[int, bytes, bool]]:
    for number, start in enumerate(range(0, len(content), size)):
        yield number, content[start : start + size], start + size >= len(content)


def _record(name: str, content: bytes) -> bytes:
    raw = name.encode()
    return len(raw).to_bytes(2) + raw + len(content).to_bytes(8) + content


def _records(plain: bytes) -> Iterator[tuple[str, bytes]]:
    at = 0
    while at < len(plain):
        start = at + 2
        name_end = start + int.from_bytes(plain[at:start])
        content_at = name_end + 8
        at = content_at + int.from_bytes(plain[name_end:content_at])
        yield plain[start:name_end].decode(), plain[content_at:at]


def _database_key(manifest: bytes) -> bytes:
    return bytes.fromhex(msgspec.json.decode(manifest)["database_key"])
