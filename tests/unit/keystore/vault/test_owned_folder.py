"""A folder of keys is taken as what it is, or not at all."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from pos.domain.errors import FolderInUse, VaultDamaged, VaultSwapped
from pos.keystore.vault.owned_folder import own_folder
from pos.keystore.vault.vault import VaultRole, read_vault, write_vault
from tests import agent_stories, signing_stories


def own(path: Path, role: VaultRole) -> None:
    """Take a folder, and let it go again."""
    own_folder(path, role=role, holder="this test").lock.release()


def test_keys_of_the_other_kind_are_not_taken(tmp_path: Path) -> None:
    """Neither head office's as a terminal's nor a terminal's as head office's."""
    till = tmp_path / "till"
    till.mkdir()
    agent_stories.new_vault(till)
    keys = signing_stories.new_store(tmp_path / "keys", signing_stories.a_root())
    for path, role, other in (
        (till, VaultRole.TERMINAL, VaultRole.HEAD_OFFICE),
        (keys, VaultRole.HEAD_OFFICE, VaultRole.TERMINAL),
    ):
        with pytest.raises(VaultDamaged):
            own(path, other)
        own(path, role)


def test_a_folder_is_free_after_a_refusal(tmp_path: Path) -> None:
    """Of another vault in its place, or of a second owner."""
    agent_stories.new_vault(tmp_path)
    vault = read_vault(tmp_path / "vault")
    write_vault(tmp_path / "vault", replace(vault, vault_id=os.urandom(16)))
    with pytest.raises(VaultSwapped):
        own(tmp_path, VaultRole.TERMINAL)
    write_vault(tmp_path / "vault", vault)
    first = own_folder(tmp_path, role=VaultRole.TERMINAL, holder="this test")
    with pytest.raises(FolderInUse):
        own(tmp_path, VaultRole.TERMINAL)
    first.lock.release()
    own(tmp_path, VaultRole.TERMINAL)
