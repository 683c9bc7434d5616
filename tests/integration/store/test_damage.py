"""Attacks on a terminal's file, and rot: seen, named, and never taken for data."""

import shutil
from pathlib import Path

import msgspec
import pytest
import sqlcipher3.dbapi2 as driver  # type: ignore[import-untyped]  # The package ships no types.
from hypothesis import given, settings
from hypothesis import strategies as st

from pos.domain.entries import MetersImported
from pos.domain.errors import JournalDamaged, PosError, ProjectionsDiffer, StoreDamaged
from pos.domain.journal import (
    ChainChecker,
    Checkpoint,
    Head,
    StoredEntry,
    hash_body,
    read_entry,
    seal,
)
from pos.store.database import Database, Durability
from pos.store.store import FILE_NAME, SqlStore
from pos.store.triggers import TRIGGERS
from tests import store_stories as story

PAGE, LOG_HEAD, FRAME_HEAD = 4096, 32, 24


def attack(
    folder: Path,
    *statements: str,
    values: tuple[object, ...] = (),
    without_triggers: bool = False,
) -> None:
    """Change a closed store as somebody with its key could."""
    connection = driver.connect(str(folder / FILE_NAME), isolation_level=None)
    try:
        connection.execute(f"PRAGMA key = \"x'{story.STORE_KEY.hex()}'\"")
        if without_triggers:
            for trigger in TRIGGERS:
                connection.execute(f"DROP TRIGGER {trigger.split()[2]}")
        for statement in statements:
            connection.execute(statement, values)
    finally:
        connection.close()


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    """Give the folder of a closed store with two sales and a signed head."""
    store = story.store_for_business(tmp_path)
    with store.write() as work:
        story.import_meters(work, [story.a_meter(1, "p1")], [story.a_person("p1")])
        work.commit()
    story.sell(store, 1)
    story.sell(store, 2)
    with store.write() as work:
        work.add_checkpoint(Checkpoint(work.head(), b"s" * 64))
        work.commit()
    store.close()
    return tmp_path


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal SET body = x'00' WHERE seq = 2",
        "UPDATE journal SET seq = 99 WHERE seq = 8",
        "DELETE FROM journal WHERE seq = 8",
        "DELETE FROM journal",
        "INSERT INTO journal (seq, body, hash) VALUES (10, x'00', '0')",
        "INSERT INTO journal (seq, body, hash) VALUES (8, x'00', '0')",
        "INSERT INTO journal (body, hash) VALUES (x'00', '0')",
        "INSERT INTO journal (seq, body, hash) VALUES (0, x'00', '0')",
        "REPLACE INTO journal (seq, body, hash) VALUES (8, x'00', '0')",
        "INSERT OR IGNORE INTO journal (seq, body, hash) VALUES (3, x'00', '0')",
        "UPDATE checkpoint SET hash = '0'",
        "DELETE FROM checkpoint",
        "REPLACE INTO checkpoint (seq, hash, signature) VALUES (8, '0', x'00')",
        "INSERT INTO checkpoint (seq, hash, signature) VALUES (77, '0', x'00')",
        "UPDATE identity SET terminal = 'T2'",
        "DELETE FROM identity",
        "REPLACE INTO identity (id, terminal, incarnation) VALUES (1, 'T2', 1)",
        "INSERT INTO identity (id, terminal, incarnation) VALUES (2, 'T2', 1)",
        "UPDATE sale SET ended_seq = 0, state = 'open'",
    ],
)
def test_the_tables_refuse(folder: Path, statement: str) -> None:
    """No statement changes, removes, replaces or skips an entry; the store goes on after it."""
    with pytest.raises(driver.IntegrityError):
        attack(folder, "PRAGMA foreign_keys = ON", statement)
    store = story.reopened(folder)
    story.sell(store, 3)
    assert store.rebuild() == 10
    store.close()


def _first_bad(store: SqlStore) -> int:
    chain = ChainChecker(story.TERMINAL, 1)
    with store.read() as reads, pytest.raises(JournalDamaged) as caught:
        list(map(chain.check, reads.entries()))
    found = caught.value.facts["seq"]
    assert isinstance(found, int)
    return found


def _rehashed(old: bytes, new: bytes, seq: int, folder: Path) -> tuple[bytes, str]:
    store = story.reopened(folder)
    with store.read() as reads:
        body = reads.entry(seq).body.replace(old, new)
    store.close()
    return body, hash_body(body)


def test_a_changed_entry_is_named(folder: Path) -> None:
    """With the triggers gone, the hash still tells; a rebuild names the same entry."""
    attack(
        folder,
        "UPDATE journal SET body = CAST(body || ' ' AS BLOB) WHERE seq = 5",
        without_triggers=True,
    )
    store = story.reopened(folder)
    assert _first_bad(store) == 5
    with pytest.raises(JournalDamaged) as caught:
        store.rebuild()
    assert caught.value.facts["seq"] == 5
    with store.read() as reads, pytest.raises(JournalDamaged):
        reads.entry(5)
    store.close()


def test_a_changed_and_rehashed_entry_is_named(folder: Path) -> None:
    """Who computes the hash again breaks the link of the next entry."""
    body, digest = _rehashed(b'"agent"', b'"thief"', 6, folder)
    attack(
        folder,
        "UPDATE journal SET body = ?, hash = ? WHERE seq = 6",
        values=(body, digest),
        without_triggers=True,
    )
    store = story.reopened(folder)
    assert _first_bad(store) == 7
    store.close()


def test_a_missing_entry_is_named(folder: Path) -> None:
    """A hole is named by the number that is missing."""
    attack(folder, "DELETE FROM journal WHERE seq = 4", without_triggers=True)
    store = story.reopened(folder)
    assert _first_bad(store) == 4
    with store.read() as reads, pytest.raises(JournalDamaged):
        reads.entry(4)
    store.close()


def test_nothing_is_linked_to_a_changed_head(folder: Path) -> None:
    """The newest entry is hashed again before another is chained to it."""
    attack(
        folder,
        "UPDATE journal SET body = CAST(body || ' ' AS BLOB) WHERE seq = 8",
        without_triggers=True,
    )
    store = story.reopened(folder)
    with store.write() as work, pytest.raises(JournalDamaged) as caught:
        story.begin(work, 3)
    assert caught.value.facts["seq"] == 8
    store.close()


def test_nothing_is_linked_to_a_foreign_head(folder: Path) -> None:
    """An entry of another terminal at the end of this journal is not continued."""
    body, digest = _rehashed(b'{"terminal":"T1"', b'{"terminal":"T2"', 8, folder)
    attack(
        folder,
        "UPDATE journal SET body = ?, hash = ? WHERE seq = 8",
        values=(body, digest),
        without_triggers=True,
    )
    store = story.reopened(folder)
    with store.write() as work, pytest.raises(JournalDamaged, match="JOURNAL-01"):
        story.begin(work, 3)
    store.close()


def test_a_shortened_journal_lacks_its_signed_head(folder: Path) -> None:
    """Cutting the tail leaves a head that is older than what was signed."""
    attack(folder, "DELETE FROM journal WHERE seq > 6", without_triggers=True)
    store = story.reopened(folder)
    with store.read() as reads:
        (signed,) = reads.checkpoints()
        assert signed.head.seq > reads.head().seq
    with store.write() as work, pytest.raises(JournalDamaged):
        work.add_checkpoint(Checkpoint(Head(story.TERMINAL, 1, 8, "0" * 64), b"s" * 64))
    store.close()


def test_a_second_end_in_a_good_chain_is_named(folder: Path) -> None:
    """Somebody who can chain entries, but not sign them, still cannot end a sale twice."""
    store = story.reopened(folder)
    with store.read() as reads:
        head = reads.head()
        last = read_entry(reads.entry(head.seq).body)
    store.close()
    forged = seal(msgspec.structs.replace(last, seq=head.seq + 1, previous=head.hash))
    attack(
        folder,
        "INSERT INTO journal (seq, body, hash) VALUES (?, ?, ?)",
        values=(forged.seq, forged.body, forged.hash),
    )
    store = story.reopened(folder)
    with pytest.raises(JournalDamaged) as caught:
        store.rebuild()
    assert caught.value.facts == {"seq": head.seq + 1, "why": "breaks a rule of the tables"}
    store.close()


def test_an_import_that_is_no_registry_is_named(folder: Path) -> None:
    """The entry that names it is where the journal stops making sense."""
    store = story.reopened(folder)
    with store.write() as work:
        digest = work.keep_file(b"no registry")
        seq = work.append(MetersImported(digest=digest, rows=1), operator="").seq
        work.commit()
    with pytest.raises(JournalDamaged) as caught:
        store.rebuild()
    assert caught.value.facts["seq"] == seq
    store.close()


@pytest.mark.parametrize(
    ("statement", "table", "key"),
    [
        ("UPDATE sale SET total = 1 WHERE pan LIKE '%'", "sale", story.sale_id(1)),
        ("DELETE FROM sale WHERE issue_no = 2", "sale", story.sale_id(2)),
        ("UPDATE shift SET cash_tendered = 0", "shift", "1"),
        ("UPDATE terminal SET receipts = 9", "terminal", "terminal"),
        ("UPDATE meter SET arrears = 5", "meter", story.pan(1)),
        ("DELETE FROM meter", "meter", story.pan(1)),
        ("INSERT INTO operator VALUES ('thief', 'supervisor', 0, 0, 0)", "operator", "thief"),
        ("UPDATE meter_month SET units_milli = 0", "meter_month", f"{story.pan(1)} 2026-11"),
    ],
)
def test_a_changed_table_is_named(folder: Path, statement: str, table: str, key: str) -> None:
    """A rebuild names table and key of the first row that the journal does not give."""
    attack(folder, statement)
    store = story.reopened(folder)
    with pytest.raises(ProjectionsDiffer) as caught:
        store.rebuild()
    assert caught.value.facts == {"table": table, "key": key}
    assert not (folder / "rebuild").exists()
    store.close()


def test_a_changed_import_is_named(folder: Path) -> None:
    """A kept file that is not what was kept is damage, with its digest."""
    (kept,) = (folder / "imports").iterdir()
    content = kept.read_bytes()
    kept.write_bytes(content.replace(b'"arrears":0', b'"arrears":9'))
    store = story.reopened(folder)
    with pytest.raises(StoreDamaged) as caught:
        store.rebuild()
    assert caught.value.facts == {"page": 0, "file": kept.name}
    with store.read() as reads, pytest.raises(StoreDamaged):
        reads.kept_file(kept.name)
    kept.unlink()
    with pytest.raises(StoreDamaged):
        store.rebuild()
    store.close()


def _everything(folder: Path) -> list[object]:
    store = story.reopened(folder)
    try:
        store.rebuild()
        with store.read() as reads:
            return [
                *reads.entries(),
                *reads.checkpoints(),
                *reads.sales(limit=9),
                *reads.meters(limit=9),
                *reads.find_meters("amina", limit=9),
                *reads.waiting_print_jobs(),
                reads.person("p1"),
            ]
    finally:
        store.close()


@pytest.fixture(name="sound", scope="module")
def _sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of a closed store that tests leave as they found it."""
    folder = tmp_path_factory.mktemp("sound")
    store = story.store_for_business(folder)
    with store.write() as work:
        story.import_meters(work, [story.a_meter(1, "p1")], [story.a_person("p1")])
        work.commit()
    story.sell(store, 1)
    store.close()
    return folder


@settings(max_examples=25, deadline=None)
@given(place=st.integers(min_value=0), bit=st.integers(min_value=0, max_value=7))
def test_a_flipped_bit_never_becomes_data(sound: Path, place: int, bit: int) -> None:
    """Either the page was not needed and all is as before, or it is damage with its page."""
    path = sound / FILE_NAME
    before = path.read_bytes()
    expected = _everything(sound)
    rotten = bytearray(before)
    place %= len(rotten)
    rotten[place] ^= 1 << bit
    path.write_bytes(rotten)
    try:
        assert _everything(sound) == expected
    except PosError as error:
        assert isinstance(error, StoreDamaged)  # noqa: PT017 - damage is one of two right answers.
        assert error.facts == {"page": place // PAGE + 1}  # noqa: PT017 - the same.
    database = Database(path, story.STORE_KEY, Durability.LASTING)
    assert database.first_damaged_page() == place // PAGE + 1
    database.close()
    path.write_bytes(before)


@pytest.fixture(name="cut_off", scope="module")
def _cut_off(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[StoredEntry]]:
    """Give a folder as a power cut leaves it, most of it still in the log, and its entries."""
    live, left = tmp_path_factory.mktemp("live"), tmp_path_factory.mktemp("left")
    store = story.store_for_business(live)
    for number in range(1, 9):
        story.sell(store, number)
    with store.read() as reads:
        entries = list(reads.entries())
    for name in (FILE_NAME, f"{FILE_NAME}-wal"):
        shutil.copy(live / name, left / name)
    store.close()
    return left, entries


@settings(max_examples=25, deadline=None)
@given(place=st.integers(min_value=0), bit=st.integers(min_value=0, max_value=7))
def test_a_flipped_bit_in_the_log_only_shortens(
    tmp_path_factory: pytest.TempPathFactory,
    cut_off: tuple[Path, list[StoredEntry]],
    place: int,
    bit: int,
) -> None:
    """SQLite stops at a bad frame: what is left is an older whole journal, which heads betray."""
    left, entries = cut_off
    folder = tmp_path_factory.mktemp("rotten")
    shutil.copy(left / FILE_NAME, folder)
    log = bytearray((left / f"{FILE_NAME}-wal").read_bytes())
    log[place % len(log)] ^= 1 << bit
    (folder / f"{FILE_NAME}-wal").write_bytes(log)
    store = story.reopened(folder)
    with store.read() as reads:
        found = list(reads.entries())
    assert found == entries[: len(found)]
    assert store.rebuild() == len(found)
    store.close()


def test_a_page_that_lies_whole_in_the_log_is_not_damage(
    cut_off: tuple[Path, list[StoredEntry]], tmp_path: Path
) -> None:
    """A power cut while pages go from the log to the file leaves half of one there."""
    left, entries = cut_off
    folder = shutil.copytree(left, tmp_path / "half")
    log = (folder / f"{FILE_NAME}-wal").read_bytes()
    written = {
        int.from_bytes(log[frame : frame + 4])
        for frame in range(LOG_HEAD, len(log), FRAME_HEAD + PAGE)
    }
    content = bytearray((folder / FILE_NAME).read_bytes())
    half = max(page for page in written if page * PAGE <= len(content))
    content[half * PAGE - 2000 : half * PAGE] = bytes(2000)
    (folder / FILE_NAME).write_bytes(content)
    store = story.reopened(folder)
    store.check_pages()
    with store.read() as reads:
        assert list(reads.entries()) == entries
    store.close()


def test_a_cut_file_is_damage(sound: Path, tmp_path: Path) -> None:
    """A file that lost its end, or is empty, or is something else, is not opened as data."""
    content = (sound / FILE_NAME).read_bytes()
    for left in (content[: PAGE * 3], content[: PAGE + 100], b"not a database" * 999):
        (tmp_path / FILE_NAME).write_bytes(left)
        with pytest.raises(StoreDamaged):
            _everything(tmp_path)


def test_an_empty_file_is_damage(tmp_path: Path) -> None:
    """An empty file is no empty terminal."""
    (tmp_path / FILE_NAME).touch()
    with pytest.raises(StoreDamaged):
        story.reopened(tmp_path)
