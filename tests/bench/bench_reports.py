"""How long reports take after a million sales in ten years; prints figures, asserts no seconds.

Run alone: `python -m tests.bench.bench_reports [sales]`.
"""

import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver  # type: ignore[import-untyped]  # The package ships no types.

from pos.app.ports import Reads
from pos.app.reports.report_period import Period
from pos.app.reports.report_table import ReportName
from pos.app.reports.reports import make_report
from pos.domain.journal import format_time
from pos.domain.projections import (
    ActKind,
    ActRow,
    Row,
    SalesDayRow,
    SalesHourRow,
    SalesQuarterRow,
    TenderDayRow,
)
from pos.domain.projections.sold_reducer import quarter_of
from pos.store.rows import SqlRows
from pos.store.store import FILE_NAME, SqlStore
from tests import store_stories as story

MILLION = 1_000_000
DAYS = 3_650
FIRST = datetime(2016, 11, 23, 5, tzinfo=UTC)
OPENING_SECONDS = 13 * 3_600
ODD_ONES = 100
WHOLE = Period(date(2016, 1, 1), date(2027, 1, 1), "Africa/Johannesburg")
MONTH = Period(date(2026, 10, 1), date(2026, 10, 31), "Africa/Johannesburg")
RAW = "SELECT operator, sum(sales), sum(total), sum(units_milli) FROM sales_day GROUP BY operator"


def fill(store: SqlStore, sales: int) -> int:
    """Write the rows that so many sales leave behind; return how many."""
    chance = random.Random(5)  # noqa: S311 - sample data, the same every time.
    quarters: Counter[int] = Counter()
    hours: Counter[int] = Counter()
    days: Counter[tuple[str, str, str]] = Counter()
    tenders: Counter[tuple[str, str]] = Counter()
    for number in range(sales):
        seconds = chance.randrange(OPENING_SECONDS)
        at = FIRST + timedelta(days=number * DAYS // sales, seconds=seconds)
        moment = format_time(at)
        quarters[quarter_of(moment)] += 1
        hours[quarter_of(moment) // 4] += 1
        days[moment[:10], f"agent{at.day % 2}", f"tariff-{number % 3}"] += 1
        tenders[moment[:10], "card" if number % 5 == 0 else "cash"] += 1
    acts = (
        ActRow(
            number + 1, format_time(FIRST + timedelta(hours=number)), 1, "agent", kind, 0, "", ""
        )
        for number, kind in enumerate([ActKind.COPY, ActKind.COUNTED] * (sales // ODD_ONES // 2))
    )
    with store.write() as work:
        assert isinstance(work, SqlRows)
        sums: tuple[Row, ...] = (
            *(SalesQuarterRow(key, n, n * 5_000, n * 20_000) for key, n in quarters.items()),
            *(SalesHourRow(key, n, n * 5_000, n * 20_000) for key, n in hours.items()),
            *(SalesDayRow(*key, n, n * 5_000, n * 20_000) for key, n in days.items()),
            *(TenderDayRow(*key, n, n * 5_000) for key, n in tenders.items()),
        )
        work.put_rows(sums)
        work.put_rows(tuple(acts))
        work.commit()
    return len(sums)


def milliseconds(what: Callable[[], object]) -> float:
    """Return the median of five."""
    taken = []
    for _ in range(5):
        start = time.perf_counter_ns()
        what()
        taken.append(time.perf_counter_ns() - start)
    return sorted(taken)[2] / 1e6


def run(folder: Path, sales: int) -> list[str]:
    """Fill a store and time every report."""
    store = story.store_for_business(folder)
    rows = fill(store, sales)
    figures = [f"reports after {sales:,} sales in ten years ({rows:,} rows of sums):"]
    raw = driver.connect(str(folder / FILE_NAME), isolation_level=None)
    raw.execute(f"PRAGMA key = \"x'{story.STORE_KEY.hex()}'\"")
    raw_ms = milliseconds(lambda: raw.execute(RAW).fetchall())
    figures.append(f"  the raw sum by operator: {raw_ms:.0f} ms")

    # A transaction remembers what it read, so each look has its own.
    def look(what: Callable[[Reads], object]) -> float:
        def read() -> None:
            with store.read() as reads:
                what(reads)

        return milliseconds(read)

    for name in ReportName:
        whole = look(lambda reads, name=name: make_report(reads, name, WHOLE))  # type: ignore[misc]  # A default is no parameter here.
        month = look(lambda reads, name=name: make_report(reads, name, MONTH))  # type: ignore[misc]  # The same.
        figures.append(
            f"  {name}: ten years {whole:.0f} ms ({whole / raw_ms:.1f} times raw), "
            f"a month {month:.1f} ms"
        )
    shift_ms = look(lambda reads: reads.open_shift())
    figures.append(f"  X report's own reading: {shift_ms:.2f} ms")
    raw.close()
    store.close()
    return figures


@pytest.mark.bench
def test_reports(tmp_path: Path, record_property: Callable[[str, object], None]) -> None:
    """Figures for a hundred thousand sales in the suite; a million when run alone."""
    figures = run(tmp_path / "terminal", MILLION // 10)
    assert len(figures) == len(ReportName) + 3
    for figure in figures:
        record_property("figure", figure)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        for line in run(Path(scratch) / "terminal", int((sys.argv[1:] or [str(MILLION)])[0])):
            print(line)  # noqa: T201 - the figures are the purpose.
