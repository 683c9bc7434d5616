"""A backup is whole, for its owner only, and what it unpacks lies where it belongs."""

import errno
import os
import stat
from pathlib import Path

import msgspec
import pytest

from pos.domain.errors import DiskFull, MadeByNewerProgram, StoreUnusable
from pos.domain.errors.storage import BackupDamaged, BackupExists, BackupNotOpened
from pos.keystore.vault.backup_file import Manifest, read_backup, write_backup
from pos.keystore.vault.recovery_code import (
    backup_public_key,
    new_recovery_code,
    read_recovery_code,
)
from pos.keystore.vault.sealed_file import CHUNK_BYTES, SealedWriter

CODE = new_recovery_code(os.urandom)
PUBLIC = backup_public_key(read_recovery_code(CODE))
MANIFEST = Manifest(
    version=1,
    terminal="T1",
    training=True,
    incarnation=1,
    seq=7,
    hash="a" * 64,
    made_at="2026-11-22T12:00:00.000Z",
    database_key="b" * 64,
)


@pytest.fixture(name="source")
def _source(tmp_path: Path) -> Path:
    """Give a file that is to be kept."""
    source = tmp_path / "source"
    source.write_bytes(b"journal " * 1000)
    return source


def written(to: Path, source: Path) -> int:
    """Write a backup of two files."""
    files = {"terminal.db": source, "imports/meters/1.jsonl": source}
    return write_backup(to, MANIFEST, files, PUBLIC, os.urandom)


def record(name: str, content: bytes, *, size: int | None = None) -> bytes:
    """Return a record as the format says, also one that nobody here writes."""
    raw = name.encode()
    length = len(content) if size is None else size
    return len(raw).to_bytes(2) + raw + length.to_bytes(8) + content


def sealed(path: Path, *records: bytes) -> Path:
    """Seal records, as somebody does who knows the public half of the code."""
    with path.open("wb") as file:
        writer = SealedWriter(file, PUBLIC, os.urandom)
        writer.write(b"".join(records))
        writer.close()
    return path


def names(folder: Path) -> list[str]:
    """Return what lies in a folder."""
    return sorted(each.name for each in folder.iterdir())


def modes(folder: Path) -> set[int]:
    """Return the modes of all files below a folder."""
    return {stat.S_IMODE(each.stat().st_mode) for each in folder.rglob("*") if each.is_file()}


def test_what_was_kept_comes_back(tmp_path: Path, source: Path) -> None:
    """Nobody but the owner reads it, sealed or not; nothing else is left beside it."""
    umask = os.umask(0)
    try:
        (tmp_path / "stick").mkdir()
        (tmp_path / "stick" / ".backup.unfinished").write_bytes(b"of a power cut")
        assert written(tmp_path / "stick" / "backup", source) > 2 * 8000
        assert names(tmp_path / "stick") == ["backup"]
        (tmp_path / "into").mkdir()
        assert read_backup(tmp_path / "stick" / "backup", CODE, tmp_path / "into") == MANIFEST
    finally:
        os.umask(umask)
    assert modes(tmp_path / "stick") == modes(tmp_path / "into") == {0o600}
    for name in ("terminal.db", "imports/meters/1.jsonl"):
        assert (tmp_path / "into" / name).read_bytes() == source.read_bytes()


def test_it_takes_the_place_of_nothing(tmp_path: Path, source: Path) -> None:
    """Whatever lies there may be the only backup of before."""
    before = tmp_path / "backup"
    before.write_bytes(b"of before")
    with pytest.raises(BackupExists):
        written(before, source)
    assert before.read_bytes() == b"of before"


def test_a_power_cut_leaves_all_of_it_or_nothing(
    tmp_path: Path, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Content first, then the name, then the folder."""
    steps: list[str] = []
    sync, rename = os.fsync, Path.rename

    def noted_sync(descriptor: int) -> None:
        steps.append(Path(f"/proc/self/fd/{descriptor}").readlink().name)
        sync(descriptor)

    def noted_rename(self: Path, to: Path) -> Path:
        steps.append("rename")
        return rename(self, to)

    monkeypatch.setattr(os, "fsync", noted_sync)
    monkeypatch.setattr(Path, "rename", noted_rename)
    written(tmp_path / "backup", source)
    assert steps == [".backup.unfinished", "rename", tmp_path.name]
    steps.clear()
    (tmp_path / "into").mkdir()
    read_backup(tmp_path / "backup", CODE, tmp_path / "into")
    assert steps == ["1.jsonl", "terminal.db"]


def test_a_disk_that_gives_back_something_else_keeps_none(
    tmp_path: Path, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who thinks that there is a backup makes no other."""
    sync = os.fsync

    def rotten(descriptor: int) -> None:
        sync(descriptor)
        os.pwrite(descriptor, bytes(2), 5000)

    monkeypatch.setattr(os, "fsync", rotten)
    with pytest.raises(BackupDamaged):
        written(tmp_path / "backup", source)
    assert names(tmp_path) == ["source"]


def test_a_full_stick_keeps_none(
    tmp_path: Path, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The half of it is not left there to fill the stick."""

    def full(_: SealedWriter) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(SealedWriter, "close", full)
    with pytest.raises(DiskFull):
        written(tmp_path / "backup", source)
    assert names(tmp_path) == ["source"]


def test_a_file_that_shrinks_meanwhile_makes_none(
    tmp_path: Path, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its size is said before its content."""
    write = SealedWriter.write

    def shrunk(self: SealedWriter, plain: bytes) -> None:
        if len(plain) > CHUNK_BYTES // 2:
            source.write_bytes(b"")
        write(self, plain)

    source.write_bytes(bytes(3 * CHUNK_BYTES))
    monkeypatch.setattr(SealedWriter, "write", shrunk)
    with pytest.raises(BackupDamaged):
        written(tmp_path / "backup", source)
    assert names(tmp_path) == ["source"]


@pytest.mark.parametrize(
    "name",
    [
        "../terminal.db",
        "/terminal.db",
        "terminal.db/x",
        "terminal.db\n",
        "vault",
        "agent.db",
        "imports",
        "imports/../../vault",
        "imports/.hidden",
        "receipts/a/b/c/d",
        "",
    ],
)
def test_nothing_is_unpacked_elsewhere(tmp_path: Path, name: str) -> None:
    """No name leads out of the folder, or to what a backup never holds."""
    into = tmp_path / "deep" / "into"
    into.mkdir(parents=True)
    manifest = record("", msgspec.json.encode(MANIFEST))
    with pytest.raises(BackupDamaged):
        read_backup(sealed(tmp_path / "b", manifest, record(name, b"x")), CODE, into)
    assert sorted(each.name for each in tmp_path.rglob("*")) == ["b", "deep", "into"]


def test_no_file_is_unpacked_twice(tmp_path: Path) -> None:
    """The second one would take the place of the first."""
    records = record("terminal.db", b"first"), record("terminal.db", b"second")
    backup = sealed(tmp_path / "b", record("", msgspec.json.encode(MANIFEST)), *records)
    with pytest.raises(StoreUnusable):
        read_backup(backup, CODE, tmp_path)
    assert (tmp_path / "terminal.db").read_bytes() == b"first"


@pytest.mark.parametrize(
    "first",
    [
        record("", b"{}"),
        record("", msgspec.json.encode(MANIFEST) + b" " * 20_000),
        record("terminal.db", msgspec.json.encode(MANIFEST)),
        record("", msgspec.json.encode(MANIFEST), size=1 << 40),
        b"",
    ],
    ids=["nothing", "long", "named", "longer than it is", "empty"],
)
def test_it_begins_with_its_manifest(tmp_path: Path, first: bytes) -> None:
    """Else nothing is unpacked."""
    with pytest.raises(BackupDamaged):
        read_backup(sealed(tmp_path / "b", first, record("terminal.db", b"x")), CODE, tmp_path)
    assert names(tmp_path) == ["b"]


def test_a_backup_of_a_newer_program_is_not_called_damaged(tmp_path: Path) -> None:
    """Nobody throws it away."""
    newer = msgspec.structs.replace(MANIFEST, version=2)
    write_backup(tmp_path / "b", newer, {}, PUBLIC, os.urandom)
    with pytest.raises(MadeByNewerProgram) as found:
        read_backup(tmp_path / "b", CODE, tmp_path)
    assert found.value.facts == {"file": "b"}
    assert names(tmp_path) == ["b"]


def test_a_rotten_backup_is_not_called_another_codes(tmp_path: Path) -> None:
    """Whoever has the right code does not look for another one."""
    backup = tmp_path / "b"
    write_backup(backup, MANIFEST, {}, PUBLIC, os.urandom)
    content = bytearray(backup.read_bytes())
    content[-1] ^= 1
    backup.write_bytes(content)
    with pytest.raises(BackupDamaged):
        read_backup(backup, CODE, tmp_path)
    with pytest.raises(BackupNotOpened):
        read_backup(backup, new_recovery_code(os.urandom), tmp_path)
