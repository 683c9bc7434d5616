"""Real power cuts: an ext4 file system is shut down under a terminal that sells.

    python -m tests.faults.power_cut FOLDER --cuts 200 [--seed N] [--careless store agent]

FOLDER gets a disk image that is mounted over a loop device in a mount namespace of this program's
own, so that nothing stays mounted when it dies. In each round a key agent and a selling process run
on the image, and the latter tells over a pipe what it has acknowledged to its customers. At a
random moment the kernel is told to drop the file system without flushing anything
(EXT4_IOC_SHUTDOWN, NOLOGFLUSH), both are killed, the image is mounted again and the terminal is
asked for all its promises.

What this cut does not take is what the kernel has handed to the disk already: a disk that lies
about its cache is not simulated. The last line on standard output is a JSON object.
"""

import argparse
import ctypes
import fcntl
import logging
import os
import select
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Final, NoReturn

import msgspec

from pos.app.journal_heads import sign_newest_head
from pos.app.ports import Issued, Ports, Tombstone
from pos.app.sell import sell
from pos.app.settle import cancel, resume, settle
from pos.domain.errors import AgentUnreachable, PosError, SaleAlreadyCommitted, SaleIdReused
from pos.domain.sale import SaleRequest
from pos.keystore.agent import KeyAgent
from pos.keystore.client import AgentClient
from pos.store.store import SqlStore
from tests import terminal_stories as story
from tests.promises_kept import broken_promises, facts_of

EXT4_IOC_SHUTDOWN: Final = 0x8004587D
NO_LOG_FLUSH: Final = struct.pack("I", 2)
IMAGE_BYTES: Final = 64 * 1024 * 1024
CUTS_PER_IMAGE: Final = 20
CUT_WITHIN_S: Final = 0.15
PATIENCE_S: Final = 30
METERS: Final = 12
_MS_PRIVATE_RECURSIVE: Final = 0x44000
_CAP_SYS_ADMIN: Final = 21
_CLONE_NEWNS: Final = 0x20000


class Outcome(msgspec.Struct):
    """What a run found.

    Attributes:
        acknowledged: sales and cancels that a customer was told of before the light went out.
        offered: sales that were open after a cut.
        recovered: sales that start-up finished by itself.
        lost, doubled: promises broken in that way.
        broken: all broken promises in words.
    """

    seed: int
    cuts: int = 0
    acknowledged: int = 0
    offered: int = 0
    recovered: int = 0
    lost: int = 0
    doubled: int = 0
    broken: list[str] = msgspec.field(default_factory=list)


class Said(msgspec.Struct, frozen=True):
    """One line of the selling process; `digits` is empty for a cancelled sale."""

    sale_id: str = ""
    digits: str = ""
    fault: str = ""


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


class LossyClient(AgentClient):
    """Loses the next request, or the answer to it, when it is told to."""

    loses: str = ""

    def issue(self, sale_id: str, begun: bytes) -> Issued | Tombstone:
        """Issue, unless the request or the answer gets lost."""
        loses, self.loses = self.loses, ""
        if loses == "request":
            raise AgentUnreachable(why="lost request")
        outcome = super().issue(sale_id, begun)
        if loses == "answer":
            raise AgentUnreachable(why="lost answer")
        return outcome


@dataclass
class Clerk:
    """Sells, repeats, resumes and cancels, and says what it has acknowledged."""

    ports: Ports
    keys: LossyClient
    random: Random
    report: int
    pans: list[str]
    last: tuple[SaleRequest, str] | None = None

    def act(self) -> None:
        """Do one thing that happens at a counter."""
        chance = self.random.random()
        if chance < 0.1 and self.last is not None:
            self._repeat(*self.last)
        elif chance < 0.16 and self.last is not None:
            self._reuse_id(self.last[0])
        elif chance < 0.34:
            self._lose_and_settle()
        else:
            self._sell()

    def _request(self) -> SaleRequest:
        return story.a_request(self.random.choice(self.pans), self.random.randrange(2_000, 30_000))

    def _sell(self) -> None:
        request = self._request()
        result = sell(self.ports, request, operator=story.OPERATOR)
        digits = result.tokens[0].digits
        self._say(Said(request.sale_id, digits))
        self.last = request, digits
        sign_newest_head(self.ports)
        if self.random.random() < 0.4:
            self.ports.receipts.work_off(first=request.sale_id)

    def _repeat(self, request: SaleRequest, digits: str) -> None:
        result = sell(self.ports, request, operator=story.OPERATOR)
        if result.tokens[0].digits != digits:
            self._say(Said(fault=f"doubled: another token for {request.sale_id}"))

    def _reuse_id(self, request: SaleRequest) -> None:
        other = story.a_request(request.pan, request.amount.minor + 100, sale_id=request.sale_id)
        try:
            sell(self.ports, other, operator=story.OPERATOR)
        except SaleIdReused:
            return
        self._say(Said(fault=f"doubled: {request.sale_id} sold other content"))

    def _lose_and_settle(self) -> None:
        """Begin a sale whose request or answer gets lost, and end it as the operator wants."""
        request = self._request()
        self.keys.loses = self.random.choice(("request", "answer"))
        try:
            sell(self.ports, request, operator=story.OPERATOR)
        except AgentUnreachable:
            said = end_open_sale(self.ports, request.sale_id, resumes=self.random.random() < 0.5)
            self._say(said)

    def _say(self, said: Said) -> None:
        os.write(self.report, msgspec.json.encode(said) + b"\n")


def end_open_sale(ports: Ports, sale_id: str, *, resumes: bool) -> Said:
    """Resume or cancel an open sale; return what the customer is told."""
    try:
        if resumes:
            result = resume(ports, sale_id, operator=story.OPERATOR)
            return Said(sale_id, result.tokens[0].digits)
        cancel(ports, sale_id, operator=story.OPERATOR)
    except SaleAlreadyCommitted:
        with ports.store.read() as reads:
            return Said(sale_id, story.digits_of(reads, sale_id))
    return Said(sale_id)


@dataclass
class Till:
    """One terminal on the disk, and what its customers were told."""

    disk: Disk
    random: Random
    outcome: Outcome
    careless: frozenset[str]
    told: dict[str, str] = field(default_factory=dict)

    @property
    def folder(self) -> Path:
        """The terminal's folder."""
        return self.disk.root / "till"

    def sell_until_dark(self) -> None:
        """Let a key agent and a clerk work, and take the disk away from them."""
        agent = story.serve_forked(
            self.folder, _careless_agent if "agent" in self.careless else None
        )
        reading_end, writing_end = os.pipe()
        clerk = self._fork_clerk(writing_end)
        os.close(writing_end)
        with os.fdopen(reading_end, "rb") as report:
            is_early = self.random.random() < 0.1
            if not is_early:
                select.select([report], [], [], PATIENCE_S)
            # Here, and only here, time itself is what the test is about.
            time.sleep(self.random.uniform(0, CUT_WITHIN_S))
            before = (
                os.read(report.fileno(), 1 << 20) if select.select([report], [], [], 0)[0] else b""
            )
            self.disk.cut_power()
            for process in (clerk, agent):
                story.end_process(process)
            after = report.read()
        self.outcome.cuts += 1
        if not is_early and not before:
            self.outcome.broken.append("no sale was made")
        self._hear(before, after)

    def ask_for_promises(self) -> bool:
        """Start again after a cut; return whether all is as the customers were told."""
        try:
            with story.opened(self.folder) as ports:
                self._settle(ports)
                found = [*self._forgotten(ports), *broken_promises(ports)]
        except PosError as error:
            found = [f"lost: does not start again: {error.code} {error.facts}"]
        self.outcome.broken += [f"cut {self.outcome.cuts}: {promise}" for promise in found]
        self.outcome.lost += sum(promise.startswith("lost") for promise in found)
        self.outcome.doubled += sum(promise.startswith("doubled") for promise in found)
        return not found

    def _settle(self, ports: Ports) -> None:
        settled = settle(ports)
        self.outcome.recovered += len(settled.committed)
        for row in settled.offered:
            self.outcome.offered += 1
            said = end_open_sale(ports, row.sale_id, resumes=self.random.random() < 0.5)
            self.told[said.sale_id] = said.digits

    def _forgotten(self, ports: Ports) -> Iterator[str]:
        """Name what a customer was told and the journal does not say."""
        with ports.store.read() as reads:
            facts = facts_of(reads)
        committed, cancelled = facts.committed(), facts.cancelled()
        for sale_id, digits in self.told.items():
            issue = committed.get(sale_id)
            kept = issue.tokens[0].digits if issue is not None else ""
            if not digits and sale_id not in cancelled:
                yield f"lost: {sale_id} was cancelled"
            elif digits and not kept:
                yield f"lost: {sale_id} was sold"
            elif digits != kept:
                yield f"doubled: {sale_id} has another token now"

    def _hear(self, before: bytes, after: bytes) -> None:
        for line in before.splitlines(keepends=True) + after.splitlines(keepends=True):
            # Lines are short enough for a pipe to take each whole.
            said = msgspec.json.decode(line, type=Said)
            if said.sale_id:
                self.told[said.sale_id] = said.digits
                self.outcome.acknowledged += 1
            elif said.fault.startswith("doubled") or line in before:
                self.outcome.broken.append(said.fault)
                self.outcome.doubled += said.fault.startswith("doubled")

    def _fork_clerk(self, report: int) -> int:
        seed = self.random.getrandbits(64)
        child = os.fork()
        if child:
            return child
        try:
            self._work(report, Random(seed))  # noqa: S311 - a run is repeated by its seed.
        except (PosError, OSError) as error:
            # With the disk gone this is what must happen; the parent knows when it went.
            os.write(report, msgspec.json.encode(Said(fault=repr(error))) + b"\n")
        finally:
            os._exit(0)

    def _work(self, report: int, random: Random) -> NoReturn:
        # What the print queue says about the missing disk is of no interest here.
        logging.disable()
        with story.reached(self.folder, LossyClient) as ports:
            assert isinstance(ports.keys, LossyClient)
            if "store" in self.careless:
                _make_careless(ports)
            settle(ports)
            with ports.store.read() as reads:
                pans = story.pans_of(reads, METERS)
            clerk = Clerk(ports, ports.keys, random, report, pans)
            while True:
                clerk.act()


def _careless_agent(folder: Path) -> KeyAgent:
    """Own the keys with an issue store that does not wait for the disk."""
    agent = story.own_agent(folder)
    assert agent._identity is not None
    agent._identity.database.run("PRAGMA synchronous = OFF")
    return agent


def _make_careless(ports: Ports) -> None:
    """Make a store acknowledge what is not durable."""
    assert isinstance(ports.store, SqlStore)
    with ports.store._database._engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA synchronous = OFF")


def run(folder: Path, *, cuts: int, seed: int, careless: frozenset[str]) -> Outcome:
    """Cut the power so often and say what came of it.

    Args:
        careless: `store` and `agent` do not wait for the disk; then this must find losses.
    """
    disk = Disk(folder)
    disk.make(lambda root: story.new_terminal(root / "till"))
    outcome = Outcome(seed)
    random = Random(seed)  # noqa: S311 - a run is repeated by its seed.
    till = Till(disk, random, outcome, careless)
    image_cuts = 0
    while outcome.cuts < cuts:
        if image_cuts == CUTS_PER_IMAGE:
            disk.start_over()
            till = Till(disk, random, outcome, careless)
            image_cuts = 0
        with disk.mounted():
            till.sell_until_dark()
        with disk.mounted():
            is_whole = till.ask_for_promises()
        # A terminal with a broken promise would break it again after every cut.
        image_cuts = image_cuts + 1 if is_whole else CUTS_PER_IMAGE
    return outcome


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


def _own_mounts() -> None:
    """Leave the machine's mount namespace; raises OSError where that is not allowed."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(_CLONE_NEWNS) or libc.mount(b"none", b"/", None, _MS_PRIVATE_RECURSIVE, None):
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))


def _run(*command: str) -> None:
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL)


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(prog="tests.faults.power_cut")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--cuts", type=int, default=200)
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--careless", nargs="*", choices=("store", "agent"), default=())
    options = parser.parse_args()
    os.umask(0o077)
    _own_mounts()
    seed = options.seed if options.seed is not None else int.from_bytes(os.urandom(4), "big")
    sys.stderr.write(f"seed {seed}\n")
    sys.stderr.flush()
    outcome = run(
        options.folder, cuts=options.cuts, seed=seed, careless=frozenset(options.careless)
    )
    sys.stdout.buffer.write(msgspec.json.encode(outcome) + b"\n")


if __name__ == "__main__":
    main()
