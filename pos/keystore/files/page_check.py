"""The pages of an encrypted file, checked beside the library that writes them.

The library checks all pages in one statement, and nothing is issued until it has ended: seconds,
for a store of years. What is read here holds nobody up; whatever seems damaged, because it is or
because it was being written just then, is for the library to look at again.

Page `n` (from 1) ends with the HMAC-SHA-512 of what is before it and `n`, four bytes, least
significant first; in page 1 the salt before it, 16 bytes, is left out. The key is 32 bytes of
PBKDF2-HMAC-SHA-512 of the file's key, with two iterations and the salt XOR 0x3a. Source: SQLCipher
4's own description of its format, and the files that it writes.
"""

import hashlib
import hmac
import os
from pathlib import Path
from typing import Final

from pos.keystore.files.folder import disk_fault
from pos.keystore.files.secret import Secret

PAGE_BYTES: Final = 4096
_SALT_BYTES: Final = 16
_SALT_MASK: Final = 0x3A
_MAC_BYTES: Final = 64
_KEY_BYTES: Final = 32
_ITERATIONS: Final = 2
_PAGES_AT_A_TIME: Final = 64


class PageCheck:
    """Reads one file's pages for as long as the library has it open.

    It must be closed after the library's own connection: the system forgets a process's locks on a
    file as soon as that process closes it anywhere.
    """

    def __init__(self, path: Path, key: Secret) -> None:
        """Open the file; StoreUnusable, DiskFull."""
        try:
            self._file = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW)
        except OSError as error:
            raise disk_fault(error) from error
        try:
            salt = self._read(0, _SALT_BYTES)
        except BaseException:
            os.close(self._file)
            raise
        masked = bytes(byte ^ _SALT_MASK for byte in salt)
        self._key = Secret(
            hashlib.pbkdf2_hmac("sha512", key.reveal(), masked, _ITERATIONS, _KEY_BYTES)
        )

    def all_seem_whole(self) -> bool:
        """Read all pages; False where one is not what was written; StoreUnusable."""
        place, number, key = 0, 0, self._key.reveal()
        while pages := self._read(place, _PAGES_AT_A_TIME * PAGE_BYTES):
            for begin in range(0, len(pages), PAGE_BYTES):
                number += 1
                page = pages[begin : begin + PAGE_BYTES]
                if not _is_whole(page, number, key):
                    return False
            place += len(pages)
        return True

    def close(self) -> None:
        """Let the file go, and the key."""
        self._key.wipe()
        os.close(self._file)

    def _read(self, place: int, size: int) -> bytes:
        try:
            return os.pread(self._file, size, place)
        except OSError as error:
            raise disk_fault(error) from error


def _is_whole(page: bytes, number: int, key: bytes) -> bool:
    if len(page) != PAGE_BYTES:
        return False
    begin = _SALT_BYTES if number == 1 else 0
    told = page[begin:-_MAC_BYTES] + number.to_bytes(4, "little")
    return hmac.compare_digest(hmac.digest(key, told, "sha512"), page[-_MAC_BYTES:])
