"""Whatever is pressed in whatever order, money and screen agree; late answers change nothing."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pos.domain.errors import StoreBusy
from pos.domain.sale import SaleState
from pos.presenters.sale.presenter import SalePresenter
from pos.presenters.sale.state import QUICK_AMOUNT_SLOTS, QUICK_CASH_SLOTS, Step
from tests import desk_stories as story
from tests.desk_stories import HeldJobs, Till

KEYS = [*"0123456789", "00", ".", "back", "clear"]
# Who signs in or leaves, each after a look whether the window may be locked.
PEOPLE = {"lock": None, "unlock": story.AGENT, "other": story.SUPERVISOR}
STEPS = {
    "enter": SalePresenter.enter,
    "back": SalePresenter.back,
    "new": SalePresenter.new_sale,
    "undo": SalePresenter.undo_clear,
    "swap": SalePresenter.swap_units,
    "secondary": SalePresenter.secondary,
    "print": SalePresenter.print_again,
}
TYPED: dict[str, Callable[[SalePresenter, int, str], None]] = {
    "scan": lambda sale, _, number: sale.scanned(number),
    "meter": lambda sale, _, number: sale.meter_text_changed(number),
    "wrong": lambda sale, _, number: sale.meter_text_changed(number[:-1] + "x"),
    "name": lambda sale, _, __: sale.meter_text_changed("Grace"),
    "quick": lambda sale, value, _: sale.quick_amount(value % (QUICK_AMOUNT_SLOTS + 1)),
    "cash": lambda sale, value, _: sale.quick_cash(value % (QUICK_CASH_SLOTS + 1)),
    "key": lambda sale, value, _: sale.pad_key(KEYS[value % len(KEYS)]),
    "text": lambda sale, value, _: sale.amount_text_changed(str(value)),
}
PRESSES = [*PEOPLE, *STEPS, *TYPED, "wait", *["enter"] * 9, *["quick", "cash"] * 3]


def press(till: Till, name: str, value: int, number: str) -> None:
    """Press something."""
    if name in STEPS:
        STEPS[name](till.sale)
    elif name in TYPED:
        TYPED[name](till.sale, value, number)
    elif name == "wait":
        till.wait()
    elif not till.sale.is_committing:
        till.sale.operator_changed(PEOPLE[name])


def must_agree(till: Till, before: int) -> int:
    """Check the screen against the journal; return how many sales there are."""
    rows = till.desk.sales(limit=1000)
    assert len(rows) <= before + 1
    assert {row.state for row in rows} <= {SaleState.COMMITTED}
    state = till.state
    if state.step is Step.SOLD:
        assert state.sold is not None
        row = next(row for row in rows if row.sale_id == state.sold.sale_id)
        assert row.digits == " ".join(code.digits for code in state.sold.codes)
        assert row.tendered - row.total == row.change >= 0
    else:
        assert state.sold is None
    if len(rows) > before:
        assert state.step is Step.SOLD
    return len(rows)


@pytest.fixture(name="shared", scope="module")
def _shared(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Till]:
    """One till for all examples; each begins with a new sale."""
    folder = story.copied(template, tmp_path_factory.mktemp("presses") / "till")
    with story.opened_till(folder) as till:
        yield till


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(
    presses=st.lists(
        st.tuples(st.sampled_from(PRESSES), st.integers(0, 300)),
        max_size=60,
    )
)
def test_any_presses_keep_screen_and_journal_together(
    shared: Till, presses: list[tuple[str, int]]
) -> None:
    """One press makes one sale at most, and its code is on the screen."""
    till = shared
    till.wait()
    till.sale.operator_changed(story.AGENT)
    till.sale.new_sale()
    numbers = [till.number(place) for place in range(3)]
    sales = len(till.desk.sales(limit=1000))
    for name, value in presses:
        press(till, name, value, numbers[value % len(numbers)])
        sales = must_agree(till, sales)


def test_digits_typed_while_the_meter_is_looked_up_are_kept(held: Till, jobs: HeldJobs) -> None:
    """The amount's step is entered at once; the answer comes when it comes."""
    held.type_meter(held.number())
    held.sale.enter()
    held.press_amount("50")
    assert held.step() is Step.AMOUNT
    jobs.let_all()
    assert held.step() is Step.AMOUNT
    assert held.state.amount.text == "50"
    assert held.state.amount.lines


def test_a_quote_for_another_amount_is_never_shown(held: Till, jobs: HeldJobs) -> None:
    """Lines belong to the amount beside them, or are not there."""
    held.type_meter(held.number())
    held.sale.enter()
    held.press_amount("5")
    jobs.let_all()
    five = held.state.amount.lines
    held.press_amount("0")
    assert held.state.amount.lines == ()
    jobs.let_all()
    assert held.state.amount.lines != five


def test_nothing_is_sold_before_it_is_quoted(held: Till, jobs: HeldJobs) -> None:
    """Enter waits for the quote, and then sells once."""
    held.type_meter(held.number())
    held.sale.enter()
    held.press_amount("50")
    held.sale.enter()
    held.press_cash("50")
    held.sale.enter()
    assert not held.sale.is_committing
    jobs.let_all()
    assert held.state.primary.enabled
    held.sale.enter()
    jobs.let_all()
    assert held.step() is Step.SOLD


def test_an_old_meter_does_not_come_back(held: Till, jobs: HeldJobs) -> None:
    """Typing on lets the first answer go."""
    held.type_meter(held.number())
    held.sale.enter()
    held.sale.scanned(held.number(1))
    jobs.let_all()
    assert held.state.meter.text == held.number(1)
    assert held.sale.pan == held.meters(2)[1]


def test_a_search_that_was_put_aside_is_not_waited_for(held: Till, jobs: HeldJobs) -> None:
    """Cleared and brought back, or left and signed in again: its answer comes no more."""
    held.sale.find("a name")
    assert held.state.busy.text
    held.sale.new_sale()
    assert not held.state.busy.text
    held.sale.undo_clear()
    assert held.state.meter.text == "a name"
    assert not held.state.busy.text
    held.sale.find("a name")
    held.sale.operator_changed(None)
    held.sale.operator_changed(story.AGENT)
    assert held.state.meter.text == "a name"
    assert not held.state.busy.text
    jobs.let_all()
    assert not held.state.busy.text


@pytest.mark.parametrize("is_left", [False, True])
def test_a_meter_that_was_put_aside_is_looked_up_again(
    held: Till, jobs: HeldJobs, *, is_left: bool
) -> None:
    """It was not found yet when its sale was cleared, or its owner left."""
    held.type_meter(held.number())
    held.sale.enter()
    if is_left:
        held.sale.operator_changed(None)
        held.sale.operator_changed(story.AGENT)
    else:
        held.sale.new_sale()
        held.sale.undo_clear()
    jobs.let_all()
    assert held.state.meter.rows


def test_paper_of_the_last_sale_does_not_disturb_the_next(held: Till, jobs: HeldJobs) -> None:
    """The print state belongs to its own sale."""
    held.type_meter(held.number())
    held.sale.enter()
    held.press_amount("50")
    held.sale.enter()
    jobs.let_all()
    held.press_cash("50")
    held.sale.enter()
    jobs.let()
    assert held.step() is Step.SOLD
    held.wait()
    held.sale.enter()
    jobs.let_all()
    assert held.step() is Step.METER
    assert held.state.sold is None


def test_a_refused_meter_brings_the_step_back_and_keeps_the_amount(
    held: Till, jobs: HeldJobs
) -> None:
    """The customer's wish is not typed twice."""
    with held.ports.store.read() as reads:
        blocked = next(m.pan for m in reads.meters(limit=240) if m.status != "active")
    held.sale.meter_chosen(blocked)
    held.press_amount("50")
    jobs.let_all()
    assert held.step() is Step.METER
    assert held.meter_notice() is not None
    held.sale.scanned(held.number())
    jobs.let_all()
    assert held.state.amount.text == "50"
    assert held.state.amount.lines


def test_a_quote_that_failed_is_asked_again_by_enter(till: Till) -> None:
    """A busy disk costs one more press, and nothing is typed twice."""
    desk: Any = till.desk
    purchase = desk.purchase

    def busy(*_: object, **__: object) -> NoReturn:
        raise StoreBusy

    till.type_meter(till.number())
    till.sale.enter()
    desk.purchase = busy
    till.press_amount("50")
    assert till.problem() == "STORE-02"
    till.sale.enter()
    assert till.step() is Step.AMOUNT
    desk.purchase = purchase
    till.sale.enter()
    assert till.step() is Step.TENDER
    assert till.problem() == ""
    till.sale.enter()
    till.sale.enter()
    assert till.step() is Step.SOLD


def test_an_unfinished_sale_of_a_meter_left_behind_does_not_come_up(
    held: Till, jobs: HeldJobs
) -> None:
    """Whoever typed another meter meanwhile is not interrupted."""
    keys: Any = held.ports.keys
    issue, keys.issue = keys.issue, story.dies
    held.type_meter(held.number())
    held.sale.enter()
    held.press_amount("50")
    held.sale.enter()
    jobs.let_all()
    held.press_cash("50")
    held.sale.enter()
    jobs.let_all()
    assert held.step() is Step.STOPPED
    keys.issue = issue
    held.wait()
    held.sale.back()
    held.type_meter(held.number())
    held.sale.enter()
    jobs.let()
    held.sale.scanned(held.number(1))
    jobs.let_all()
    assert held.step() is Step.AMOUNT
    assert held.sale.pan == held.meters(2)[1]
