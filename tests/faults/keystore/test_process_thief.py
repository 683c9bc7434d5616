"""A thief who runs as the same user: looks into the agent's process from outside."""

import ctypes
import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from pos.keystore.server.process_guard import guard_process
from tests.faults.keystore.gains import gained
from tests.terminal_stories import wait_for

# Root sees everything, so as root both sides become somebody else.
NOBODY = 65534
_PR_SET_DUMPABLE, _PTRACE_ATTACH = 4, 16


def become_nobody() -> None:
    """Give up root's rights, and be as open as a program of that user is by itself."""
    if os.getuid() == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 1, 0, 0, 0)


def forked(work: Callable[[], int]) -> int:
    """Run something in a child and return the child's id."""
    child = os.fork()
    if child == 0:
        status = 99
        try:
            status = work()
        finally:
            os._exit(status)
    return child


def a_victim(*, guarded: bool) -> int:
    """Start a process of that user, guarded as an agent is or not; it waits to be killed."""
    reading, writing = os.pipe()

    def live() -> int:
        become_nobody()
        if guarded:
            guard_process()
        os.write(writing, b"!")
        signal.pause()
        return 0

    child = forked(live)
    os.read(reading, 1)
    os.close(reading)
    os.close(writing)
    return child


def reads(victim: int, name: str) -> bool:
    """Whether the same user reads a file about a process."""

    def attack() -> int:
        become_nobody()
        try:
            with Path(f"/proc/{victim}/{name}").open("rb") as file:
                file.read(1) if name != "mem" else None
        except PermissionError:
            return 1
        return 0

    return wait_for(forked(attack)) == 0


def attaches(victim: int) -> bool:
    """Whether the same user attaches a debugger to a process."""

    def attack() -> int:
        become_nobody()
        libc = ctypes.CDLL(None, use_errno=True)
        return 0 if libc.ptrace(_PTRACE_ATTACH, victim, 0, 0) == 0 else 1

    return wait_for(forked(attack)) == 0


@pytest.mark.parametrize("name", ["mem", "environ", "maps"])
def test_read_the_process_as_the_same_user(name: str) -> None:
    """Open in any other program of that user; shut in the agent."""
    found = {}
    for guarded in (False, True):
        victim = a_victim(guarded=guarded)
        found[guarded] = reads(victim, name)
        os.kill(victim, signal.SIGKILL)
        wait_for(victim)
    assert not found[True]
    # Some systems keep the memory of any process from all but its parents.
    assert found[False] or name == "mem"
    gained(f"read /proc/PID/{name} as the same user", "nothing: permission denied")


def test_attach_a_debugger_as_the_same_user() -> None:
    """The kernel refuses, whatever its setting for other programs is."""
    victim = a_victim(guarded=True)
    assert not attaches(victim)
    os.kill(victim, signal.SIGKILL)
    wait_for(victim)
    gained("attach a debugger as the same user", "nothing: refused by the kernel; root may still")


def test_make_it_dump_core(tmp_path: Path) -> None:
    """A guarded process that is made to crash leaves no file behind."""

    def crash() -> int:
        os.chdir(tmp_path)
        guard_process()
        # Whoever starts the suite in the background has this signal ignored.
        signal.signal(signal.SIGQUIT, signal.SIG_DFL)
        os.kill(os.getpid(), signal.SIGQUIT)
        return 0

    status = wait_for(forked(crash))
    assert status == -signal.SIGQUIT
    assert list(tmp_path.iterdir()) == []
    gained("make it dump core", "nothing: no core file")
