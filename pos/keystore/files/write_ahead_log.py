"""A hole in a write-ahead log: what SQLite itself takes for a power cut, and what cannot be one.

SQLite believes a log up to its first frame whose checksum is wrong, and writes over the rest. After
a power cut that is right: the last transaction was not durable yet, and any of its frames may be
missing. It is wrong where a page rotted in the middle; then all later transactions are lost unsaid.

Under `synchronous=FULL` a frame is written behind a commit only after the log up to that commit was
made durable, by whoever committed it or by `read_durable`. Its checksum goes on from the commit's.
So where such a pair lies behind the believed part, the log was whole once, and no power cut took
that away. Frames of an older generation have other salts. What is left of a transaction that was
cut and written over has a commit only at its end, and nothing goes on from that. Both frames must
be whole: half of an older header before half of a newer one may look like a commit.

What cannot be told from a power cut: damage to the last transaction, or to the last frame of the
one before, and a log whose end is gone.

Source: https://www.sqlite.org/fileformat2.html, "WAL File Format". Encryption is of pages only.
"""

import os
import struct
from pathlib import Path
from typing import Final

PAGE_BYTES: Final = 4096
HEADER_BYTES: Final = 32
FRAME_BYTES: Final = 24 + PAGE_BYTES
_MAGIC: Final = 0x377F0682
_WORD: Final = 0xFFFFFFFF

_Sums = tuple[int, int]


def read_durable(log: Path) -> bytes:
    """Return what is there, once the disk keeps it; empty where there is none; OSError.

    What a program wrote just before it was killed may not be on the disk yet.
    """
    try:
        descriptor = os.open(log, os.O_RDWR | os.O_NOFOLLOW)
    except FileNotFoundError:
        return b""
    with os.fdopen(descriptor, "rb") as file:
        os.fsync(descriptor)
        return file.read()


def has_hole(log: bytes) -> bool:
    """Whether transactions that were durable lie behind a damaged one.

    Args:
        log: the whole file of a database with pages of 4096 bytes; empty for none.
    """
    walk = _Log(log)
    behind = range(walk.believed_end() + FRAME_BYTES, len(log), FRAME_BYTES)
    return any(walk.goes_on_from_commit(start) for start in behind)


class _Log:
    """The frames of a log by where they start."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        magic = int.from_bytes(content[:4], "big")
        # Whoever wrote it added words up in the order of its own processor.
        self._order = ">" if magic & 1 else "<"
        told = (magic & ~1, content[8:12]) == (_MAGIC, PAGE_BYTES.to_bytes(4, "big"))
        is_there = told and len(content) >= HEADER_BYTES
        is_whole = is_there and self._added((0, 0), content[:24]) == self._sums(0, HEADER_BYTES)
        self._salts = content[16:24] if is_whole else None

    def believed_end(self) -> int:
        """Return where the first frame starts that SQLite does not believe."""
        at = HEADER_BYTES
        if self._salts is not None:
            sums = self._sums(0, HEADER_BYTES)
            while self._follows(at, sums):
                sums, at = self._sums(at, 24), at + FRAME_BYTES
        return at

    def goes_on_from_commit(self, start: int) -> bool:
        """Whether a whole frame ends a transaction and the next one was written after it."""
        is_commit = any(self._content[start + 4 : start + 8])
        return is_commit and all(
            self._follows(at, self._sums(at - FRAME_BYTES, 24))
            for at in (start, start + FRAME_BYTES)
        )

    def _follows(self, start: int, before: _Sums) -> bool:
        """Whether a frame of this generation goes on from what was added up before it.

        Where the header is lost, any generation is this one: a header is less than a sector, which
        a disk writes whole, so a power cut does not break it.
        """
        frame = self._content[start : start + FRAME_BYTES]
        if len(frame) < FRAME_BYTES or self._salts not in (None, frame[8:16]):
            return False
        return self._added(before, frame[:8] + frame[24:]) == self._sums(start, 24)

    def _sums(self, start: int, length: int) -> _Sums:
        """Return the two sums that stand at the end of a header."""
        found: _Sums = struct.unpack_from(">II", self._content, start + length - 8)
        return found

    def _added(self, sums: _Sums, content: bytes) -> _Sums:
        first, second = sums
        for one, other in struct.iter_unpack(f"{self._order}II", content):
            first = first + one + second & _WORD
            second = second + other + first & _WORD
        return first, second
