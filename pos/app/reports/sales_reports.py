"""Reports of committed sales: by hour, day, tariff, operator and tender.

They are read from sums that are written with every sale, so that ten years take no longer than a
person notices.
"""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Final

from pos.app.ports import Quarters, Reads, SalesColumn, SalesSum
from pos.app.reports.report_period import QUARTERS_A_DAY, QUARTERS_AN_HOUR, Period
from pos.app.reports.report_table import Column, ReportName, ReportTable
from pos.app.selling.quoting import terminal_of
from pos.domain.energy import format_units
from pos.domain.money import decimals_of, format_minor

# A longer period is asked for its busy hours, not for each of its hours.
DAYS_OF_HOURS_MAX: Final = 62
_HOURS_A_DAY: Final = 24
_FOR_EVER: Final = 1 << 40
_EPOCH: Final = date(1970, 1, 1).toordinal()


def sales_by(name: ReportName, column: SalesColumn) -> Callable[[Reads, Period], ReportTable]:
    """Return what makes a report of sales by one column."""

    def make(reads: Reads, period: Period) -> ReportTable:
        sums = reads.sales_by(column, period.start, period.end)
        return _sales_table(reads, name, period, column.value, sums)

    return make


def sales_by_hour(reads: Reads, period: Period) -> ReportTable:
    """Return each hour of the terminal's clock; over a long period, the hours of the day."""
    is_long = (period.last - period.first).days >= DAYS_OF_HOURS_MAX
    cycle = _HOURS_A_DAY if is_long else _FOR_EVER
    hours = _by_span(reads, period, QUARTERS_AN_HOUR, cycle)
    if is_long:
        named = [_named(hours[hour], f"{hour:02d}:00") for hour in sorted(hours)]
    else:
        named = [_named(hours[hour], _hour_name(hour)) for hour in sorted(hours)]
    return _sales_table(reads, ReportName.SALES_BY_HOUR, period, "hour", named)


def sales_by_day(reads: Reads, period: Period) -> ReportTable:
    """Return each day of the terminal's clock."""
    days = _by_span(reads, period, QUARTERS_A_DAY, _FOR_EVER)
    named = [_named(days[day], _day_name(day)) for day in sorted(days)]
    return _sales_table(reads, ReportName.SALES_BY_DAY, period, "day", named)


def sales_by_tender(reads: Reads, period: Period) -> ReportTable:
    """Return what stayed here of each kind of tender; a sale with two kinds counts for both."""
    currency = terminal_of(reads).currency
    decimals = decimals_of(currency)
    sums = reads.tenders(period.start, period.end)
    rows = ((each.tender, str(each.sales), format_minor(each.amount, decimals)) for each in sums)
    total = format_minor(sum(each.amount for each in sums), decimals)
    return ReportTable(
        name=ReportName.SALES_BY_TENDER,
        period=period,
        currency=currency,
        columns=(
            Column("tender"),
            Column("sales", is_number=True),
            Column("total", is_number=True),
        ),
        rows=tuple(rows),
        totals=("", str(sum(each.sales for each in sums)), total),
    )


def _by_span(reads: Reads, period: Period, width: int, cycle: int) -> dict[int, SalesSum]:
    spans: dict[int, SalesSum] = {}
    for start, end, ahead in period.quarters():
        # Where a clock is put back, an hour comes twice and is one hour in the report.
        for each in reads.sales_by_time(Quarters(start, end, ahead, width, cycle)):
            found = SalesSum("", each.sales, each.total, each.units_milli)
            known = spans.get(each.number)
            spans[each.number] = found if known is None else _added(known, found)
    return spans


def _day_name(day: int) -> str:
    return date.fromordinal(day + _EPOCH).isoformat()


def _hour_name(hour: int) -> str:
    return f"{_day_name(hour // _HOURS_A_DAY)} {hour % _HOURS_A_DAY:02d}:00"


def _named(each: SalesSum, name: str) -> SalesSum:
    return SalesSum(name, each.sales, each.total, each.units_milli)


def _added(one: SalesSum, other: SalesSum) -> SalesSum:
    return SalesSum(
        one.key,
        one.sales + other.sales,
        one.total + other.total,
        one.units_milli + other.units_milli,
    )


def _sales_table(
    reads: Reads, name: ReportName, period: Period, heading: str, sums: Iterable[SalesSum]
) -> ReportTable:
    currency = terminal_of(reads).currency
    total = SalesSum("", 0, 0, 0)
    rows = []
    for each in sums:
        rows.append(_sales_cells(each, currency))
        total = _added(total, each)
    return ReportTable(
        name=name,
        period=period,
        currency=currency,
        columns=(
            Column(heading),
            Column("sales", is_number=True),
            Column("total", is_number=True),
            Column("units", is_number=True),
        ),
        rows=tuple(rows),
        totals=_sales_cells(total, currency),
    )


def _sales_cells(each: SalesSum, currency: str) -> tuple[str, ...]:
    total = format_minor(each.total, decimals_of(currency))
    return each.key, str(each.sales), total, format_units(each.units_milli)
