"""A log that rotted is told from one that the power was cut under, as far as that can be."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from random import Random

import pytest

from pos.domain.errors import AgentStateDamaged
from pos.keystore.files.encrypted_database import AgentDatabase, create_database, open_database
from pos.keystore.files.schema import StoreSchema
from pos.keystore.files.secret import Secret
from pos.keystore.files.write_ahead_log import FRAME_BYTES, HEADER_BYTES, has_hole

KEY = bytes(range(32))
ROWS = StoreSchema("CREATE TABLE row (n INTEGER PRIMARY KEY, content BLOB) STRICT;", 1, {})
NAME, LOG = "agent.db", "agent.db-wal"
PAGE, SECTOR = 4096, 512
# Pages that one transaction changes at least, so that several frames are written for each.
PAGES = 3
COMMITS = 5


@contextmanager
def opened(folder: Path) -> Iterator[AgentDatabase]:
    """Open a database as the agent does."""
    database = open_database(folder / NAME, Secret(KEY), ROWS)
    yield database
    database.close()


def add(database: AgentDatabase, n: int, pages: int = PAGES) -> None:
    """Write a row of so many pages."""
    with database.transaction():
        database.run("INSERT INTO row VALUES (?, ?)", n, bytes([n % 256]) * PAGE * pages)


def numbers(database: AgentDatabase) -> list[int]:
    """Return the rows that there are."""
    return [n for (n,) in database.all("SELECT n FROM row ORDER BY n")]


def copied(folder: Path, to: Path) -> Path:
    """Copy a database as it lies while it is open."""
    shutil.copytree(folder, to)
    return to


@pytest.fixture(name="crashed")
def _crashed(tmp_path: Path) -> tuple[Path, list[int]]:
    """Give a folder that a killed program left, and where its log ended after each commit."""
    (tmp_path / "till").mkdir()
    create_database(tmp_path / "till" / NAME, Secret(KEY), ROWS)
    ends = [HEADER_BYTES]
    with opened(tmp_path / "till") as database:
        for n in range(COMMITS):
            add(database, n)
            ends.append((tmp_path / "till" / LOG).stat().st_size)
        return copied(tmp_path / "till", tmp_path / "crashed"), ends


def flipped(content: bytes, place: int) -> bytes:
    """Flip a bit."""
    return content[:place] + bytes([content[place] ^ 0x10]) + content[place + 1 :]


def places(ends: list[int], first: int, last: int) -> list[int]:
    """Return a byte of each field of each frame's header, and some of its page."""
    within = (3, 7, 11, 15, 18, 22, 24, 1000, FRAME_BYTES - 1)
    frames = range(ends[first], ends[last], FRAME_BYTES)
    return [frame + place for frame in frames for place in within]


def test_rot_before_the_last_two_transactions_is_found(crashed: tuple[Path, list[int]]) -> None:
    """In any field of any frame, and in the log's own header."""
    folder, ends = crashed
    log = (folder / LOG).read_bytes()
    assert len(log) == ends[-1] > HEADER_BYTES + COMMITS * PAGES * FRAME_BYTES
    assert not has_hole(log)
    for place in [*range(0, HEADER_BYTES, 3), *places(ends, 0, COMMITS - 2)]:
        assert has_hole(flipped(log, place)), place


def test_rot_in_the_last_transaction_but_one_is_found(crashed: tuple[Path, list[int]]) -> None:
    """Unless it is in the frame that commits it, by which the next one would be known."""
    folder, ends = crashed
    log = (folder / LOG).read_bytes()
    *frames, committing = range(ends[COMMITS - 2], ends[COMMITS - 1], FRAME_BYTES)
    for frame in frames:
        assert has_hole(flipped(log, frame + 1000)), frame
    assert not has_hole(flipped(log, committing + 1000))


def test_a_store_with_a_hole_in_its_log_is_refused(crashed: tuple[Path, list[int]]) -> None:
    """And the log is left as it is for whoever can do something about it."""
    folder, ends = crashed
    rotten = flipped((folder / LOG).read_bytes(), ends[1] + 1000)
    (folder / LOG).write_bytes(rotten)
    for _ in range(2):
        with pytest.raises(AgentStateDamaged) as refusal, opened(folder):
            pass
        assert refusal.value.facts["why"] == "a hole in its log"
    assert (folder / LOG).read_bytes() == rotten


def test_rot_in_the_last_commit_looks_like_a_power_cut(crashed: tuple[Path, list[int]]) -> None:
    """That one is lost, and nothing before it."""
    folder, ends = crashed
    log = (folder / LOG).read_bytes()
    for place in places(ends, COMMITS - 1, COMMITS):
        assert not has_hole(flipped(log, place)), place
    (folder / LOG).write_bytes(flipped(log, ends[-2] + 1000))
    with opened(folder) as database:
        assert numbers(database) == list(range(COMMITS - 1))


@pytest.mark.parametrize("length", [0, 1, 11, 12, 20, 24, 31, 32])
def test_a_log_that_ends_in_its_header_says_nothing(
    crashed: tuple[Path, list[int]], length: int
) -> None:
    """Whether a disk was full or a power cut took it: what is in the file stands."""
    folder, _ = crashed
    log = (folder / LOG).read_bytes()[:length]
    assert not has_hole(log)
    (folder / LOG).write_bytes(log)
    with opened(folder) as database:
        assert numbers(database) == []


def test_sqlite_reads_a_log_as_we_do(crashed: tuple[Path, list[int]], tmp_path: Path) -> None:
    """Cut off anywhere it has no hole; what the library makes of it is what is believed."""
    folder, ends = crashed
    log = (folder / LOG).read_bytes()
    for kept, end in enumerate(ends[1:], 1):
        for cut in (end, end + 1, end + FRAME_BYTES):
            assert not has_hole(log[:cut])
            place = copied(folder, tmp_path / f"{cut}")
            (place / LOG).write_bytes(log[:cut])
            with opened(place) as database:
                assert numbers(database) == list(range(kept))


class GivenUpError(Exception):
    """Ends a transaction that is not committed."""


class Cut:
    """A database whose power is cut again and again, its log never coming to an end in between."""

    def __init__(self, folder: Path, random: Random) -> None:
        self._folder, self._random = folder, random
        self._places = count()
        self._numbers = count(1)
        place = self._new_place()
        create_database(place / NAME, Secret(KEY), ROWS)
        self.files = self._read(place)
        self.kept: list[int] = []
        self._last = 0

    def once(self) -> None:
        """Work for a while, and lose the power within the last step."""
        place = self._new_place()
        for name, content in self.files.items():
            (place / name).write_bytes(content)
        assert not has_hole(self.files[LOG])
        with opened(place) as database:
            found = numbers(database)
            assert found in (self.kept, [*self.kept, self._last])
            for _ in range(self._random.randint(1, 4)):
                before, self.kept = self._read(place), numbers(database)
                self._step(database)
            self.files = self._torn(before, self._read(place))

    def _step(self, database: AgentDatabase) -> None:
        self._last = next(self._numbers)
        match self._random.randint(0, 9):
            case 0:
                database.all("PRAGMA wal_checkpoint(PASSIVE)")
            case 1:
                self._roll_back(database)
            case _:
                add(database, self._last, self._random.randint(0, 6))

    def _roll_back(self, database: AgentDatabase) -> None:
        """Begin more than the cache holds, so that some of it is in the log, and give up."""
        database.all("PRAGMA cache_size = 2")
        with suppress(GivenUpError), database.transaction():
            for n in range(4):
                database.run("INSERT INTO row VALUES (?, ?)", -n, bytes(2 * PAGE))
            raise GivenUpError

    def _torn(self, before: dict[str, bytes], after: dict[str, bytes]) -> dict[str, bytes]:
        """Mix what was durable with what was written since, sector by sector."""
        old, new = before[LOG], after[LOG]
        if old[:HEADER_BYTES] != new[:HEADER_BYTES]:
            # A new header is made durable before any frame behind it is written.
            old = new[:HEADER_BYTES] + old[HEADER_BYTES:]
        return {NAME: self._mixed(before[NAME], after[NAME]), LOG: self._mixed(old, new)}

    def _mixed(self, old: bytes, new: bytes) -> bytes:
        share = self._random.choice((0, 30, 70, 95, 100))
        length = self._random.choice((len(old), len(new))) if share < 100 else len(new)
        mixed = bytearray(old[:length].ljust(length, b"\0"))
        for at in range(0, length, SECTOR):
            if self._random.randrange(100) < share:
                mixed[at : at + SECTOR] = new[at : at + SECTOR]
        return bytes(mixed[:length])

    def _read(self, place: Path) -> dict[str, bytes]:
        log = place / LOG
        return {
            NAME: (place / NAME).read_bytes(),
            LOG: log.read_bytes() if log.exists() else b"",
        }

    def _new_place(self) -> Path:
        place = self._folder / str(next(self._places))
        place.mkdir()
        return place


@pytest.mark.parametrize("seed", range(4))
def test_no_power_cut_makes_a_hole(tmp_path: Path, seed: int) -> None:
    """However often, wherever in a transaction, a checkpoint, or a log that begins anew."""
    cut = Cut(tmp_path, Random(seed))  # noqa: S311 - a run is repeated by its seed.
    for _ in range(25):
        cut.once()
