"""What a customer owes goes down with what was paid here, and the receipt says what stays."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from pos.app.meters.import_meters import import_meter_file
from pos.app.ports import Ports
from pos.app.selling.customer_view import view_meter
from pos.app.selling.explain_quote import block_left_of, last_beside
from pos.app.selling.quoting import quote_meter
from pos.app.selling.sell import sell
from pos.app.sold.find_sales import statement_of
from pos.app.sold.history import story_of
from pos.app.tariffs.load_tariff import load_tariff
from pos.domain.entries import SaleBegun
from pos.domain.money import Money
from tests import cash_stories as people
from tests import terminal_stories as story
from tests.store_stories import pan
from tests.unit.domain.tariff_builders import tariff_object

HALF_AT_MOST = {"collect": "all", "cap": "50"}


@pytest.fixture(name="clock")
def _clock() -> story.MovedClock:
    """Give a clock that stands."""
    return story.MovedClock(datetime.now(UTC) + timedelta(minutes=1))


@pytest.fixture(name="ports")
def _ports(till: Path, clock: story.MovedClock) -> Iterator[Ports]:
    """Give an open training terminal."""
    with story.opened(till, clock=clock) as ports:
        yield ports


def owing(ports: Ports, till: Path, arrears: str, policy: dict[str, Any]) -> None:
    """Load a tariff with a policy, and a meter that owes."""
    content = json.dumps(tariff_object(id="owing", arrears=policy)).encode()
    boss = people.signed_in(ports, till, "supervisor")
    load_tariff(ports, content, operator=boss.name)
    line = f"{pan(1)},990011,1,01,11,owing,{arrears}\n".encode()
    header = b"meter,sgc,krn,ti,ea,tariff,arrears\n"
    list(import_meter_file(ports, (header, line), operator=boss))


def buy(ports: Ports, cents: int = 5_000) -> SaleBegun:
    """Buy and return what was written down."""
    return sell(ports, story.a_request(pan(1), cents), operator=story.OPERATOR).begun


def owed(ports: Ports) -> int:
    """Return what the counter says is owed."""
    with ports.store.read() as reads:
        return view_meter(reads, pan(1), moment=ports.clock.now()).arrears_minor


def test_what_is_paid_is_owed_no_more(ports: Ports, till: Path) -> None:
    """R 60 owed, half of each R 50 goes there: 25, 25, 10, and then nothing."""
    owing(ports, till, "60", HALF_AT_MOST)
    assert owed(ports) == 6_000
    bought = [buy(ports) for _ in range(4)]
    assert [(each.arrears_paid, each.arrears_left) for each in bought] == [
        (2_500, 3_500),
        (2_500, 1_000),
        (1_000, 0),
        (0, 0),
    ]
    assert owed(ports) == 0
    with ports.store.read() as reads:
        told = statement_of(reads, pan(1), limit=9)
        stays = story_of(reads, bought[0].sale_id).begun.arrears_left
    assert (told.owed, sum(line.arrears_paid for line in told.lines), stays) == (0, 6_000, 3_500)
    ports.store.rebuild()


def test_the_last_purchase_stands_beside_a_quote(ports: Ports, till: Path) -> None:
    """Fewer units for the same money, line by line: the arrears took the difference."""
    owing(ports, till, "0", HALF_AT_MOST)
    with ports.store.read() as reads:
        first = quote_meter(reads, pan(1), moment=ports.clock.now(), amount=Money(5_000, "ZAR"))
        assert last_beside(reads, first) is None
    buy(ports)
    owing(ports, till, "60", HALF_AT_MOST)
    with ports.store.read() as reads:
        now = quote_meter(reads, pan(1), moment=ports.clock.now(), amount=Money(5_000, "ZAR"))
        last = last_beside(reads, now)
        assert block_left_of(now, ports.clock.now()) is None
    assert last is not None
    assert (last.beside.units_milli_gained, last.beside.total_gained) == (-12_500, 0)
    told = {line.label: (line.amount_before, line.amount) for line in last.beside.lines}
    assert told == {"Energy": (5_000, 2_500), "Arrears": (0, 2_500)}


def test_a_new_list_says_what_is_owed_now(ports: Ports, till: Path) -> None:
    """Whatever was paid here before counts no second time."""
    owing(ports, till, "60", HALF_AT_MOST)
    buy(ports)
    owing(ports, till, "100", HALF_AT_MOST)
    assert owed(ports) == 10_000
    assert buy(ports).arrears_left == 7_500
    ports.store.rebuild()


def test_what_fell_due_is_carried_to_the_next_purchase(
    ports: Ports, till: Path, clock: story.MovedClock
) -> None:
    """R 40 a day, capped at half of R 50: 15 are carried, and due with the next 40."""
    policy = {"collect": "per_day", "amount": "40", "cap": "50", "carry_forward": True}
    owing(ports, till, "500", policy)
    first = buy(ports)
    assert (first.arrears_paid, first.carried) == (2_500, 1_500)
    assert clock.start is not None
    clock.start += timedelta(days=1)
    second = buy(ports, 20_000)
    assert (second.arrears_paid, second.carried) == (5_500, 0)
    ports.store.rebuild()
