# ruff: noqa: S608 - SQL is put together from our own constants.
"""How fast the console's pages are with many sales; prints figures, asserts nothing of seconds.

Sales, days, drawers and bags of ten years are written by SQL into a real PostgreSQL, as ingest
would have left them; quarters of an hour only around the days that are asked for, and journal
entries of none. Pages are asked for over HTTP by somebody who is signed in.

Run alone: `python -m tests.bench.bench_console [sales]`.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import text
from sqlalchemy.engine import Connection

from pos.domain.journal import format_time
from pos.domain.projections import (
    ActKind,
    ActRow,
    Row,
    SaleRow,
    SalesDayRow,
    SalesQuarterRow,
    ShiftRow,
    TerminalRow,
)
from pos.headoffice.keys.set_up import create_office
from pos.headoffice.store.schema import BOOK_ROW
from tests import console_stories as console
from tests import office_stories as story
from tests import store_stories
from tests.bench.bench_sync import say
from tests.console_stories import Visitor
from tests.office_stories import OfficeHere, RealClock
from tests.postgres_server import postgres_server
from tests.signing_stories import agent_at, maker

FEW = 2_000
TERMINALS = 200
METERS = 50_000
DAYS = 3650
SALES_A_DAY = 14
QUARTER_DAYS = 33
TIMES = 15
# Colons that are no parameters.
_TIME = 'YYYY-MM-DD"T"HH24\\:MI\\:SS.MS"Z"'
_INSERT = (
    "INSERT INTO book_row (terminal, incarnation, branch, kind, row_key, fields, at, about, paper) "
)


def shape(row: Row, **changing: str) -> str:
    """Return SQL for a row's JSON, with expressions in place of some of its fields."""
    parts, fields = [], msgspec.structs.asdict(row)
    for name, value in fields.items():
        given = f"'\"{name}\":'"
        if name not in changing:
            parts.append(f"{given} || '{msgspec.json.encode(value).decode()}'")
        elif isinstance(value, str):
            parts.append(f"{given} || '\"' || ({changing[name]}) || '\"'")
        else:
            parts.append(f"{given} || ({changing[name]})")
    joined = " || ',' || ".join(parts)
    return f"convert_to('{{' || {joined} || '}}', 'UTF8')"


def at(number: str, each: str) -> str:
    """Return SQL for the time of something that happens at even distances until now."""
    return f"to_char((:now)::timestamp - ({number}) * ({each})::interval, '{_TIME}')"


def meters_of(sales: int) -> int:
    """Return to how many meters so many sales went."""
    return min(METERS, sales)


def days_of(sales: int) -> int:
    """Return over how many days so many sales lie."""
    return max(min(DAYS, sales // TERMINALS // SALES_A_DAY), QUARTER_DAYS)


def fill(connection: Connection, sales: int, now: datetime) -> None:
    """Write years of a few hundred terminals."""
    facts: dict[str, object] = {"now": now.replace(tzinfo=None)}
    days = days_of(sales)
    per_day = max(sales // (TERMINALS * days), 1)
    facts["days"] = days
    connection.execute(text("CREATE TEMP TABLE meter (number int PRIMARY KEY, pan text)"))
    pans = [{"n": n, "pan": store_stories.a_meter(n).pan} for n in range(meters_of(sales))]
    connection.execute(text("INSERT INTO meter VALUES (:n, :pan)"), pans)
    connection.execute(
        text(
            "INSERT INTO terminal SELECT 'T' || lpad(n::text, 4, '0'), 1, md5(n::text) || md5('k'),"
            " 'ZAR', '2016-01-01T00:00:00.000Z', '', :seen, 'main', 0, 0, :sales, 0, 0, 0, 0, 0,"
            f" 0, 0, '', '' FROM generate_series(0, {TERMINALS - 1}) n"
        ),
        {"seen": format_time(now), "sales": sales // TERMINALS},
    )
    connection.execute(
        text("INSERT INTO branch SELECT terminal, 1, 0, 0, 0, 0, :hash, '' FROM terminal"),
        {"hash": "0" * 64},
    )
    terminal = TerminalRow("terminal", "", "ZAR", 1, "Africa/Johannesburg", "", "", 0, "")
    rows = [("TerminalRow", "'[\"terminal\"]'", shape(terminal), "NULL", "NULL", "NULL")]
    for kind, key, fields, when, about, paper in rows:
        connection.execute(
            text(
                f"{_INSERT} SELECT terminal, 1, 0, '{kind}', {key}, {fields}, {when}, {about},"
                f" {paper} FROM terminal"
            )
        )
    each = f"{days * 86400 / sales} seconds"
    _write_sales(connection, sales, each, facts)
    _write_days(connection, per_day, facts)
    _write_shifts(connection, facts)


def _write_sales(connection: Connection, sales: int, each: str, facts: dict[str, object]) -> None:
    sale = SaleRow(
        "", "", "committed", "agent", 1, "2026-11", 10, "", 11, "", 10_000, 20_000, 10_000,
        45_500, "", 1, "01234567890123456789", "", 0, "home-20a", "cash:20000", 0,
    )  # fmt: skip
    uuid = "'00000000-0000-4000-8000-' || lpad(to_hex(n), 12, '0')"
    where, when = "'T' || lpad((n % 200)::text, 4, '0')", at("n", f"'{each}'")
    receipt = f"{where} || '-1-' || lpad((n / 200)::text, 7, '0')"
    fields = shape(sale, sale_id=uuid, pan="pan", begun_at=when, ended_at=when, receipt_no=receipt)
    connection.execute(
        text(
            f"{_INSERT} SELECT {where}, 1, 0, 'SaleRow', '[\"' || {uuid} || '\"]', {fields},"
            f" {when}, pan, {receipt} FROM generate_series(1, {sales}) s(n)"
            f" JOIN meter ON number = n % {meters_of(sales)}"
        ),
        facts,
    )


def _write_days(connection: Connection, per_day: int, facts: dict[str, object]) -> None:
    day = "to_char((:now)::timestamp - d * interval '1 day', 'YYYY-MM-DD')"
    fields = shape(
        SalesDayRow("", "agent", "home-20a", per_day, per_day * 10_000, per_day * 45_500), day=day
    )
    connection.execute(
        text(
            f"{_INSERT} SELECT terminal, 1, 0, 'SalesDayRow',"
            f' \'["\' || {day} || \'","agent","home-20a"]\', {fields}, {day}, NULL, NULL'
            f" FROM terminal, generate_series(0, (:days)::int - 1) d"
        ),
        facts,
    )
    number = "(extract(epoch FROM (:now)::timestamp)::bigint / 900 - q)"
    fields = shape(SalesQuarterRow(0, 1, 10_000, 45_500), quarter=number)
    when = f"to_char(to_timestamp({number} * 900) AT TIME ZONE 'UTC', '{_TIME}')"
    connection.execute(
        text(
            f"{_INSERT} SELECT terminal, 1, 0, 'SalesQuarterRow', '[' || {number} || ']',"
            f" {fields}, {when}, NULL, NULL"
            f" FROM terminal, generate_series(0, {QUARTER_DAYS * 96}) q WHERE q % 96 < 40"
            " AND (q < 192 OR q > 27 * 96)"
        ),
        facts,
    )


def _write_shifts(connection: Connection, facts: dict[str, object]) -> None:
    shift = ShiftRow(
        1, "closed", "agent", "agent", "", 0, 140_000, 0, 0, 0, 0, 100_000, 14, 140_000, 0, 0, 0,
        5, 6, 40_000, 9, "", "", "agent", "supervisor", 0, "", "",
    )  # fmt: skip
    opened = at("d", "'1 day'")
    closed = f"to_char((:now)::timestamp - (d * 24 - 9) * interval '1 hour', '{_TIME}')"
    z_no = "terminal || '-1-Z' || d"
    fields = shape(shift, shift_no="d", opened_at=opened, closed_at=closed, z_no=z_no)
    connection.execute(
        text(
            f"{_INSERT} SELECT terminal, 1, 0, 'ShiftRow', '[' || d || ']', {fields}, {opened},"
            f" NULL, {z_no} FROM terminal, generate_series(1, (:days)::int) d"
        ),
        facts,
    )
    bank = ActKind.DROP_BANK.value
    act = ActRow(1, "", 1, "agent", bank, 100_000, "", "evening")
    bag = "'BAG-' || d"
    fields = shape(act, seq="d", at=opened, shift_no="d", subject=bag)
    connection.execute(
        text(
            f"{_INSERT} SELECT terminal, 1, 0, 'ActRow', '[' || d || ']', {fields}, {opened},"
            f" '{bank}', NULL FROM terminal, generate_series(1, (:days)::int) d"
        ),
        facts,
    )


@contextmanager
def grown_office(folder: Path, sales: int) -> Iterator[OfficeHere]:
    """Give a head office with many sales and somebody to look at them."""
    clock = RealClock()
    with postgres_server() as server:
        url = server.new_database()
        make = maker(folder / "keys")
        now = datetime.now(UTC)
        create_office(url, folder / "root.pem", training=True, now=now, make_keys=make)
        with (
            agent_at(folder / "keys", clock) as signing,
            story.office_at(url, clock, signing) as office,
        ):
            console.add_people(office)
            with office.database.write() as connection:
                connection.execute(text("SET LOCAL statement_timeout = 0"))
                connection.execute(text("SET LOCAL maintenance_work_mem = '1GB'"))
                for index in BOOK_ROW.indexes:
                    index.drop(connection)
                fill(connection, sales, now)
                for index in BOOK_ROW.indexes:
                    index.create(connection)
            with office.database._backend.engine.connect() as plain:
                plain.exec_driver_sql("SET statement_timeout = 0")
                plain.exec_driver_sql("ANALYZE")
            yield office


def pages_of(sales: int, now: datetime) -> dict[str, str]:
    """Return what is asked for, by what it is."""
    middle = f"00000000-0000-4000-8000-{sales // 2:012x}"
    days = days_of(sales)
    old = str((now - timedelta(days=days // 2)).date())
    return {
        "terminals": "/terminals",
        "one terminal": "/terminals/T0007",
        "newest sales": "/sales",
        "sales half-way back": f"/sales?to={old}",
        "one terminal's sales": "/sales?terminal=T0007",
        "a meter's sales": f"/sales?meter={store_stories.a_meter(7).pan}",
        "find a receipt": f"/find?q=T0007-1-{sales // TERMINALS // 2:07d}",
        "find a sale": f"/find?q={middle}",
        "one sale": f"/sales/T{sales // 2 % 200:04d}/{middle}",
        "shifts": "/shifts",
        "one shift": f"/shifts/T0007/1/{days // 2}",
        "bank": "/bank",
        "end of day": "/day",
        "end of day last month": f"/day?day={(now - timedelta(days=30)).date()}",
        "a meter": f"/meters/{store_stories.a_meter(7).pan}",
        "leases": "/leases",
        "exceptions": "/exceptions",
        "acts at the counter": "/acts",
        "operators": "/operators",
        "keys": "/keys",
    }


def measure_page(one: Visitor, path: str) -> list[float]:
    """Return milliseconds of some looks at a page."""
    taken = []
    for _ in range(TIMES):
        start = time.perf_counter()
        answer = one.get(path)
        taken.append((time.perf_counter() - start) * 1000)
        assert answer.status_code < 400, (path, answer.status_code)
    return taken


def measure(folder: Path, sales: int) -> None:
    """Ask for each page some times."""
    start = time.perf_counter()
    with grown_office(folder, sales) as office:
        say(f"{sales:,} sales of {TERMINALS} terminals in {time.perf_counter() - start:.0f} s")
        with console.console_of(office) as url, console.visitor(url) as one:
            console.sign_in(one, office, "Anne")
            worst = 0.0
            for what, path in pages_of(sales, datetime.now(UTC)).items():
                taken = measure_page(one, path)
                median = statistics.median(taken)
                worst = max(worst, median)
                say(f"{what}: {median:.0f} ms, first {taken[0]:.0f}, longest {max(taken):.0f}")
            say(f"slowest page: {worst:.0f} ms (aim 300)")


@pytest.mark.bench
def test_bench_console(tmp_path: Path) -> None:
    """Print how long pages take with few sales."""
    measure(tmp_path, int(os.environ.get("VENDWATT_BENCH_ROWS", FEW)))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        measure(Path(name), int(sys.argv[1]) if len(sys.argv) > 1 else 10_000_000)
