"""Looking for a sale on the console: by code, receipt, meter and name, and by index alone."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Connection

from pos.app.ports import Ports
from pos.domain.meter import display_number
from pos.headoffice.console.pages.sale_search import search
from pos.headoffice.journal.sale_codes import add_codes, sales_with_code
from pos.headoffice.meters.meter_names import NamedMeter, named_like, put_names
from pos.headoffice.people.roles import OfficeRole
from tests import console_stories as console
from tests import office_stories as story
from tests import store_stories
from tests.console_stories import Visitor
from tests.office_stories import OfficeHere

OK, CONFLICT = 200, 409
BOTH = pytest.mark.parametrize("office", ["sqlite", "postgres"], indirect=True)


def receipts(one: Visitor, text: str) -> list[str]:
    """Return the receipts that a search shows, in its order."""
    answer = one.client.get(f"{one.url}/sales", params={"q": text})
    assert answer.status_code == OK
    return re.findall(r">(T1-1-[0-9]{6})<", answer.text)


def codes(office: OfficeHere) -> list[str]:
    """Return the codes that were sold, oldest first."""
    with office.database.read() as connection:
        rows = connection.exec_driver_sql("SELECT tokens FROM counted_sale ORDER BY sale_id").all()
    return [row[0] for row in rows]


@BOTH
def test_a_sale_is_found_by_what_people_have(
    office: OfficeHere, ports: Ports, anne: Visitor
) -> None:
    """Its whole code, the end of it, its receipt, its meter, its customer."""
    story.sell_many(ports, 1, 3)
    story.sync(office, ports)
    with office.database.write() as connection:
        put_names(connection, {store_stories.a_meter(2).pan: "Zoë Mokoena-Dlamini"}, ())
    code = codes(office)[1]
    grouped = " ".join(code[at : at + 4] for at in range(0, 20, 4))
    meter = display_number(store_stories.a_meter(2).pan)
    wanted = (code, grouped, code[-8:], "t1-1-000002", meter, "zoe", "Dlamini Zoe", "MOKOENA d")
    for text in wanted:
        assert receipts(anne, text) == ["T1-1-000002"], text
    for text in ("T1-1-000009", "Thandi", "ë", "zo", "%", "' OR 1=1 --", "0" * 20):
        assert receipts(anne, text) == [], text
    assert anne.get("/find?q=zoe%20mok").headers["location"] == "/console/sales?q=zoe+mok"
    found = anne.client.get(f"{anne.url}/sales", params={"q": "zoe"}).text
    assert "Zoë Mokoena-Dlamini" in found
    assert code not in found


def test_who_sees_no_code_cannot_ask_for_one_digit_by_digit(
    office: OfficeHere, ports: Ports, somebody: Visitor
) -> None:
    """An auditor finds by the four digits that are shown, and by no other number of them."""
    console.sign_in(somebody, office, "Dan")
    story.sell_many(ports, 1, 1)
    story.sync(office, ports)
    (code,) = codes(office)
    assert receipts(somebody, code[-4:]) == ["T1-1-000001"]
    for end in (code[-5:], code[-10:], code):
        assert receipts(somebody, end) == []
        page = somebody.client.get(f"{somebody.url}/sales", params={"q": end}).text
        assert "More takes a clerk" in page


def test_a_sale_that_two_branches_tell_of_is_one(office: OfficeHere, ports: Ports) -> None:
    """Its code is kept once, whoever brings it again."""
    story.sell_many(ports, 1, 1)
    story.sync(office, ports)
    (code,) = codes(office)
    sale = store_stories.sale_id(1)
    with office.database.write() as connection:
        add_codes(connection, "T1", [(sale, code), (sale, f"{code} {'9' * 20}")])
        add_codes(connection, "T1", [(sale, f"{'9' * 20} {code}")])
        assert len(sales_with_code(connection, code, 9)) == 1
        assert len(search(connection, code, OfficeRole.CLERK).sales) == 1


@BOTH
def test_names_are_replaced_and_forgotten(office: OfficeHere) -> None:
    """The newest list counts, and no more is given than was asked for."""
    pans = [f"{number:018d}" for number in range(30)]
    with office.database.write() as connection:
        put_names(connection, dict.fromkeys(pans, "Anna Anna"), ())
        put_names(connection, {pans[0]: "Bea", pans[1]: ""}, pans)
        assert named_like(connection, "bea", 5) == (NamedMeter(pans[0], "Bea"),)
        assert len(named_like(connection, "anna", 50)) == 28
        assert len(named_like(connection, "an", 5)) == 5
        assert named_like(connection, "--", 5) == ()


@contextmanager
def statements(connection: Connection) -> Iterator[list[tuple[str, Any]]]:
    """Note what is asked of a database meanwhile."""
    asked: list[tuple[str, Any]] = []

    def note(*call: Any) -> None:
        asked.append((call[2], call[3]))

    event.listen(connection, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(connection, "before_cursor_execute", note)


@BOTH
@pytest.mark.parametrize("text", ["{code}", "{end}", "T1-1-000001", "{meter}", "thandi"])
def test_no_search_walks_through_all_sales(office: OfficeHere, ports: Ports, text: str) -> None:
    """Each statement is answered by an index, and asks for a page at most."""
    story.sell_many(ports, 1, 2)
    story.sync(office, ports)
    meter = store_stories.a_meter(1).pan
    (first, _) = codes(office)
    asked_for = text.format(code=first, end=first[-8:], meter=meter)
    with office.database.write() as connection:
        put_names(connection, {meter: "Thandi M"}, ())
        connection.exec_driver_sql("ANALYZE")
        with statements(connection) as asked:
            told = search(connection, asked_for, OfficeRole.ADMINISTRATOR)
        assert len(told.sales) == 1
        is_sqlite = connection.dialect.name == "sqlite"
        if not is_sqlite:
            connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
        for words, values in asked:
            explain = "EXPLAIN QUERY PLAN" if is_sqlite else "EXPLAIN"
            rows = connection.exec_driver_sql(f"{explain} {words}", values).all()
            plan = "\n".join(str(row) for row in rows)
            assert not re.search(r"SCAN (?!branch)|Seq Scan on (?!branch)", plan), plan
            assert "LIMIT" in words
