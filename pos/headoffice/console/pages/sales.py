"""Pages about sales: all of them, newest first, and one with everything that was said of it."""

from datetime import timedelta
from typing import Final
from urllib.parse import urlencode

from sqlalchemy.engine import Connection

from pos.domain.errors.texts import TextNumberMalformed
from pos.domain.meter import parse_meter_number
from pos.domain.projections import SaleRow
from pos.headoffice.console.page import Act, Done, Page, Shown, Visit
from pos.headoffice.console.pages.filed import Wanted, newest
from pos.headoffice.console.pages.sale_search import search
from pos.headoffice.console.pages.sale_story import sale_story
from pos.headoffice.console.pages.terminal_facts import currencies
from pos.headoffice.people.acts import ActOf
from pos.headoffice.people.clerks import must_be_clerk
from pos.headoffice.people.roles import OfficeRole
from pos.headoffice.texts.text_outbox import ask_text
from pos.wire.texts import TextWish, parse_text_number


def show_sales(connection: Connection, visit: Visit) -> Shown:
    """Show sales and other requests for codes, newest first, or those that somebody looks for."""
    text = visit.asked("q", longest=80)
    if text:
        told = search(connection, text, visit.role)
        terminals = {one.terminal for one in told.sales}
        currency = currencies(connection, terminals)
        return Shown("search.html", {"text": text, "told": told, "currency": currency})
    terminal, meter = visit.asked("terminal"), visit.asked("meter")
    since, until = visit.day("from"), visit.day("to")
    wanted = Wanted(
        terminal=terminal,
        about=str(parse_meter_number(meter)) if meter else "",
        since=str(since or ""),
        until="" if until is None else str(until + timedelta(days=1)),
        behind=visit.asked("behind", longest=300),
    )
    found, behind = newest(connection, SaleRow, wanted)
    days = {"from": str(since or ""), "to": str(until or "")}
    asked = {"terminal": terminal, "meter": meter, **days}
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
    story = sale_story(connection, visit.part("terminal"), visit.part("sale_id"))
    # Who only looks does not need what a meter would take.
    return Shown("sale.html", {"story": story, "codes": visit.role.covers(OfficeRole.CLERK)})


def send_text(connection: Connection, visit: Visit) -> Done:
    """Have a sale's codes sent to a customer's number, once or again; the record has no number."""
    by = visit.credentials()
    must_be_clerk(connection, by, why="a text message", least=OfficeRole.CLERK)
    terminal, sale_id = visit.part("terminal"), visit.part("sale_id")
    number = parse_text_number(visit.asked("number"))
    if number is None:
        raise TextNumberMalformed
    story = sale_story(connection, terminal, sale_id)
    ask_text(connection, terminal, TextWish(sale_id, number), visit.now)
    visit.scribe().note(
        connection, ActOf.TEXT_ASKED, subject=story.sale.receipt_no, detail=terminal
    )
    return Done(f"/sales/{terminal}/{sale_id}", "text_asked")


def _older(asked: dict[str, str], behind: str) -> str:
    given = {name: value for name, value in asked.items() if value}
    return urlencode({**given, "behind": behind}) if behind else ""


PAGES: Final = (
    Page("/sales", show_sales),
    Page("/sales/{terminal}/{sale_id}", show_sale),
)
ACTS: Final = (Act("/sales/{terminal}/{sale_id}/text", send_text, OfficeRole.CLERK),)
