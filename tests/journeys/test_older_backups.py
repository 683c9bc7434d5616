"""Backups that older programs made are restored for ever, and the terminal goes on selling."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from tests.command_line import resident_agent, sell, vendwatt
from tests.kept_backups import packed_backup, unpacked_backup

OLD = json.loads((Path(__file__).parents[1] / "vectors" / "backups.json").read_text())
METER = "0000000000042"
each_backup = pytest.mark.parametrize("old", OLD, ids=[old["name"] for old in OLD])


@each_backup
def test_an_old_backup_is_kept_to_the_byte(old: dict[str, Any]) -> None:
    """What is unpacked is what the older program wrote, and can be packed again."""
    content = unpacked_backup(old)
    assert hashlib.sha256(content).hexdigest() == old["sha256"]
    packed = packed_backup(content, old["recovery_code"])
    assert packed.items() <= old.items()


@each_backup
def test_an_old_backup_becomes_a_terminal_of_today(tmp_path: Path, old: dict[str, Any]) -> None:
    """Its journal is the earlier incarnation's, what survived is written down, and it sells."""
    (tmp_path / "old.backup").write_bytes(unpacked_backup(old))
    code = tmp_path / "code"
    code.touch(0o600)
    code.write_text(old["recovery_code"])
    folder = tmp_path / "terminal"
    restored = vendwatt(
        folder, "restore", str(tmp_path / "old.backup"), "--code-file", str(code)
    ).line
    assert (restored["terminal"], restored["incarnation"]) == (old["terminal"], 2)
    assert restored["kept_issues"] == old["surviving"]
    with resident_agent(folder):
        (first,) = vendwatt(folder, "journal", "show", "--limit", "1").lines
        assert first["payload"]["old_hash"] == old["hash"]
        assert vendwatt(folder, "journal", "verify").line["ok"]
        # The newest sale may be long ago by now; a supervisor vouches for the clock.
        by_supervisor = (
            "--operator",
            "supervisor",
            "--pin-file",
            f"{folder}/secrets/supervisor.pin",
        )
        assert vendwatt(folder, "clock", "accept", *by_supervisor).status == 0
        assert vendwatt(folder, "shift", "open", "--float", "100").status == 0
        assert sell(folder, METER).line["receipt_no"] == f"{old['terminal']}-2-000001"
