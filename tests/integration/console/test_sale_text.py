"""A sale's codes as a text message, asked for on the console; and the rest of its story."""

import re
from html import unescape

import pytest

from pos.app.ports import Ports
from pos.domain.entries import CopyQueued
from pos.headoffice.store.schema_meters import TEXT_OUTBOX
from tests import console_stories as console
from tests import office_stories as story
from tests import store_stories
from tests.console_stories import Visitor
from tests.office_stories import OfficeHere

OK, BAD, FORBIDDEN, NOT_FOUND, CONFLICT, SEE_OTHER = 200, 400, 403, 404, 409, 303
BOTH = pytest.mark.parametrize("office", ["sqlite", "postgres"], indirect=True)
ANNES = "anne's password"
SALE = store_stories.sale_id(1)
PATH = f"/sales/T1/{SALE}"
NUMBER = "+27 82 123-4567"


def said(one: Visitor, path: str = PATH) -> str:
    """Return a page's words."""
    words = unescape(re.sub(r"<[^>]*>", " ", one.get(path).text))
    return re.sub(r"\s+", " ", words).replace("\u202f", " ")


def waiting(office: OfficeHere) -> list[tuple[str, str, int]]:
    """Return the messages that are kept."""
    with office.database.read() as connection:
        return [
            (row.number, row.state, row.asks) for row in connection.execute(TEXT_OUTBOX.select())
        ]


@BOTH
def test_a_clerk_sends_the_codes_and_sends_them_again(
    office: OfficeHere, ports: Ports, anne: Visitor
) -> None:
    """Three times at most; the record says who, and no number."""
    story.sell_many(ports, 1, 1)
    story.sync(office, ports)
    assert "Nobody asked for one." in said(anne)
    for number in ("", "0821234567", "+27x", "+" + "9" * 20):
        assert anne.post(f"{PATH}/text", password=ANNES, number=number).status_code == BAD
    assert anne.post(f"{PATH}/text", password=ANNES, number=NUMBER).status_code == SEE_OTHER
    assert "waits to be sent" in said(anne)
    assert waiting(office) == [("+27821234567", "waiting", 1)]
    assert anne.post(f"{PATH}/text", password=ANNES, number=NUMBER).status_code == SEE_OTHER
    assert waiting(office) == [("+27821234567", "waiting", 1)]
    ended = {
        "state": "sent",
        "number": "",
        "answer": "HTTP 202",
        "answered_at": "2026-01-01T00:00:00.000Z",
    }
    for asks in (2, 3):
        with office.database.write() as connection:
            connection.execute(TEXT_OUTBOX.update().values(**ended))
        assert "sent Gateway's answer HTTP 202 2026-01-01 00:00:00" in said(anne)
        assert anne.post(f"{PATH}/text", password=ANNES, number=NUMBER).status_code == SEE_OTHER
        assert waiting(office) == [("+27821234567", "waiting", asks)]
    with office.database.write() as connection:
        connection.execute(TEXT_OUTBOX.update().values(**ended))
    answer = anne.post(f"{PATH}/text", password=ANNES, number=NUMBER)
    assert answer.status_code == CONFLICT
    assert "text asked T1-1-000001 T1" in said(anne, "/audit")
    assert "82123" not in anne.get("/audit").text
    other = f"/sales/T1/{store_stories.sale_id(7)}/text"
    assert anne.post(other, password=ANNES, number=NUMBER).status_code == NOT_FOUND


def test_codes_of_a_refunded_sale_are_not_sent(
    office: OfficeHere, ports: Ports, anne: Visitor
) -> None:
    """The story says that the money went back, and has no button."""
    story.sell_many(ports, 1, 1)
    story.give_back(ports, SALE)
    story.sync(office, ports)
    page = said(anne)
    assert "Money went back" in page
    assert "cash refunded" in page
    assert "Send the codes" not in page
    answer = anne.post(f"{PATH}/text", password=ANNES, number=NUMBER)
    assert answer.status_code == CONFLICT
    assert "its money went back" in answer.text
    assert waiting(office) == []


def test_an_auditor_sends_nothing(office: OfficeHere, ports: Ports, somebody: Visitor) -> None:
    """Nor does a form without its token, nor one with another's password."""
    story.sell_many(ports, 1, 1)
    story.sync(office, ports)
    console.sign_in(somebody, office, "Dan")
    assert 'name="number"' not in somebody.get(PATH).text
    answer = somebody.post(f"{PATH}/text", password="dan's password", number=NUMBER)
    assert answer.status_code == FORBIDDEN
    with console.visitor(somebody.url) as cleo:
        console.sign_in(cleo, office, "Cleo")
        form = {"password": "cleo's password", "number": NUMBER}
        assert cleo.post(f"{PATH}/text", token="", **form).status_code == FORBIDDEN
        wrong = cleo.post(f"{PATH}/text", password=ANNES, number=NUMBER)
        assert wrong.status_code == CONFLICT
        assert waiting(office) == []
        assert cleo.post(f"{PATH}/text", **form).status_code == SEE_OTHER


def test_a_late_copy_is_part_of_the_story(office: OfficeHere, ports: Ports, anne: Visitor) -> None:
    """However many sales came between."""
    story.sell_many(ports, 1, 150)
    with ports.store.write() as work:
        work.append(CopyQueued("job", SALE, 1), operator="agent")
        work.commit()
    while story.sync(office, ports).sent:
        pass
    page = said(anne)
    assert "copy queued" in page
    assert "Copies 1" in page
    assert re.search(r"Came to head office [0-9]{4}-", page)
