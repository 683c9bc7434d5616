"""The real command, run as a shop does: started, answered, ended."""

import os
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from pos.app.ports import Ports
from pos.keystore.files import meeting_point
from pos.keystore.files.folder import AgentFolder
from tests import terminal_stories as story

VENDWATT = Path(sys.executable).with_name("vendwatt")
SECONDS_MAX = 60


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
    done = subprocess.run(
        [str(VENDWATT), "--data", str(folder), "--json", *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=SECONDS_MAX,
        check=False,
    )
    error: dict[str, str] = {}
    if done.returncode:
        # The last line is the answer; nothing else may stand there, least of all a traceback.
        (text,) = done.stderr.splitlines()
        error = msgspec.json.decode(text)["error"]
    is_json = done.stdout[:1] == b"{"
    lines = tuple(map(msgspec.json.decode, done.stdout.splitlines())) if is_json else ()
    return Answered(done.returncode, lines, error, done.stdout + done.stderr)


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
    wait = ["flock", "--timeout", str(SECONDS_MAX), str(AgentFolder(folder).agent_lock), "true"]
    subprocess.run(wait, check=True)


def agent_pid(folder: Path) -> int:
    """Return the process id of the agent that listens."""
    with meeting_point.connect(AgentFolder(folder).meeting_place, within_s=5) as connection:
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
        assert select.select([handle], [], [], SECONDS_MAX)[0]
    except ProcessLookupError:
        return
    finally:
        os.close(handle)
