"""Key changes, free units, engineering tokens and reissues, from the counter to the meter."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from pos.app.codes.change_key import plan_of
from pos.app.codes.reissue_sale import WhichKey
from pos.app.codes.set_meter import set_meter
from pos.app.journal.check_journal import verify_journal
from pos.app.meters.import_meters import import_meter_file
from pos.app.ports import LeaseStatus
from pos.app.reports.report_period import Period
from pos.app.reports.report_table import ReportName
from pos.app.reports.reports import make_report
from pos.app.selling.customer_view import view_meter
from pos.app.selling.sell import sell
from pos.app.sold.find_sales import statement_of
from pos.app.sold.history import reprint, story_of
from pos.app.tariffs.load_tariff import load_tariff
from pos.app.terminal.training_meter import enter_code
from pos.domain.engineering import EngineeringKind
from pos.domain.errors import (
    ApproverIsOperator,
    ApproverMissing,
    EngineeringMalformed,
    FreeUnitsNotDue,
    KeyChangeNotDue,
    KeyChangeNotPossible,
    MeterBlocked,
    MoneyStands,
    ReissueNotPossible,
    ResourceNotSold,
    RoleNotAllowed,
    SaleIdReused,
    SaleLimitExceeded,
)
from pos.domain.lease import DayCounts, LeaseLimits
from pos.domain.meter import ACTIVE
from pos.domain.sale import SaleRequest, SaleResult
from pos.receipts.papers import document_of
from pos.receipts.render import Form, render_receipt
from tests import cash_stories as people
from tests import store_stories
from tests import terminal_stories as terminal
from tests import token_stories as story
from tests.token_stories import Counter
from tests.unit.domain.tariff_builders import tariff_object

KIND = EngineeringKind


@pytest.fixture(name="counter")
def _counter(till: Path) -> Iterator[Counter]:
    """Open the terminal."""
    with story.counter(till) as counter:
        yield counter


@pytest.mark.parametrize(
    ("group", "parts"), [(story.EA11, 4), (story.EA07, 2), (story.ROLLOVER, 2)]
)
def test_a_sale_brings_the_key_change_that_is_due(counter: Counter, group: str, parts: int) -> None:
    """The set first; the meter takes all in order, and the next sale brings none."""
    meter = counter.meter(group)
    sale = counter.sell(meter.pan)
    assert [token.kind for token in sale.tokens] == ["key_change"] * parts + ["credit"]
    answers = counter.types(sale)
    assert answers[parts - 1 :] == ["accept", "accept"]
    assert counter.meter(group).krn == 2
    again = counter.sell(meter.pan, 6_000)
    assert [token.kind for token in again.tokens] == ["credit"]
    assert counter.types(again) == ["accept"]


def test_codes_bought_before_work_before_the_set_only(counter: Counter) -> None:
    """Which is what the paper says first."""
    pan = counter.meter(story.EA07).pan
    counter.agent.grant_training_lease(_lease(counter, key_change=0))
    early, late = counter.sell(pan), counter.sell(pan, 6_000)
    assert [token.kind for token in (*early.tokens, *late.tokens)] == ["credit", "credit"]
    assert counter.types(early) == ["accept"]
    counter.agent.grant_training_lease(_lease(counter, key_change=5, serial=4))
    assert counter.types(counter.change_key(pan)) == ["1stKCT", "accept"]
    assert counter.types(late) == ["CRC"]


def _lease(counter: Counter, *, serial: int = 3, **counts: int) -> LeaseStatus:
    lease = counter.agent.status().lease
    assert lease is not None
    limits = LeaseLimits(day_limits=DayCounts(free=9, engineering=9, **counts))
    return replace(lease, serial=serial, limits=limits)


def test_a_key_change_by_itself_goes_where_it_is_told(counter: Counter) -> None:
    """To another tariff index and back; never to where the meter is, nor to a key nobody has."""
    pan = counter.meter("990011").pan
    with pytest.raises(KeyChangeNotDue):
        counter.change_key(pan)
    moved = counter.change_key(pan, tariff_index="02")
    assert (len(moved.tokens), moved.begun.total, moved.purpose) == (4, 0, "key_change")
    assert counter.types(moved)[-1] == "accept"
    assert counter.types(counter.sell(pan)) == ["accept"]
    assert counter.types(counter.change_key(pan, tariff_index="01"))[-1] == "accept"
    with pytest.raises(KeyChangeNotDue):
        counter.change_key(pan, tariff_index="01")
    with pytest.raises(KeyChangeNotPossible):
        counter.change_key(pan, sgc="123456")


def test_a_meter_for_water_is_given_no_electricity(counter: Counter, till: Path) -> None:
    """Neither free units nor any other code, although its key and its tariff are here."""
    well = store_stories.pan(1)
    content = json.dumps(tariff_object(id="well", resource="water", free_units={"units": "50"}))
    boss = people.signed_in(counter.ports, till, "supervisor")
    load_tariff(counter.ports, content.encode(), operator=boss.name)
    header = b"meter,sgc,krn,ti,ea,tariff\n"
    line = f"{well},990011,1,01,11,well\n".encode()
    list(import_meter_file(counter.ports, (header, line), operator=boss))
    asks: tuple[Callable[[], SaleResult], ...] = (
        lambda: counter.give(well, 5_000),
        lambda: counter.change_key(well, tariff_index="02"),
        lambda: counter.set_meter(well, KIND.CLEAR_CREDIT),
        lambda: counter.sell(well),
    )
    for ask in asks:
        with pytest.raises(ResourceNotSold):
            ask()
    with counter.ports.store.read() as reads, pytest.raises(ResourceNotSold):
        # The counter hears it with the meter, before an amount is asked for.
        view_meter(reads, well, moment=counter.ports.clock.now())


def test_a_meter_that_may_not_buy_is_given_no_code(counter: Counter) -> None:
    """Stolen or closed: neither free units nor a setting, nor another key."""
    with counter.ports.store.read() as reads:
        stopped = next(meter for meter in reads.each_meter() if meter.status != ACTIVE)
    asks: tuple[Callable[[], SaleResult], ...] = (
        lambda: counter.give(stopped.pan, 5_000),
        lambda: counter.change_key(stopped.pan, tariff_index="02"),
        lambda: counter.set_meter(stopped.pan, KIND.CLEAR_TAMPER),
    )
    for ask in asks:
        with pytest.raises(MeterBlocked):
            ask()


def test_the_plan_and_the_counter_say_what_is_due(counter: Counter) -> None:
    """Until the set is issued; a registry that comes again does not undo it."""
    pan = counter.meter(story.EA11).pan
    now = counter.ports.clock.now()

    def due() -> set[str]:
        with counter.ports.store.read() as reads:
            view = view_meter(reads, pan, moment=now)
            found = {each.present.pan for each in plan_of(reads, now)}
        assert (view.key_due is not None) == (pan in found)
        return found

    assert len(due()) == 12
    registry = counter.meter(story.EA11)
    counter.change_key(pan)
    assert len(due()) == 11
    with counter.ports.store.write() as work:
        work.put_meters([registry], [])
        work.commit()
    assert len(due()) == 11
    other = min(due())
    with counter.ports.store.write() as work:
        blocked = work.meter(other)
        assert blocked is not None
        work.put_meters([msgspec.structs.replace(blocked, status="blocked")], [])
        work.commit()
        assert other not in {each.present.pan for each in plan_of(work, now)}


def test_free_units_come_once_a_month(counter: Counter) -> None:
    """With the first purchase as a code of their own, or alone; never both."""
    bought, given = counter.meter(story.FREE, 0).pan, counter.meter(story.FREE, 1).pan
    sale = counter.sell(bought)
    assert [token.kind for token in sale.tokens] == ["credit", "free"]
    assert sale.tokens[0].tid < sale.tokens[1].tid
    assert counter.types(sale) == ["accept", "accept"]
    assert [token.kind for token in counter.sell(bought, 6_000).tokens] == ["credit"]
    with pytest.raises(FreeUnitsNotDue):
        counter.give(bought, 1_000)
    with pytest.raises(FreeUnitsNotDue):
        counter.give(given, 50_001)
    gift = counter.give(given, 50_000)
    assert [(token.kind, token.units_milli) for token in gift.tokens] == [("free", 50_000)]
    assert [token.kind for token in counter.sell(given).tokens] == ["credit"]
    with pytest.raises(FreeUnitsNotDue):
        counter.give(counter.meter("990011").pan, 1_000)


def test_a_part_of_the_free_units_leaves_the_rest_due(counter: Counter) -> None:
    """Five of fifty: forty-five more come alone or with a purchase, and no more than that."""
    alone, bought = counter.meter(story.FREE, 0).pan, counter.meter(story.FREE, 1).pan
    for pan in (alone, bought):
        assert counter.give(pan, 5_000).tokens[0].units_milli == 5_000
    with pytest.raises(FreeUnitsNotDue) as refused:
        counter.give(alone, 45_100)
    assert refused.value.facts["due"] == "45.0"
    assert counter.give(alone, 45_000).tokens[0].units_milli == 45_000
    sale = counter.sell(bought)
    assert [(token.kind, token.units_milli) for token in sale.tokens][1:] == [("free", 45_000)]
    assert [token.kind for token in counter.sell(bought, 6_000).tokens] == ["credit"]


def test_engineering_tokens_do_what_they_say(counter: Counter) -> None:
    """The meter on the wall shows its new limit, and is empty afterwards."""
    pan = counter.meter("990407").pan
    counter.types(counter.sell(pan))
    limit = counter.set_meter(pan, KIND.POWER_LIMIT, "5000")
    store = counter.ports.store
    reading = enter_code(store, counter.agent, pan, limit.tokens[0].digits)
    assert (reading.code, reading.power_limit_watts) == ("accept", 5_000)
    clear = counter.set_meter(pan, KIND.CLEAR_CREDIT)
    reading = enter_code(store, counter.agent, pan, clear.tokens[0].digits)
    assert (reading.code, reading.credit_milli) == ("accept", 0)
    for kind in (KIND.CLEAR_TAMPER, KIND.METER_TEST):
        assert counter.types(counter.set_meter(pan, kind)) == ["accept"]
    with pytest.raises(EngineeringMalformed):
        counter.set_meter(pan, KIND.POWER_LIMIT, "many")


@pytest.mark.parametrize(
    ("first", "second", "refusal"),
    [
        ("agent", "", ApproverMissing),
        ("supervisor", "supervisor", ApproverIsOperator),
        ("supervisor", "agent", RoleNotAllowed),
    ],
)
def test_a_second_person_approves(
    counter: Counter, first: str, second: str, refusal: type[Exception]
) -> None:
    """Nobody, the same one, or somebody who may not: nothing is begun, no money is involved."""
    ask = counter.ask(counter.meter("990407").pan)
    with pytest.raises(refusal) as caught:
        set_meter(counter.ports, ask, KIND.CLEAR_TAMPER, "", **counter.by(first, second))
    assert caught.value.money is MoneyStands.NOT_INVOLVED  # type: ignore[attr-defined]  # a PosError
    with counter.ports.store.read() as reads:
        assert reads.sale(ask.sale_id) is None


def test_an_id_gives_the_same_codes_and_belongs_to_one_request(counter: Counter) -> None:
    """A repeat needs nobody's approval; another value under the same id is another request."""
    ask = counter.ask(counter.meter("990407").pan)
    made = set_meter(counter.ports, ask, KIND.POWER_LIMIT, "5000", **counter.by())
    again = set_meter(counter.ports, ask, KIND.POWER_LIMIT, "5000", **counter.by(second=""))
    assert (again.tokens, again.repeated) == (made.tokens, True)
    with pytest.raises(SaleIdReused):
        set_meter(counter.ports, ask, KIND.POWER_LIMIT, "6000", **counter.by())
    with pytest.raises(SaleIdReused):
        counter.sell(ask.pan, sale_id=ask.sale_id)


@pytest.mark.parametrize("typed_first", ["sale", "reissue"])
def test_a_meter_takes_one_of_the_two_papers(counter: Counter, typed_first: str) -> None:
    """Sold under the new key, the set never typed; then both papers meet the meter."""
    pan = counter.meter(story.EA07).pan
    sale = counter.sell(pan)
    again = counter.reissue(sale, WhichKey.OLD)
    credit, other = sale.tokens[-1], again.tokens[0]
    assert (credit.tid, credit.units_milli) == (other.tid, other.units_milli)
    if typed_first == "reissue":
        assert counter.types(again) == ["accept"]
        assert counter.types(sale) == ["1stKCT", "accept", "used"]
    else:
        assert counter.types(sale) == ["1stKCT", "accept", "accept"]
        assert counter.types(again) == ["CRC"]
    for which in WhichKey:
        with pytest.raises(ReissueNotPossible):
            counter.reissue(sale, which)
    with counter.ports.store.read() as reads:
        told = statement_of(reads, pan, limit=10)
    assert (len(told.lines), told.units_milli) == (2, credit.units_milli)


def test_a_sale_from_before_the_set_is_reissued_under_the_new_key(counter: Counter) -> None:
    """The customer typed the set first, so the earlier code is lost on them."""
    pan = counter.meter("990011").pan
    sale = counter.sell(pan)
    with pytest.raises(ReissueNotPossible) as refusal:
        counter.reissue(sale, WhichKey.NEW)
    assert refusal.value.facts["why"] == "no_key_change"
    assert refusal.value.facts["receipt"] == sale.receipt_no
    counter.types(counter.change_key(pan, tariff_index="02"))
    assert counter.types(sale) == ["CRC"]
    assert counter.types(counter.reissue(sale, WhichKey.NEW)) == ["accept"]


def test_a_rollover_is_never_reissued(counter: Counter) -> None:
    """The meter forgets what it took, so both papers would count."""
    sale = counter.sell(counter.meter(story.ROLLOVER).pan)
    with pytest.raises(ReissueNotPossible) as refusal:
        counter.reissue(sale, WhichKey.OLD)
    assert refusal.value.facts["why"] == "base_date"


def test_everything_stands_in_the_register_and_none_of_it_in_the_sales(counter: Counter) -> None:
    """Who asked, who approved, what and why; cash and reports of sales know nothing of it."""
    began = counter.ports.clock.now()
    pan = counter.meter("990407").pan
    sale = counter.sell(pan)
    made = counter.set_meter(pan, KIND.CLEAR_TAMPER)
    counter.give(counter.meter(story.FREE).pan, 50_000)
    period = Period(began.date(), counter.ports.clock.now().date(), "UTC")
    with counter.ports.store.read() as reads:
        engineering = make_report(reads, ReportName.ENGINEERING, period).rows
        free = make_report(reads, ReportName.FREE, period).rows
        sold = make_report(reads, ReportName.SALES_BY_OPERATOR, period)
        shift = reads.open_shift()
        story_told = story_of(reads, made.sale_id)
    assert [row[1:6] for row in engineering] == [
        (made.receipt_no, "agent", "supervisor", row[4], "engineering clear tamper")
        for row in engineering
    ]
    assert [row[6] for row in free] == ["50.0"]
    assert shift is not None
    assert (shift.sales, shift.sales_total) == (1, sale.begun.total)
    assert [row[1] for row in sold.rows] == ["1"]
    assert story_told.asked is not None
    assert story_told.asked.reason == "asked for"
    verify_journal(counter.ports)
    counter.ports.store.rebuild()


def test_a_sale_above_its_operators_limit_takes_a_supervisor(counter: Counter) -> None:
    """Whose yes stands in the journal; within the limit nobody is asked."""
    thandi = people.with_thandi(counter.ports, counter.folder, sale_limit=10_000)
    pan = counter.meter("990407").pan
    large = terminal.a_request(pan, 10_001)

    def sold(request: SaleRequest, second: str = "") -> SaleResult:
        approver = people.second(counter.folder, second) if second else None
        return sell(counter.ports, request, operator=thandi.name, second=approver)

    with pytest.raises(SaleLimitExceeded):
        sold(large)
    with pytest.raises(RoleNotAllowed):
        sold(large, "agent")
    sale = sold(large, "supervisor")
    assert (sale.begun.approval is not None, sale.approver) == (True, "supervisor")
    assert sold(terminal.a_request(pan, 10_000), "supervisor").approver == ""
    verify_journal(counter.ports)


def test_the_slip_says_who_approved_and_its_copy_says_copy(counter: Counter) -> None:
    """The same paper from the queue, on the screen and as a copy; no payment, no tariff on it."""
    made = counter.set_meter(counter.meter("990407").pan, KIND.POWER_LIMIT, "5000")
    operator = people.signed_in(counter.ports, counter.folder, "supervisor")
    reprint(counter.ports, made.sale_id, printer="", operator=operator)
    with counter.ports.store.read() as reads:
        jobs = reads.print_jobs_of(made.sale_id)
        first, copy = (
            render_receipt(document_of(reads, job, None), Form.TEXT, 42).decode() for job in jobs
        )
    for said in ("Engineering code", "No money was paid", "Approved by", "supervisor", "5000"):
        assert said in first
        assert said in copy
    assert "Total paid" not in first
    assert "COPY" in copy
    assert "COPY" not in first
