"""Encrypted stores of older programs, kept small without the loss of a byte.

Encrypted pages cannot be compressed. A kept store therefore holds the pages as they are inside,
with the initialisation vector of each, and the key of its vault makes the very file of them again:
SQLCipher 4 with a raw key, AES-256-CBC, and HMAC-SHA-512 behind each page.
"""

import base64
import hashlib
import hmac
import lzma
from collections.abc import Callable, Iterator

from cryptography.hazmat.primitives.ciphers import Cipher, CipherContext
from cryptography.hazmat.primitives.ciphers.algorithms import AES256
from cryptography.hazmat.primitives.ciphers.modes import CBC

PAGE, SALT, IV, MAC = 4096, 16, 16, 64
PLAIN_START = b"SQLite format 3\0"
LOG_HEADER, FRAME_HEADER = 32, 24
_LINE = 96

_Change = Callable[[bytes, int], bytes]


def packed(store: bytes, log: bytes, key: bytes) -> tuple[list[str], list[str]]:
    """Return lines of base64 for a database file and its write-ahead log, which may be empty."""
    opened = _Pages(key, store[:SALT]).opened
    return lines_of(store[:SALT] + _in_store(store, opened)), lines_of(_in_log(log, opened))


def unpacked(store: list[str], log: list[str], key: bytes) -> tuple[bytes, bytes]:
    """Return both files as they were; they begin with the salt that stands before the pages."""
    content = bytes_of(store)
    sealed = _Pages(key, content[:SALT]).sealed
    return _in_store(content[SALT:], sealed), _in_log(bytes_of(log), sealed)


class _Pages:
    """Opens and seals the pages of one database."""

    def __init__(self, key: bytes, salt: bytes) -> None:
        masked = bytes(byte ^ 0x3A for byte in salt)
        self._key, self._salt = key, salt
        self._mac_key = hashlib.pbkdf2_hmac("sha512", key, masked, 2, 32)

    def opened(self, page: bytes, number: int) -> bytes:
        """Return what a page is inside, its vector behind it."""
        start = SALT if number == 1 else 0
        inside, vector, mac = page[start : -IV - MAC], page[-IV - MAC : -MAC], page[-MAC:]
        assert hmac.compare_digest(mac, self._mac(inside + vector, number)), number
        plain = _through(self._cipher(vector).decryptor(), inside)
        return (PLAIN_START if start else b"") + plain + vector + bytes(MAC)

    def sealed(self, page: bytes, number: int) -> bytes:
        """Return the page that this was made of."""
        start = SALT if number == 1 else 0
        plain, vector = page[start : -IV - MAC], page[-IV - MAC : -MAC]
        inside = _through(self._cipher(vector).encryptor(), plain)
        mac = self._mac(inside + vector, number)
        return (self._salt if start else b"") + inside + vector + mac

    def _cipher(self, vector: bytes) -> Cipher[CBC]:
        return Cipher(AES256(self._key), CBC(vector))

    def _mac(self, content: bytes, number: int) -> bytes:
        return hmac.digest(self._mac_key, content + number.to_bytes(4, "little"), "sha512")


def _through(cipher: CipherContext, content: bytes) -> bytes:
    return cipher.update(content) + cipher.finalize()


def _in_store(content: bytes, change: _Change) -> bytes:
    """Change all pages of a database file."""
    pages = _pieces(content, PAGE)
    return b"".join(change(page, number) for number, page in enumerate(pages, 1))


def _in_log(content: bytes, change: _Change) -> bytes:
    """Change all pages of a write-ahead log; headers stay."""
    changed = [content[:LOG_HEADER]]
    for frame in _pieces(content[LOG_HEADER:], FRAME_HEADER + PAGE):
        header, page = frame[:FRAME_HEADER], frame[FRAME_HEADER:]
        changed += [header, change(page, int.from_bytes(header[:4], "big"))]
    return b"".join(changed)


def _pieces(content: bytes, size: int) -> Iterator[bytes]:
    return (content[at : at + size] for at in range(0, len(content), size))


def lines_of(content: bytes) -> list[str]:
    """Return compressed bytes as lines of base64; none for nothing."""
    text = base64.b64encode(lzma.compress(content, preset=9)).decode() if content else ""
    return [text[at : at + _LINE] for at in range(0, len(text), _LINE)]


def bytes_of(lines: list[str]) -> bytes:
    """Return what `lines_of` was given."""
    return lzma.decompress(base64.b64decode("".join(lines))) if lines else b""
