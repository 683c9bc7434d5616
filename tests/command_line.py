"""The real command, run as a shop does: started, answered, ended."""

import atexit
import os
import resource
import select
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from pos.app.ports import Ports
from pos.keystore.files import meeting_point
from pos.keystore.files.folder import AgentFolder
from tests import command_forks
from tests import terminal_stories as story
from tests.command_forks import NUMBER_BYTES, Start
from tests.patience import PATIENCE_S

VENDWATT = Path(sys.executable).with_name("vendwatt")


@dataclass(frozen=True, slots=True)
class Answered:
    """What a command said.

    Attributes:
        status: exit status.
        lines: JSON objects on standard output.
        error: the object under `error` on standard error; empty for none.
        output: all that came out, for people.
    """

    status: int
    lines: tuple[Any, ...]
    error: dict[str, str]
    output: bytes

    @property
    def line(self) -> Any:
        """Return the one answer."""
        assert self.status == 0, self.output.decode()
        (line,) = self.lines
        return line

    def refusal(self) -> tuple[int, str, str]:
        """Return status, code and where the money stands."""
        return self.status, self.error.get("code", ""), self.error.get("money", "")


def vendwatt(folder: Path, *arguments: str) -> Answered:
    """Run a command on a terminal's folder with JSON answers."""
    done = _forks().run([str(VENDWATT), "--data", str(folder), "--json", *arguments])
    error: dict[str, str] = {}
    if done.returncode:
        # The last line is the answer; nothing else may stand there, least of all a traceback.
        (text,) = done.stderr.splitlines()
        error = msgspec.json.decode(text)["error"]
    is_json = done.stdout[:1] == b"{"
    lines = tuple(map(msgspec.json.decode, done.stdout.splitlines())) if is_json else ()
    return Answered(done.returncode, lines, error, done.stdout + done.stderr)


class _Forks:
    """Runs commands as forks of a process that has loaded them."""

    def __init__(self) -> None:
        self._line, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", command_forks.__name__, str(theirs.fileno())],
                stdin=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                cwd=story.ROOT,
            )

    def run(self, command: list[str]) -> subprocess.CompletedProcess[bytes]:
        """Run one command to its end, with nothing to read."""
        start = Start(
            command, str(Path.cwd()), dict(os.environ), resource.getrlimit(resource.RLIMIT_FSIZE)
        )
        telling, teller = os.pipe()
        with (
            Path(os.devnull).open("rb") as nothing,
            tempfile.TemporaryFile() as output,
            tempfile.TemporaryFile() as errors,
            os.fdopen(telling, "rb", buffering=0) as told,
        ):
            files = [nothing.fileno(), output.fileno(), errors.fileno(), teller]
            socket.send_fds(self._line, [msgspec.msgpack.encode(start)], files)
            os.close(teller)
            pid = _number_from(told.read(NUMBER_BYTES))
            if not select.select([told], [], [], PATIENCE_S)[0]:
                os.kill(pid, signal.SIGKILL)
                raise subprocess.TimeoutExpired(command, PATIENCE_S)
            status = _number_from(told.read(NUMBER_BYTES))
            output.seek(0)
            errors.seek(0)
            return subprocess.CompletedProcess(command, status, output.read(), errors.read())

    def end(self) -> None:
        """Let go of the process, which ends by it."""
        self._line.shutdown(socket.SHUT_RDWR)  # Also for children of ours that hold it.
        self._line.close()
        self._process.wait()


def _number_from(told: bytes | None) -> int:
    assert told, "what runs commands has ended"
    return int.from_bytes(told, signed=True)


@cache
def _forks() -> _Forks:
    """Return what runs commands of this process, begun with the first."""
    forks = _Forks()
    atexit.register(forks.end)
    return forks


def sell(folder: Path, meter: str, amount: str = "50", *options: str) -> Answered:
    """Run `sell`, paid with far more than enough."""
    sale = ("sell", "--meter", meter, f"--amount={amount}", "--tender", "cash:1000000")
    return vendwatt(folder, *sale, *options)


@contextmanager
def resident_agent(folder: Path) -> Iterator[int]:
    """Let `keys unlock` leave an open key agent running; give its process id and stop it."""
    assert vendwatt(folder, "keys", "unlock").status == 0
    pid = agent_pid(folder)
    try:
        yield pid
    finally:
        end_agent(pid, signal.SIGTERM)


@contextmanager
def opened_after(folder: Path) -> Iterator[Ports]:
    """Open a terminal in this process, once the agent of the last command has left."""
    agent_has_left(folder)
    with story.opened(folder) as ports:
        yield ports


def agent_has_left(folder: Path) -> None:
    """Wait until no agent owns a folder; an agent that stays fails it."""
    wait = ["flock", "--timeout", str(PATIENCE_S), str(AgentFolder(folder).agent_lock), "true"]
    subprocess.run(wait, check=True)


def agent_pid(folder: Path) -> int:
    """Return the process id of the agent that listens."""
    with meeting_point.connect(
        AgentFolder(folder).meeting_place, within_s=PATIENCE_S
    ) as connection:
        assert isinstance(connection, socket.socket)
        return meeting_point.peer_pid(connection)


def end_agent(pid: int, number: signal.Signals = signal.SIGKILL) -> None:
    """Signal an agent that is no child of ours and wait for its end; one that is gone is fine."""
    try:
        handle = os.pidfd_open(pid)
    except ProcessLookupError:
        return
    try:
        signal.pidfd_send_signal(handle, number)
        assert select.select([handle], [], [], PATIENCE_S)[0]
    except ProcessLookupError:
        return
    finally:
        os.close(handle)
