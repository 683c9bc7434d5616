"""A full disk: said so, nothing half-written, and the agent goes on when there is room."""

import errno
import os
import resource
import stat
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import pytest

from pos.domain.errors import DeviceFault, DiskFull, StoreUnusable
from pos.keystore.agent.agent import KeyAgent
from pos.keystore.files.folder import replace_file
from pos.keystore.vault import vault_file
from pos.keystore.vault.vault import Vault
from tests import agent_stories as story
from tests.agent_stories import SetClock

DISK_BYTES = 1024 * 1024
MANY = 10_000


@pytest.fixture(name="refusal")
def _refusal(tmp_path: Path) -> Iterator[type[DeviceFault]]:
    """Make the disk small; give what is said when it is full.

    Where mounting is not allowed, file sizes are limited, which SQLite calls a disk that fails.
    """
    if os.geteuid() == 0:
        mount = ["mount", "-t", "tmpfs", "-o", f"size={DISK_BYTES}", "tmpfs", str(tmp_path)]
        subprocess.run(mount, check=True)
        try:
            yield DiskFull
        finally:
            # Lazily: a test that failed may not have closed its agent.
            subprocess.run(["umount", "--lazy", str(tmp_path)], check=True)
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (DISK_BYTES // 2, hard))
    try:
        yield DeviceFault
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def issue_until_full(agent: KeyAgent) -> None:
    """Issue until the agent refuses."""
    for number in range(MANY):
        story.issue_one(agent, meter=story.a_meter(number))


def test_a_full_disk_stops_issuing_cleanly(tmp_path: Path, refusal: type[DeviceFault]) -> None:
    """What was said is there, what was not is undone, repeats go on, and so does the rest later."""
    agent = story.ready_agent(tmp_path, SetClock())
    filler = tmp_path / "filler"
    filler.write_bytes(bytes(DISK_BYTES // 4))
    with pytest.raises(refusal):
        issue_until_full(agent)
    issued = list(agent.issues_after(0))
    assert 0 < len(issued) < MANY
    sale_id = story.new_sale_id()
    with pytest.raises(refusal):
        agent.issue(sale_id, story.begun_bytes(sale_id, printer="p" * 40_000))
    assert agent.outcome(sale_id) is None
    assert agent.issue(issued[0].receipt.sale_id, issued[0].begun) == issued[0]
    filler.unlink()
    agent.close()
    again = story.opened(tmp_path, SetClock())
    assert list(again.issues_after(0)) == issued
    if refusal is DiskFull:
        assert story.issue_one(again).receipt.issue_no == len(issued) + 1
    again.close()


def test_a_key_that_does_not_fit_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither now nor after the next start: nothing is sold by it meanwhile."""
    agent = story.ready_agent(tmp_path, SetClock())
    before = agent.status().keys

    def full(path: Path, vault: Vault) -> NoReturn:
        del path, vault
        raise DiskFull

    with monkeypatch.context() as disk:
        disk.setattr(vault_file, "write_vault", full)
        with pytest.raises(DiskFull):
            agent.mint_training_key(replace(story.KEY_EA11, sgc="777777"))
    assert agent.status().keys == before
    agent.mint_training_key(replace(story.KEY_EA11, sgc="777777"))
    assert len(agent.status().keys) == len(before) + 1
    agent.close()


def test_a_file_that_does_not_fit_leaves_the_old_one(
    tmp_path: Path, refusal: type[DeviceFault]
) -> None:
    """The vault is replaced whole or not at all."""
    path = tmp_path / "vault"
    replace_file(path, b"old")
    with pytest.raises(refusal):
        replace_file(path, bytes(2 * DISK_BYTES))
    assert path.read_bytes() == b"old"
    replace_file(path, b"new")
    assert path.read_bytes() == b"new"


def test_a_file_whose_folder_cannot_be_made_durable_is_the_new_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It has the name by then, whole, and is told as a fault all the same."""
    fsync, path = os.fsync, tmp_path / "vault"
    replace_file(path, b"old")

    def failing(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EIO, "input/output error")
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", failing)
    with pytest.raises(StoreUnusable):
        replace_file(path, b"new")
    assert path.read_bytes() == b"new"


def test_a_file_lasts_before_its_name_and_its_name_before_anything_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The new content is on the disk, then it takes the name, then the folder is on the disk."""
    steps: list[str] = []
    fsync, replace = os.fsync, Path.replace

    def synced(descriptor: int) -> None:
        is_folder = stat.S_ISDIR(os.fstat(descriptor).st_mode)
        steps.append("folder" if is_folder else "file")
        fsync(descriptor)

    def renamed(fresh: Path, target: Path) -> Path:
        steps.append("name")
        return replace(fresh, target)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(Path, "replace", renamed)
    replace_file(tmp_path / "vault", b"new")
    assert steps == ["file", "name", "folder"]
