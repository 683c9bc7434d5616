"""Imported files, kept for ever under their SHA-256 so that a rebuild can read them again."""

import hashlib
import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from pos.domain.errors import StoreDamaged
from pos.store.faults import disk_fault

_DIGEST: Final = re.compile(r"[0-9a-f]{64}")
_UNFINISHED: Final = "unfinished-"
_CHUNK_BYTES: Final = 1024 * 1024


class KeptFiles:
    """The folder of imported files; each file's name is the SHA-256 of its content."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, content: bytes | Iterable[bytes]) -> str:
        """Keep a file, durable before this returns, and return its SHA-256 as hex.

        Only one process keeps files at a time: the caller holds the write transaction.

        Raises:
            DiskFull, StoreUnusable.
        """
        chunks = (content,) if isinstance(content, bytes) else content
        try:
            self._folder.mkdir(mode=0o700, exist_ok=True)
            self._drop_unfinished()
            handle, name = tempfile.mkstemp(prefix=_UNFINISHED, dir=self._folder)
            digest = _write(handle, chunks)
            Path(name).rename(self._folder / digest)
            sync_folder(self._folder)
            sync_folder(self._folder.parent)
        except OSError as error:
            # A full disk stays full for the sale as well, unless the half file goes.
            with suppress(OSError):
                self._drop_unfinished()
            raise disk_fault(error) from error
        return digest

    def read(self, digest: str) -> bytes:
        """Return a kept file.

        Raises:
            StoreDamaged: it is missing or not what was kept; fact `file` is the digest.
        """
        return b"".join(self._checked_chunks(digest))

    def check(self, digest: str) -> None:
        """Read a kept file through, at flat memory.

        Raises:
            StoreDamaged: it is missing or not what was kept; fact `file` is the digest.
        """
        for _chunk in self._checked_chunks(digest):
            pass

    def lines(self, digest: str) -> Iterator[bytes]:
        """Walk the lines of a kept file at flat memory, without line ends, after checking it.

        Raises:
            StoreDamaged: it is missing or not what was kept; fact `file` is the digest.
        """
        self.check(digest)
        try:
            with self._path(digest).open("rb") as file:
                for line in file:
                    yield line.rstrip(b"\n")
        except OSError as error:
            raise disk_fault(error) from error

    def _checked_chunks(self, digest: str) -> Iterator[bytes]:
        found = hashlib.sha256()
        try:
            with self._path(digest).open("rb") as file:
                while chunk := file.read(_CHUNK_BYTES):
                    found.update(chunk)
                    yield chunk
        except FileNotFoundError as error:
            raise StoreDamaged(page=0, file=digest) from error
        except OSError as error:
            raise disk_fault(error) from error
        if found.hexdigest() != digest:
            raise StoreDamaged(page=0, file=digest)

    def _path(self, digest: str) -> Path:
        # A digest comes out of a journal entry and must never lead out of the folder.
        if _DIGEST.fullmatch(digest) is None:
            raise StoreDamaged(page=0, file=digest[:64])
        return self._folder / digest

    def _drop_unfinished(self) -> None:
        for left in self._folder.glob(f"{_UNFINISHED}*"):
            left.unlink(missing_ok=True)


def _write(handle: int, chunks: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    with os.fdopen(handle, "wb") as file:
        for chunk in chunks:
            digest.update(chunk)
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    return digest.hexdigest()


def sync_folder(folder: Path) -> None:
    """Make a folder's names durable; raises OSError."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
