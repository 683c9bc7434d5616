"""Backing a terminal up into one file, and restoring it from there as a new incarnation."""

import itertools
import os
import shutil
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import msgspec

from pos.app.journal.journal_heads import sign_newest_head
from pos.app.ports import Issued, Ports
from pos.app.selling.settle import settle
from pos.app.terminal.restore import Restored, begin_again, first_supervisor
from pos.app.terminal.set_up import NewOperator
from pos.bootstrap.joining import SystemClock, join
from pos.bootstrap.making import made_whole
from pos.bootstrap.training import random_passphrase, random_pin, write_training_secrets
from pos.cli.session import OpenTerminal
from pos.cli.terminal.backup import BackupMade, MadeAgain, RestoreSecrets
from pos.domain.errors import AgentStateDamaged, JournalShortened
from pos.domain.errors.storage import BackupDamaged, BackupNotPossible
from pos.domain.journal import format_time
from pos.domain.operator import Role
from pos.keystore.agent.agent import OTHER_AGENT, KeyAgent
from pos.keystore.agent.provisioning import create_vault
from pos.keystore.files.folder import AgentFolder, FileLock, replace_file
from pos.keystore.vault.backup_file import (
    SURVIVING_ISSUES,
    Manifest,
    read_backup,
    write_backup,
)
from pos.keystore.vault.compartments import decode_identity
from pos.keystore.vault.openers import PassphraseOpener
from pos.keystore.vault.recovery_code import new_recovery_code
from pos.keystore.vault.slots import PassphraseCost
from pos.keystore.vault.vault import read_vault
from pos.receipts.stationery import RECEIPTS_FOLDER
from pos.store.faults import disk_fault
from pos.store.incarnation import begin_incarnation, checked_head, copy_database
from pos.store.kept_files import sync_folder
from pos.store.store import FILE_NAME, SqlStore

IMPORTS_FOLDER = "imports"
_COPY = "backup-copy.db"


class InstalledBackups:
    """Implements `pos.cli.terminal.backup.Backups`."""

    def back_up(self, folder: Path, terminal: OpenTerminal, to: Path) -> BackupMade:
        """Seal journal and settings for the recovery code; selling goes on meanwhile.

        Agent counters, the device key and vending keys stay here: they are this machine's.

        Args:
            folder: the terminal's.
            terminal: open.
            to: a file that is not there.

        Raises:
            BackupNotPossible: the vault has no recovery code.
            BackupExists, BackupDamaged, FileNotWritten, StoreDamaged, DiskFull, StoreUnusable.
        """
        ports, keys = terminal.ports, terminal.keys
        try:
            # What the agent knows of open sales goes along.
            settle(ports)
            sign_newest_head(ports)
        except (JournalShortened, AgentStateDamaged):
            # This is what a restore is for; the journal goes as it is.
            pass
        with ports.store.read() as reads:
            last_issue_no = reads.last_issue_no()
        source = _Source(
            keys.database_key(),
            keys.slots.backup_key(),
            terminal.training,
            tuple(keys.issues_after(last_issue_no)),
        )
        return _seal(folder, source, format_time(ports.clock.now()), to)

    def rescue(self, folder: Path, passphrase: bytes, to: Path) -> BackupMade:
        """Back up a terminal whose key agent has lost its own records.

        Raises:
            WrongPassphrase, VaultDamaged, VaultMissing.
            BackupNotPossible, BackupExists, BackupDamaged, FileNotWritten, StoreDamaged,
            DiskFull, StoreUnusable.
        """
        vault = read_vault(AgentFolder(folder).vault)
        _, masters = vault.slot_opened_by(PassphraseOpener(passphrase))
        identity = decode_identity(vault.open_identity(masters.identity))
        masters.wipe()
        # Also of a code that was taken away: no other can be added now, to save the journal for.
        source = _Source(identity.database_key, identity.backup_key, vault.training)
        return _seal(folder, source, format_time(SystemClock().now()), to)

    def restore(
        self,
        folder: Path,
        source: Path,
        code: str,
        ask: Callable[[], RestoreSecrets],
        *,
        replace: bool,
        cost: PassphraseCost | None = None,
    ) -> MadeAgain:
        """Make a new incarnation out of a backup, with a new device key and no vending keys.

        Args:
            folder: does not exist or is empty, or is replaced.
            source: the backup.
            code: recovery code that it was sealed for.
            ask: gives a real terminal's new secrets; not called for a training terminal.
            replace: move the terminal in this folder aside, if there is one.
            cost: of each try of the passphrase; the usual one if None.

        Raises:
            FileNotRead, BackupUnreadable, BackupNotOpened, BackupDamaged, RecoveryCodeMalformed,
            FolderNotEmpty, FolderInUse, RoleNotAllowed, PassphraseTooShort, PinMalformed,
            PinTooPlain, JournalDamaged, StoreDamaged, DiskFull, StoreUnusable: all is as it was.
        """
        new_code = new_recovery_code(os.urandom)

        making = _Making(source, code, new_code, ask, cost)

        if not replace or not folder.exists():
            return MadeAgain(made_whole(folder, making.fill), new_code, None)
        place = folder.absolute()
        with FileLock.take(AgentFolder(place).agent_lock, holder=OTHER_AGENT):
            fresh = place.with_name(f".{place.name}.restored")
            # One that a power cut left was never used, and would be in the way for ever.
            shutil.rmtree(fresh, ignore_errors=True)
            restored = made_whole(fresh, making.fill)
            aside = _free_name(place, f"before-{restored.incarnation}")
            try:
                place.rename(aside)
                fresh.rename(place)
                sync_folder(place.parent)
            except OSError as error:
                raise disk_fault(error) from error
        return MadeAgain(restored, new_code, aside)


def _free_name(place: Path, what: str) -> Path:
    """Return a name beside a folder that nothing has: the same backup may come back twice."""
    first = place.with_name(f"{place.name}.{what}")
    later = (first.with_name(f"{first.name}-{number}") for number in itertools.count(2))
    return next(name for name in itertools.chain((first,), later) if not os.path.lexists(name))


@dataclass(frozen=True, slots=True, repr=False)
class _Source:
    """What a backup is made with.

    Attributes:
        database_key: of the terminal's database.
        public_key: of the recovery code.
        survivors: issues that the journal does not tell.
    """

    database_key: bytes
    public_key: bytes
    training: bool
    survivors: tuple[Issued, ...] = ()


def _seal(folder: Path, source: _Source, made_at: str, to: Path) -> BackupMade:
    if not source.public_key:
        raise BackupNotPossible
    copy, survivors = folder / _COPY, folder / SURVIVING_ISSUES
    try:
        copy.unlink(missing_ok=True)
        copy_database(folder / FILE_NAME, copy, source.database_key)
        head = checked_head(copy, source.database_key)
        manifest = Manifest(
            version=1,
            terminal=head.terminal,
            training=source.training,
            incarnation=head.incarnation,
            seq=head.seq,
            hash=head.hash,
            made_at=made_at,
            database_key=source.database_key.hex(),
        )
        replace_file(survivors, msgspec.json.encode(source.survivors))
        files = {FILE_NAME: copy, SURVIVING_ISSUES: survivors} | _files_of(folder)
        size = write_backup(to, manifest, files, source.public_key, os.urandom)
    except OSError as error:
        raise disk_fault(error) from error
    finally:
        copy.unlink(missing_ok=True)
        survivors.unlink(missing_ok=True)
    return BackupMade(head, size)


@dataclass(frozen=True, slots=True, repr=False)
class _Making:
    """Fills the folder of a restored terminal."""

    source: Path
    code: str
    new_code: str
    ask: Callable[[], RestoreSecrets]
    cost: PassphraseCost | None

    def fill(self, folder: Path) -> Restored:
        """Unpack, make keys, begin the new incarnation."""
        manifest = read_backup(self.source, self.code, folder)
        secrets = None if manifest.training else self.ask()
        passphrase = random_passphrase() if secrets is None else secrets.passphrase
        create_vault(
            folder,
            passphrase,
            training=manifest.training,
            randomness=os.urandom,
            cost=self.cost,
            recovery_code=self.new_code,
        )
        with ExitStack() as opened:
            keys = KeyAgent.open(folder, clock=SystemClock(), randomness=os.urandom, cost=self.cost)
            opened.callback(keys.close)
            keys.unlock(passphrase)
            key = keys.database_key()
            was_enrolled = begin_incarnation(
                folder / FILE_NAME, bytes.fromhex(manifest.database_key), key
            )
            for name in (IMPORTS_FOLDER, "locks"):
                (folder / name).mkdir(mode=0o700, exist_ok=True)
            store = SqlStore.open(folder, key, SystemClock())
            opened.callback(store.close)
            ports = join(folder, store, keys, SystemClock())
            people = _everybody(ports) if secrets is None else first_supervisor(*secrets.supervisor)
            restored = begin_again(
                ports, keys, people, _survivors(folder), was_enrolled=was_enrolled
            )
        if secrets is None:
            write_training_secrets(folder, passphrase, self.new_code, people)
        return restored


def _survivors(folder: Path) -> tuple[Issued, ...]:
    """Take the issues that came with a backup out of its folder."""
    file = folder / SURVIVING_ISSUES
    try:
        found = msgspec.json.decode(file.read_bytes(), type=tuple[Issued, ...])
        file.unlink()
    except FileNotFoundError:
        return ()
    except (ValueError, RecursionError) as error:
        raise BackupDamaged(why="surviving issues") from error
    return found


def _everybody(ports: Ports) -> tuple[NewOperator, ...]:
    """Give everybody at a training terminal a new PIN."""
    with ports.store.read() as reads:
        return tuple(
            NewOperator(row.name, Role(row.role), random_pin()) for row in reads.operators()
        )


def _files_of(folder: Path) -> dict[str, Path]:
    return {
        str(path.relative_to(folder)): path
        for name in (IMPORTS_FOLDER, RECEIPTS_FOLDER)
        for path in sorted((folder / name).rglob("*"))
        if path.is_file() and not path.name.startswith("unfinished-")
    }
