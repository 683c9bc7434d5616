"""Pages about meters: what one bought anywhere, what it owes, and which cases it has."""

from typing import Final

from sqlalchemy import select
from sqlalchemy.engine import Connection

from pos.domain.projections import CaseRow, SaleRow
from pos.headoffice.console.page import Page, Shown, Visit
from pos.headoffice.console.pages.filed import Wanted, newest
from pos.headoffice.console.pages.plots import bar_plot
from pos.headoffice.console.pages.terminal_facts import currencies
from pos.headoffice.store.schema_meters import METER_OWED, METER_SHARE

_MONTHS_PLOTTED: Final = 13
_SALES_SHOWN: Final = 20


def show_meters(connection: Connection, visit: Visit) -> Shown:
    """Show meters that bought last."""
    found, _ = newest(connection, SaleRow, Wanted(count=200))
    latest = {one.row.pan: one for one in reversed(found)}
    shown = sorted(latest.values(), key=lambda one: one.row.begun_at, reverse=True)
    del visit
    return Shown("meters.html", {"found": shown})


def show_meter(connection: Connection, visit: Visit) -> Shown:
    """Show one meter across all terminals."""
    pan = visit.part("pan")
    shares = connection.execute(
        select(METER_SHARE)
        .where(METER_SHARE.c.pan == pan)
        .order_by(METER_SHARE.c.month.desc(), METER_SHARE.c.terminal)
    ).all()
    owed = connection.execute(
        select(METER_OWED.c.base).where(METER_OWED.c.pan == pan)
    ).scalar_one_or_none()
    sales, _ = newest(connection, SaleRow, Wanted(about=pan, count=_SALES_SHOWN))
    cases, _ = newest(connection, CaseRow, Wanted(about=pan))
    months: dict[str, int] = {}
    for share in sorted(shares, key=lambda one: one.month):
        months[share.month] = months.get(share.month, 0) + share.units_milli
    facts = {
        "pan": pan,
        "shares": shares,
        "owed": None if owed is None else max(owed - sum(share.paid for share in shares), 0),
        "sales": sales,
        "cases": cases,
        "currency": currencies(
            connection,
            {one.terminal for one in sales}
            | {one.terminal for one in cases}
            | {share.terminal for share in shares},
        ),
        "plot": bar_plot(list(months.items())[-_MONTHS_PLOTTED:]),
    }
    return Shown("meter.html", facts)


PAGES: Final = (Page("/meters", show_meters), Page("/meters/{pan}", show_meter))
