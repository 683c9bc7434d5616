"""The pages of an encrypted file, checked beside the library that writes them.

The library checks all pages in one statement, and nothing is issued until it has ended: seconds,
for a store of years. What is read here holds nobody up; whatever seems damaged, because it is or
because it was being written just then, is for the library to look at again.

Pages in the log are looked at before those in the file, where the library moves them unchecked.

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

from pos.domain.errors import AgentStateDamaged
from pos.keystore.files.folder import disk_fault
from pos.keystore.files.secret import Secret
from pos.keystore.files.write_ahead_log import FRAME_BYTES, HEADER_BYTES, PAGE_BYTES

_SALT_BYTES: Final = 16
_NUMBER_BYTES: Final = 4
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
        self._path = path
        try:
            self._file = _opened(path)
        except OSError as error:
            raise disk_fault(error) from error
        try:
            salt = _read(self._file, 0, _SALT_BYTES)
        except BaseException:
            os.close(self._file)
            raise
        masked = bytes(byte ^ _SALT_MASK for byte in salt)
        self._key = Secret(
            hashlib.pbkdf2_hmac("sha512", key.reveal(), masked, _ITERATIONS, _KEY_BYTES)
        )

    def all_seem_whole(self) -> bool:
        """Read all pages; False where one is not what was written.

        Raises:
            AgentStateDamaged: the file is gone, or another one is in its place.
            StoreUnusable: the disk does not give it.
        """
        self._must_be_in_its_place()
        return self._log_seems_whole() and self._file_seems_whole()

    def close(self) -> None:
        """Let the file go, and the key."""
        self._key.wipe()
        os.close(self._file)

    def _must_be_in_its_place(self) -> None:
        try:
            is_there = os.path.samestat(os.fstat(self._file), os.lstat(self._path))
        except FileNotFoundError as error:
            raise AgentStateDamaged(why="missing") from error
        except OSError as error:
            raise disk_fault(error) from error
        if not is_there:
            raise AgentStateDamaged(why="another file is in its place")

    def _log_seems_whole(self) -> bool:
        try:
            log = _opened(self._path.with_name(f"{self._path.name}-wal"))
        except FileNotFoundError:
            return True
        except OSError as error:
            raise disk_fault(error) from error
        try:
            return self._frames_seem_whole(log)
        finally:
            os.close(log)

    def _frames_seem_whole(self, log: int) -> bool:
        place, key = HEADER_BYTES, self._key.reveal()
        while frame := _read(log, place, FRAME_BYTES):
            number = int.from_bytes(frame[:_NUMBER_BYTES])
            if not _is_whole(frame[-PAGE_BYTES:], number, key):
                return False
            place += FRAME_BYTES
        return True

    def _file_seems_whole(self) -> bool:
        place, number, key = 0, 0, self._key.reveal()
        while pages := _read(self._file, place, _PAGES_AT_A_TIME * PAGE_BYTES):
            for begin in range(0, len(pages), PAGE_BYTES):
                number += 1
                page = pages[begin : begin + PAGE_BYTES]
                if not _is_whole(page, number, key):
                    return False
            place += len(pages)
        return True


def _opened(path: Path) -> int:
    return os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW)


def _read(file: int, place: int, size: int) -> bytes:
    try:
        return os.pread(file, size, place)
    except OSError as error:
        raise disk_fault(error) from error


def _is_whole(page: bytes, number: int, key: bytes) -> bool:
    if len(page) != PAGE_BYTES:
        return False
    begin = _SALT_BYTES if number == 1 else 0
    told = page[begin:-_MAC_BYTES] + number.to_bytes(4, "little")
    return hmac.compare_digest(hmac.digest(key, told, "sha512"), page[-_MAC_BYTES:])
