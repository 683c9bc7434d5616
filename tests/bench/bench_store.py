"""How the store compares with what lies under it; prints figures, asserts nothing about seconds.

Run alone: `python -m tests.bench.bench_store [meters]`.
"""

import os
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver  # type: ignore[import-untyped]  # The package ships no types.

from pos.domain.meter import Meter, Person
from pos.store.meter_search import METERS
from pos.store.store import FILE_NAME, SqlStore
from tests import store_stories as story

MILLION = 1_000_000
LOOKUPS = 20_000
COMMITS = 200
_NANO_PER_MICRO = 1000
FINDS = 40
_SHOWN = 20
# What is typed, and the question to the index of words that answers it: a name that a quarter of
# all customers have, one address, one person, a telephone number, and the beginning of a name.
SEARCHES = (
    ("banda", '"banda"'),
    ("palm street 12", '"palm" AND "street" AND "12"'),
    ("machava 0000012", '"machava" * AND "0000012" *'),
    ("000000777", 'phone : "000000777" *'),
    ("mach", '"mach" *'),
)
_FIND = f"""
    SELECT {", ".join(f"meter.{name}" for name in METERS.texts.names)} FROM person_words
    JOIN person ON person.id = person_words.rowid JOIN meter ON meter.person_ref = person.ref
    WHERE person_words MATCH ? AND meter.person_ref <> '' LIMIT ?
"""  # noqa: S608 - columns of our own table.


def quantile(nanoseconds: list[int], share: float) -> float:
    """Return a quantile in microseconds."""
    ordered = sorted(nanoseconds)
    return ordered[int((len(ordered) - 1) * share)] / _NANO_PER_MICRO


def timed(what: Callable[[], object]) -> int:
    """Return how many nanoseconds a call takes."""
    start = time.perf_counter_ns()
    what()
    return time.perf_counter_ns() - start


def registry(count: int) -> Iterator[Meter]:
    """Yield meters in the random order of a real registry."""
    step = 611_953  # Prime, so that all numbers come once.
    return (story.a_meter(n * step % count, f"p{n * step % count}") for n in range(count))


def customers(count: int) -> Iterator[Person]:
    """Yield one customer for each meter."""
    names = ("Amina Diallo", "Thabo Nkosi", "Grace Banda", "José Machava")
    for n in range(count):
        yield Person(f"p{n}", f"{n:09d}", names[n % 4], f"{n % 97} Palm Street", f"0{n:09d}", "")


def raw_connection(folder: Path) -> driver.Connection:
    """Open the same file with nothing but the driver."""
    connection = driver.connect(str(folder / FILE_NAME), isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{story.STORE_KEY.hex()}'\"")
    return connection


def measure_import(store: SqlStore, count: int) -> None:
    """Take in a whole registry."""
    start = time.perf_counter()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with store.write() as work:
        work.put_meters(registry(count), customers(count))
        work.commit()
    seconds = time.perf_counter() - start
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    say(f"import of {count:,} meters and customers: {seconds:.0f} s, {grown / 1024:.0f} MB more")


def measure_lookup(store: SqlStore, folder: Path, count: int) -> None:
    """Look up meters by number, the store and the bare driver in turn."""
    connection = raw_connection(folder)
    columns = ", ".join(METERS.texts.names)
    sql = f"SELECT {columns} FROM meter WHERE pan = ?"  # noqa: S608 - columns of our own table.
    ours: list[int] = []
    bare: list[int] = []
    chance = random.Random(1)  # noqa: S311 - a repeatable choice of meters.
    with store.read() as reads:
        for _ in range(LOOKUPS):
            pan = story.pan(chance.randrange(count))
            ours.append(timed(lambda pan=pan: reads.meter(pan)))  # type: ignore[misc]  # A bound loop variable.
            pan = story.pan(chance.randrange(count))
            bare.append(timed(lambda pan=pan: connection.execute(sql, (pan,)).fetchone()))  # type: ignore[misc]  # The same.
    connection.close()
    compare(f"exact meter among {count:,}", ours, bare, "raw SQLCipher")


def measure_search(store: SqlStore, folder: Path, count: int) -> None:
    """Find customers by words, the store and one bare query of the index in turn."""
    connection = raw_connection(folder)
    for text, match in SEARCHES:
        ours: list[int] = []
        bare: list[int] = []
        for _ in range(FINDS):
            # A transaction remembers what it read, so each search has its own.
            with store.read() as reads:
                ours.append(timed(lambda: reads.find_meters(text, limit=_SHOWN)))  # noqa: B023 - called at once.
            bare.append(timed(lambda: connection.execute(_FIND, (match, _SHOWN)).fetchall()))  # noqa: B023 - the same.
        compare(f"find {text!r} among {count:,}", ours, bare, "raw SQLCipher")
    connection.close()


def measure_commits(store: SqlStore, folder: Path) -> None:
    """Write whole sales against plain appends of the same bytes, interleaved."""
    log = folder / f"{FILE_NAME}-wal"
    plain = os.open(folder / "plain", os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600)
    ours: list[int] = []
    bare: list[int] = []
    for number in range(1, COMMITS + 1):
        for step in (begin, commit):
            before = log.stat().st_size if log.exists() else 0
            ours.append(timed(lambda step=step, number=number: step(store, number)))  # type: ignore[misc]  # Bound loop variables.
            # A log that started over has not grown; one page is the least that was written.
            size = max(log.stat().st_size - before, 4096)
            bare.append(timed(lambda size=size: append(plain, size)))  # type: ignore[misc]  # The same.
    os.close(plain)
    compare("commit of a sale's step", ours, bare, "append and fdatasync of the same bytes")


def begin(store: SqlStore, number: int) -> None:
    """Write step A."""
    with store.write() as work:
        story.begin(work, number)
        work.commit()


def commit(store: SqlStore, number: int) -> None:
    """Write step C."""
    with store.write() as work:
        story.commit_sale(work, number)
        work.commit()


def append(handle: int, size: int) -> None:
    """Write as many bytes and wait for the disk."""
    os.write(handle, b"\0" * size)
    os.fdatasync(handle)


def compare(what: str, ours: list[int], bare: list[int], than: str) -> None:
    """Print two measurements of one run and their ratio."""
    p50, p99 = quantile(ours, 0.5), quantile(ours, 0.99)
    bare_p50, bare_p99 = quantile(bare, 0.5), quantile(bare, 0.99)
    say(
        f"{what}: p50 {p50:.0f} µs, p99 {p99:.0f} µs; {than}: p50 {bare_p50:.0f} µs, "
        f"p99 {bare_p99:.0f} µs; ratio {p50 / bare_p50:.2f}"
    )


def say(line: str) -> None:
    """Print a figure."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def measure(folder: Path, meters: int) -> None:
    """Measure a store with a registry of this size."""
    small = story.store_for_business(folder / "small")
    measure_commits(small, folder / "small")
    small.close()
    store = story.store_for_business(folder / "large")
    measure_import(store, meters)
    measure_lookup(store, folder / "large", meters)
    measure_search(store, folder / "large", meters)
    measure_commits(store, folder / "large")
    store.close()


@pytest.mark.bench
def test_store_figures(tmp_path: Path) -> None:
    """Print the figures; only a failure of the store itself is red."""
    measure(tmp_path, MILLION)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        measure(Path(place), int(sys.argv[1]) if len(sys.argv) > 1 else MILLION)
