"""The key agent's files inside a terminal's folder, and how they are written.

DIR/vault              keys, see `vault.py`
DIR/agent.db           issue store, see `issue_store.py` (with -wal beside it)
DIR/agent.lock         held (flock) by the one agent that owns this folder, holds its vault's id;
                       never removed
DIR/training-meters.json  virtual meters, see `training_meters.py`; training only
DIR/clock.json         what head office told of the time, see `terminal_clock.py`
DIR/agent/             0700
DIR/agent/socket       where the agent listens
DIR/agent/start.lock   held while somebody starts an agent, and by an agent while it leaves
DIR/agent/agent.log    what the agent has to say about its own faults; no secrets
"""

import errno
import fcntl
import os
import stat
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from pos.domain.errors import (
    DiskFull,
    FolderInUse,
    FolderNotATerminal,
    StoreUnusable,
    VaultSwapped,
)

_DISK_FULL_NUMBERS = frozenset({28, 122})  # ENOSPC, EDQUOT


@dataclass(frozen=True, slots=True)
class AgentFolder:
    """Names of the agent's files.

    Attributes:
        path: a terminal's folder.
    """

    path: Path

    @property
    def vault(self) -> Path:
        """The vault file."""
        return self.path / "vault"

    @property
    def issue_store(self) -> Path:
        """The agent's own database."""
        return self.path / "agent.db"

    @property
    def tpm_slot(self) -> Path:
        """The secret of the TPM slot, sealed."""
        return self.path / "tpm-slot"

    @property
    def unattended_slot(self) -> Path:
        """The secret of the slot that opens everything at the start, sealed."""
        return self.path / "unattended-slot"

    @property
    def training_meters(self) -> Path:
        """What the virtual meters of a training terminal took."""
        return self.path / "training-meters.json"

    @property
    def clock(self) -> Path:
        """What head office told of the time."""
        return self.path / "clock.json"

    @property
    def agent_lock(self) -> Path:
        """What the owning agent holds."""
        return self.path / "agent.lock"

    @property
    def meeting_place(self) -> Path:
        """Folder of the socket."""
        return self.path / "agent"

    @property
    def start_lock(self) -> Path:
        """What a starter, or a leaving agent, holds."""
        return self.meeting_place / "start.lock"

    @property
    def log(self) -> Path:
        """Standard error of an agent that was started on demand."""
        return self.meeting_place / "agent.log"

    def make_meeting_place(self, *, group: int | None = None) -> None:
        """Create the socket's folder, 0700, or 0750 for a group.

        Raises:
            FolderNotATerminal: the terminal's folder is not there.
        """
        try:
            self.meeting_place.mkdir(mode=0o700, exist_ok=True)
            if group is None:
                self.meeting_place.chmod(0o700)
            else:
                os.chown(self.meeting_place, -1, group)
                self.meeting_place.chmod(0o750)
        except FileNotFoundError as error:
            raise FolderNotATerminal from error
        except OSError as error:
            raise disk_fault(error) from error


class FileLock:
    """An exclusive flock; the kernel drops it when its holder dies, so it is never stale."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    @classmethod
    def take(cls, path: Path, *, holder: str) -> Self:
        """Take the lock at once or not at all.

        Args:
            path: created 0600 if it is missing, and never removed.
            holder: who holds it if it is not free, for the error.

        Raises:
            FolderInUse: somebody else holds it.
            FolderNotATerminal: its folder is not there.
        """
        try:
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
        except FileNotFoundError as error:
            raise FolderNotATerminal from error
        except OSError as error:
            raise disk_fault(error) from error
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            os.close(descriptor)
            raise FolderInUse(why=holder) from error
        return cls(descriptor)

    @property
    def is_held(self) -> bool:
        """Whether it was not released yet."""
        return self._descriptor >= 0

    def name_vault(self, vault_id: bytes) -> None:
        """Write down whose lock this is.

        Raises:
            DiskFull, StoreUnusable.
        """
        try:
            os.ftruncate(self._descriptor, 0)
            os.pwrite(self._descriptor, vault_id.hex().encode(), 0)
            os.fsync(self._descriptor)
        except OSError as error:
            raise disk_fault(error) from error

    def must_name_vault(self, vault_id: bytes) -> None:
        """Compare a vault with the one that was made in this folder.

        Folders of older versions name none; then it stays with what the issue store says.

        Raises:
            VaultSwapped: it is another one.
            StoreUnusable: the lock's file cannot be read.
        """
        try:
            named = os.pread(self._descriptor, 2 * len(vault_id), 0)
        except OSError as error:
            raise disk_fault(error) from error
        if len(named) == 2 * len(vault_id) and named != vault_id.hex().encode():
            raise VaultSwapped

    def release(self) -> None:
        """Let the next one have it; again does nothing."""
        if self.is_held:
            os.close(self._descriptor)
            self._descriptor = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.release()


def disk_fault(error: OSError) -> DiskFull | StoreUnusable:
    """Translate what the operating system says about a file."""
    if error.errno in _DISK_FULL_NUMBERS:
        return DiskFull()
    return StoreUnusable(why=error.strerror or os.strerror(error.errno or 0))


def read_plain(path: Path, bytes_max: int) -> bytes:
    """Return at most so many bytes of a file; OSError, and at once, where it is a pipe or so."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY)
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "not a plain file")
        return file.read(bytes_max)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def replace_file(path: Path, content: bytes, *, for_group: bool = False) -> None:
    """Write a file whole or not at all, 0600; durable when this returns.

    Args:
        for_group: 0640, whatever files of this process are otherwise.

    Raises:
        DiskFull, StoreUnusable: the old content is still there; or the new one, where nothing but
            its folder could not be made durable, and then a power cut may bring the old one back.
    """
    fresh = path.with_name(path.name + ".new")
    try:
        fresh.unlink(missing_ok=True)
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            if for_group:
                os.fchmod(descriptor, 0o640)
            os.fsync(descriptor)
        fresh.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        raise disk_fault(error) from error
