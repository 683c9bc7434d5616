"""A sale that is put aside and comes back is the same sale, whatever was asked meanwhile."""

from typing import Any, NoReturn

from pos.domain.errors import StoreBusy
from pos.presenters.sale.state import Step
from tests import desk_stories as story
from tests.desk_stories import HeldJobs, Till


def test_a_meter_does_not_come_over_to_the_sale_that_is_brought_back(
    held: Till, jobs: HeldJobs
) -> None:
    """What is beside a number is its own, though another one was being looked up."""
    held.type_meter(held.number())
    held.sale.enter()
    held.press_amount("50")
    jobs.let_all()
    held.sale.new_sale()
    held.sale.undo_clear()
    its_own = held.state.meter
    held.sale.new_sale()
    held.type_meter(held.number(1))
    held.sale.enter()
    held.sale.undo_clear()
    jobs.let_all()
    assert held.state.meter == its_own
    held.sale.undo_clear()
    jobs.let_all()
    assert held.state.meter.text == held.number(1)
    assert held.state.meter.rows


def test_a_search_does_not_take_the_meter_of_the_sale_that_is_brought_back(
    held: Till, jobs: HeldJobs
) -> None:
    """The one that it finds was for the other sale."""
    held.type_meter(held.number())
    held.sale.enter()
    jobs.let_all()
    held.sale.new_sale()
    held.sale.find(held.number(1))
    held.sale.undo_clear()
    jobs.let_all()
    assert held.sale.pan == held.meters()[0]
    assert not held.state.busy.text
    held.sale.undo_clear()
    assert held.state.meter.text == held.number(1)
    assert not held.state.busy.text


def test_a_search_that_a_card_put_aside_is_not_waited_for(held: Till, jobs: HeldJobs) -> None:
    """Its customer's meter was known already, and was searched for once more."""
    held.type_meter(held.number())
    held.sale.enter()
    jobs.let_all()
    held.sale.back()
    held.sale.find(held.number())
    held.sale.scanned(held.number(1))
    held.sale.undo_clear()
    jobs.let_all()
    assert held.sale.pan == held.meters()[0]
    assert not held.state.busy.text


def test_a_card_that_was_misread_has_no_customer(held: Till, jobs: HeldJobs) -> None:
    """Nor what the meter before it would have bought."""
    held.type_meter(held.number())
    held.sale.enter()
    held.press_amount("50")
    number = held.number(1)
    held.sale.scanned(number[:-1] + str((int(number[-1]) + 1) % 10))
    jobs.let_all()
    assert held.step() is Step.METER
    assert held.state.meter.rows == ()
    assert held.state.amount.lines == ()


def test_a_finished_sale_is_not_quoted_again_for_who_comes_back(till: Till) -> None:
    """A busy disk then would say that nothing was charged, beside the code."""
    desk: Any = till.desk

    def busy(*_: object, **__: object) -> NoReturn:
        raise StoreBusy

    till.sell()
    assert till.step() is Step.SOLD
    desk.purchase = busy
    till.sale.operator_changed(None)
    till.sale.operator_changed(story.AGENT)
    assert till.step() is Step.SOLD
    assert till.problem() == ""


def test_a_search_does_not_push_an_opened_sale_away(held: Till, jobs: HeldJobs) -> None:
    """Typed while the unfinished sale was being read."""
    keys: Any = held.ports.keys
    keys.issue = story.dies
    held.type_meter(held.number())
    held.sale.enter()
    held.press_amount("50")
    held.sale.enter()
    jobs.let_all()
    held.press_cash("50")
    held.sale.enter()
    jobs.let_all()
    (row,) = held.desk.sales(limit=9)
    held.wait()
    held.sale.back()
    held.sale.open_unsettled(row.sale_id)
    held.sale.find(held.number(1))
    jobs.let()
    assert held.step() is Step.STOPPED
    jobs.let_all()
    assert held.step() is Step.STOPPED
    assert held.state.question.text
