"""How the window feels on a terminal with ten years behind it; prints figures, asserts no seconds.

A head office and a printer that answers stand beside it: while one sale after another is typed,
receipts are printed and the whole journal goes up. Run alone with a million meters and sales:
`python -m tests.bench.bench_window [rows]`; the suite takes `VENDWATT_BENCH_ROWS`, or few.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from pos.app.paper.set_printer import set_printer
from pos.app.selling.quoting import terminal_of
from pos.domain.meter import display_number
from tests import office_stories
from tests import terminal_stories as story
from tests.bench.grown_terminal import grown_terminal, pan
from tests.command_line import opened_after, vendwatt
from tests.office_stories import RealClock
from tests.printer_simulator import PrinterSimulator

MILLION = 1_000_000
FEW = 2_000
SALES = 8
STARTS = 3
_BARE = (
    "from PySide6.QtWidgets import QApplication, QWidget;"
    "a = QApplication([]); w = QWidget(); w.resize(1280, 800); w.show(); a.processEvents();"
    "print(next(l.split()[1] for l in open('/proc/self/status') if l.startswith('VmRSS')))"
)
Say = Callable[[str], None]


def bare_window() -> tuple[float, float]:
    """Return milliseconds and MiB of an empty window of the same toolkit, until it is drawn."""
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", _BARE], env=_surroundings(), check=True, capture_output=True
    )
    return (time.perf_counter() - start) * 1000, int(done.stdout) / 1024


def window(folder: Path, sales: int, first_meter: int, rows: int) -> dict[str, Any]:
    """Start the window, sell to meters that are far apart, close it; return what it told."""
    meters = [
        display_number(pan((first_meter + number) * 7919 % rows)) for number in range(max(sales, 1))
    ]
    command = [sys.executable, "-m", "tests.bench.window_at_work", str(folder)]
    done = subprocess.run(
        [*command, str(time.monotonic_ns()), str(sales), *meters],
        cwd=story.ROOT,
        env=_surroundings(),
        check=True,
        capture_output=True,
        text=True,
    )
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def _surroundings() -> dict[str, str]:
    return {"QT_QPA_PLATFORM": "offscreen", **os.environ}


@contextmanager
def at_work(folder: Path, office_folder: Path) -> Iterator[None]:
    """Let a terminal print on a printer that answers, and deliver to a head office of its own."""
    with (
        PrinterSimulator() as printer,
        office_stories.office_at(_new_office(office_folder), RealClock()) as office,
        office_stories.served(office) as url,
    ):
        with opened_after(folder) as ports:
            set_printer(ports, f"tcp://127.0.0.1:{printer.port}", operator=story.OPERATOR)
            with ports.store.read() as reads:
                terminal = terminal_of(reads).terminal
        code = office.administration.enrol_code(terminal, timedelta(hours=1)).code
        assert vendwatt(folder, "enrol", "--url", url, "--code", code).status == 0
        yield


def _new_office(folder: Path) -> Path:
    folder.mkdir()
    return office_stories.new_office(folder)


def run(place: Path, rows: int, turns: int, say: Say) -> None:
    """Measure a terminal with so many meters and sales against a new one and an empty window."""
    start = time.perf_counter()
    small = grown_terminal(place / "small", FEW, 1)
    large = grown_terminal(place / "large", rows, rows)
    say(f"made a terminal with {rows:,} meters and sales in {time.perf_counter() - start:.0f} s")
    starts: dict[str, list[float]] = {"bare": [], "small": [], "large": [], "counter": []}
    for turn in range(turns):
        starts["bare"].append(bare_window()[0])
        starts["small"].append(window(small, 0, turn, FEW)["ready_ms"])
        told = window(large, 0, turn, rows)
        starts["large"].append(told["ready_ms"])
        starts["counter"].append(told["at_counter_ms"] - told["ready_ms"])
    bare, new, grown, counter = (statistics.median(times) for times in starts.values())
    say(
        f"launch until a PIN can be typed: {grown:.0f} ms, {grown / new:.2f} times that of a new "
        f"terminal, {grown / bare:.1f} times an empty window ({bare:.0f} ms); median of {turns}"
    )
    say(f"from the PIN's last key to the counter: {counter:.0f} ms")
    alone = window(small, 1, 0, FEW)
    empty = bare_window()[1]
    say(
        f"memory: {alone['rss_ready_mib']:.0f} MiB signed in, {alone['rss_sale_mib']:.0f} after a "
        f"sale; an empty window {empty:.0f}"
    )
    with at_work(large, place / "office"):
        told = window(large, SALES, turns, rows)
    say(
        f"memory while selling, printing and delivering: {told['rss_sale_mib']:.0f} MiB after a "
        f"sale, {told['rss_end_mib']:.0f} after {SALES}"
    )
    away, own, others, doing = told["stalls"][0]
    say(
        f"longest stall while selling, printing and delivering: {away:.0f} ms ({doing}), of them "
        f"{own:.0f} ms the window's own work; other threads of the program worked {others:.0f} ms"
    )
    busiest = max(told["stalls"], key=lambda stall: stall[1])
    say(f"most work of the window's own between two looks at its events: {busiest[1]:.0f} ms")
    digits = len(display_number(pan(0))) + len("50") + len("200")
    say(f"key presses for a sale: {told['presses']}, digits and {told['presses'] - digits} more")
    assert told["presses"] <= digits + 4


@pytest.mark.bench
def test_window_figures(tmp_path: Path, record_property: Callable[[str, object], None]) -> None:
    """Record them where the suite is run with the bench; only too many keys are red."""
    rows = int(os.environ.get("VENDWATT_BENCH_ROWS", FEW))
    run(tmp_path, rows, 1, lambda text: record_property("figure", text))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        run(
            Path(scratch),
            int(sys.argv[1]) if len(sys.argv) > 1 else MILLION,
            STARTS,
            lambda text: print(text, flush=True),  # noqa: T201 - the figures are the purpose.
        )
