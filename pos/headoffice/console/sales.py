"""Pages about sales: all of them, newest first, and one with everything that was said of it."""

from datetime import date, timedelta
from typing import Final
from urllib.parse import urlencode

from sqlalchemy.engine import Connection

from pos.domain.errors.office import FieldMalformed
from pos.domain.meter import parse_meter_number
from pos.domain.projections import SaleRow
from pos.headoffice.console.filed import Wanted, newest
from pos.headoffice.console.page import Page, Shown, Visit
from pos.headoffice.console.sale_story import sale_story
from pos.headoffice.console.terminal_facts import currencies
from pos.headoffice.roles import OfficeRole


def show_sales(connection: Connection, visit: Visit) -> Shown:
    """Show sales and other requests for codes, newest first."""
    terminal, meter = visit.asked("terminal"), visit.asked("meter")
    since, until = _day(visit, "from"), _day(visit, "to")
    wanted = Wanted(
        terminal=terminal,
        about=str(parse_meter_number(meter)) if meter else "",
        since=since and str(since),
        until=until and str(date.fromisoformat(until) + timedelta(days=1)),
        behind=visit.asked("behind", longest=300),
    )
    found, behind = newest(connection, SaleRow, wanted)
    asked = {"terminal": terminal, "meter": meter, "from": since, "to": until}
    facts = {
        "found": found,
        "currency": currencies(connection, {one.terminal for one in found}),
        "asked": asked,
        "is_first": not wanted.behind,
        "older": _older(asked, behind),
    }
    return Shown("sales.html", facts)


def show_sale(connection: Connection, visit: Visit) -> Shown:
    """Show one sale's whole story."""
    story = sale_story(connection, visit.path["terminal"], visit.path["sale_id"])
    # Who only looks does not need what a meter would take.
    return Shown("sale.html", {"story": story, "codes": visit.role.covers(OfficeRole.CLERK)})


def _day(visit: Visit, name: str) -> str:
    text = visit.asked(name)
    try:
        return str(date.fromisoformat(text)) if text else ""
    except ValueError as error:
        raise FieldMalformed(name=name) from error


def _older(asked: dict[str, str], behind: str) -> str:
    given = {name: value for name, value in asked.items() if value}
    return urlencode({**given, "behind": behind}) if behind else ""


PAGES: Final = (
    Page("/sales", show_sales),
    Page("/sales/{terminal}/{sale_id}", show_sale),
)
