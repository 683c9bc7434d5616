"""A process that has all of `vendwatt` loaded and forks itself for each command, for tests.

    python -m tests.command_forks FD    FD: a packet socket; ends when its other end is closed

To load takes a command most of a second, the same each time, and journeys run hundreds. A fork is a
process of its own as well: with the arguments, folder, environment, limits and standard files that
are sent, run from the program's own `main` to the interpreter's end. That the installed command
starts as it should is seen where tests start it themselves.
"""

import importlib
import os
import pkgutil
import resource
import select
import socket
import sys
import time
from dataclasses import dataclass

import msgspec

import pos
import pos.__main__

REQUEST_BYTES_MAX = 128 * 1024
# Standard input, output and error, and where to tell the process id and, later, the exit status.
FILES = 4
NUMBER_BYTES = 4
# What only a window, a server of its own or a start needs.
_LEFT_OUT = ("pos.ui", "pos.bootstrap.window", "pos.store.migrations", "pos.headoffice.migrations")


class Start(msgspec.Struct, frozen=True):
    """A command to start.

    Attributes:
        arguments: with the command's name first.
        file_bytes_max: soft and hard limit of a file's length, as `resource` has them.
    """

    arguments: list[str]
    folder: str
    environment: dict[str, str]
    file_bytes_max: tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Running:
    pid: int
    teller: int


def number(value: int) -> bytes:
    """Return a number as it is told."""
    return value.to_bytes(NUMBER_BYTES, signed=True)


def _load_everything() -> None:
    for found in pkgutil.walk_packages(pos.__path__, "pos."):
        if not found.name.startswith(_LEFT_OUT) and not found.name.endswith("__main__"):
            importlib.import_module(found.name)


def _wait_for_command(line: socket.socket) -> Start | None:
    """Start what is asked for, and tell how it ended; return in each fork, None at the end."""
    running: dict[int, _Running] = {}
    while True:
        ready, _, _ = select.select([line.fileno(), *running], [], [])
        for ended in running.keys() & ready:
            command = running.pop(ended)
            status = os.waitstatus_to_exitcode(os.waitpid(command.pid, 0)[1])
            os.write(command.teller, number(status))
            os.close(command.teller)
            os.close(ended)
        if line.fileno() not in ready:
            continue
        request, files, _, _ = socket.recv_fds(line, REQUEST_BYTES_MAX, FILES)
        if not request:
            return None
        child = os.fork()
        if child == 0:
            for standard, given in enumerate(files[:3]):
                os.dup2(given, standard)
            for each in (*files, *running, *(one.teller for one in running.values())):
                os.close(each)
            line.close()
            return msgspec.msgpack.decode(request, type=Start)
        for given in files[:3]:
            os.close(given)
        os.write(files[3], number(child))
        running[os.pidfd_open(child)] = _Running(child, files[3])


def _become(start: Start) -> None:
    os.environ.clear()
    os.environ.update(start.environment)
    time.tzset()
    os.chdir(start.folder)
    resource.setrlimit(resource.RLIMIT_FSIZE, start.file_bytes_max)
    sys.argv = start.arguments


def main() -> None:
    """Load, then be whatever command is asked for."""
    _load_everything()
    start = _wait_for_command(socket.socket(fileno=int(sys.argv[1])))
    if start is not None:
        _become(start)
        pos.__main__.main()


if __name__ == "__main__":
    main()
