"""A training terminal with ten years of sales behind it, for benches: built in bulk.

One sale is made as always; every further one is a copy of its entries and rows under another
number, meter and time. Entries are chained and the newest is signed, so everything that opens,
sells and delivers takes it for its own. Sums of the shift are left alone, and of the copies only
the newest is with the key agent.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import sqlcipher3.dbapi2 as driver  # type: ignore[import-untyped]  # The package ships no types.
from msgspec.structs import astuple, replace

from pos.app.journal.journal_heads import sign_newest_head
from pos.app.ports import Ports
from pos.app.selling.sell import sell
from pos.domain.journal import StoredEntry, format_time, hash_body
from pos.domain.meter import Meter
from pos.domain.projections import SaleRow
from pos.keystore.agent.agent import KeyAgent
from pos.store.store import FILE_NAME
from tests import store_stories
from tests import terminal_stories as story

YEARS = timedelta(days=3650)
_NAMES = ("Amina Diallo", "Thabo Nkosi", "Grace Banda", "José Machava")
_LOADING = (
    "journal_mode = OFF",
    "synchronous = OFF",
    "locking_mode = EXCLUSIVE",
    "cache_size = -262144",
)
_WORDS = (
    "INSERT INTO person_words (rowid, account, name, address, phone)"
    " SELECT id, account, name, address, phone FROM person WHERE id > ?"
)


@dataclass(frozen=True, slots=True)
class FirstSale:
    """What the one real sale left.

    Attributes:
        begun, committed: its two entries.
        head: the newest entry; the copies follow it.
        row: of the sale.
        meter: that it was made to.
    """

    begun: StoredEntry
    committed: StoredEntry
    head: StoredEntry
    row: SaleRow
    meter: Meter


def grown_terminal(folder: Path, meters: int, sales: int) -> Path:
    """Make a training terminal with so many meters and sales."""
    story.new_terminal(folder)
    with story.opened(folder) as ports:
        first = _first_sale(ports)
        assert isinstance(ports.keys, KeyAgent)
        key = ports.keys.database_key()
    with _bulk_load(folder / FILE_NAME, key) as connection:
        _put_meters(connection, first.meter, meters)
        last = _put_sales(connection, first, meters, sales)
    with story.opened(folder) as ports:
        assert isinstance(ports.keys, KeyAgent)
        _tell_agent(ports.keys, sales, last)
        sign_newest_head(ports)
    return folder


def pan(number: int) -> str:
    """Return the number of one of the meters that were added, 18 digits."""
    return store_stories.pan(number)


def _first_sale(ports: Ports) -> FirstSale:
    with ports.store.read() as reads:
        (meter_pan,) = story.pans_of(reads, 1)
    sold = sell(ports, story.a_request(meter_pan), operator=story.OPERATOR)
    ports.receipts.work_off()
    with ports.store.read() as reads:
        row, meter = reads.sale(sold.sale_id), reads.meter(meter_pan)
        assert row is not None
        assert meter is not None
        begun, committed = reads.entry(row.begun_seq), reads.entry(row.ended_seq)
        return FirstSale(begun, committed, reads.entry(reads.head().seq), row, meter)


@contextmanager
def _bulk_load(path: Path, key: bytes) -> Iterator[driver.Connection]:
    """Open a terminal's file bare: without log, triggers and further indexes until the end."""
    connection = driver.connect(str(path), isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    for pragma in _LOADING:
        connection.execute(f"PRAGMA {pragma}").fetchall()
    put_off = connection.execute(
        "SELECT type, name, sql FROM sqlite_master"
        " WHERE sql IS NOT NULL AND (type = 'trigger' OR type = 'index')"
    ).fetchall()
    connection.execute("BEGIN")
    for kind, name, _ in put_off:
        connection.execute(f"DROP {kind} {name}")
    yield connection
    for _, _, sql in put_off:
        connection.execute(sql)
    connection.execute("COMMIT")
    connection.close()
    # Else the first durable write of whoever is measured would wait for all of it.
    with path.open("rb") as written:
        os.fsync(written.fileno())


def _insert(table: str, columns: int) -> str:
    return f"INSERT OR IGNORE INTO {table} VALUES ({', '.join('?' * columns)})"  # noqa: S608 - our own tables.


def _put_meters(connection: driver.Connection, like: Meter, count: int) -> None:
    rows = (
        astuple(replace(like, pan=pan(number), person_ref=f"grown-{number}"))
        for number in range(count)
    )
    connection.executemany(_insert("meter", len(Meter.__struct_fields__)), rows)
    (people,) = connection.execute("SELECT max(id) FROM person").fetchone()
    connection.executemany(
        "INSERT INTO person (ref, account, name, address, phone, id_number)"
        " VALUES (?, ?, ?, ?, ?, '')",
        (
            (f"grown-{n}", f"{n:09d}", _NAMES[n % 4], f"{n % 97} Palm Street", f"0{n:09d}")
            for n in range(count)
        ),
    )
    connection.execute(_WORDS, (people,))


class _Copier:
    """Writes the entries of further sales: the first one's, with other values in their places."""

    def __init__(self, first: FirstSale) -> None:
        row = first.row
        self.seq, self.previous = first.head.seq, first.head.hash
        same = {row.sale_id: "sale", row.pan: "pan", f'"month":"{row.month}"': "month"}
        self._begun = _pattern(first.begun, {**same, row.begun_at: "time"})
        same = {row.sale_id: "sale", row.receipt_no: "receipt", row.digits: "digits"}
        number = f'"issue_no":{row.issue_no},'
        self._committed = _pattern(first.committed, {**same, number: "issue", row.ended_at: "time"})

    def entries(self, values: dict[str, object]) -> tuple[tuple[int, bytes, str], ...]:
        """Return both entries of a sale, as rows of the journal."""
        return self._sealed(self._begun, values), self._sealed(self._committed, values)

    def _sealed(self, pattern: str, values: dict[str, object]) -> tuple[int, bytes, str]:
        self.seq += 1
        body = (pattern % {**values, "seq": self.seq, "previous": self.previous}).encode()
        self.previous = hash_body(body)
        return self.seq, body, self.previous


def _pattern(stored: StoredEntry, places: dict[str, str]) -> str:
    body = stored.body.decode().replace("%", "%%")
    start, _, _ = body.rpartition('"previous":"')
    body = f'{start}"previous":"%(previous)s"}}'
    for text, name in {f'"seq":{stored.seq},': "seq", **places}.items():
        assert text in body, name
        quoted = text.partition(":")[0] + ":" if text.startswith('"') else ""
        mark = {"month": '"%(month)s"', "seq": "%(seq)s,", "issue": "%(issue)s,"}
        body = body.replace(text, quoted + mark.get(name, f"%({name})s"))
    return body


def _put_sales(
    connection: driver.Connection, first: FirstSale, meters: int, sales: int
) -> tuple[bytes, str]:
    """Add the copies; return the newest SaleBegun's bytes and the newest sale's id."""
    copier, at = _Copier(first), datetime.now(UTC) - YEARS
    step = YEARS / max(sales, 1)
    names = list(SaleRow.__struct_fields__)
    like = list(astuple(first.row))
    places = [
        names.index(name)
        for name in (
            *("sale_id", "pan", "month", "begun_seq", "begun_at", "ended_seq", "ended_at"),
            *("receipt_no", "issue_no", "digits"),
        )
    ]
    prefix = first.row.receipt_no.rpartition("-")[0]
    begun, sale = first.begun.body, first.row.sale_id
    found = connection.execute("SELECT * FROM print_job")
    job = dict(zip((column[0] for column in found.description), found.fetchone(), strict=True))
    del job["id"]
    # In portions, so that memory stays flat.
    portion = 20_000
    for start in range(2, sales + 1, portion):
        entries: list[tuple[int, bytes, str]] = []
        rows, months, jobs = [], [], []
        for number in range(start, min(start + portion, sales + 1)):
            time = format_time(at + number * step)
            values: dict[str, object] = {
                "sale": store_stories.sale_id(number),
                "pan": pan(number % meters),
                "month": time[:7],
                "time": time,
                "receipt": f"{prefix}-{number:06d}",
                "issue": number,
                "digits": f"{number:020d}",
            }
            both = copier.entries(values)
            entries.extend(both)
            row = like.copy()
            new = (
                *(values["sale"], values["pan"], values["month"]),
                *(both[0][0], time, both[1][0], time),
                *(values["receipt"], number, values["digits"]),
            )
            for place, value in zip(places, new, strict=True):
                row[place] = value
            rows.append(row)
            months.append((values["pan"], values["month"], first.row.credited_milli, 1, time))
            texts = {first.row.sale_id: values["sale"], job["job"]: f"job-{number}"}
            jobs.append([texts.get(value, value) for value in job.values()])
            begun, sale = both[0][1], str(values["sale"])
        connection.executemany("INSERT INTO journal VALUES (?, ?, ?)", entries)
        connection.executemany(_insert("sale", len(names)), rows)
        connection.executemany(_insert("meter_month", 5), months)
        columns = ", ".join(job)
        connection.executemany(
            f"INSERT INTO print_job ({columns}) VALUES ({', '.join('?' * len(job))})",  # noqa: S608 - our own table.
            jobs,
        )
    connection.execute("UPDATE terminal SET receipts = ?", (sales,))
    return begun, sale


def _tell_agent(agent: KeyAgent, issues: int, last: tuple[bytes, str]) -> None:
    """Let the agent know the newest copy, which is as far as it looks when it is opened."""
    if issues < 2:
        return
    assert agent._identity is not None
    store = agent._identity.store
    (issued,) = store.issues_after(0, limit=1)
    begun, sale_id = last
    receipt = msgspec.structs.replace(issued.receipt, issue_no=issues, sale_id=sale_id)
    database = store._database
    triggers = database.all("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    with database.transaction():
        for name, _ in triggers:
            database.run(f"DROP TRIGGER {name}")
        database.run(
            "INSERT INTO issue (issue_no, sale_id, begun, receipt) VALUES (?, ?, ?, ?)",
            *(issues, sale_id, begun, msgspec.json.encode(receipt)),
        )
        database.run("UPDATE agent_state SET issues = ?", issues)
        for _, sql in triggers:
            database.run(sql)
