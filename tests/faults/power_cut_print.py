"""Real power cuts under a terminal that prints, and the paper that came out of its printer.

    python -m tests.faults.power_cut_print FOLDER --cuts 20 [--seed N]

As `tests.faults.power_cut`, with a printer that is plugged in elsewhere and keeps its paper. After
each cut the state of every job is held against that paper: what waits is not on it, what is
confirmed is on it once, and of the rest nobody is told anything. Then the queue is worked off, and
nothing comes out a second time; a drawer is never opened again.
"""

import os
import re
import socket
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final, NoReturn

import msgspec

from pos.app.cash.move_cash import CashWish, pay_in
from pos.app.paper.paper_policy import set_paper_policy
from pos.app.paper.set_printer import set_printer
from pos.app.ports import Ports, PrintKind, PrintState
from pos.app.selling.sell import sell
from pos.app.selling.settle import settle
from pos.domain.entries import PaperPolicySet
from pos.domain.errors import PosError
from pos.domain.money import Money
from pos.store.store import SqlStore
from tests import terminal_stories as story
from tests.desk_stories import AGENT, SUPERVISOR
from tests.faults.cut_disk import PATIENCE_S, Disk, Worker, harness, work_until_dark
from tests.faults.power_cut import METERS, end_open_sale
from tests.printer_simulator import PrinterSimulator

CUT_WITHIN_S: Final = 0.12
_HEAD: Final = re.compile(r"(?:Receipt|Journal entry) +(\S+)")
_JOBS: Final = (
    "SELECT j.id, j.kind, j.subject, j.state, s.receipt_no FROM print_job j "
    "LEFT JOIN sale s ON s.sale_id = j.subject ORDER BY j.id"
)
_HERE = (PrintState.CONFIRMED, PrintState.HANDED_OVER)
_NOBODY_KNOWS = (PrintState.SENDING, PrintState.UNKNOWN)


class Printed(msgspec.Struct):
    """What a run found.

    Attributes:
        papers: that came out, each once.
        kicks: of the drawer.
        interrupted: cuts that hit while a paper or a kick was on its way.
        late: papers that waited for the light to come back.
        broken: all broken promises in words.
    """

    seed: int
    cuts: int = 0
    papers: int = 0
    kicks: int = 0
    interrupted: int = 0
    late: int = 0
    broken: list[str] = msgspec.field(default_factory=list)


@dataclass(frozen=True)
class Job:
    """A job as the disk has it; `name` is what its paper says of itself, empty for a drawer."""

    number: int
    name: str
    state: PrintState


@dataclass
class Shop:
    """One terminal on the disk, its printer, and what was found."""

    disk: Disk
    random: Random
    found: Printed
    printer: PrinterSimulator

    @property
    def folder(self) -> Path:
        """The terminal's folder."""
        return self.disk.root / "till"

    def sell_until_dark(self) -> None:
        """Let a key agent and a clerk work, and take the disk away from them while paper runs."""
        agent = story.serve_forked(self.folder)
        clerk = Worker(self._work)
        heard = work_until_dark(self.disk, agent, clerk, self.random, within_s=CUT_WITHIN_S)
        if heard.stopped:
            self.found.broken.append(f"stopped before the cut: {heard.stopped}")
        self.found.cuts += 1
        self._hear_the_last_byte()

    def hold_against_paper(self) -> None:
        """Start again after a cut: look at every job, work the queue off, and look again."""
        before: list[Job] = []
        try:
            with story.opened(self.folder) as ports:
                before = jobs_of(ports)
                found = [*self._compared(before)]
                for row in settle(ports).offered:
                    # Its meter is sold nothing more until somebody ends it.
                    end_open_sale(ports, row.sale_id, resumes=self.random.random() < 0.5)
                for _ in range(2):
                    ports.receipts.work_off()
                after = jobs_of(ports)
                found += [*self._compared(after), *_moved_on(before, after)]
        except PosError as error:
            found = [f"does not start again: {error.code} {error.facts}"]
        self.found.broken += [f"cut {self.found.cuts}: {promise}" for promise in found]
        self.found.interrupted += any(job.state is PrintState.SENDING for job in before)
        self.found.late += sum(job.state is PrintState.QUEUED and bool(job.name) for job in before)

    def _compared(self, jobs: list[Job]) -> Iterator[str]:
        """Name every job whose state is not what the paper says."""
        papers = self._papers()
        known = {job.name for job in jobs}
        for name, times in papers.items():
            if name not in known:
                yield f"{name} is on paper and in no job"
            if times > 1:
                yield f"{name} came out {times} times"
        for job in jobs:
            times = papers[job.name]
            if job.name and job.state in _HERE and times != 1:
                yield f"{job.name} is {job.state} and came out {times} times"
            if job.name and job.state in (PrintState.QUEUED, PrintState.BLOCKED) and times:
                yield f"{job.name} is {job.state} and came out"
        drawers = Counter(job.state for job in jobs if not job.name)
        kicks, sure = self.printer.paper.drawer_kicks, sum(drawers[state] for state in _HERE)
        if not sure <= kicks <= sure + sum(drawers[state] for state in _NOBODY_KNOWS):
            yield f"the drawer opened {kicks} times, and its jobs say {dict(drawers)}"
        self.found.papers, self.found.kicks = papers.total(), kicks

    def _papers(self) -> Counter[str]:
        heads = (_HEAD.fullmatch(line.strip()) for line in self.printer.paper.lines)
        return Counter(head[1] for head in heads if head is not None)

    def _hear_the_last_byte(self) -> None:
        """Wait until the printer has read what left the terminal; it serves one after the other."""
        with socket.create_connection(("127.0.0.1", self.printer.port), PATIENCE_S) as asking:
            asking.sendall(b"\x10\x04\x01")
            asking.recv(1)

    def _work(self, report: int, random: Random) -> NoReturn:
        with story.reached(self.folder) as ports:
            settle(ports)
            with ports.store.read() as reads:
                pans = story.pans_of(reads, METERS)
            while True:
                subject = self._one_thing(ports, random, pans)
                os.write(report, b".")
                if random.random() < 0.9:
                    ports.receipts.work_off(first=subject)

    def _one_thing(self, ports: Ports, random: Random, pans: list[str]) -> str:
        """Sell, which prints a receipt and opens the drawer, or pay in; return what it is about."""
        if random.random() < 0.3:
            wish = CashWish(Money(random.randrange(100, 10_000), story.CURRENCY), "coins")
            return str(pay_in(ports, wish, operator=AGENT).seq)
        request = story.a_request(random.choice(pans), random.randrange(2_000, 30_000))
        return sell(ports, request, operator=story.OPERATOR).sale_id


def jobs_of(ports: Ports) -> list[Job]:
    """Return every print job there ever was."""
    assert isinstance(ports.store, SqlStore)
    with ports.store._database._connection() as connection:
        rows = connection.execute(_JOBS).fetchall()
    return [
        Job(
            number,
            "" if kind == PrintKind.DRAWER else receipt_no or subject,
            PrintState(state),
        )
        for number, kind, subject, state, receipt_no in rows
    ]


def _moved_on(before: list[Job], after: list[Job]) -> Iterator[str]:
    """Name what the program did by itself with a job that only a person may end, or left undone."""
    now = {job.number: job for job in after}
    for job in before:
        state = now[job.number].state
        if job.state in _NOBODY_KNOWS and state is not PrintState.UNKNOWN:
            yield f"job {job.number} was {job.state} and is {state}"
        if job.name and job.state is PrintState.QUEUED and state not in _HERE:
            yield f"{job.name} waited and is {state}"


def new_shop(root: Path, printer: PrinterSimulator) -> None:
    """Make a terminal whose sales open the drawer and print on a real connection."""
    with story.opened(story.new_terminal(root / "till")) as ports:
        set_printer(ports, f"tcp://127.0.0.1:{printer.port}", operator=story.OPERATOR)
        policy = PaperPolicySet(copies_alone=3, opens_drawer=True)
        set_paper_policy(ports, policy, operator=SUPERVISOR)


def run(folder: Path, *, cuts: int, seed: int) -> Printed:
    """Cut the power so often and say what came of it."""
    disk = Disk(folder)
    found = Printed(seed)
    with PrinterSimulator() as printer:
        disk.make(lambda root: new_shop(root, printer))
        shop = Shop(disk, Random(seed), found, printer)  # noqa: S311 - a run is repeated by its seed.
        while found.cuts < cuts and not found.broken:
            with disk.mounted():
                shop.sell_until_dark()
            with disk.mounted():
                shop.hold_against_paper()
    return found


if __name__ == "__main__":
    harness("power_cut_print", run, cuts=20)
