"""Making the key store of a head office, and moving keys there that an older program kept."""

import os
from dataclasses import dataclass
from pathlib import Path

from pos.app.ports.signing import Certify
from pos.bootstrap.making import made_whole
from pos.bootstrap.offices import keys_folder
from pos.bootstrap.training import random_passphrase
from pos.cli.office.key_places import KeysMade, KeysWanted, kept_passphrase
from pos.cli.session import PASSPHRASE_FILE, write_secret_file
from pos.domain.errors import VaultDamaged
from pos.domain.errors.office import RootKeyUnusable
from pos.headoffice.administration.office_administration import OfficeAdministration
from pos.headoffice.keys.ceilings import load_root
from pos.headoffice.keys.office_keys import ExposedKeys
from pos.keystore.files.folder import AgentFolder
from pos.keystore.signing.signing_keys import SigningKeys
from pos.keystore.signing.signing_vault import SigningSlots, create_signing_vault, kept_certificates
from pos.keystore.vault.recovery_code import new_recovery_code
from pos.wire.uplink_keys import KeyCertificate, certify


@dataclass(frozen=True, slots=True)
class NewVault:
    """A vault that was made, with what is in it."""

    certificates: tuple[KeyCertificate, ...]
    made: KeysMade


def new_keys(root_key: str, certify: Certify) -> SigningKeys:
    """Make the keys of a new head office; they are in no vault yet."""
    return SigningKeys(root_key, {}, ()).with_missing(certify, os.urandom)


def make_vault(folder: Path, keys: SigningKeys, wanted: KeysWanted, *, training: bool) -> NewVault:
    """Put keys into a vault of their own; after a power cut it is there whole or not at all.

    Without a passphrase a random one is made, which lies in a file beside the vault until somebody
    takes it away. A real head office gets a recovery code.

    Raises:
        FolderNotEmpty, FolderInUse, PassphraseMalformed, PassphraseTooShort, DiskFull,
        StoreUnusable.
    """
    passphrase = wanted.passphrase or random_passphrase()
    code = "" if training else new_recovery_code(os.urandom)

    def fill(beside: Path) -> None:
        create_signing_vault(beside, keys, SigningSlots(passphrase, code), os.urandom)
        if wanted.passphrase is None:
            write_secret_file(beside / PASSPHRASE_FILE, passphrase)

    made_whole(folder, fill)
    kept = folder / PASSPHRASE_FILE if wanted.passphrase is None else None
    if kept_certificates(folder, passphrase) != keys.certificates:
        raise VaultDamaged(why="identity content")
    return NewVault(keys.certificates, KeysMade(folder, kept, code))


def move_exposed(
    office: OfficeAdministration, url: str, wanted: KeysWanted, root_key_file: Path | None
) -> KeysMade | None:
    """Move the keys of an older head office out of its database.

    They are in the vault, and read back from there, before the database forgets them; a move that
    broke off is finished by the next one.

    Args:
        office: that an older program made.
        url: of its database.
        wanted: where they go; the passphrase of a vault that a broken move left.
        root_key_file: certifies keys that the older program did not make; None leaves them out.

    Returns:
        None where no keys are in the database.

    Raises:
        VaultDamaged: keys and certificates do not belong together, or the vault that is there
            holds others.
        RootKeyUnusable, and as `make_vault` and `forget_exposed`.
    """
    exposed = office.exposed_keys()
    if exposed is None:
        return None
    keys = SigningKeys(exposed.root_key, exposed.seeds, exposed.certificates)
    folder = wanted.folder or keys_folder(url, exposed.root_key)
    if AgentFolder(folder).vault.exists():
        passphrase = wanted.passphrase or kept_passphrase(folder) or b""
        vault = NewVault(kept_certificates(folder, passphrase), KeysMade(folder, None, ""))
        if not set(keys.certificates) <= set(vault.certificates):
            raise VaultDamaged(why="it holds other keys")
    else:
        if root_key_file is not None:
            keys = keys.with_missing(_certifier(root_key_file, exposed), os.urandom)
        vault = make_vault(folder, keys, wanted, training=exposed.training)
    office.forget_exposed(vault.certificates)
    return vault.made


def _certifier(root_key_file: Path, exposed: ExposedKeys) -> Certify:
    root = load_root(root_key_file)
    if root.public_key().public_bytes_raw().hex() != exposed.root_key:
        raise RootKeyUnusable(name=root_key_file.name)
    return lambda purpose, public_key: certify(root, purpose, public_key, training=exposed.training)
