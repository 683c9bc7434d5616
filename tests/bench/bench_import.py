"""How taking in a list of meters compares with bare inserts of the same rows into the same tables.

Prints figures and asserts nothing about seconds. Run alone: `python -m tests.bench.bench_import
[meters]`, a million of them if not said; the suite takes few. Names are in several scripts and the
meters in no order, as a utility's list has them.
"""

import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver  # type: ignore[import-untyped]  # The package ships no types.

from pos.app.meters.import_meters import PART_LINES, PartTaken, import_meter_file
from pos.app.ports import Ports
from pos.domain.meter import Person, display_number
from pos.keystore.agent.agent import KeyAgent
from pos.store.meter_search import words_of
from pos.store.store import FILE_NAME
from tests import cash_stories as people
from tests import store_stories as story
from tests import terminal_stories as terminal
from tests.bench.bench_store import MILLION, quantile, say, timed

FEW = 10_000
FINDS = 40
_STEP = 611_953  # Prime, so that all numbers come once.
_FIRST = ("Łukasz", "José", "Amina", "Ƙasim", "Ɗanladi", "أحمد", "فاطمة", "ሐና", "ዓለሙ", "O'Brien")
_LAST = ("Wiśniewski", "Machava", "Diallo", "Ɗantata", "على", "الزهراء", "ተስፋዬ", "Nkosi", "Banda")
_ROWS = """
    SELECT person.*, meter.* FROM person JOIN meter ON meter.person_ref = person.ref
    WHERE person.ref NOT LIKE 'training-%' ORDER BY person.id
"""
_INSERTS = (
    "INSERT INTO person VALUES (?, ?, ?, ?, ?, ?, ?)",
    "INSERT INTO person_words (rowid, account, name, address, phone) VALUES (?, ?, ?, ?, ?)",
    "INSERT INTO meter VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
)
_HEADER = b"meter,name,sgc,krn,ti,ea,tariff\n"


@dataclass(frozen=True, slots=True)
class Spent:
    """What something took.

    Attributes:
        wall: seconds of the clock.
        own: seconds of this process on a processor, which other processes do not lengthen as much.
    """

    wall: float
    own: float


def lines(meters: int) -> Iterator[bytes]:
    """Yield the list."""
    yield _HEADER
    for place in range(meters):
        number = place * _STEP % meters
        name = f"{_FIRST[number % 10]} {_LAST[number // 10 % 9]} {number}"
        meter = display_number(story.pan(number))
        yield f"{meter},{name},990011,1,01,11,training-zar\n".encode()


def spent(what: Callable[[], object]) -> Spent:
    """Return what a call takes."""
    wall, own = time.perf_counter(), time.process_time()
    what()
    return Spent(time.perf_counter() - wall, time.process_time() - own)


def take_in(ports: Ports, till: Path, file: Path) -> PartTaken:
    """Take the list in; return the last part."""
    operator = people.signed_in(ports, till, "supervisor")
    with file.open("rb") as opened:
        *_, last = import_meter_file(ports, opened, operator=operator)
    assert isinstance(last, PartTaken)
    return last


def insert_bare(ports: Ports, till: Path, folder: Path) -> Spent:
    """Insert the rows that a list became into another store, by parts and in order as they were."""
    assert isinstance(ports.keys, KeyAgent)
    stored = opened_bare(till, ports.keys.database_key())
    story.store_for_business(folder).close()
    connection = opened_bare(folder, story.STORE_KEY)
    wall = own = 0.0
    rows = stored.execute(_ROWS)
    while part := rows.fetchmany(PART_LINES):
        split = len(Person.__struct_fields__) + 1
        people_rows = [row[:split] for row in part]
        words = [(row[0], *words_of(Person(*row[1:]))) for row in people_rows]
        meters = sorted(row[split:] for row in part)
        taken = spent(
            lambda rows=(people_rows, words, meters): _insert(connection, *rows)  # type: ignore[misc]  # A bound loop variable.
        )
        wall, own = wall + taken.wall, own + taken.own
    connection.close()
    stored.close()
    return Spent(wall, own)


def opened_bare(folder: Path, key: bytes) -> driver.Connection:
    """Open a store with nothing but the driver, and as much memory as the store gives itself."""
    connection = driver.connect(str(folder / FILE_NAME), isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.execute("PRAGMA cache_size = -16384")
    return connection


def _insert(connection: driver.Connection, *rows: list[tuple[object, ...]]) -> None:
    connection.execute("BEGIN IMMEDIATE")
    for statement, some in zip(_INSERTS, rows, strict=True):
        connection.executemany(statement, some)
    connection.execute("COMMIT")


def measure(folder: Path, meters: int) -> None:
    """Take in a list, the same rows bare, and the list again; then look for its customers."""
    till, file = terminal.new_terminal(folder / "till"), folder / "list.csv"
    with file.open("wb") as written:
        written.writelines(lines(meters))
    with terminal.opened(till) as ports:
        first = spent(lambda: take_in(ports, till, file))
        say(f"list of {meters:,} meters: {first.wall:.1f} s, {first.own:.1f} s of processor")
        bare = insert_bare(ports, till, folder / "bare")
        ratio, own = first.wall / bare.wall, first.own / bare.own
        say(f"bare inserts: {bare.wall:.1f} s, {bare.own:.1f} s; ratio {ratio:.2f}, {own:.2f}")
        again = spent(lambda: _take_in_again(ports, till, file, meters))
        say(f"the same list again: {again.wall:.1f} s, {again.own:.1f} s of processor")
        measure_finds(ports, meters)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    say(f"at most {peak} MiB of memory")


def _take_in_again(ports: Ports, till: Path, file: Path, meters: int) -> None:
    assert take_in(ports, till, file).unchanged == meters


def measure_finds(ports: Ports, meters: int) -> None:
    """Look for one customer as people ask, and for words that thousands have."""
    number = meters // 2
    for typed in (
        display_number(story.pan(number)),
        f"{number} wisniewski lukasz",
        f"احمد {number - number % 10 + 5}",
        "lukasz",
        "ɗantata ƙas",
    ):
        taken = []
        for _ in range(FINDS):
            # A transaction remembers what it read, so each search has its own.
            with ports.store.read() as reads:
                taken.append(timed(lambda: reads.find_meters(typed, limit=20)))  # noqa: B023 - called at once.
                found = len(reads.find_meters(typed, limit=20))
        p50, p99 = quantile(taken, 0.5), quantile(taken, 0.99)
        say(f"find {typed!r}: {found} found, p50 {p50:.0f} µs, p99 {p99:.0f} µs")


@pytest.mark.bench
def test_import_figures(tmp_path: Path) -> None:
    """Print the figures; only meters that are not taken in, or not left alone, are red."""
    measure(tmp_path, FEW)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        measure(Path(place), int(sys.argv[1]) if len(sys.argv) > 1 else MILLION)
