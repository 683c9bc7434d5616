"""A terminal's backup: records inside a sealed file.

    plain  = manifest record, then one record a file
    record = length of the name (2, big-endian) + name (UTF-8) + size (8) + content

The manifest's name is empty; its content is the JSON object of `Manifest`. A file's name is its
path in the terminal's folder, with slashes; nothing else is taken for one.
"""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Annotated, BinaryIO, Final

import msgspec

from pos.domain.errors import (
    DiskFull,
    MadeByNewerProgram,
    StoreUnusable,
    file_not_read,
    file_not_written,
)
from pos.domain.errors.storage import (
    BackupDamaged,
    BackupExists,
)
from pos.keystore.files.folder import disk_fault, sync_folder
from pos.keystore.vault.recovery_code import read_recovery_code
from pos.keystore.vault.sealed_file import CHUNK_BYTES, SealedReader, SealedWriter
from pos.wire.uplink_keys import HexKey

_NAME: Final = re.compile(
    r"(terminal\.db|surviving-issues\.json|(imports|receipts)(/[A-Za-z0-9][A-Za-z0-9_.-]{0,99}){1,3})"
)
SURVIVING_ISSUES: Final = "surviving-issues.json"
_MANIFEST_BYTES_MAX: Final = 16 * 1024
# No name, and the first bytes of a size that is small.
_BEGINS: Final = bytes(8)


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a backup is of; never shown, since it holds the database's key.

    Attributes:
        incarnation, seq, hash: end of the journal in it; 0 and 64 zeros for an empty one.
        made_at: in the journal's form.
        database_key: opens the copied database; only that one, a restore makes a new key.
    """

    version: int
    terminal: str
    training: bool
    incarnation: Annotated[int, msgspec.Meta(ge=1, le=1 << 31)]
    seq: Annotated[int, msgspec.Meta(ge=0, le=1 << 53)]
    hash: HexKey
    made_at: str
    database_key: HexKey

    def __repr__(self) -> str:
        return f"Manifest({self.terminal!r}, ...)"


def write_backup(
    to: Path,
    manifest: Manifest,
    files: dict[str, Path],
    public_key: bytes,
    randomness: Callable[[int], bytes],
) -> int:
    """Write a backup, read it back from the disk, and return its size in bytes.

    After a power cut it is there whole or not at all.

    Raises:
        BackupExists: there is something of this name.
        BackupDamaged: the disk does not give back what was written; nothing is left.
        FileNotWritten: no such folder, or nobody may write there.
        DiskFull.
    """
    unfinished = to.parent / f".{to.name}.unfinished"
    try:
        if to.exists():
            raise BackupExists(name=to.name or str(to))
        unfinished.unlink(missing_ok=True)
        descriptor = os.open(unfinished, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w+b") as file:
            _write_and_read_back(
                file, SealedWriter(file, public_key, randomness), _plain(manifest, files)
            )
            size = os.fstat(descriptor).st_size
        unfinished.rename(to)
        sync_folder(to.absolute().parent)
    except OSError as error:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
        fault = disk_fault(error)
        if isinstance(fault, DiskFull):
            raise fault from error
        raise file_not_written(to.name, error) from error
    except BackupDamaged:
        unfinished.unlink(missing_ok=True)
        raise
    return size


def _write_and_read_back(file: BinaryIO, writer: SealedWriter, plain: Iterator[bytes]) -> None:
    for piece in plain:
        writer.write(piece)
    writer.close()
    file.flush()
    os.fsync(file.fileno())
    # What is read now comes from the disk, as far as the system lets us ask for that.
    os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    for _ in writer.read_back().rest():
        # A chunk that opens is what was sealed.
        pass


def read_backup(source: Path, code: str, into: Path) -> Manifest:
    """Unpack a backup into an empty folder and return its manifest.

    Raises:
        FileNotRead, BackupUnreadable, BackupNotOpened, BackupDamaged, MadeByNewerProgram: whatever
            is in the folder is worthless.
        RecoveryCodeMalformed, DiskFull, StoreUnusable.
    """
    known = read_recovery_code(code)
    try:
        with source.open("rb") as file:
            reader = SealedReader.open(file, source.name, known, begins=_BEGINS)
            manifest = _manifest(reader, source.name)
            while not reader.is_at_end():
                _unpack(reader, into)
    except OSError as error:
        raise file_not_read(source.name, error) from error
    return manifest


def _plain(manifest: Manifest, files: dict[str, Path]) -> Iterator[bytes]:
    content = msgspec.json.encode(manifest)
    yield _head("", len(content)) + content
    for name, path in sorted(files.items()):
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            yield _head(name, size)
            left = size
            while left:
                plain = file.read(min(CHUNK_BYTES, left))
                if not plain:
                    raise BackupDamaged(why=f"{name} shrank meanwhile")
                left -= len(plain)
                yield plain


def _head(name: str, size: int) -> bytes:
    raw = name.encode()
    return len(raw).to_bytes(2) + raw + size.to_bytes(8)


def _manifest(reader: SealedReader, source: str) -> Manifest:
    name, size = _read_head(reader)
    if name or size > _MANIFEST_BYTES_MAX:
        raise BackupDamaged(why="manifest")
    try:
        manifest = msgspec.json.decode(reader.read(size), type=Manifest)
    except (ValueError, RecursionError):
        # The library's message may quote the key.
        raise BackupDamaged(why="manifest") from None
    if manifest.version != 1:
        raise MadeByNewerProgram(file=source)
    return manifest


def _read_head(reader: SealedReader) -> tuple[str, int]:
    length = int.from_bytes(reader.read(2))
    name = reader.read(length).decode("utf-8", "replace")
    return name, int.from_bytes(reader.read(8))


def _unpack(reader: SealedReader, into: Path) -> None:
    name, left = _read_head(reader)
    if _NAME.fullmatch(name) is None:
        raise BackupDamaged(why="a file name")
    path = into / name
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            while left:
                plain = reader.read(min(CHUNK_BYTES, left))
                file.write(plain)
                left -= len(plain)
            file.flush()
            os.fsync(descriptor)
    except OSError as error:
        fault: DiskFull | StoreUnusable = disk_fault(error)
        raise fault from error
