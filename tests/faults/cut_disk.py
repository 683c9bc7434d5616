"""The power of a disk, cut for real under whoever works on it; used by the harnesses `power_cut*`.

A folder gets a disk image that is mounted over a loop device in a mount namespace of this program's
own, so that nothing stays mounted when it dies. In each round a key agent and a worker run on the
image, and the worker tells over a pipe what it has acknowledged. At a random moment the kernel is
told to drop the file system without flushing anything (EXT4_IOC_SHUTDOWN, NOLOGFLUSH), both are
killed, and the image is mounted again.

Both are halted just before, as a computer without power is. While a file system is dropped an
`fdatasync` on its way may return 0 and keep nothing (Linux 6.18: about one cut in twenty of a loop
that appends); who ran on would tell of it, and send it to a printer that still has light.

What this cut does not take is what the kernel has handed to the disk already: a disk that lies
about its cache is not simulated.
"""

import argparse
import ctypes
import fcntl
import logging
import os
import select
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import BinaryIO, Final, NoReturn

import msgspec

from pos.domain.errors import PosError
from tests import terminal_stories as story

EXT4_IOC_SHUTDOWN: Final = 0x8004587D
NO_LOG_FLUSH: Final = struct.pack("I", 2)
IMAGE_BYTES: Final = 64 * 1024 * 1024
PATIENCE_S: Final = 30
_PIPE_BYTES: Final = 1 << 20
_MS_PRIVATE_RECURSIVE: Final = 0x44000
_CAP_SYS_ADMIN: Final = 21
_CLONE_NEWNS: Final = 0x20000


class Disk:
    """An ext4 image and the folder where it is mounted."""

    def __init__(self, folder: Path) -> None:
        self._pristine = folder / "pristine.ext4"
        self._image = folder / "disk.ext4"
        self.root = folder / "disk"
        self.root.mkdir()

    def make(self, fill: Callable[[Path], object]) -> None:
        """Format the image, fill it, and keep it to start over from."""
        with self._image.open("wb") as image:
            image.truncate(IMAGE_BYTES)
        _run("mkfs.ext4", "-q", "-F", "-m", "0", str(self._image))
        with self.mounted():
            fill(self.root)
        _run("cp", "--sparse=always", str(self._image), str(self._pristine))

    def start_over(self) -> None:
        """Put the first state back."""
        _run("cp", "--sparse=always", str(self._pristine), str(self._image))

    @contextmanager
    def mounted(self) -> Iterator[None]:
        """Mount the image; the file system's own journal is replayed."""
        _run("mount", "-t", "ext4", "-o", "loop", str(self._image), str(self.root))
        try:
            yield
        finally:
            _run("umount", str(self.root))

    def cut_power(self) -> None:
        """Take the file system away; what was not made durable is gone."""
        handle = os.open(self.root, os.O_RDONLY | os.O_DIRECTORY)
        try:
            fcntl.ioctl(handle, EXT4_IOC_SHUTDOWN, NO_LOG_FLUSH)
        finally:
            os.close(handle)


@dataclass(frozen=True)
class Worker:
    """Who works on the disk until it goes dark.

    Attributes:
        work: gets the end of a pipe to tell on, and its own randomness; never returns by itself.
    """

    work: Callable[[int, Random], NoReturn]

    def fork(self, report: int, faults: int, seed: int) -> int:
        """Begin in a process of its own, which tells `faults` what ends it; return its number."""
        child = os.fork()
        if child:
            return child
        try:
            # What the print queue says about the missing disk is of no interest here.
            logging.disable()
            self.work(report, Random(seed))  # noqa: S311 - a run is repeated by its seed.
        except (PosError, OSError) as error:
            # With the disk gone this is what must happen; the parent knows when it went.
            os.write(faults, f"{error!r} {getattr(error, 'facts', '')}".encode())
        finally:
            os._exit(0)


@dataclass(frozen=True)
class Heard:
    """What a worker told.

    Attributes:
        told: whole lines.
        stopped: what ended it while the light was still on; empty if it worked on.
    """

    told: bytes
    stopped: str


def work_until_dark(
    disk: Disk, agent: int, worker: Worker, random: Random, *, within_s: float, waits: bool = True
) -> Heard:
    """Let an agent and a worker work, and take the disk away from both.

    Args:
        agent: the process of the key agent.
        within_s: the longest time between the worker's first word and the cut.
        waits: for the first word; else the cut may come before it.
    """
    told, telling = os.pipe()
    failed, failing = os.pipe()
    process = worker.fork(telling, failing, random.getrandbits(64))
    os.close(telling)
    os.close(failing)
    with os.fdopen(told, "rb") as report, os.fdopen(failed, "rb") as faults:
        if waits:
            select.select([report], [], [], PATIENCE_S)
        # Here, and only here, time itself is what the test is about.
        time.sleep(random.uniform(0, within_s))
        for one in (process, agent):
            os.kill(one, signal.SIGSTOP)
        stopped = _said_until_now(faults)
        disk.cut_power()
        for one in (process, agent):
            story.end_process(one)
        return Heard(report.read(), stopped.decode())


def _said_until_now(pipe: BinaryIO) -> bytes:
    is_ready = select.select([pipe], [], [], 0)[0]
    return os.read(pipe.fileno(), _PIPE_BYTES) if is_ready else b""


def why_impossible() -> str:
    """Say why no power can be cut here; empty where it can, so that any failure is a failure."""
    status = Path("/proc/self/status").read_text("ascii")
    rights = next(int(line.split()[1], 16) for line in status.splitlines() if "CapEff" in line)
    if os.geteuid() != 0:
        return "needs root"
    if not rights >> _CAP_SYS_ADMIN & 1:
        return "no right to mount"
    if not Path("/dev/loop-control").exists():
        return "no loop devices"
    return ""


def harness(
    name: str,
    run: Callable[..., msgspec.Struct],
    *,
    cuts: int,
    also: Callable[[argparse.ArgumentParser], None] = lambda _: None,
) -> None:
    """Run a harness from the command line; its finding is the last line, a JSON object.

    Args:
        run: gets `folder`, `cuts`, `seed` and what `also` asks for, by name.
        cuts: without the option.
    """
    parser = argparse.ArgumentParser(prog=f"tests.faults.{name}")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--cuts", type=int, default=cuts)
    parser.add_argument("--seed", type=int, default=int.from_bytes(os.urandom(4), "big"))
    also(parser)
    options = parser.parse_args()
    os.umask(0o077)
    _own_mounts()
    sys.stderr.write(f"seed {options.seed}\n")
    sys.stderr.flush()
    sys.stdout.buffer.write(msgspec.json.encode(run(**vars(options))) + b"\n")


def _own_mounts() -> None:
    """Leave the machine's mount namespace; raises OSError where that is not allowed."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(_CLONE_NEWNS) or libc.mount(b"none", b"/", None, _MS_PRIVATE_RECURSIVE, None):
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))


def _run(*command: str) -> None:
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL)
