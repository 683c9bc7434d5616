"""Reports add up to what was sold, whatever the time zone."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from pos.app.cash.agent_float import set_float_policy, top_up
from pos.app.cash.move_cash import CashWish, open_drawer, pay_in
from pos.app.cash.open_shift import open_shift
from pos.app.people.sign_in import sign_in
from pos.app.ports import Ports, SalesColumn
from pos.app.reports.report_period import Period
from pos.app.reports.report_table import ReportName, ReportTable
from pos.app.reports.reports import make_report
from pos.app.selling.settle import cancel
from pos.domain.engineering import EngineeringKind
from pos.domain.entries import ClockAccepted, FloatPolicySet
from pos.domain.errors import SaleAlreadyCommitted, SignInRefused
from pos.domain.journal import parse_time
from pos.domain.money import Money
from tests import cash_stories as story
from tests import terminal_stories as terminal
from tests import token_stories as tokens
from tests.desk_stories import SUPERVISOR

ALL_OF_TIME = ("2000-01-01T00:00:00.000Z", "2100-01-01T00:00:00.000Z")
ALL_TIME = Period(date(2000, 1, 1), date(2100, 1, 1), "Africa/Johannesburg")


@pytest.fixture(name="ports")
def _ports(till: Path) -> Iterator[Ports]:
    """Give a terminal after a short day with two agents."""
    with terminal.opened(till) as ports:
        agent = story.signed_in(ports, till, "agent")
        story.with_thandi(ports, till)
        story.sell_for(ports, 5_000)
        sale = story.sell_for(ports, 7_000, operator="thandi", meter=1)
        with pytest.raises(SaleAlreadyCommitted):
            cancel(ports, sale, operator="agent")
        pay_in(ports, CashWish(Money(100, "ZAR"), "coins"), operator=agent)
        open_drawer(ports, "change of notes", operator=agent)
        story.count_right(ports, agent, missing=10)
        story.close(ports, till, agent, reason="fell down")
        yield ports


def report(ports: Ports, name: ReportName, period: Period = ALL_TIME) -> ReportTable:
    """Make a report."""
    with ports.store.read() as reads:
        return make_report(reads, name, period)


@pytest.mark.parametrize(
    "name",
    [
        ReportName.SALES_BY_HOUR,
        ReportName.SALES_BY_DAY,
        ReportName.SALES_BY_TARIFF,
        ReportName.SALES_BY_OPERATOR,
        ReportName.SALES_BY_TENDER,
    ],
)
def test_every_report_of_sales_adds_up_alike(ports: Ports, name: ReportName) -> None:
    """To the committed sales, as the journal has them."""
    table = report(ports, name)
    with ports.store.read() as reads:
        sales = reads.sales(limit=99)
    assert table.totals[1] == str(len(sales)) == "2"
    assert table.totals[2] == "120.00"
    assert sum(int(row[1]) for row in table.rows) == 2


def test_hours_and_days_are_those_of_the_terminals_clock(ports: Ports) -> None:
    """A short period tells each hour, a long one the hours of the day."""
    with ports.store.read() as reads:
        moments = [parse_time(sale.begun_at) for sale in reads.sales(limit=99)]
    local = sorted({ALL_TIME.local(moment) for moment in moments})
    today = Period(local[0].date(), local[-1].date(), ALL_TIME.zone)
    hours = [row[0] for row in report(ports, ReportName.SALES_BY_HOUR, today).rows]
    assert hours == sorted({f"{moment:%Y-%m-%d %H}:00" for moment in local})
    hours = [row[0] for row in report(ports, ReportName.SALES_BY_HOUR).rows]
    assert hours == sorted({f"{moment:%H}:00" for moment in local})
    days = [row[0] for row in report(ports, ReportName.SALES_BY_DAY).rows]
    assert days == sorted({f"{moment:%Y-%m-%d}" for moment in local})


def test_a_part_of_a_day_is_added_up_from_its_sales(ports: Ports) -> None:
    """The edges of a period are not whole UTC days; together with the rest they are everything."""
    with ports.store.read() as reads:
        first, second = sorted(sale.begun_at for sale in reads.sales(limit=99))
        before = reads.sales_by(SalesColumn.OPERATOR, "2000-01-01T00:00:00.000Z", second)
        behind = reads.sales_by(SalesColumn.OPERATOR, second, "2100-01-01T22:00:00.000Z")
        tenders = reads.tenders(first, second), reads.tenders(second, second + "9")
    assert [(each.key, each.total) for each in before] == [("agent", 5_000)]
    assert [(each.key, each.total) for each in behind] == [("thandi", 7_000)]
    assert [[(each.tender, each.amount) for each in some] for some in tenders] == [
        [("cash", 5_000)],
        [("cash", 7_000)],
    ]


def test_sales_by_operator_names_each(ports: Ports) -> None:
    """With their own money."""
    rows = report(ports, ReportName.SALES_BY_OPERATOR).rows
    assert [(row[0], row[2]) for row in rows] == [("agent", "50.00"), ("thandi", "70.00")]


def test_a_period_without_sales_is_empty(ports: Ports) -> None:
    """Days outside are not counted."""
    long_ago = Period(date(2001, 1, 1), date(2001, 12, 31), "Africa/Johannesburg")
    for name in ReportName:
        assert report(ports, name, long_ago).rows == ()


def test_exceptions_name_what_somebody_may_be_asked_about(ports: Ports) -> None:
    """Openings without a sale, shortages, refused PINs, clocks, people."""
    with pytest.raises(SignInRefused):
        sign_in(ports, "mallory", b"0000")
    with ports.store.write() as work:
        work.append(ClockAccepted(known="2026-01-01T00:00:00.000Z"), operator="supervisor")
        work.commit()
    listed = [row[4] for row in report(ports, ReportName.EXCEPTIONS).rows]
    assert listed[-4:] == ["drawer opened", "short", "sign in refused", "clock accepted"]
    assert "paid in" not in listed


def test_over_and_short_are_a_history(ports: Ports) -> None:
    """One line a closed shift, and what it comes to."""
    table = report(ports, ReportName.OVER_SHORT)
    (row,) = table.rows
    assert row[2:] == ("agent", "agent", "supervisor", "121.00", "120.90", "-0.10", "fell down")
    assert table.totals[-2] == "-0.10"


def test_the_cash_report_tells_the_drawer_as_it_went(ports: Ports) -> None:
    """From its float to its closing."""
    listed = [row[4] for row in report(ports, ReportName.CASH).rows]
    assert listed == ["shift opened", "paid in", "drawer opened", "counted", "short"]


def test_codes_without_money_are_no_sales(till: Path) -> None:
    """And free units with a sale are not sold, in the days kept and in the hours at their edges."""
    with tokens.counter(till) as counter:
        meter = counter.meter(tokens.FREE)
        counter.sell(meter.pan)
        counter.set_meter(meter.pan, EngineeringKind.POWER_LIMIT, "5000")
        with counter.ports.store.read() as reads:
            (sale,) = (sale for sale in reads.sales(limit=9) if sale.is_paid)
            sold = reads.sales_by(SalesColumn.OPERATOR, *ALL_OF_TIME)
            at = sale.begun_at
            at_edge = reads.sales_by(SalesColumn.OPERATOR, at, at[:10] + "T23:59:59.999Z")
            tenders = reads.tenders(at, at[:10] + "T23:59:59.999Z")
    assert sold == at_edge
    assert sum(each.units_milli for each in sold) < sale.credited_milli
    assert [(each.sales, each.total) for each in sold] == [(1, 5_000)]
    assert [(each.tender, each.sales, each.amount) for each in tenders] == [("cash", 1, 5_000)]


def test_the_floats_statement_is_a_report(ports: Ports) -> None:
    """Nothing where none is kept; then each day with what is left at its end."""
    assert report(ports, ReportName.FLOAT).rows == ()
    policy = FloatPolicySet(
        limits_sales=True, warn_below=0, commission_per_myriad=250, commission_credited=True
    )
    set_float_policy(ports, policy, operator=SUPERVISOR)
    top_up(ports, Money(10_000, "ZAR"), "SLIP-1", operator=SUPERVISOR)
    open_shift(ports, Money(0, "ZAR"), operator="agent")
    story.sell_for(ports, 8_000, meter=2)
    table = report(ports, ReportName.FLOAT)
    (day,) = table.rows
    assert day[1:] == ("1", "100.00", "80.00", "2.00", "22.00")
    assert table.totals == ("", "1", "100.00", "80.00", "2.00", "")
