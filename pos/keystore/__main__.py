"""`python -m pos.keystore --data DIR [--resident] [--group NAME]`: a key agent's process.

The vault in the folder says whether it is a terminal's agent or a head office's.

It takes no secret from its arguments or its environment. With `--ready-fd N` it detaches from
whoever started it and writes one answer (see `protocol.py`) to that descriptor: `done` when it
listens, or `failed` with the reason why it does not.
"""

import argparse
import grp
import os
import signal
import socket
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import msgspec

from pos.domain.errors import ExitStatus, FolderNotATerminal, PosError
from pos.keystore.agent.agent import KeyAgent
from pos.keystore.agent.credential import open_by_credential, open_by_tpm, open_unattended
from pos.keystore.agent.dispatch import answer_to
from pos.keystore.calls.protocol import Done, Failed, failed_by
from pos.keystore.calls.signing import SIGNING_REQUEST_BYTES_MAX
from pos.keystore.files import meeting_point
from pos.keystore.files.folder import AgentFolder, disk_fault
from pos.keystore.files.terminal_clock import AgentClock
from pos.keystore.server.process_guard import guard_process
from pos.keystore.server.server import AgentServer, Answering, ServerLimits
from pos.keystore.signing.signing_agent import SigningAgent, SigningPorts
from pos.keystore.signing.signing_dispatch import answer_signing
from pos.keystore.vault.vault import VaultRole, vault_role


def main() -> int:
    """Run an agent until it is stopped or not needed any more; return the exit status."""
    parser = argparse.ArgumentParser(prog="pos.keystore", description="Key agent")
    parser.add_argument("--data", type=Path, required=True, help="the folder of the vault")
    parser.add_argument("--resident", action="store_true", help="stay without clients")
    parser.add_argument("--group", type=_group_id, help="also serve the members of this group")
    parser.add_argument("--ready-fd", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.ready_fd is not None:
        _detach()
    guard_process()
    folder = AgentFolder(options.data.absolute())
    try:
        served = _opened(folder)
        listener = _listening(served, folder, options.group)
        open_by_credential(served.agent)
        open_by_tpm(served.agent)
        if isinstance(served.agent, KeyAgent):
            open_unattended(served.agent)
    except PosError as error:
        _report(failed_by(error), options.ready_fd)
        return error.exit_status
    server = AgentServer(
        served.agent,
        served.answer,
        folder,
        resident=options.resident,
        limits=served.limits,
        group=options.group,
    )
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: server.stop())
    _report(Done(msgspec.Raw(msgspec.msgpack.encode(None))), options.ready_fd)
    server.serve(listener)
    return ExitStatus.DONE


@dataclass(frozen=True, slots=True)
class _Served:
    """An agent of either kind, with what answers for it."""

    agent: KeyAgent | SigningAgent
    answer: Answering
    limits: ServerLimits


class _SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """Return the time, aware."""
        return datetime.now(UTC)


def _opened(folder: AgentFolder) -> _Served:
    """Take the folder by what its vault holds."""
    if not folder.path.is_dir():
        raise FolderNotATerminal
    if vault_role(folder.vault) is VaultRole.HEAD_OFFICE:
        signing = SigningAgent.open(folder.path, SigningPorts(_SystemClock(), os.urandom))
        limits = ServerLimits(request_bytes=SIGNING_REQUEST_BYTES_MAX)
        return _Served(signing, partial(answer_signing, signing), limits)
    agent = KeyAgent.open(folder.path, clock=AgentClock(folder.path), randomness=os.urandom)
    return _Served(agent, partial(answer_to, agent), ServerLimits())


def _listening(served: _Served, folder: AgentFolder, group: int | None) -> socket.socket:
    """Listen in the folder that is ours by now: whose it is not changes nothing at its door."""
    try:
        folder.make_meeting_place(group=group)
        return meeting_point.listen(folder.meeting_place, group=group)
    except PosError:
        served.agent.close()
        raise
    except OSError as error:
        served.agent.close()
        raise disk_fault(error) from error


def _group_id(name: str) -> int:
    try:
        return grp.getgrnam(name).gr_gid
    except KeyError as error:
        raise argparse.ArgumentTypeError(f"there is no group {name}") from error


def _detach() -> None:
    """Live on as a child that nobody has to wait for, in a session of its own."""
    if os.fork() > 0:
        os._exit(ExitStatus.DONE)
    os.setsid()


def _report(answer: Done | Failed, ready_fd: int | None) -> None:
    if ready_fd is None:
        if isinstance(answer, Failed):
            sys.stderr.write(f"{answer.code}\n")
        return
    with os.fdopen(ready_fd, "wb") as pipe:
        pipe.write(msgspec.msgpack.encode(answer))


if __name__ == "__main__":
    status = main()
    sys.stderr.flush()
    # The library of a device that hangs would hold up the end that Python makes of everything.
    os._exit(status)
