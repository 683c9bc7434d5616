"""Sales, drawers, bags and days on the console, on each database."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from pos.app.ports import Ports
from pos.domain.entries import CashDropped, OperatorAdded, SaleCancelled
from pos.domain.meter import display_number
from pos.headoffice.console.pages import day
from tests import console_stories as console
from tests import office_stories as story
from tests import store_stories
from tests.builders import a_sale_begun
from tests.console_stories import Visitor
from tests.office_stories import OfficeHere, RealClock

OK, BAD, FORBIDDEN, NOT_FOUND, CONFLICT = 200, 400, 403, 404, 409
BOTH = pytest.mark.parametrize("office", ["sqlite", "postgres"], indirect=True)
HOSTILE = "<script>alert('x')</script>\"&amp;"


def text_of(one: Visitor, path: str) -> str:
    """Return what a page says, without tags, spaces narrowed."""
    answer = one.get(path)
    assert answer.status_code == OK, (path, answer.status_code)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", answer.text)).replace("\u202f", " ")


def receipts(page: str) -> list[str]:
    """Return the numbers of receipts that a page names, in order."""
    return re.findall(r"T1-1-\d{6}", page)


@BOTH
def test_sales_are_listed_page_by_page(office: OfficeHere, ports: Ports, anne: Visitor) -> None:
    """Every one once, newest first, whichever terminal and meter is asked for."""
    story.sell_many(ports, 1, 120)
    story.sync(office, ports)
    seen, path = list[str](), "/sales"
    while path:
        page = anne.get(path).text
        seen += receipts(page)
        older = re.search(r'href="/console(/sales\?[^"]*behind=[^"]*)"', page)
        path = older[1].replace("&amp;", "&") if older else ""
    assert sorted(seen) == [f"T1-1-{number:06d}" for number in range(1, 121)]
    assert seen == sorted(seen, reverse=True)
    meter = store_stories.a_meter(7)
    assert receipts(text_of(anne, f"/sales?meter={display_number(meter.pan)}")) == ["T1-1-000007"]
    assert receipts(text_of(anne, "/sales?terminal=T2")) == []
    assert len(receipts(text_of(anne, "/sales?terminal=T1"))) == 50
    assert receipts(text_of(anne, "/sales?to=2020-01-01")) == []
    for wrong in ("/sales?from=yesterday", "/sales?meter=12345678901", "/sales?terminal=%00"):
        assert anne.get(wrong).status_code == BAD
    assert anne.get("/sales?behind=~~~").status_code == OK


@BOTH
def test_one_sale_tells_its_story(office: OfficeHere, ports: Ports, anne: Visitor) -> None:
    """From its lines to the signature, and each entry with when it came here."""
    story.sell_many(ports, 1, 3)
    begun = a_sale_begun(sale_id=store_stories.sale_id(9), meter=store_stories.a_meter(9).keyed())
    with ports.store.write() as work:
        work.append(begun, operator="agent")
        work.append(SaleCancelled(begun.sale_id, "operator"), operator="agent")
        work.commit()
    story.sync(office, ports)
    page = text_of(anne, f"/sales/T1/{store_stories.sale_id(2)}")
    for said in ("ZAR 100.00", "45.5 kWh", "by the device key", "sale begun", "sale committed"):
        assert said in page
    assert "not by" not in page
    assert "cancelled" in text_of(anne, f"/sales/T1/{begun.sale_id}")
    assert anne.get("/sales/T1/no-such-sale").status_code == NOT_FOUND
    assert anne.get(f"/sales/T2/{begun.sale_id}").status_code == NOT_FOUND


def test_an_auditor_sees_no_code(office: OfficeHere, ports: Ports, somebody: Visitor) -> None:
    """Only its end, which tells one code from another."""
    story.sell_many(ports, 1, 1)
    story.sync(office, ports)
    console.sign_in(somebody, office, "Dan")
    page = text_of(somebody, f"/sales/T1/{store_stories.sale_id(1)}")
    assert re.search(r"•••• •••• •••• •••• \d{4}", page)
    assert re.search(r"\d{4} \d{4} \d{4} \d{4} \d{4}", page) is None


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("T1-1-000002", f"/sales/T1/{store_stories.sale_id(2)}"),
        (store_stories.sale_id(2), f"/sales/T1/{store_stories.sale_id(2)}"),
        ("T1", "/terminals/T1"),
        (display_number(store_stories.a_meter(2).pan), f"/meters/{store_stories.a_meter(2).pan}"),
    ],
)
def test_one_field_finds(
    office: OfficeHere, ports: Ports, anne: Visitor, text: str, place: str
) -> None:
    """A receipt, a sale, a terminal and a meter by what stands on them."""
    story.sell_many(ports, 1, 2)
    story.sync(office, ports)
    assert anne.get(f"/find?q={text}").headers["location"] == f"/console{place}"
    assert "Nothing here" in text_of(anne, "/find?q=T1-1-999999")


@BOTH
def test_what_the_bank_got_is_matched(
    office: OfficeHere, ports: Ports, url: str, somebody: Visitor
) -> None:
    """By a clerk, once, in words and with a difference that is seen; not by an auditor."""
    story.sell_many(ports, 1, 2)
    with ports.store.write() as work:
        work.append(CashDropped(1, 15_000, "bank", "evening", "BAG-7", None), operator="agent")
        work.commit()
    story.sync(office, ports)
    said = {"terminal": "T1", "bag": "BAG-7", "amount": "149.00", "reference": "S-12"}
    with console.visitor(url) as auditor:
        console.sign_in(auditor, office, "Dan")
        assert "not matched" in text_of(auditor, "/bank")
        assert auditor.post("/bank/match", **said).status_code == FORBIDDEN
        assert auditor.get("/bank/match?terminal=T1&bag=BAG-7").status_code == FORBIDDEN
    console.sign_in(somebody, office, "Cleo")
    assert "BAG-7" in text_of(somebody, "/bank/match?terminal=T1&bag=BAG-7")
    for wrong in ({"amount": "1.234"}, {"bag": "BAG-8"}, {"terminal": "T2"}, {"reference": ""}):
        assert somebody.post("/bank/match", **{**said, **wrong}).status_code in (BAD, NOT_FOUND)
    assert somebody.post("/bank/match", **said).headers["location"] == "/console/bank?note=matched"
    assert somebody.post("/bank/match", **{**said, "amount": "150"}).status_code == CONFLICT
    for path in ("/bank", "/shifts/T1/1/1"):
        page = text_of(somebody, path)
        assert "149.00 \u22121.00 S-12" in page
    page = text_of(somebody, "/day")
    assert "ZAR 200.00" in page
    assert "150.00 149.00" in page


def test_a_drawer_as_its_z_report_has_it(office: OfficeHere, ports: Ports, anne: Visitor) -> None:
    """The terms of the equation, and who sold."""
    story.sell_many(ports, 1, 3)
    story.sync(office, ports)
    assert "300.00" in text_of(anne, "/shifts")
    page = text_of(anne, "/shifts/T1/1/1")
    for said in ("Cash tendered 300.00", "Expected ZAR 300.00", "agent 3 300.00"):
        assert said in page
    assert anne.get("/shifts/T1/1/2").status_code == NOT_FOUND
    assert anne.get("/shifts/T1/one/1").status_code == BAD


def test_a_day_tells_what_is_missing(
    office: OfficeHere, ports: Ports, anne: Visitor, clock: RealClock
) -> None:
    """It is whole once the terminal was seen behind its end with nothing unsent."""
    story.sell_many(ports, 1, 2)
    story.sync(office, ports)
    today = clock.now().date()
    page = text_of(anne, "/day")
    assert "Together terminals: 1 2 ZAR 200.00" in page
    assert "day not over there" in page
    assert "Nothing happened" in text_of(anne, f"/day?day={today - timedelta(days=40)}")
    assert anne.get("/day?day=today").status_code == BAD


@BOTH
def test_a_days_terminals_come_page_by_page(
    *,
    office: OfficeHere,
    ports: Ports,
    somebody: Visitor,
    clock: RealClock,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Who left a drawer open comes first, and the sums are of all pages."""
    monkeypatch.setattr(day, "_TERMINALS_A_PAGE", 1)
    morning = clock.now().replace(hour=8) + timedelta(days=1)
    clock.moved = morning - clock.now()
    folder = story.new_terminal(tmp_path / "far", clock, "T2", time_zone="Pacific/Kiritimati")
    with story.terminal_at(folder, clock) as far:
        story.join(office, far)
        office.grant("T2", 500_000, 900)
        for one in (ports, far):
            story.sell_many(one, 1, 2)
            story.sync(office, one)
    clock.moved += timedelta(hours=4)
    console.sign_in(somebody, office, "Anne")
    path = f"/day?day={morning.date()}"
    page = text_of(somebody, path)
    assert "Together terminals: 2 4 ZAR 400.00" in page
    assert "1 to see to" in page
    assert "T2 Pacific/Kiritimati" in page
    assert "T1 UTC" not in page
    assert "More" in page
    behind = text_of(somebody, f"{path}&page=2")
    assert "T1 UTC" in behind
    assert "T2 Pacific/Kiritimati" not in behind
    assert "More" not in behind
    assert "Together" in text_of(somebody, f"{path}&page=9")
    assert somebody.get(f"{path}&page=first").status_code == BAD


def test_names_that_are_hostile_are_text(office: OfficeHere, ports: Ports, anne: Visitor) -> None:
    """Whatever a terminal sends, it is shown and not run."""
    with ports.store.write() as work:
        work.append(OperatorAdded(name=HOSTILE, role="agent"), operator=HOSTILE)
        begun = a_sale_begun(sale_id=HOSTILE, meter=store_stories.a_meter(1).keyed())
        work.append(begun, operator=HOSTILE)
        bag = CashDropped(1, 100, "bank", HOSTILE, HOSTILE, None)
        work.append(bag, operator=HOSTILE)
        work.commit()
    story.sync(office, ports)
    for path in ("/sales", "/bank", "/shifts/T1/1/1"):
        page = anne.get(path).text
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert" in page


def test_only_what_changed_travels_again(office: OfficeHere, ports: Ports, anne: Visitor) -> None:
    """The part of a page that refreshes itself has a tag."""
    first = anne.get("/terminals", **{"vendwatt-live": "1"})
    assert first.text.lstrip().startswith("<section")
    tag = first.headers["etag"]
    again = anne.get("/terminals", **{"vendwatt-live": "1", "if-none-match": tag})
    assert (again.status_code, again.text) == (304, "")
    story.sell_many(ports, 1, 1)
    story.sync(office, ports)
    changed = anne.get("/terminals", **{"vendwatt-live": "1", "if-none-match": tag})
    assert changed.status_code == OK
    assert changed.headers["etag"] != tag
