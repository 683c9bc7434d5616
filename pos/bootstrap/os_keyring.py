"""The operating system's keyring: where a terminal may leave what opens its identity.

Optional (`vendwatt[keyring]`): whoever is logged in as this user can read it, so it opens identity
only, and the vending keys still wait for a person.
"""

import importlib
from pathlib import Path
from types import ModuleType

from pos.domain.errors import PosError
from pos.keystore.errors.refusals import KeyringUnusable
from pos.keystore.files.folder import AgentFolder
from pos.keystore.vault.vault import read_vault

SERVICE = "vendwatt"


class OsKeyring:
    """Implements `pos.cli.session.Keyring` for the terminal in a folder."""

    def __init__(self, folder: Path) -> None:
        """Name the folder; nothing is read yet."""
        self._vault = AgentFolder(folder).vault

    def secret(self) -> bytes | None:
        """Return what is kept for this vault, None where nothing is or nothing can be read."""
        try:
            kept = _library().get_password(SERVICE, self._name())
        except _faults():
            return None
        try:
            return bytes.fromhex(kept) if kept else None
        except ValueError:
            return None

    def keep(self, secret: bytes) -> None:
        """Keep a secret for this vault; KeyringUnusable."""
        library = _library()
        try:
            library.set_password(SERVICE, self._name(), secret.hex())
        except _faults() as error:
            raise KeyringUnusable(why=type(error).__name__) from error

    def forget(self) -> None:
        """Forget it; nothing to forget is fine."""
        try:
            _library().delete_password(SERVICE, self._name())
        except _faults():
            return

    def _name(self) -> str:
        return read_vault(self._vault).vault_id.hex()


def _library() -> ModuleType:
    try:
        return importlib.import_module("keyring")
    except ImportError as error:
        raise KeyringUnusable(why="vendwatt[keyring] is not installed") from error


def _faults() -> tuple[type[Exception], ...]:
    """Return what the keyring may raise: our own refusals, and the library's where it is here."""
    try:
        errors = importlib.import_module("keyring.errors")
    except ImportError:
        return (PosError,)
    fault: type[Exception] = errors.KeyringError
    return (PosError, fault)
