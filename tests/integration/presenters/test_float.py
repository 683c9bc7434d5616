"""The page of the agent's float on a real terminal."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pos.app.cash.agent_float import kept_float, set_float_policy
from pos.domain.entries import FloatPolicySet, FloatToppedUp, PaperPrinted
from pos.domain.journal import read_entry
from pos.presenters.cash.float_presenter import FloatPresenter
from tests import cash_stories as cash
from tests import desk_stories as desk
from tests import terminal_stories as terminal
from tests.cash_page_stories import CashPages, cash_pages
from tests.terminal_fixtures import copied_till, made_template

__all__ = ["copied_till", "made_template"]
POLICY = FloatPolicySet(
    limits_sales=False, warn_below=20_000, commission_per_myriad=250, commission_credited=False
)


@pytest.fixture(name="pages")
def _pages(till: Path) -> Iterator[CashPages]:
    """The cash pages of a terminal whose supervisor has begun a float."""
    with terminal.opened(till) as ports:
        set_float_policy(ports, POLICY, operator=desk.SUPERVISOR)
        yield cash_pages(till, ports)


def typed(pages: CashPages, amount: str = "300", reference: str = "SLIP-1") -> FloatPresenter:
    """Type a top-up, up to the press that makes it."""
    floats = pages.pages.floats
    floats.refresh()
    floats.amount_typed(amount)
    floats.reference_typed(reference)
    return floats


def test_where_none_is_kept_nothing_can_be_typed(till: Path) -> None:
    """It says who begins one."""
    with terminal.opened(till) as ports:
        floats = typed(cash_pages(till, ports))
    assert not floats.state.can_top_up
    assert not floats.state.primary.enabled
    assert "supervisor" in floats.state.headline.english()


def test_a_supervisor_signs_for_an_agents_top_up(pages: CashPages) -> None:
    """The entry is the supervisor's word; the agent stays where they were."""
    floats = typed(pages)
    floats.enter()
    assert pages.signing.state.second.names == ("supervisor",)
    assert "supervisor" in pages.signing.state.second.why.english()
    pages.signing.second_signed(cash.pin_of(pages.folder, "supervisor").decode())
    assert not pages.signing.state.is_asked
    assert pages.newest(FloatToppedUp) == FloatToppedUp(30_000, "SLIP-1")
    with pages.ports.store.read() as reads:
        newest = reads.entry(reads.head().seq)
        assert kept_float(reads).balance == 30_000
    assert read_entry(newest.body).operator == "supervisor"
    assert (floats.state.amount, floats.state.reference) == ("", "")
    assert floats.state.done.text


def test_a_supervisor_tops_up_alone(pages: CashPages) -> None:
    """Nobody else is asked."""
    pages.sign_in(desk.SUPERVISOR)
    floats = typed(pages)
    floats.enter()
    assert not pages.signing.state.is_asked
    assert floats.state.alarm.text == ""


@pytest.mark.parametrize(("amount", "reference"), [("", "SLIP-1"), ("0", "SLIP-1"), ("5", " ")])
def test_amount_and_slip_are_both_needed(pages: CashPages, amount: str, reference: str) -> None:
    """The button says which is missing."""
    floats = typed(pages, amount, reference)
    floats.enter()
    assert not floats.state.primary.enabled
    assert not pages.signing.state.is_asked


def test_the_statement_and_what_is_left(pages: CashPages) -> None:
    """Sales draw on it, commission is earned on them, and it is told when it runs out."""
    pages.sign_in(desk.SUPERVISOR)
    floats = typed(pages)
    floats.enter()
    cash.sell_for(pages.ports, 20_000)
    floats.refresh()
    state = floats.state
    told = {row.label.english(): row.value.english() for row in state.rows}
    assert told["Left"] == "100.00"
    assert told["Earned, 2.50 %"] == "5.00"
    assert "100.00" in state.alarm.english()
    (day,) = state.days
    assert (day.sales, day.sold, day.balance) == ("1", "200.00", "100.00")


def test_the_statement_is_printed(pages: CashPages) -> None:
    """Through the stored queue; nobody prints signed out."""
    floats = pages.pages.floats
    floats.refresh()
    floats.print_statement()
    assert floats.state.done.english() == "Printed."
    assert pages.newest(PaperPrinted).paper == "float_statement"
    pages.sign_in(None)
    assert not floats.state.can_print
