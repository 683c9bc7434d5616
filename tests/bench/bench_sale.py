"""A whole sale against its own durable writes, a command's time, memory; prints figures.

A sale's own writes are as many appends with fdatasync, of the same sizes, on the same disk: two of
the journal's (A and C) and one of the agent's (B). Sale and writes take turns, so that a slow disk
is slow for both. Run alone: `python -m tests.bench.bench_sale`.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from pos.app.journal.journal_heads import sign_newest_head
from pos.app.ports import Ports
from pos.app.selling.sell import sell
from pos.domain.meter import display_number
from tests import command_line as cli
from tests import terminal_stories as story

SALES = 200
SIZED_SALES = 20
COMMANDS = 9
METERS = 20
_NANO_PER_MILLI = 1_000_000


Say = Callable[[str], None]


def say_aloud(text: str) -> None:
    """Print one figure."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def timed(what: Callable[[], object]) -> float:
    """Return how many milliseconds a call takes."""
    start = time.perf_counter_ns()
    what()
    return (time.perf_counter_ns() - start) / _NANO_PER_MILLI


@dataclass(frozen=True, slots=True)
class Writes:
    """The durable writes of one sale: bytes of each."""

    journal: int
    agent: int

    def repeat(self, journal: int, agent: int) -> None:
        """Append and fdatasync the same on two files."""
        for file, size in ((journal, self.journal), (agent, self.agent), (journal, self.journal)):
            os.write(file, bytes(size))
            os.fdatasync(file)


class Till:
    """A terminal whose agent is a process of its own, sold at again and again."""

    def __init__(self, folder: Path, ports: Ports) -> None:
        self._folder = folder
        self._ports = ports
        with ports.store.read() as reads:
            self._pans = story.pans_of(reads, METERS)
        self._sales = 0

    def sell(self) -> None:
        """Make one sale up to its token."""
        self._sales += 1
        request = story.a_request(self._pans[self._sales % METERS], 5_000 + self._sales)
        sell(self._ports, request, operator=story.OPERATOR)

    def sign(self) -> None:
        """Have the journal's head signed, as it is after each sale."""
        sign_newest_head(self._ports)

    def writes(self) -> Writes:
        """See how much one sale writes; both logs were just begun and grow with every commit."""
        before = self._log_sizes()
        for _ in range(SIZED_SALES):
            self.sell()
        journal, agent = (
            (now - then) // SIZED_SALES for now, then in zip(self._log_sizes(), before, strict=True)
        )
        return Writes(journal // 2, agent)

    def _log_sizes(self) -> tuple[int, int]:
        names = ("terminal.db-wal", "agent.db-wal")
        journal, agent = ((self._folder / name).stat().st_size for name in names)
        return journal, agent


@contextmanager
def served_till(folder: Path) -> Iterator[Till]:
    """Serve a new terminal's agent from another process and open the till."""
    story.new_terminal(folder)
    pid = story.serve_forked(folder)
    try:
        with story.reached(folder) as ports:
            yield Till(folder, ports)
    finally:
        story.end_process(pid)


def measure_sale(folder: Path, say: Say) -> None:
    """Compare sales with their own writes, in turns."""
    with served_till(folder) as till, ExitStack() as opened:
        till.sell()
        till.sign()
        writes = till.writes()
        files = [
            opened.enter_context((folder.parent / name).open("wb", buffering=0)).fileno()
            for name in ("journal.bench", "agent.bench")
        ]
        sales, signatures, bare = [], [], []
        for _ in range(SALES):
            sales.append(timed(till.sell))
            bare.append(timed(lambda: writes.repeat(*files)))
            signatures.append(timed(till.sign))
        sale, own = statistics.median(sales), statistics.median(bare)
        ratios = statistics.median(a / b for a, b in zip(sales, bare, strict=True))
        say(
            f"sale {sale:.2f} ms, its own durable writes {own:.2f} ms (3 x append + fdatasync, "
            f"{2 * writes.journal + writes.agent:,} bytes): {sale / own:.2f} times, "
            f"median of ratios {ratios:.2f}, {SALES} sales"
        )
        say(f"signing the head after it {statistics.median(signatures):.2f} ms more")


def measure_commands(folder: Path, say: Say) -> None:
    """Time `sell` as a command, with and without a running agent."""
    story.new_terminal(folder)
    with story.opened(folder) as ports, ports.store.read() as reads:
        meter = display_number(story.pans_of(reads, 1)[0])

    sale = ("sell", "--meter", meter, "--amount", "50", "--tender", "cash:50")

    def command() -> None:
        # Started as a shop does, not forked from a process that has loaded it.
        subprocess.run([cli.VENDWATT, "--data", folder, *sale], check=True, capture_output=True)

    with cli.resident_agent(folder) as agent:
        running = statistics.median(timed(command) for _ in range(COMMANDS))
        agent_mib, command_mib = resident_mib(agent), peak_mib(folder, meter)
    alone = statistics.median(timed(command) for _ in range(COMMANDS))
    bare = statistics.median(timed(_bare_python) for _ in range(COMMANDS))
    say(
        f"sell as a command: {running:.0f} ms with a running agent, {alone:.0f} ms when it starts "
        f"its own; Python alone {bare:.0f} ms"
    )
    say(f"memory: key agent {agent_mib:.0f} MiB, sell as a command at most {command_mib:.0f} MiB")


def _bare_python() -> None:
    os.waitpid(os.posix_spawn(sys.executable, [sys.executable, "-c", "pass"], os.environ), 0)


def resident_mib(pid: int) -> float:
    """Return how much memory a process has."""
    status = Path(f"/proc/{pid}/status").read_text("ascii")
    kib = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS"))
    return kib / 1024


def peak_mib(folder: Path, meter: str) -> float:
    """Return how much memory a sale by command has at most.

    A process begins with the peak of the one that started it, so a small one is put between.
    """
    sale = ("sell", "--meter", meter, "--amount", "50", "--tender", "cash:50")
    between = (
        "import resource, subprocess, sys;"
        "subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    command = [sys.executable, "-c", between, str(cli.VENDWATT), "--data", str(folder), *sale]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return int(done.stdout) / 1024


def run(folder: Path, say: Say) -> None:
    """Measure everything in a folder."""
    measure_sale(folder / "till", say)
    measure_commands(folder / "counter", say)


@pytest.mark.bench
def test_figures(tmp_path: Path, record_property: Callable[[str, object], None]) -> None:
    """Record them where the suite is run with the bench."""
    run(tmp_path, lambda text: record_property("figure", text))


if __name__ == "__main__":
    place = Path(tempfile.mkdtemp())
    try:
        run(place, say_aloud)
    finally:
        shutil.rmtree(place, ignore_errors=True)
