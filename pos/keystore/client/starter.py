"""Finding the agent of a folder, or starting one: exactly one, whoever else starts one too."""

import fcntl
import os
import select
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol, TypeVar

import msgspec

from pos.domain.errors import AgentUnreachable, FolderInUse, FolderNotATerminal, VaultMissing
from pos.keystore.calls.protocol import Done, Failed, error_of
from pos.keystore.client.agent_client import AgentClient
from pos.keystore.client.agent_line import BROKEN, NOT_RUNNING, of_another_user
from pos.keystore.files.folder import AgentFolder, FileLock, disk_fault

START_S = 15
_FIRST_FREE = 3
_TRY_AGAIN_S = 0.02
_LOG_BYTES_MAX = 64 * 1024
_REPORT_BYTES_MAX = 4096
# Nothing of the caller's environment reaches the agent.
_ENVIRONMENT = {"LC_ALL": "C.UTF-8"}


class _Answering(Protocol):
    """A client of either kind of agent."""

    def status(self) -> object:
        """Ask what anybody may."""

    def close(self) -> None:
        """Hang up."""


ClientT = TypeVar("ClientT", bound=_Answering)


def ensure_agent(
    path: Path,
    *,
    command: Sequence[str] | None = None,
    within_s: int = START_S,
) -> AgentClient:
    """Return a client that is connected to a terminal's agent; as `ensure_client`."""
    client = AgentClient(path)
    return ensure_client(client, path, command=command, within_s=within_s)


def ensure_client(
    client: ClientT,
    path: Path,
    *,
    command: Sequence[str] | None = None,
    within_s: int = START_S,
) -> ClientT:
    """Connect a client to the folder's agent, starting one if there is none.

    The connection keeps an agent on demand alive until the client is closed.

    Args:
        client: of the agent of this folder, not connected; closed after an error.
        path: where the vault is.
        command: how to run `pos.keystore`; this Python with `-m` if None.
        within_s: seconds to wait for somebody else who starts one, and again for our own start.

    Raises:
        FolderNotATerminal, VaultMissing, VaultDamaged: there is nothing an agent could own.
        FolderInUse: an agent owns the folder but is not served from it, or somebody else has been
            starting one for too long.
        AgentUnreachable: it did not start, is stuck and does not answer, is another user's, or a
            service that does not run.
    """
    folder = AgentFolder(path.absolute())
    if not folder.path.is_dir():
        raise FolderNotATerminal
    if not folder.vault.exists():
        raise VaultMissing
    try:
        if not _answers(client):
            _must_be_ours_to_start(folder)
            folder.make_meeting_place()
            with _turn_to_start(folder, within_s):
                if not _answers(client):
                    _start(folder, within_s, command)
                    client.status()
    except BaseException:
        client.close()
        raise
    return client


def _answers(client: _Answering) -> bool:
    """Whether an agent is there; AgentUnreachable for one that is there and does not answer."""
    try:
        client.status()
    except AgentUnreachable as error:
        if error.facts.get("why") not in (NOT_RUNNING, BROKEN):
            raise
        return False
    return True


def _must_be_ours_to_start(folder: AgentFolder) -> None:
    """Leave another user's agent to that user, or to whoever runs services.

    Root could start it all the same; what it wrote, the owner would open no more.
    """
    if folder.vault.stat().st_uid != os.getuid():
        is_service = not os.access(folder.vault, os.R_OK)
        raise AgentUnreachable(why=NOT_RUNNING) if is_service else of_another_user()


@contextmanager
def _turn_to_start(folder: AgentFolder, within_s: int) -> Iterator[None]:
    """Wait for the start lock; a lock of the kernel has no deadline, so it is tried often."""
    deadline = time.monotonic() + within_s
    while True:
        try:
            lock = FileLock.take(folder.start_lock, holder="somebody who starts a key agent")
        except FolderInUse:
            if time.monotonic() > deadline:
                raise
            time.sleep(_TRY_AGAIN_S)
        else:
            break
    with lock:
        yield


def _start(folder: AgentFolder, within_s: int, command: Sequence[str] | None) -> None:
    reading_end, writing_end = _pipe()
    with os.fdopen(reading_end, "rb", buffering=0) as report:
        with os.fdopen(writing_end, "wb") as ready, _log(folder) as log:
            arguments = [
                *(command or (sys.executable, "-m", "pos.keystore")),
                *("--data", str(folder.path)),
                *("--ready-fd", str(ready.fileno())),
            ]
            try:
                starting = subprocess.Popen(  # noqa: S603 - our own module, no shell
                    arguments,
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=log,
                    pass_fds=(ready.fileno(),),
                    # `-m` looks for the package here, installed or not.
                    cwd=Path(__file__).parents[3],
                    env=_ENVIRONMENT,
                )
            except OSError as error:
                raise AgentUnreachable(why="did not start") from error
        with starting:
            _must_be_ready(report.fileno(), within_s)


def _pipe() -> tuple[int, int]:
    """Make a pipe above the standard descriptors, which a starter may have closed."""
    ends = os.pipe()
    try:
        above = tuple(fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, _FIRST_FREE) for end in ends)
    finally:
        for end in ends:
            os.close(end)
    return above[0], above[1]


def _must_be_ready(report: int, within_s: int) -> None:
    """Wait for what the agent says about its start."""
    if not select.select([report], [], [], within_s)[0]:
        raise AgentUnreachable(why="did not start in time")
    try:
        answer = msgspec.msgpack.decode(os.read(report, _REPORT_BYTES_MAX), type=Done | Failed)
    except msgspec.MsgspecError:
        # It died before it could say anything; its log may tell more.
        raise AgentUnreachable(why="did not start") from None
    if isinstance(answer, Failed):
        raise error_of(answer)


@contextmanager
def _log(folder: AgentFolder) -> Iterator[int]:
    flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW | os.O_NONBLOCK
    try:
        descriptor = os.open(folder.log, flags, 0o600)
    except OSError as error:
        raise disk_fault(error) from error
    try:
        if os.fstat(descriptor).st_size > _LOG_BYTES_MAX:
            os.ftruncate(descriptor, 0)
        yield descriptor
    finally:
        os.close(descriptor)
