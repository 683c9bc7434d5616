"""How fast meters reach a terminal: all of them, what changed of them, and what they bought.

Run alone: `python -m tests.bench.bench_downlink [meters]`.
"""

import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import TypeVar

import pytest
from sqlalchemy import insert

from pos.app.office.take_bundles import take_bundles
from pos.app.ports import Ports
from pos.domain.meter import display_number
from pos.headoffice.store.schema_meters import METER_OWED
from pos.wire.bundle import BundleKind
from tests import office_stories as story
from tests import store_stories
from tests.office_stories import OfficeHere, RealClock

METERS = 2_000
ONE_IN = 100
ROWS_AT_ONCE = 10_000
TARIFF = Path(__file__).parents[2] / "resources/tariffs/training-zar.tariff.json"
T = TypeVar("T")


def say(line: str) -> None:
    """Print a figure."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def measure(folder: Path, meters: int) -> None:
    """Publish and take a list, then a list of which one in a hundred changed, then standings."""
    clock = RealClock()
    with (
        story.office_at(story.new_office(folder), clock) as office,
        story.terminal_at(story.new_terminal(folder / "terminal", clock), clock) as ports,
        story.served(office) as url,
    ):
        story.join(office, ports)
        office.administration.publish(BundleKind.TARIFF, [TARIFF.read_bytes()], "")
        publish, give = office.administration.publish, BundleKind.METERS
        _timed(f"{meters:,} meters published", meters, lambda: publish(give, _list(meters), ""))
        _timed(f"{meters:,} meters taken", meters, lambda: _take(ports, url))
        changed = meters // ONE_IN
        _timed(
            f"the list again, {changed:,} changed, published",
            meters,
            lambda: publish(give, _list(meters, every=ONE_IN), ""),
        )
        assert _timed("what changed taken", changed, lambda: _take(ports, url)) >= 1
        _owe(office, meters)
        tell = office.administration.tell_standings
        _timed(f"{meters:,} standings told", meters, lambda: tell(whole=False))
        _timed(f"{meters:,} standings taken", meters, lambda: _take(ports, url))
        with ports.store.read() as reads:
            assert reads.meter_standing(store_stories.pan(meters - 1)) is not None
            assert reads.meter(store_stories.pan(meters - 1)) is not None
        peak_mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        say(f"both sides in one process, at most: {peak_mib} MiB")


def _timed(what: str, count: int, do: Callable[[], T]) -> T:
    start = time.perf_counter()
    result = do()
    seconds = time.perf_counter() - start
    say(f"{what}: {seconds:.1f} s, {count / seconds:,.0f} a second")
    return result


def _list(meters: int, every: int = 0) -> Iterator[bytes]:
    yield b"meter,name,sgc,krn,ti,ea,tariff\n"
    for number in range(meters):
        name = "moved" if every and number % every == 0 else f"customer {number}"
        meter = display_number(store_stories.pan(number))
        yield f"{meter},{name},990011,1,01,11,training-zar\n".encode()


def _take(ports: Ports, url: str) -> int:
    with story.line_over(None, ports, url) as line:
        taken = take_bundles(ports, line)
    assert taken.refused == 0
    return taken.taken


def _owe(office: OfficeHere, meters: int) -> None:
    numbers = iter(range(meters))
    with office.database.write() as connection:
        while part := list(islice(numbers, ROWS_AT_ONCE)):
            rows = [
                {"pan": store_stories.pan(number), "base": number, "version": 1, "published": 0}
                for number in part
            ]
            connection.execute(insert(METER_OWED), rows)


@pytest.mark.bench
def test_downlink_figures(tmp_path: Path) -> None:
    """Print the figures; only meters that do not arrive are red."""
    measure(tmp_path, METERS)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        measure(Path(place), int(sys.argv[1]) if len(sys.argv) > 1 else METERS)
