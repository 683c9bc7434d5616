"""Reports that people look at, as tables: the same on paper, on screen and in a spreadsheet."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from pos.app.ports import Reads, SalesColumn, SalesSum
from pos.app.quoting import terminal_of
from pos.app.report_period import Period
from pos.domain.cash import expected_cash
from pos.domain.energy import format_units
from pos.domain.journal import parse_time
from pos.domain.money import decimals_of, format_minor
from pos.domain.projections import ActKind, ActRow


class ReportName(StrEnum):
    """The reports there are."""

    SALES_BY_HOUR = "sales-by-hour"
    SALES_BY_TARIFF = "sales-by-tariff"
    SALES_BY_OPERATOR = "sales-by-operator"
    SALES_BY_TENDER = "sales-by-tender"
    EXCEPTIONS = "exceptions"
    OVER_SHORT = "over-short"
    CASH = "cash"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    Attributes:
        name: stable, lower case; what a spreadsheet shows.
        is_number: amounts and counts, which stand to the right.
    """

    name: str
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class ReportTable:
    """A report.

    Attributes:
        rows: cells as text, amounts as decimal strings without grouping.
        totals: one cell a column, empty where nothing is added up; no cells where nothing is.
        currency: of every amount.
    """

    name: ReportName
    period: Period
    currency: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    totals: tuple[str, ...] = ()


_TO_THE_HOUR: Final = len("YYYY-MM-DD HH")
_EXCEPTIONS: Final = frozenset(
    {
        ActKind.SALE_CANCELLED,
        ActKind.SALE_LATE,
        ActKind.DRAWER_OPENED,
        ActKind.COPY,
        ActKind.CLOCK_ACCEPTED,
        ActKind.SIGN_IN_REFUSED,
        ActKind.OPERATOR_ADDED,
        ActKind.OPERATOR_CHANGED,
        ActKind.OPERATOR_REMOVED,
        ActKind.PIN_CHANGED,
        ActKind.CUSTOMER_FORGOTTEN,
    }
)
_CASH: Final = frozenset(
    {
        ActKind.SHIFT_OPENED,
        ActKind.PAID_IN,
        ActKind.PAID_OUT,
        ActKind.DROP_SAFE,
        ActKind.DROP_BANK,
        ActKind.DRAWER_OPENED,
        ActKind.COUNTED,
        ActKind.EXPECTED_SHOWN,
        ActKind.SHIFT_CLOSED,
    }
)


def make_report(reads: Reads, name: ReportName, period: Period) -> ReportTable:
    """Return a report of a period, from one consistent view."""
    makers: dict[ReportName, Callable[[Reads, Period], ReportTable]] = {
        ReportName.SALES_BY_HOUR: _sales_by_hour,
        ReportName.SALES_BY_TARIFF: _sales_by(ReportName.SALES_BY_TARIFF, SalesColumn.TARIFF),
        ReportName.SALES_BY_OPERATOR: _sales_by(ReportName.SALES_BY_OPERATOR, SalesColumn.OPERATOR),
        ReportName.SALES_BY_TENDER: _sales_by(ReportName.SALES_BY_TENDER, SalesColumn.TENDER),
        ReportName.EXCEPTIONS: _acts(ReportName.EXCEPTIONS, _is_exception),
        ReportName.OVER_SHORT: _over_short,
        ReportName.CASH: _acts(ReportName.CASH, lambda act: act.kind in _CASH),
    }
    return makers[name](reads, period)


def _sales_by(name: ReportName, column: SalesColumn) -> Callable[[Reads, Period], ReportTable]:
    def make(reads: Reads, period: Period) -> ReportTable:
        sums = _sums(reads, column, period)
        return _sales_table(reads, name, period, column.value, sums)

    return make


def _sales_by_hour(reads: Reads, period: Period) -> ReportTable:
    hours: dict[str, SalesSum] = {}
    zone = ZoneInfo(period.zone)
    for quarter in _sums(reads, SalesColumn.QUARTER, period):
        # Ten years are a hundred thousand quarters, so this stays off the slow ways to read times.
        local = datetime.fromisoformat(f"{quarter.key}+00:00").astimezone(zone)
        hour = f"{local.isoformat(' ')[:_TO_THE_HOUR]}:00"
        hours[hour] = _added(hours.get(hour) or SalesSum(hour, 0, 0, 0), quarter)
    return _sales_table(reads, ReportName.SALES_BY_HOUR, period, "hour", hours.values())


def _sums(reads: Reads, column: SalesColumn, period: Period) -> tuple[SalesSum, ...]:
    minutes = len("YYYY-MM-DDTHH:MM")
    return reads.sales_by(column, period.start[:minutes], period.end[:minutes])


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


def _acts(
    name: ReportName, is_listed: Callable[[ActRow], bool]
) -> Callable[[Reads, Period], ReportTable]:
    def make(reads: Reads, period: Period) -> ReportTable:
        currency = terminal_of(reads).currency
        acts = reads.acts(period.start, period.end)
        return ReportTable(
            name=name,
            period=period,
            currency=currency,
            columns=(
                Column("at"),
                Column("entry", is_number=True),
                Column("shift", is_number=True),
                Column("operator"),
                Column("what"),
                Column("amount", is_number=True),
                Column("subject"),
                Column("reason"),
            ),
            rows=tuple(_act_cells(act, period, currency) for act in acts if is_listed(act)),
        )

    return make


def _is_exception(act: ActRow) -> bool:
    if act.kind == ActKind.SHIFT_CLOSED:
        return act.amount != 0
    return act.kind in _EXCEPTIONS


def _act_cells(act: ActRow, period: Period, currency: str) -> tuple[str, ...]:
    what = act.kind
    if what == ActKind.SHIFT_CLOSED and act.amount:
        what = "over" if act.amount > 0 else "short"
    return (
        _local(act.at, period),
        str(act.seq),
        str(act.shift_no) if act.shift_no else "",
        act.operator,
        what.replace("_", " "),
        format_minor(act.amount, decimals_of(currency)) if act.amount else "",
        act.subject,
        act.reason,
    )


def _over_short(reads: Reads, period: Period) -> ReportTable:
    currency = terminal_of(reads).currency
    decimals = decimals_of(currency)
    shifts = reads.shifts_closed(period.start, period.end)
    headings = ("z_no", "closed_at", "opener", "closed_by", "approver")
    amounts = ("expected", "counted", "over_short")
    rows = tuple(
        (
            shift.z_no,
            _local(shift.closed_at, period),
            shift.opener,
            shift.closed_by,
            shift.approver,
            format_minor(expected_cash(shift.figures()), decimals),
            format_minor(shift.counted, decimals),
            format_minor(shift.over_short, decimals),
            shift.reason,
        )
        for shift in shifts
    )
    total = format_minor(sum(shift.over_short for shift in shifts), decimals)
    return ReportTable(
        name=ReportName.OVER_SHORT,
        period=period,
        currency=currency,
        columns=(
            *(Column(name) for name in headings),
            *(Column(name, is_number=True) for name in amounts),
            Column("reason"),
        ),
        rows=rows,
        totals=("", "", "", "", "", "", "", total, ""),
    )


def _local(time: str, period: Period) -> str:
    return f"{period.local(parse_time(time)):%Y-%m-%d %H:%M}"
