"""What a head office on PostgreSQL takes in and hands out; prints figures, asserts no seconds.

At full size: `python -m tests.bench.bench_office 100000 1000000`.
All figures come from one run with everything on one machine. What is taken in as a share of raw
COPY, which travels better than seconds do, comes first: see `bench_taking`.
"""

import json
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

import pytest

from pos.app.office.sync_journal import sync_journal
from pos.app.office.take_bundles import take_bundles
from pos.app.ports import Ports
from pos.headoffice.keys.set_up import create_office
from pos.headoffice.store.columns import METADATA
from pos.headoffice.store.schema import OFFICE, TERMINAL
from pos.sts.identifiers import luhn_check_digit
from pos.wire.bundle import BundleKind
from tests import office_stories as story
from tests.bench import bench_taking
from tests.office_stories import OfficeHere, RealClock
from tests.postgres_server import postgres_server
from tests.signing_stories import agent_at, maker

ENTRIES, METERS = 400, 500
TARIFF = Path(__file__).parents[2] / "resources/tariffs/training-zar.tariff.json"
SALES_A_COMMIT = 500
# How often a terminal with its books is copied, to see whether others are felt.
GROWTH = (10, 100, 1_000)
# Of the entries that are drained, so that each part takes about as long.
TAKING_SHARE, GROWTH_SHARE = 20, 200


def say(line: str) -> None:
    """Print a figure."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


@dataclass
class Bench:
    """A head office, and where new terminals are made."""

    office: OfficeHere
    folder: Path
    terminals: int = 0

    @contextmanager
    def terminal(self, entries: int) -> Iterator[Ports]:
        """Give a new terminal that joined and has so many entries to send."""
        self.terminals += 1
        name = f"T{self.terminals}"
        folder = story.new_terminal(self.folder / name, self.office.clock, name=name)
        with story.terminal_at(folder, self.office.clock) as ports:
            story.join(self.office, ports)
            story.sync(self.office, ports)
            sales = entries // 2
            for first in range(1, sales + 1, SALES_A_COMMIT):
                story.sell_many(ports, first, min(SALES_A_COMMIT, sales + 1 - first))
            yield ports

    def entry_s(self, ports: Ports, entries: int) -> float:
        """Return the seconds that head office itself takes for an entry of the median batch."""
        answer, spent = self.office.office.answer, list[float]()

        def timed(*request: object) -> object:
            start = time.perf_counter()
            try:
                return answer(*request)  # type: ignore[arg-type]  # Handed on as it came.
            finally:
                spent.append(time.perf_counter() - start)

        with mock.patch.object(self.office.office, "answer", timed):
            story.sync(self.office, ports)
        return statistics.median(spent) * len(spent) / entries


@contextmanager
def _bench(folder: Path) -> Iterator[Bench]:
    clock = RealClock()
    with ExitStack() as stack:
        url = stack.enter_context(postgres_server()).new_database()
        make = maker(folder / "keys")
        create_office(url, folder / "root.pem", training=True, now=clock.now(), make_keys=make)
        signing = stack.enter_context(agent_at(folder / "keys", clock))
        yield Bench(stack.enter_context(story.office_at(url, clock, signing)), folder)


def measure_draining(bench: Bench, entries: int) -> None:
    """Deliver a long backlog as a terminal does, over loopback."""
    with bench.terminal(entries) as ports, story.served(bench.office) as url:
        before = _database_bytes(bench)
        with story.line_over(None, ports, url) as line:
            start = time.perf_counter()
            sent = sync_journal(ports, line).sent
            seconds = time.perf_counter() - start
        grown = _database_bytes(bench) - before
        say(f"{sent:,} unsent entries drained in {seconds:,.1f} s: {sent / seconds:,.0f} entries/s")
        say(f"head office grew by {grown / sent:,.0f} B an entry, {2 * grown / sent:,.0f} B a sale")


def _database_bytes(bench: Bench) -> int:
    with bench.office.database.read() as connection:
        size = "SELECT pg_database_size(current_database())"
        return int(connection.exec_driver_sql(size).scalar_one())


def measure_meters(bench: Bench, meters: int) -> None:
    """Publish a list of meters, and take it in at a terminal."""
    content = TARIFF.read_bytes()
    tariff = json.loads(content)["id"]
    bench.office.administration.publish(BundleKind.TARIFF, [content], "")
    lines = [b"meter,sgc,krn,ti,ea,tariff\n"]
    lines += [
        f"{n:010d}{luhn_check_digit(f'{n:010d}')},123456,1,01,07,{tariff}\n".encode()
        for n in range(meters)
    ]
    start = time.perf_counter()
    published = bench.office.administration.publish(BundleKind.METERS, lines, "")
    signed_s = time.perf_counter() - start
    count = published.last - published.first + 1
    with (
        bench.terminal(2) as ports,
        story.served(bench.office) as url,
        story.line_over(None, ports, url) as line,
    ):
        start = time.perf_counter()
        taken = take_bundles(ports, line)
        taken_s = time.perf_counter() - start
        assert taken.refused == 0
    say(
        f"{meters:,} meters: published in {signed_s:,.1f} s as {count} bundles, down and taken in"
        f" {taken_s:,.1f} s ({taken.taken} taken)"
    )


def measure_growth(bench: Bench, entries: int) -> None:
    """Deliver the same among 10, 100 and 1,000 terminals with books of their own."""
    with bench.terminal(entries) as ports:
        story.sync(bench.office, ports)
        grown = bench.terminals
    copies, first_ms = 0, 0.0
    for terminals in GROWTH:
        _copy_terminal(bench, f"T{grown}", copies, terminals)
        copies = terminals
        with bench.terminal(entries) as ports:
            each_ms = bench.entry_s(ports, entries) * 1000
        first_ms = first_ms or each_ms
        say(
            f"among {terminals:,} terminals: {each_ms:.2f} ms an entry, {each_ms / first_ms:.2f}"
            f" of what it was among {GROWTH[0]}; database {_database_bytes(bench) / 2**20:,.0f} MiB"
        )


def _copy_terminal(bench: Bench, name: str, first: int, last: int) -> None:
    """Give a terminal so many twins, each with all its rows."""
    with bench.office.database.write() as connection:
        connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
        for table in METADATA.sorted_tables:
            if TERMINAL.c.terminal.name not in table.columns or table is OFFICE:
                continue
            names = [f'"{column.name}"' for column in table.columns]
            twins = ", ".join(
                f"'C' || n || {each}" if each == '"terminal"' else each for each in names
            )
            connection.exec_driver_sql(
                f'INSERT INTO "{table.name}" ({", ".join(names)}) SELECT {twins}'  # noqa: S608
                f' FROM "{table.name}", generate_series({first + 1}, {last}) n'
                f" WHERE terminal = '{name}'"
            )
    with bench.office.database._backend.engine.connect() as connection:
        connection.exec_driver_sql("VACUUM ANALYZE")


def measure(folder: Path, entries: int, meters: int) -> None:
    """Measure all of it in one run."""
    taking = folder / "taking"
    taking.mkdir()
    bench_taking.measure(taking, max(entries // TAKING_SHARE, bench_taking.ENTRIES))
    with _bench(folder) as bench:
        measure_draining(bench, entries)
        measure_growth(bench, max(entries // GROWTH_SHARE, 100))
        measure_meters(bench, meters)


@pytest.mark.bench
def test_office_figures(tmp_path: Path) -> None:
    """Print the figures, small; only what does not arrive is red."""
    measure(tmp_path, ENTRIES, METERS)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        measure(Path(place), *map(int, sys.argv[1:3] or (ENTRIES, METERS)))
