"""What is drawn of a report: a few bars, as values; the table beside it has every figure."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from pos.app.reports.report_table import ReportName, ReportTable
from pos.domain.money import decimals_of
from pos.presenters.cash.texts import ACT_KINDS
from pos.presenters.formatting import Formatter
from pos.presenters.reports.texts import OVER, SHORT, TENDERS
from pos.presenters.texts import NOTHING, Say, plain

BARS_MAX = 62
LINES_MAX = 12
_DAY = len("YYYY-MM-DD")
_HOURS = 24


class PlotKind(Enum):
    """How bars stand: upright over time, lying beside their names, or on both sides of zero."""

    UPRIGHT = "upright"
    LYING = "lying"
    BOTH_SIDES = "both_sides"


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar.

    Attributes:
        value: minor units or a count; below zero for what was short.
        text: the value, written.
    """

    label: Say
    value: int
    text: str


@dataclass(frozen=True, slots=True)
class Plot:
    """A drawing; without bars there is nothing to draw.

    Attributes:
        top: a round value that no bar passes; the scale goes to it, or to both sides of zero.
        top_text: that value, written.
    """

    kind: PlotKind
    bars: tuple[Bar, ...] = ()
    top: int = 1
    top_text: str = ""


def plot_of(table: ReportTable, write: Formatter) -> Plot:
    """Return the drawing of a report; the newest or greatest bars where there are too many."""
    match table.name:
        case ReportName.SALES_BY_HOUR:
            return _money_plot(PlotKind.UPRIGHT, _hours(table, write), table, write)
        case ReportName.SALES_BY_DAY:
            days = _sums(table, "day", "total", write)[-BARS_MAX:]
            return _money_plot(PlotKind.UPRIGHT, days, table, write)
        case ReportName.FLOAT:
            balances = _sums(table, "day", "balance", write)[-BARS_MAX:]
            return _money_plot(PlotKind.BOTH_SIDES, balances, table, write)
        case ReportName.OVER_SHORT:
            shifts = _sums(table, "z_no", "over_short", write)[-BARS_MAX:]
            return _money_plot(PlotKind.BOTH_SIDES, shifts, table, write)
        case ReportName.EXCEPTIONS | ReportName.CASH | ReportName.ENGINEERING | ReportName.FREE:
            bars = _greatest(_counts(table))
            top = round_top(bars, 1)
            return Plot(PlotKind.LYING, bars, top, str(top))
        case _:
            heading = table.columns[0].name
            sums = _greatest(_sums(table, heading, "total", write))
            return _money_plot(PlotKind.LYING, sums, table, write)


def round_top(bars: tuple[Bar, ...], least: int) -> int:
    """Return the least of 1, 2, 5, 10, 20 and so on times `least` that no bar passes."""
    greatest = max((abs(bar.value) for bar in bars), default=0)
    decade = least
    while True:
        for step in (1, 2, 5):
            if step * decade >= greatest:
                return step * decade
        decade *= 10


def _money_plot(
    kind: PlotKind, bars: tuple[Bar, ...], table: ReportTable, write: Formatter
) -> Plot:
    top = round_top(bars, 10 ** decimals_of(table.currency))
    return Plot(kind, bars, top, write.money_whole(top, table.currency))


def minor_of(text: str, currency: str) -> int:
    """Return the minor units of an amount in a report; 0 for an empty cell."""
    sign = -1 if text.startswith("-") else 1
    whole, _, part = text.removeprefix("-").partition(".")
    return sign * int(f"{whole or '0'}{part.ljust(decimals_of(currency), '0')}")


def what_happened(cell: str) -> Say:
    """Return the words for a kind of act as a report names it."""
    kinds = {kind.value.replace("_", " "): said for kind, said in ACT_KINDS.items()}
    return (kinds | {"over": OVER, "short": SHORT}).get(cell) or plain(cell)


def tender_named(cell: str) -> Say:
    """Return the words for a kind of tender."""
    return TENDERS.get(cell) or plain(cell)


def _sums(table: ReportTable, label: str, value: str, write: Formatter) -> tuple[Bar, ...]:
    labels, values = _place(table, label), _place(table, value)
    named = tender_named if label == "tender" else plain
    found = ((row[labels], minor_of(row[values], table.currency)) for row in table.rows)
    return tuple(_money_bar(named(name), minor, table, write) for name, minor in found)


def _hours(table: ReportTable, write: Formatter) -> tuple[Bar, ...]:
    """Return the hours of one day, all of them, or the hours of the day over several days."""
    totals = [0] * _HOURS
    value = _place(table, "total")
    for row in table.rows:
        hour = int(row[0].rpartition(" ")[2][:2])
        totals[hour] += minor_of(row[value], table.currency)
    if not table.rows:
        return ()
    return tuple(
        _money_bar(plain(f"{hour:02d}"), total, table, write) for hour, total in enumerate(totals)
    )


def _counts(table: ReportTable) -> tuple[Bar, ...]:
    what = _place(table, "what")
    counts: dict[str, int] = {}
    for row in table.rows:
        counts[row[what]] = counts.get(row[what], 0) + 1
    return tuple(Bar(what_happened(name), count, str(count)) for name, count in counts.items())


def _greatest(bars: Iterable[Bar]) -> tuple[Bar, ...]:
    ordered = sorted(bars, key=lambda bar: -bar.value)
    return tuple(ordered[:LINES_MAX])


def _money_bar(label: Say, minor: int, table: ReportTable, write: Formatter) -> Bar:
    return Bar(label or NOTHING, minor, write.money(minor, table.currency))


def _place(table: ReportTable, name: str) -> int:
    return [column.name for column in table.columns].index(name)
