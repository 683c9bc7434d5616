"""The one field that finds: a terminal, a receipt, a Z report, a meter, or a sale by its id.

What is none of these is looked for as a sale: by its code, or by a customer's name.
"""

from typing import Final
from urllib.parse import urlencode

from sqlalchemy import select
from sqlalchemy.engine import Connection

from pos.domain.errors import PosError
from pos.domain.meter import parse_meter_number
from pos.domain.projections import SaleRow, ShiftRow
from pos.headoffice.console.page import Done, Page, Shown, Visit
from pos.headoffice.console.pages.filed import on_paper
from pos.headoffice.console.pages.sale_search import search
from pos.headoffice.console.pages.sale_story import places_of
from pos.headoffice.store.schema import TERMINAL

_ID_LENGTH: Final = 36


def find(connection: Connection, visit: Visit) -> Shown | Done:
    """Lead to what was typed, or say that there is nothing such."""
    text = visit.asked("q", longest=80)
    found = _leads_to(connection, text)
    if len(found) == 1:
        return Done(found[0][0])
    if not found and text:
        told = search(connection, text, visit.role)
        if told.sales or told.meters or told.needs_clerk:
            return Done(f"/sales?{urlencode({'q': text})}")
    return Shown("find.html", {"text": text, "found": found})


def _leads_to(connection: Connection, text: str) -> list[tuple[str, str]]:
    """Return addresses below the console, with what is there."""
    if not text:
        return []
    known = select(TERMINAL.c.terminal).where(TERMINAL.c.terminal == text)
    found = [(f"/terminals/{text}", text) for _ in connection.execute(known)]
    found += [
        (f"/sales/{sale.terminal}/{sale.row.sale_id}", sale.row.receipt_no)
        for sale in on_paper(connection, text, SaleRow)
    ]
    for shift in on_paper(connection, text, ShiftRow):
        address = f"/shifts/{shift.terminal}/{shift.incarnation}/{shift.row.shift_no}"
        found.append((address, shift.row.z_no))
    if len(text) == _ID_LENGTH:
        places = dict.fromkeys(place[0] for place in places_of(connection, text.lower()))
        found += [(f"/sales/{terminal}/{text.lower()}", text) for terminal in places]
    try:
        meter = parse_meter_number(text)
    except PosError:
        return found
    return [*found, (f"/meters/{meter}", meter.display)]


PAGES: Final = (Page("/find", find),)
