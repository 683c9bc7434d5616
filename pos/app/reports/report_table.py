"""What a report is: a table, the same on paper, on screen and in a spreadsheet."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from pos.app.reports.report_period import Period

_MINUTES: Final = len("YYYY-MM-DD HH:MM")


class ReportName(StrEnum):
    """The reports there are."""

    SALES_BY_HOUR = "sales-by-hour"
    SALES_BY_DAY = "sales-by-day"
    SALES_BY_TARIFF = "sales-by-tariff"
    SALES_BY_OPERATOR = "sales-by-operator"
    SALES_BY_TENDER = "sales-by-tender"
    EXCEPTIONS = "exceptions"
    OVER_SHORT = "over-short"
    CASH = "cash"
    ENGINEERING = "engineering"
    FREE = "free"
    FLOAT = "agent-float"


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


def local_time(time: str, period: Period) -> str:
    """Return a journal time to the minute, in the zone of the report's days."""
    # Ten years are thousands of lines; this way of reading and writing is the quick one.
    return period.local(datetime.fromisoformat(time)).isoformat(" ", "minutes")[:_MINUTES]
