"""Making a new vault with the issue store that belongs to it."""

from pathlib import Path

from pos.domain.errors import FolderNotEmpty
from pos.keystore.agent.agent import OTHER_AGENT
from pos.keystore.files.encrypted_database import create_database, open_database
from pos.keystore.files.folder import AgentFolder, FileLock
from pos.keystore.files.secret import Secret
from pos.keystore.issue.issue_store import IssueStore
from pos.keystore.vault.compartments import VendingContent, encode_content, new_identity
from pos.keystore.vault.openers import TODAYS_COST, Opener, PassphraseOpener, passphrase_must_do
from pos.keystore.vault.recovery_code import backup_public_key, read_recovery_code, recovery_opener
from pos.keystore.vault.slots import KEY_BYTES, MasterKeys, PassphraseCost, Randomness
from pos.keystore.vault.vault import VAULT_ID_BYTES, Vault, write_vault


def create_vault(
    path: Path,
    passphrase: bytes,
    *,
    training: bool,
    randomness: Randomness,
    cost: PassphraseCost | None = None,
    recovery_code: str = "",
    components_ok: bool = False,
) -> None:
    """Create `vault` and `agent.db` in a folder; the vault comes last and makes both count.

    So a vault on the disk means that its issue store was there: if that is missing later, it was
    lost, and nothing makes a new one in its place.

    Args:
        path: existing folder.
        passphrase: opens the first slot; 1 to 1024 bytes, at least 8 for a real vault.
        training: what kind of vault, for life.
        randomness: gives that many random bytes.
        cost: of each try of a passphrase; 64 MiB, 3 passes, 4 lanes if None.
        recovery_code: opens the second slot; none without it.
        components_ok: this training vault may be given test keys as components.

    Raises:
        FolderNotEmpty: there is a vault or an issue store.
        FolderInUse, FolderNotATerminal, PassphraseMalformed, PassphraseTooShort,
        RecoveryCodeMalformed, DiskFull, StoreUnusable.
    """
    folder = AgentFolder(path)
    passphrase_must_do(passphrase, training=training)
    code = read_recovery_code(recovery_code) if recovery_code else b""
    with FileLock.take(folder.agent_lock, holder=OTHER_AGENT) as lock:
        if folder.vault.exists() or folder.issue_store.exists():
            raise FolderNotEmpty
        vault = Vault(training=training, vault_id=randomness(VAULT_ID_BYTES))
        lock.name_vault(vault.vault_id)
        vending_key = Secret(randomness(KEY_BYTES))
        keys = MasterKeys(Secret(randomness(KEY_BYTES)), vending_key)
        openers: list[Opener] = [PassphraseOpener(passphrase, cost or TODAYS_COST)]
        if code:
            openers.append(recovery_opener(code))
        for opener in openers:
            vault = vault.with_slot(opener.seal(vault.header, keys, randomness))
        identity = new_identity(
            randomness,
            backup_key=backup_public_key(code) if code else b"",
            components_ok=components_ok,
        )
        _create_issue_store(folder.issue_store, Secret(identity.issue_store_key), vault.vault_id)
        vault = vault.with_identity(keys.identity, encode_content(identity), randomness)
        vault = vault.with_vending(vending_key, encode_content(VendingContent(())), randomness)
        write_vault(folder.vault, vault)


def _create_issue_store(path: Path, key: Secret, vault_id: bytes) -> None:
    create_database(path, key)
    database = open_database(path, key)
    try:
        with database.transaction():
            IssueStore(database).begin(vault_id)
    finally:
        database.close()
