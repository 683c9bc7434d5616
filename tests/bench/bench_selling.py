"""How finding, quoting, history, rehearsal and opening compare with what lies under them.

Prints figures and asserts nothing about seconds. Run alone: `python -m tests.bench.bench_selling
[sales]`, a million of them if not said; the suite takes few. Finding a meter among a million by
number and by name is in `bench_store`.
"""

import random
import resource
import sys
import tempfile
import time
from pathlib import Path

import pytest
from msgspec.structs import astuple, replace

from pos.app.tariffs.rehearse_tariff import rehearse_tariff
from pos.domain.entries import SaleCommitted
from pos.domain.journal import Entry, seal
from pos.domain.money import Money
from pos.domain.projections import SaleRow
from pos.domain.quote import MeterState, quote_amount
from pos.domain.tariff import Tariff, read_tariff
from pos.store.store import SqlStore
from tests import store_stories as story
from tests.bench.bench_store import MILLION, compare, raw_connection, say, timed
from tests.builders import a_sale_begun, an_issue
from tests.unit.domain.tariff_builders import MOMENT

ROOT = Path(__file__).parents[2]
LOOKS = 2_000
FEW = 40_000
PAGE = 50
OPENINGS = 9
METERS = 100_000
_SALES_AT_ONCE = 20_000
_COLUMNS = ", ".join(SaleRow.__struct_fields__)


def a_tariff() -> Tariff:
    """Return a published tariff with four blocks and a tax."""
    return read_tariff((ROOT / "resources/tariffs/tshwane-2015-16.tariff.json").read_bytes())


def fill(store: SqlStore, folder: Path, count: int) -> None:
    """Write the journal entries and rows of so many sales past the use cases, which take longer."""
    story.sell(store, 1)
    with store.read() as reads:
        head, row = reads.head(), reads.sale(story.sale_id(1))
    assert row is not None
    connection = raw_connection(folder)
    marks = ", ".join("?" * len(SaleRow.__struct_fields__))
    add_row = f"INSERT INTO sale ({_COLUMNS}) VALUES ({marks})"  # noqa: S608 - our own columns.
    seq, digest = head.seq, head.hash
    for start in range(2, count + 1, _SALES_AT_ONCE):
        entries, rows = [], []
        for number in range(start, min(start + _SALES_AT_ONCE, count + 1)):
            sale_id, meter = story.sale_id(number), story.a_meter(number % METERS)
            begun = a_sale_begun(
                sale_id=sale_id, meter=meter.keyed(), month_to_date_milli=number % 700_000
            )
            receipt = f"T1-1-{number:06d}"
            ended = SaleCommitted(
                sale_id=sale_id,
                receipt_no=receipt,
                issue=an_issue(issue_no=number, sale_id=sale_id),
            )
            for payload in (begun, ended):
                seq += 1
                time_of = f"2026-11-22T{seq // 3600 % 24:02d}:{seq // 60 % 60:02d}:00.000Z"
                entry = Entry("T1", 1, seq, time_of, "agent", payload.version, payload, digest)
                sealed = seal(entry)
                digest = sealed.hash
                entries.append((seq, sealed.body, digest))
            kept = replace(row, sale_id=sale_id, pan=meter.pan, issue_no=number, receipt_no=receipt)
            rows.append(astuple(replace(kept, begun_seq=seq - 1, ended_seq=seq)))
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany("INSERT INTO journal VALUES (?, ?, ?)", entries)
        connection.executemany(add_row, rows)
        connection.execute("COMMIT")
    connection.close()


def measure_quotes() -> None:
    """Quote against reading the same tariff's file, which a quote never does twice."""
    tariff, money = a_tariff(), Money(10_000, "ZAR")
    content = (ROOT / "resources/tariffs/tshwane-2015-16.tariff.json").read_bytes()
    ours, bare = [], []
    for number in range(LOOKS):
        state = MeterState(month_to_date_milli=number * 300)
        ours.append(timed(lambda state=state: quote_amount(tariff, money, state, MOMENT)))  # type: ignore[misc]  # A bound loop variable.
        bare.append(timed(lambda: read_tariff(content)))
    compare("quote", ours, bare, "reading its tariff")


def measure_history(store: SqlStore, folder: Path, count: int) -> None:
    """Look at a page of history and at a meter's sales, the store and the bare driver in turn."""
    connection = raw_connection(folder)
    first = "CASE begun_seq WHEN 0 THEN ended_seq ELSE begun_seq END"
    page = f"SELECT {_COLUMNS} FROM sale WHERE {first} < ? ORDER BY {first} DESC LIMIT {PAGE}"  # noqa: S608 - our own columns.
    of_meter = (
        f"SELECT {_COLUMNS} FROM sale WHERE pan = ? AND {first} < ? ORDER BY {first} DESC LIMIT 10"  # noqa: S608 - the same.
    )
    chance = random.Random(1)  # noqa: S311 - a repeatable choice.
    pages: tuple[list[int], list[int]] = ([], [])
    meters: tuple[list[int], list[int]] = ([], [])
    with store.read() as reads:
        for _ in range(LOOKS):
            seq, pan = chance.randrange(100, 2 * count), story.pan(chance.randrange(METERS))
            pages[0].append(timed(lambda seq=seq: reads.sales(limit=PAGE, before_seq=seq)))  # type: ignore[misc]  # Bound loop variables.
            pages[1].append(timed(lambda seq=seq: connection.execute(page, (seq,)).fetchall()))  # type: ignore[misc]  # The same.
            meters[0].append(timed(lambda pan=pan: reads.sales_of(pan, limit=10)))  # type: ignore[misc]  # The same.
            meters[1].append(
                timed(lambda pan=pan: connection.execute(of_meter, (pan, 1 << 62)).fetchall())  # type: ignore[misc]  # The same.
            )
    connection.close()
    compare(f"page of {PAGE} among {count:,} sales", *pages, "raw SQLCipher")
    compare(f"sales of a meter among {count:,}", *meters, "raw SQLCipher")


def measure_rehearsal(store: SqlStore) -> None:
    """Rehearse a tariff over all sales and say how memory grew."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    *_, told = rehearse_tariff(store, a_tariff())
    seconds = time.perf_counter() - start
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    say(f"rehearsal of {told.sales:,} sales: {seconds:.0f} s, {grown:.0f} MB more")


def measure_opening(folder: Path, count: int) -> None:
    """Open the journal of all sales and that of a first day in turn."""
    story.store_for_business(folder / "first-day").close()
    whole, day = [], []
    for _ in range(OPENINGS):
        whole.append(timed(lambda: story.reopened(folder / "till").close()))
        day.append(timed(lambda: story.reopened(folder / "first-day").close()))
    compare(f"opening a journal of {count:,} sales", whole, day, "opening a first day's")


def measure(folder: Path, sales: int) -> None:
    """Measure a terminal with so many sales behind it."""
    measure_quotes()
    store = story.store_for_business(folder / "till")
    fill(store, folder / "till", sales)
    measure_history(store, folder / "till", sales)
    measure_rehearsal(store)
    store.close()
    measure_opening(folder, sales)


@pytest.mark.bench
def test_selling_figures(tmp_path: Path) -> None:
    """Print the figures; only a failure of the program itself is red."""
    measure(tmp_path, FEW)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        measure(Path(place), int(sys.argv[1]) if len(sys.argv) > 1 else MILLION)
