"""Reports as text and as comma-separated values."""

import csv
import io
from datetime import date

from pos.app.reports.report_csv import csv_of
from pos.app.reports.report_period import Period
from pos.app.reports.report_table import Column, ReportName, ReportTable
from pos.cli.cash.report import text_of

PERIOD = Period(date(2026, 11, 22), date(2026, 11, 22), "UTC")


def a_table(*rows: tuple[str, str]) -> ReportTable:
    """A table of one word and one amount."""
    columns = (Column("who"), Column("amount", is_number=True))
    return ReportTable(ReportName.CASH, PERIOD, "ZAR", columns, rows, ("", "3.00"))


def test_csv_reads_back_as_it_was() -> None:
    """Commas, quotes and line breaks in a reason change nothing."""
    rows = (('a, "b"\nc', "1.00"), ("é☂", "-2.00"))
    read = list(csv.reader(io.StringIO(csv_of(a_table(*rows)), newline="")))
    assert read == [["who", "amount"], *map(list, rows)]


def test_csv_holds_no_formula() -> None:
    """Text that a spreadsheet would run is kept as text; amounts stay numbers."""
    rows = [(begin + "1+1", "-2.00") for begin in "=+-@\t\r"]
    read = list(csv.reader(io.StringIO(csv_of(a_table(*rows)), newline="")))[1:]
    assert all(who.startswith("'") and amount == "-2.00" for who, amount in read)


def test_text_lines_up_and_ends_with_totals() -> None:
    """Words to the left, amounts to the right."""
    lines = text_of(a_table(("amina", "1.00"), ("bo", "12.00"))).splitlines()
    assert lines == [
        "cash, 2026-11-22 to 2026-11-22 (UTC), ZAR",
        "who    amount",
        "amina    1.00",
        "bo      12.00",
        "         3.00",
    ]


def test_an_empty_report_says_so() -> None:
    """Nobody wonders whether something is missing."""
    assert text_of(a_table()).splitlines()[1] == "Nothing."
