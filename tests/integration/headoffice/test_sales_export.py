"""Sales as files for other systems: each once, as they were, and harmless to a spreadsheet."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pos.app.ports import Ports
from pos.headoffice.journal.sales_export import SalesWanted, csv_lines, exported_sales, json_lines
from tests import office_stories as story
from tests.both_databases import DATABASES, new_office_on
from tests.office_stories import OfficeHere, RealClock

SALES = 7


@pytest.fixture(name="office", params=DATABASES)
def _office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[OfficeHere]:
    """Give a head office that holds some sales of one terminal."""
    clock = RealClock()
    with new_office_on(request, tmp_path, clock) as office:
        folder = story.new_terminal(tmp_path / "t", clock)
        with story.terminal_at(folder, clock) as ports:
            story.join(office, ports)
            story.sell_many(ports, 1, SALES)
            story.sync(office, ports)
            _sell_at_a_copy(office, ports)
        yield office


def _sell_at_a_copy(office: OfficeHere, ports: Ports) -> None:
    """Deliver again from an older point, so that nothing new is told."""
    with ports.store.write() as work:
        state = work.uplink()
        assert state is not None
        work.set_uplink(replace(state, seq=0, hash="0" * 64))
        work.commit()
    story.sync(office, ports)


def test_both_forms_tell_the_same_sales(office: OfficeHere) -> None:
    """In order of time, with amounts as decimals; codes only where they are asked for."""
    giving = office.administration
    told = [json.loads(line) for line in giving.exported_sales(SalesWanted(), json_lines)]
    text = b"".join(giving.exported_sales(SalesWanted(), csv_lines)).decode()
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [{name: str(value) for name, value in each.items()} for each in told] == rows
    assert len(told) == SALES
    assert {each["total"] for each in told} == {"100.00"}
    assert {each["units"] for each in told} == {"45.5"}
    assert {each["codes"] for each in told} == {""}
    assert sorted(each["begun_at"] for each in told) == [each["begun_at"] for each in told]
    wanted = SalesWanted(terminal=story.TERMINAL, with_codes=True)
    with_codes = [json.loads(line) for line in giving.exported_sales(wanted, json_lines)]
    assert {len(each["codes"]) for each in with_codes} == {20}
    middle = told[3]["begun_at"]
    before = SalesWanted(until=middle)
    since = SalesWanted(since=middle)
    counts = [len(list(giving.exported_sales(each, json_lines))) for each in (before, since)]
    assert sum(counts) == SALES
    assert list(giving.exported_sales(SalesWanted(terminal="T9"), json_lines)) == []


def test_no_cell_is_a_formula(office: OfficeHere) -> None:
    """Whatever a tariff or an operator is called, a spreadsheet takes it for text."""
    with office.database.read() as connection:
        (sale, *_) = exported_sales(connection, SalesWanted())
    for name in ("=HYPERLINK(1)", "+1", "-1", "@x", "\tx"):
        hostile = replace(sale, operator=name, tariff=name, rounding="-0.05")
        text = b"".join(csv_lines([hostile])).decode()
        (row,) = csv.DictReader(io.StringIO(text))
        assert (row["operator"], row["tariff"], row["rounding"]) == (f"'{name}",) * 2 + ("-0.05",)
