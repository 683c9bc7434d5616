"""Making a new vault with the issue store that belongs to it."""

from pathlib import Path

from pos.domain.errors import FolderNotEmpty
from pos.keystore.agent import OTHER_AGENT
from pos.keystore.compartments import VendingContent, encode_content, new_identity
from pos.keystore.encrypted_database import create_database, open_database
from pos.keystore.folder import AgentFolder, FileLock
from pos.keystore.issue_store import IssueStore
from pos.keystore.secret import Secret
from pos.keystore.slots import (
    KEY_BYTES,
    MasterKeys,
    PassphraseCost,
    Randomness,
    seal_passphrase_slot,
)
from pos.keystore.vault import VAULT_ID_BYTES, Vault, write_vault


def create_vault(
    path: Path,
    passphrase: bytes,
    *,
    training: bool,
    randomness: Randomness,
    cost: PassphraseCost | None = None,
) -> None:
    """Create `vault` and `agent.db` in a folder; the vault comes last and makes both count.

    So a vault on the disk means that its issue store was there: if that is missing later, it was
    lost, and nothing makes a new one in its place.

    Args:
        path: existing folder.
        passphrase: opens the only slot; 1 to 1024 bytes.
        training: what kind of vault, for life.
        randomness: gives that many random bytes.
        cost: of each try of a passphrase; 64 MiB, 3 passes, 4 lanes if None.

    Raises:
        FolderNotEmpty: there is a vault or an issue store.
        FolderInUse, FolderNotATerminal, PassphraseMalformed, DiskFull, StoreUnusable.
    """
    folder = AgentFolder(path)
    with FileLock.take(folder.agent_lock, holder=OTHER_AGENT):
        if folder.vault.exists() or folder.issue_store.exists():
            raise FolderNotEmpty
        vault = Vault(training=training, vault_id=randomness(VAULT_ID_BYTES))
        keys = MasterKeys(Secret(randomness(KEY_BYTES)), Secret(randomness(KEY_BYTES)))
        slot = seal_passphrase_slot(
            vault.header, passphrase, keys, cost or PassphraseCost(), randomness
        )
        identity = new_identity(randomness)
        _create_issue_store(folder.issue_store, Secret(identity.issue_store_key), vault.vault_id)
        vault = vault.with_slot(slot)
        vault = vault.with_identity(keys.identity, encode_content(identity), randomness)
        vault = vault.with_vending(keys.vending, encode_content(VendingContent(())), randomness)
        write_vault(folder.vault, vault)


def _create_issue_store(path: Path, key: Secret, vault_id: bytes) -> None:
    create_database(path, key)
    database = open_database(path, key)
    try:
        with database.transaction():
            IssueStore(database).begin(vault_id)
    finally:
        database.close()
