"""What a backup says of itself before anything of it is believed."""

import os
from pathlib import Path

import msgspec
import pytest

from pos.domain.errors import MadeByNewerProgram
from pos.domain.errors.storage import BackupDamaged, BackupNotOpened
from pos.keystore.vault.backup_file import Manifest, read_backup, write_backup
from pos.keystore.vault.recovery_code import (
    backup_public_key,
    new_recovery_code,
    read_recovery_code,
)

CODE = new_recovery_code(os.urandom)
MANIFEST = Manifest(
    version=1,
    terminal="T1",
    training=True,
    incarnation=1,
    seq=0,
    hash="0" * 64,
    made_at="2026-11-23T12:00:00.000Z",
    database_key="1" * 64,
)


def written(folder: Path, manifest: Manifest = MANIFEST) -> Path:
    """Write a backup without files."""
    to = folder / "a.backup"
    write_backup(to, manifest, {}, backup_public_key(read_recovery_code(CODE)), os.urandom)
    return to


def test_a_backup_of_a_newer_program_is_not_called_damaged(tmp_path: Path) -> None:
    """Nobody throws it away."""
    newer = written(tmp_path, msgspec.structs.replace(MANIFEST, version=2))
    with pytest.raises(MadeByNewerProgram) as found:
        read_backup(newer, CODE, tmp_path)
    assert found.value.facts == {"file": "a.backup"}


def test_a_rotten_backup_is_not_called_another_codes(tmp_path: Path) -> None:
    """Whoever has the right code does not look for another one."""
    backup = written(tmp_path)
    content = bytearray(backup.read_bytes())
    content[-1] ^= 1
    backup.write_bytes(content)
    with pytest.raises(BackupDamaged):
        read_backup(backup, CODE, tmp_path)
    with pytest.raises(BackupNotOpened):
        read_backup(backup, new_recovery_code(os.urandom), tmp_path)
