"""Terminals in folders of this machine; what the commands build theirs with."""

import importlib
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from pos.app.ports import SecurityModuleSetup
from pos.app.ports.slots import UnlockSecret
from pos.bootstrap.joining import join, resources_folder
from pos.cli.session import Keyring, NewTerminal, OpenTerminal, WantedTerminal
from pos.domain.errors import (
    FolderNotATerminal,
    IdentityLocked,
    JournalShortened,
    PosError,
    VaultDamaged,
)
from pos.keystore.client.starter import ensure_agent
from pos.keystore.files.folder import AgentFolder
from pos.keystore.files.terminal_clock import TerminalClock
from pos.store.store import FILE_NAME as STORE_FILE
from pos.store.store import SqlStore

if TYPE_CHECKING:
    from pos.bootstrap.backups import InstalledBackups
    from pos.bootstrap.offices import InstalledOffices


class InstalledTerminals:
    """Implements `pos.cli.session.Terminals`."""

    def open_window(self, folder: Path) -> int | None:
        """Show the window until it is closed and return the exit status; None without a display."""
        # Imported here: no command waits for Qt.
        window = importlib.import_module("pos.bootstrap.window")
        if not window.has_display():
            return None
        _vault_must_be_there(folder)
        status: int = window.open_window(folder)
        return status

    def resources(self) -> Path:
        """Return the folder of what ships: beside the packages, or inside once installed."""
        return resources_folder()

    def backups(self) -> "InstalledBackups":
        """Return what backs terminals up and restores them."""
        # Imported here for the same reason.
        backups = importlib.import_module("pos.bootstrap.backups")
        found: InstalledBackups = backups.InstalledBackups()
        return found

    def offices(self) -> "InstalledOffices":
        """Return what joins terminals and head offices."""
        # Imported here: a sale must not wait for what only the line needs.
        offices = importlib.import_module("pos.bootstrap.offices")
        made: InstalledOffices = offices.InstalledOffices()
        return made

    def open_agent(self, folder: Path) -> SecurityModuleSetup:
        """Reach the key agent, starting one where none runs; nothing is unlocked."""
        _vault_must_be_there(folder)
        return ensure_agent(folder)

    def open(self, folder: Path, ask_passphrase: Callable[[bool], bytes]) -> OpenTerminal:
        """Open agent and store; the passphrase is asked for where the agent holds nothing open."""
        _vault_must_be_there(folder)
        if not AgentFolder(folder).vault.exists():
            raise FolderNotATerminal
        with ExitStack() as opened:
            keys = ensure_agent(folder)
            opened.callback(keys.close)
            try:
                key = keys.database_key()
            except IdentityLocked:
                if not self._unlocked_by_keyring(folder, keys):
                    keys.unlock(ask_passphrase(keys.status().training))
                key = keys.database_key()
            _journal_must_be_there(folder, keys)
            clock = TerminalClock(folder)
            store = SqlStore.open(folder, key, clock)
            opened.callback(store.close)
            training = keys.status().training
            return OpenTerminal(
                ports=join(folder, store, keys, clock),
                keys=keys,
                training=training,
                close=opened.pop_all().close,
            )

    def keyring(self, folder: Path) -> Keyring:
        """Return the operating system's keyring for the terminal in a folder."""
        # Imported here: the library is optional, and slow to load.
        os_keyring = importlib.import_module("pos.bootstrap.os_keyring")
        found: Keyring = os_keyring.OsKeyring(folder)
        return found

    def _unlocked_by_keyring(self, folder: Path, keys: SecurityModuleSetup) -> bool:
        """Open identity with what the keyring holds, where a slot is made for it."""
        if "keyring" not in keys.status().slots:
            return False
        secret = self.keyring(folder).secret()
        if secret is None:
            return False
        try:
            keys.slots.unlock(UnlockSecret("keyring", secret))
        except PosError:
            # Another secret than the slot's: the passphrase is asked for, as without a keyring.
            return False
        return True

    def create_training(
        self,
        folder: Path,
        currency: str,
        *,
        components_ok: bool = False,
        passphrase: bytes | None = None,
    ) -> NewTerminal:
        """Make a training terminal; after a power cut it is there whole or not at all.

        Raises:
            FolderNotEmpty: there is something in the folder.
            DiskFull, StoreUnusable.
        """
        # Imported here: a sale must not wait for what only set-up needs.
        training = importlib.import_module("pos.bootstrap.training")
        made: NewTerminal = training.create_training(
            folder,
            currency,
            self.resources(),
            components_ok=components_ok,
            passphrase=passphrase,
        )
        return made

    def create_real(self, folder: Path, wanted: WantedTerminal) -> str:
        """Make an empty real terminal, whole or not at all, and return its recovery code.

        Raises:
            FolderNotEmpty: there is something in the folder.
            PassphraseTooShort, PassphraseMalformed, PinMalformed, PinTooPlain, DiskFull,
            StoreUnusable.
        """
        # Imported here for the same reason.
        real = importlib.import_module("pos.bootstrap.real")
        code: str = real.create_real(folder, wanted)
        return code


def _vault_must_be_there(folder: Path) -> None:
    """Say that a terminal's vault is lost, and not that this was another folder."""
    # A terminal is made whole or not at all, so what else is left of it had a vault.
    place = AgentFolder(folder)
    is_lost = (folder / STORE_FILE).exists() or place.issue_store.exists()
    if is_lost and not place.vault.exists():
        raise VaultDamaged(why="missing")


def _journal_must_be_there(folder: Path, keys: SecurityModuleSetup) -> None:
    """Say that a terminal's journal is lost, and not that there was no terminal."""
    if (folder / STORE_FILE).exists():
        return
    signed = keys.status().signed_head
    if signed is not None:
        raise JournalShortened(seq=signed.seq, found=0)
