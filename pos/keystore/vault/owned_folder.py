"""A folder of keys that one agent owns alone, of either kind."""

from dataclasses import dataclass
from pathlib import Path

from pos.keystore.files.folder import AgentFolder, FileLock
from pos.keystore.vault.vault import Vault, VaultRole, read_vault


@dataclass(frozen=True, slots=True)
class OwnedFolder:
    """What an agent takes before anything is unlocked; the lock is released by whoever owns it."""

    folder: AgentFolder
    lock: FileLock
    vault: Vault


def own_folder(path: Path, *, role: VaultRole, holder: str) -> OwnedFolder:
    """Take a folder for oneself and read its vault.

    Args:
        path: folder that holds a vault.
        role: whose keys these must be.
        holder: whom others are told of.

    Raises:
        FolderInUse: another agent owns it.
        FolderNotATerminal, VaultMissing, VaultDamaged, VaultSwapped: there is nothing to own.
    """
    folder = AgentFolder(path)
    lock = FileLock.take(folder.agent_lock, holder=holder)
    try:
        vault = read_vault(folder.vault, role)
        lock.must_name_vault(vault.vault_id)
    except BaseException:
        lock.release()
        raise
    return OwnedFolder(folder, lock, vault)
