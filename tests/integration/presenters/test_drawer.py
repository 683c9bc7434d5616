"""The drawer's page: a shift is opened with a counted float, and cash moves with a reason."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pos.app.cash.cash_policy import set_policy
from pos.app.people.manage_operators import Manager, change_operator
from pos.domain.entries import CashDropped, DrawerOpened
from pos.domain.projections import ActKind
from pos.presenters.cash.desk import CashAct
from pos.presenters.cash.drawer_state import DrawerMode
from tests import cash_stories as cash
from tests import desk_stories as desk
from tests import terminal_stories as story
from tests.cash_builders import a_policy
from tests.cash_page_stories import CashPages, cash_pages


@pytest.fixture(name="pages")
def _pages(folder: Path) -> Iterator[CashPages]:
    """Give the cash pages of a terminal with a shift, into which R 500 were sold."""
    with story.opened(folder) as ports:
        cash.sell_for(ports, 50_000)
        pages = cash_pages(folder, ports)
        pages.drawer.refresh()
        yield pages


def move(pages: CashPages, act: CashAct, amount: str, reason: str = "bag full") -> None:
    """Move cash as a person does."""
    pages.drawer.act_chosen(act)
    pages.drawer.amount_typed(amount)
    pages.drawer.reason_typed(reason)
    pages.drawer.reference_typed("BAG 7")
    pages.drawer.enter()


def is_in(pages: CashPages, mode: DrawerMode) -> bool:
    """Whether the page is in a mode."""
    return pages.drawer.state.mode is mode


def problem(pages: CashPages) -> str:
    """Return the code of what was refused."""
    refused = pages.drawer.state.problem
    return "" if refused is None else refused.code


@pytest.mark.parametrize(
    ("act", "kind"),
    [
        (CashAct.PAY_IN, ActKind.PAID_IN),
        (CashAct.PAY_OUT, ActKind.PAID_OUT),
        (CashAct.DROP, ActKind.DROP_SAFE),
        (CashAct.DEPOSIT, ActKind.DROP_BANK),
    ],
)
def test_cash_moves_with_reason_reference_and_slip(
    pages: CashPages, act: CashAct, kind: ActKind
) -> None:
    """It is in the journal, its slip is on the screen, and it heads the shift's list."""
    move(pages, act, "120.50")
    state = pages.drawer.state
    with pages.ports.store.read() as reads:
        act_row = reads.acts("0", "9")[-1]
    assert (act_row.kind, act_row.amount) == (kind, 12_050)
    assert (act_row.reason, act_row.subject) == ("bag full", "BAG 7")
    assert state.mode is DrawerMode.SLIPS
    assert any("120.50" in line for line in state.paper)
    assert state.lines[0].amount == "120.50"
    assert state.lines[0].has_slip
    pages.drawer.enter()
    assert pages.drawer.state.mode is DrawerMode.MOVING
    assert pages.drawer.state.amount == ""


def test_the_drawer_is_opened_without_a_sale_for_a_reason_only(pages: CashPages) -> None:
    """Without one nothing happens; with one it is written down first."""
    pages.drawer.act_chosen(CashAct.OPEN_DRAWER)
    assert not pages.drawer.state.primary.enabled
    pages.drawer.reason_taken(0)
    pages.drawer.enter()
    assert pages.newest(DrawerOpened) == DrawerOpened(1, "change_for_notes")


@pytest.mark.parametrize(
    ("amount", "reason", "code"),
    [("9999", "theft", "CASH-02"), ("5", "a\u0007b", "CASH-01")],
)
def test_a_refusal_is_said_and_nothing_typed_is_lost(
    pages: CashPages, amount: str, reason: str, code: str
) -> None:
    """More than there can be, and a reason that no paper shows."""
    move(pages, CashAct.DROP, amount, reason)
    assert problem(pages) == code
    assert (pages.drawer.state.amount, pages.drawer.state.reason.english()) == (amount, reason)


@pytest.mark.parametrize("amount", ["", "0", "0.00"])
def test_nothing_is_not_moved(pages: CashPages, amount: str) -> None:
    """The large button says what is missing."""
    move(pages, CashAct.DROP, amount)
    assert cash.the_shift(pages.ports).drops == 0
    assert not pages.drawer.state.primary.enabled


def limited(pages: CashPages) -> None:
    """Let the agent take out R 100 alone, and no more."""
    supervisor = cash.signed_in(pages.ports, pages.folder, "supervisor")
    manager = Manager(supervisor, cash.pin_of(pages.folder, "supervisor"))
    change_operator(pages.ports, "agent", by=manager, cash_limit=10_000)
    pages.drawer.refresh()


def test_above_ones_own_limit_a_supervisor_signs_in_place(pages: CashPages) -> None:
    """The agent stays signed in; the entry holds who approved."""
    limited(pages)
    move(pages, CashAct.DROP, "200")
    state = pages.drawer.state
    assert state.mode is DrawerMode.SIGNING
    assert (state.second.names, state.second.name) == (("supervisor",), "supervisor")
    pages.drawer.second_signed("000000")
    assert problem(pages) == "PIN-01"
    pages.drawer.second_signed(cash.pin_of(pages.folder, "supervisor").decode())
    dropped = pages.newest(CashDropped)
    assert dropped.approval is not None
    assert dropped.approval.approver == "supervisor"
    assert pages.drawer.operator == desk.AGENT


def test_signing_is_left_with_everything_typed(pages: CashPages) -> None:
    """Back is back at the form."""
    limited(pages)
    move(pages, CashAct.DROP, "200")
    assert pages.drawer.back()
    assert pages.drawer.state.mode is DrawerMode.MOVING
    assert pages.drawer.state.amount == "200"
    assert not pages.drawer.back()


def test_an_overfull_drawer_is_told(pages: CashPages) -> None:
    """Until cash is dropped; what it holds stays untold."""
    set_policy(pages.ports, a_policy(drawer_limit=30_000), operator="supervisor")
    pages.drawer.refresh()
    assert "300.00" in pages.drawer.state.alarm.english()
    move(pages, CashAct.DROP, "250")
    assert pages.drawer.state.alarm.text == ""


def closed_shift(pages: CashPages) -> None:
    """Close the shift behind the window's back."""
    agent = cash.signed_in(pages.ports, pages.folder, "agent")
    cash.count_right(pages.ports, agent)
    cash.close(pages.ports, pages.folder, agent)
    pages.drawer.refresh()


def test_a_shift_is_opened_with_a_counted_float(pages: CashPages) -> None:
    """The sum of the pieces is the float of the journal."""
    closed_shift(pages)
    assert is_in(pages, DrawerMode.OPENING)
    assert not pages.drawer.state.primary.enabled
    pages.drawer.piece_typed(1, "3")
    pages.drawer.piece_typed(10, "5")
    assert "300.50" in pages.drawer.state.primary.label.english()
    pages.drawer.enter()
    assert cash.the_shift(pages.ports, 2).opening_float == 30_050
    assert is_in(pages, DrawerMode.MOVING)


def test_a_float_that_is_counted_outlives_a_power_cut(pages: CashPages) -> None:
    """A new window goes on with it, for the one who counted."""
    closed_shift(pages)
    pages.drawer.piece_typed(1, "3")
    again = cash_pages(pages.folder, pages.ports)
    again.drawer.refresh()
    assert again.drawer.state.board.rows[1].text == "3"
    again.sign_in(desk.SUPERVISOR)
    again.drawer.refresh()
    assert again.drawer.state.board.rows[1].text == ""


def test_nothing_of_ones_form_is_left_for_another(pages: CashPages) -> None:
    """Whoever signs in next begins with an empty form; one's own is kept through a lock."""
    pages.drawer.amount_typed("55")
    pages.sign_in(None)
    pages.sign_in(desk.AGENT)
    assert pages.drawer.state.amount == "55"
    pages.sign_in(None)
    pages.sign_in(desk.SUPERVISOR)
    assert pages.drawer.state.amount == ""


def test_a_role_that_may_not_is_told_so(pages: CashPages) -> None:
    """A technician moves no cash."""
    pages.sign_in(desk.TECHNICIAN)
    move(pages, CashAct.PAY_IN, "5")
    assert problem(pages) == "ROLE-01"
