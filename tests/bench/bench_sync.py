"""How fast a journal reaches head office over loopback; prints figures, asserts nothing of seconds.

Run alone: `python -m tests.bench.bench_sync [entries]`.
"""

import sys
import tempfile
import time
from pathlib import Path

import pytest

from pos.app.office.sync_journal import sync_journal
from pos.app.ports import Ports
from tests import office_stories as story
from tests.office_stories import RealClock

ENTRIES = 10_000
SALES_A_COMMIT = 500
IDLE_RUNS = 50


def say(line: str) -> None:
    """Print a figure."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def measure(folder: Path, entries: int) -> None:
    """Deliver a whole journal, then measure runs that have little or nothing to send."""
    clock = RealClock()
    path = story.new_office(folder)
    terminal = story.new_terminal(folder / "terminal", clock)
    with (
        story.office_at(path, clock) as office,
        story.terminal_at(terminal, clock) as ports,
        story.served(office) as url,
    ):
        story.join(office, ports)
        for first in range(1, entries // 2, SALES_A_COMMIT):
            story.sell_many(ports, first, SALES_A_COMMIT)
        with story.line_over(None, ports, url) as line:
            start = time.perf_counter()
            sent = sync_journal(ports, line).sent
            seconds = time.perf_counter() - start
            size = sum(len(body) for body in _bodies(ports))
            say(
                f"{sent:,} entries ({size / sent:.0f} B each) over loopback, both sides on these "
                f"cores: {sent / seconds:,.0f} entries/s"
            )
            start = time.perf_counter()
            for number in range(IDLE_RUNS):
                story.sell_many(ports, entries + number, 1)
                sync_journal(ports, line)
            each_ms = (time.perf_counter() - start) / IDLE_RUNS * 1000
            say(f"one sale written and delivered: {each_ms:.1f} ms")
        assert story.stored_hashes(office) == story.hashes_of(ports)
        grown = path.stat().st_size + path.with_name(path.name + "-wal").stat().st_size
        say(f"head office on disk: {grown / (sent + 2 * IDLE_RUNS):,.0f} B an entry")


def _bodies(ports: Ports) -> list[bytes]:
    with ports.store.read() as reads:
        return [stored.body for stored in reads.entries()]


@pytest.mark.bench
def test_sync_figures(tmp_path: Path) -> None:
    """Print the figures; only entries that do not arrive are red."""
    measure(tmp_path, ENTRIES)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        measure(Path(place), int(sys.argv[1]) if len(sys.argv) > 1 else ENTRIES)
