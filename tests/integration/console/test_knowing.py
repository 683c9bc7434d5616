"""Meters, tariffs, keys and a stolen terminal on the console."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from pos.app.office.take_bundles import take_bundles
from pos.app.ports import Ports
from pos.bootstrap.joining import resources_folder
from pos.domain.entries import KeyLoaded
from pos.domain.meter import display_number
from tests import console_stories as console
from tests import office_stories as story
from tests import store_stories
from tests.console_stories import Visitor
from tests.office_stories import OfficeHere, RealClock
from tests.signing_stories import keys_of, served_agent

OK, BAD, FORBIDDEN, NOT_FOUND, CONFLICT = 200, 400, 403, 404, 409
BOTH = pytest.mark.parametrize("office", ["sqlite", "postgres"], indirect=True)
ANNES = "anne's password"
TARIFF = (resources_folder() / "tariffs" / "training-zar.tariff.json").read_text("utf-8")


def text_of(one: Visitor, path: str) -> str:
    """Return what a page says, without tags, spaces narrowed."""
    answer = one.get(path)
    assert answer.status_code == OK, (path, answer.status_code)
    return said(answer.text)


def said(page: str) -> str:
    """Return a page's words."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", page)).replace("\u202f", " ")


def load_key(ports: Ports, krn: int = 1) -> None:
    """Let a terminal tell that its agent took a vending key."""
    key = KeyLoaded("990001", krn, 2, "04", 2014, 255, 0, "a1b2c3")
    with ports.store.write() as work:
        work.append(key, operator="agent")
        work.commit()


@BOTH
def test_a_meter_across_terminals(office: OfficeHere, ports: Ports, anne: Visitor) -> None:
    """What it bought by month, its sales, and the way to all of them."""
    story.sell_many(ports, 1, 2)
    story.sync(office, ports)
    meter = store_stories.a_meter(2)
    assert display_number(meter.pan) in text_of(anne, "/meters")
    page = text_of(anne, f"/meters/{meter.pan}")
    for words in ("T1 45.5", "ZAR 100.00", "All sales of this meter"):
        assert words in page
    assert "None." in text_of(anne, "/meters/no-such-meter")


@pytest.fixture(name="by_wire")
def _by_wire(tmp_path: Path, clock: RealClock, made: Path) -> Iterator[OfficeHere]:
    """Give a head office whose keys are behind a real socket."""
    path = tmp_path / "office.db"
    path.write_bytes(made.read_bytes())
    with (
        served_agent(keys_of(made), clock) as signing,
        story.office_at(path, clock, signing) as office,
    ):
        yield office


def test_a_tariff_is_rehearsed_and_published(
    by_wire: OfficeHere, tmp_path: Path, clock: RealClock
) -> None:
    """First what the newest sales would have bought; then signed, and taken by the terminal."""
    office = by_wire
    folder = story.new_terminal(tmp_path / "terminal", clock)
    with (
        console.console_of(office) as url,
        console.visitor(url) as anne,
        story.terminal_at(folder, clock) as ports,
    ):
        console.sign_in(anne, office, "Anne")
        story.join(office, ports)
        story.sell_many(ports, 1, 4)
        story.sync(office, ports)
        for wrong in ("", "{}", "[" * 10_000, TARIFF[:-10]):
            assert anne.post("/tariffs/rehearse", content=wrong).status_code == BAD
        answer = anne.post("/tariffs/rehearse", content=TARIFF)
        assert answer.status_code == OK
        for words in ("The newest sales again: 4", "Paid for ZAR 400.00", "Bought then 182.0 kWh"):
            assert words in said(answer.text)
        wrong_password = anne.post("/tariffs", content=TARIFF, password="ben's password")
        assert wrong_password.status_code == CONFLICT
        assert anne.post("/tariffs", content=TARIFF, password=ANNES).is_redirect
        with story.line_to(office, ports) as line:
            assert take_bundles(ports, line).taken == 1
        story.sync(office, ports)
        assert re.search(r"training\S* .*every terminal .* 1\.1 1 ", text_of(anne, "/tariffs"))


def test_keys_are_told_by_check_value(office: OfficeHere, ports: Ports, anne: Visitor) -> None:
    """Head office's own by fingerprint, and a file that is no sealed key goes nowhere."""
    load_key(ports)
    story.sync(office, ports)
    page = text_of(anne, "/keys")
    for words in ("signs grants", "T1 990001 1 2 04 2014 255 a1b2c3"):
        assert words in page
    refused = anne.post("/keys", file="{}", password=ANNES)
    assert refused.status_code == BAD


@BOTH
def test_a_stolen_terminal(office: OfficeHere, ports: Ports, url: str, anne: Visitor) -> None:
    """What it may cost, which keys it had, and out of service by one press and a password."""
    story.sell_many(ports, 1, 3)
    load_key(ports)
    story.sync(office, ports)
    page = text_of(anne, "/terminals/T1/stolen")
    for words in ("ZAR 4 700.00", "Delivered 12 of 12", "990001 1 a1b2c3"):
        assert words in page, page
    with console.visitor(url) as auditor:
        console.sign_in(auditor, office, "Dan")
        assert "Revoke T1" not in text_of(auditor, "/terminals/T1/stolen")
        assert auditor.post("/terminals/T1/revoke").status_code == FORBIDDEN
    assert anne.post("/terminals/T1/revoke", password="guess").status_code == CONFLICT
    assert anne.post("/terminals/T2/revoke", password=ANNES).status_code == NOT_FOUND
    assert anne.post("/terminals/T1/revoke", password=ANNES).is_redirect
    assert "Revoked 20" in text_of(anne, "/terminals/T1/stolen")
    assert office.only_terminal().revoked_at
    assert "terminal revoked" in text_of(anne, "/audit")


def test_a_lease_from_elsewhere_is_not_called_nothing(
    office: OfficeHere, tmp_path: Path, clock: RealClock, anne: Visitor
) -> None:
    """Head office knows no figure for it, and says so instead of a zero."""
    folder = story.new_terminal(tmp_path / "terminal", clock)
    with story.terminal_at(folder, clock) as ports:
        story.join(office, ports)
        story.sync(office, ports)
    for path in ("/terminals", "/terminals/T1", "/leases", "/terminals/T1/stolen"):
        assert "not known here" in text_of(anne, path)
