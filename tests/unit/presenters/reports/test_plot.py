"""What is drawn of a report says the same as its table."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.app.reports.report_period import Period
from pos.app.reports.report_table import Column, ReportName, ReportTable
from pos.domain.tender import TENDER_KINDS
from pos.presenters.formatting import FixedFormatter
from pos.presenters.reports.plot import Bar, PlotKind, minor_of, plot_of, round_top, tender_named
from pos.presenters.texts import NOTHING

DAY = Period(date(2026, 11, 22), date(2026, 11, 22), "UTC")
WRITE = FixedFormatter()


def a_table(name: ReportName, names: tuple[str, ...], *rows: tuple[str, ...]) -> ReportTable:
    """A report in rand."""
    return ReportTable(name, DAY, "ZAR", tuple(Column(each) for each in names), rows)


def test_an_hour_without_sales_is_drawn_too() -> None:
    """So that the day has its 24 places, whatever was sold."""
    names = ("hour", "sales", "total", "units")
    rows = (("2026-11-22 08:00", "2", "150.50", "80.0"), ("2026-11-22 17:00", "1", "20.00", "9.9"))
    plot = plot_of(a_table(ReportName.SALES_BY_HOUR, names, *rows), WRITE)
    assert plot.kind is PlotKind.UPRIGHT
    assert [bar.value for bar in plot.bars] == [0] * 8 + [15_050] + [0] * 8 + [2_000] + [0] * 6
    assert (plot.top, plot.top_text) == (20_000, "R\u00a0200")


def test_over_and_short_stand_on_both_sides() -> None:
    """Below zero for what was missing."""
    names = ("z_no", "over_short")
    table = a_table(ReportName.OVER_SHORT, names, ("T-1", "-5.00"), ("T-2", "0.50"))
    plot = plot_of(table, WRITE)
    assert plot.kind is PlotKind.BOTH_SIDES
    assert [bar.value for bar in plot.bars] == [-500, 50]
    assert plot.bars[0].text == "-R\u00a05.00"


def test_exceptions_are_counted_by_kind() -> None:
    """The most frequent first."""
    names = ("at", "what")
    rows = [("1", "copy"), ("2", "short"), ("3", "copy")]
    plot = plot_of(a_table(ReportName.EXCEPTIONS, names, *rows), WRITE)
    drawn = [(bar.label.english(), bar.value) for bar in plot.bars]
    assert drawn == [("Copy printed", 2), ("Short", 1)]


def test_an_empty_report_draws_nothing() -> None:
    """Not even a scale."""
    names = ("hour", "sales", "total", "units")
    assert plot_of(a_table(ReportName.SALES_BY_HOUR, names), WRITE).bars == ()


@pytest.mark.parametrize(
    ("text", "currency", "minor"),
    [("", "ZAR", 0), ("-0.05", "ZAR", -5), ("12", "UGX", 12), ("1.250", "TND", 1_250)],
)
def test_amounts_of_a_report_are_read_back(text: str, currency: str, minor: int) -> None:
    """In the decimals of their currency."""
    assert minor_of(text, currency) == minor


@given(st.lists(st.integers(-(10**12), 10**12)), st.sampled_from([1, 100, 1_000]))
def test_no_bar_passes_the_scale(values: list[int], least: int) -> None:
    """And the scale is round and no more than two and a half times too large."""
    bars = tuple(Bar(NOTHING, value, "") for value in values)
    top = round_top(bars, least)
    greatest = max(map(abs, values), default=0)
    assert top >= greatest
    assert str(top).strip("0") in ("1", "2", "5")
    assert top == least or top * 2 < greatest * 5


def test_tenders_are_named_in_words() -> None:
    """One that is not known stays as it was written."""
    assert [tender_named(kind).english() for kind in (*TENDER_KINDS, "shells")] == [
        "Cash",
        "Card",
        "Mobile money",
        "Bank transfer",
        "Voucher",
        "Cheque",
        "shells",
    ]
    assert tender_named("cash").context == "tenders"
