"""Making the vault of a head office, with the ledger that belongs to it."""

from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from pos.domain.errors import FolderNotEmpty, VaultDamaged
from pos.keystore.files.encrypted_database import create_database, open_database
from pos.keystore.files.folder import AgentFolder, FileLock
from pos.keystore.files.secret import Secret
from pos.keystore.signing.signing_agent import OTHER_AGENT
from pos.keystore.signing.signing_keys import SigningKeys, decode_answering, decode_granting
from pos.keystore.signing.signing_ledger import LEDGER, SigningLedger
from pos.keystore.vault.openers import TODAYS_COST, Opener, PassphraseOpener, passphrase_must_do
from pos.keystore.vault.recovery_code import read_recovery_code, recovery_opener
from pos.keystore.vault.slots import KEY_BYTES, MasterKeys, PassphraseCost, Randomness
from pos.keystore.vault.vault import VAULT_ID_BYTES, Vault, VaultRole, read_vault, write_vault
from pos.wire.uplink_keys import KeyCertificate


@dataclass(frozen=True, slots=True)
class SigningSlots:
    """What opens a new vault.

    Attributes:
        passphrase: 1 to 1024 bytes, at least 8 for a real vault.
        recovery_code: opens it as well; empty for none.
        cost: of each try at the passphrase.
    """

    passphrase: bytes = field(repr=False)
    recovery_code: str = field(default="", repr=False)
    cost: PassphraseCost = TODAYS_COST

    def openers(self) -> tuple[Opener, ...]:
        """Return one for each slot; RecoveryCodeMalformed."""
        by_passphrase = PassphraseOpener(self.passphrase, self.cost)
        if not self.recovery_code:
            return (by_passphrase,)
        return by_passphrase, recovery_opener(read_recovery_code(self.recovery_code))


def create_signing_vault(
    path: Path, keys: SigningKeys, slots: SigningSlots, randomness: Randomness
) -> None:
    """Create `vault` and `agent.db` in a folder; the vault comes last and makes both count.

    Args:
        path: existing folder.
        keys: that the root key certified.
        slots: open the vault.
        randomness: gives that many random bytes.

    Raises:
        VaultDamaged: the keys do not hold together.
        FolderNotEmpty: there is a vault or a ledger.
        FolderInUse, FolderNotATerminal, PassphraseMalformed, PassphraseTooShort,
        RecoveryCodeMalformed, DiskFull, StoreUnusable.
    """
    if not keys.hold_together():
        raise VaultDamaged(why="keys without their certificates")
    training = keys.certificates[0].training
    passphrase_must_do(slots.passphrase, training=training)
    folder = AgentFolder(path)
    with FileLock.take(folder.agent_lock, holder=OTHER_AGENT) as lock:
        if folder.vault.exists() or folder.issue_store.exists():
            raise FolderNotEmpty
        vault = Vault(training, randomness(VAULT_ID_BYTES), role=VaultRole.HEAD_OFFICE)
        lock.name_vault(vault.vault_id)
        granting_key, ledger_key = Secret(randomness(KEY_BYTES)), Secret(randomness(KEY_BYTES))
        master = MasterKeys(Secret(randomness(KEY_BYTES)), granting_key)
        for opener in slots.openers():
            vault = vault.with_slot(opener.seal(vault.header, master, randomness))
        answering, granting = keys.contents(ledger_key.reveal())
        vault = vault.with_identity(master.identity, msgspec.msgpack.encode(answering), randomness)
        vault = vault.with_vending(granting_key, msgspec.msgpack.encode(granting), randomness)
        _create_ledger(folder.issue_store, ledger_key, vault.vault_id)
        write_vault(folder.vault, vault)


def kept_certificates(path: Path, passphrase: bytes) -> tuple[KeyCertificate, ...]:
    """Read back what a vault holds keys for.

    Raises:
        WrongPassphrase, VaultDamaged, VaultMissing.
    """
    vault = read_vault(AgentFolder(path).vault, VaultRole.HEAD_OFFICE)
    _, keys = vault.slot_opened_by(PassphraseOpener(passphrase))
    try:
        content = decode_answering(vault.open_identity(keys.identity))
        if keys.vending is not None:
            decode_granting(vault.open_vending(keys.vending))
    finally:
        keys.wipe()
    return content.certificates


def _create_ledger(path: Path, key: Secret, vault_id: bytes) -> None:
    create_database(path, key, LEDGER)
    database = open_database(path, key, LEDGER)
    try:
        with database.transaction():
            SigningLedger(database).begin(vault_id)
    finally:
        database.close()
