"""Cash-up without a window: blind count, explanation, a second signature, and the Z report."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pos.app.cash.cash_policy import set_policy
from pos.app.ports import PrintJob, PrintKind, PrintState
from pos.domain.entries import DrawerHandedOver, ExpectedShown, ShiftClosed
from pos.domain.errors import AgentUnreachable
from pos.presenters.cash.cash_up_state import CashUpState, CashUpStep
from pos.presenters.cash.desk import CashAct
from pos.presenters.sale.state import Tone
from tests import cash_stories as cash
from tests import desk_stories as desk
from tests import terminal_stories as story
from tests.cash_builders import a_policy
from tests.cash_page_stories import CashPages, cash_pages

RIGHT = {1: "5"}  # Five notes of R 100, which is what the sale brought.


@pytest.fixture(name="pages")
def _pages(folder: Path) -> Iterator[CashPages]:
    """Give the cash pages of a terminal into whose drawer R 500 were sold."""
    with story.opened(folder) as ports:
        cash.sell_for(ports, 50_000)
        pages = cash_pages(folder, ports)
        pages.cash_up.refresh()
        yield pages


def shown(pages: CashPages) -> CashUpState:
    """What the page shows."""
    return pages.cash_up.state


def count(pages: CashPages, pieces: dict[int, str]) -> None:
    """Count pieces by their rows, and have the count final."""
    for place, number in pieces.items():
        pages.cash_up.piece_typed(place, number)
    pages.cash_up.enter()


def to_signing(pages: CashPages, pieces: dict[int, str] | None = None, reason: str = "") -> None:
    """Go as far as the second signature."""
    count(pages, pieces or RIGHT)
    if reason:
        pages.cash_up.reason_typed(reason)
    pages.cash_up.enter()


def sign(pages: CashPages, name: str = "supervisor", pin: str = "") -> None:
    """Have somebody sign as well."""
    pages.cash_up.second_chosen(name)
    pages.cash_up.second_signed(pin or cash.pin_of(pages.folder, name).decode())


def problem(pages: CashPages) -> str:
    """Return the code of what was refused."""
    refused = shown(pages).problem
    return "" if refused is None else refused.code


def test_a_drawer_that_is_right_needs_no_reason(pages: CashPages) -> None:
    """Counted, signed by two, and its Z report is on the screen."""
    to_signing(pages)
    assert shown(pages).step is CashUpStep.SIGN
    sign(pages)
    state = shown(pages)
    assert state.step is CashUpStep.Z_REPORT
    assert any("-1-000001" in line for line in state.paper)
    assert cash.the_shift(pages.ports).approver == "supervisor"
    assert pages.cash_up.operator == desk.AGENT


def test_nothing_tells_what_should_be_there_before_the_count_is_final(pages: CashPages) -> None:
    """Neither rows nor a difference; afterwards both, and the journal says that it was shown."""
    pages.cash_up.piece_typed(1, "4")
    state = shown(pages)
    assert (state.rows, state.difference.text, state.amount) == ((), "", "R\u00a00.00")
    pages.cash_up.enter()
    state = shown(pages)
    assert state.difference.english() == "Short"
    assert (state.amount, state.tone) == ("R\u00a0100.00", Tone.BAD)
    assert pages.newest(ExpectedShown).shift_no == 1


def test_a_wrong_count_is_counted_once_more(pages: CashPages) -> None:
    """From an empty form, and the expected sum is gone from the screen."""
    count(pages, {1: "4"})
    pages.cash_up.other()
    state = shown(pages)
    assert (state.step, state.rows) == (CashUpStep.COUNT, ())
    assert all(not row.text for row in state.board.rows)
    to_signing(pages)
    sign(pages)
    closed = cash.the_shift(pages.ports)
    assert (closed.over_short, closed.expected_shown) == (0, 2)


def test_a_difference_needs_a_reason_and_a_supervisor(pages: CashPages) -> None:
    """Beyond the limit nobody else may sign."""
    thandi = cash.with_thandi(pages.ports, pages.folder)
    pages.cash_up.refresh()
    count(pages, {1: "4"})
    pages.cash_up.enter()
    assert shown(pages).step is CashUpStep.EXPLAIN
    assert not shown(pages).primary.enabled
    pages.cash_up.reason_taken(0)
    pages.cash_up.enter()
    assert shown(pages).second.names == ("supervisor",)
    assert thandi.name not in shown(pages).second.names
    sign(pages)
    closed = pages.newest(ShiftClosed)
    assert (closed.over_short, closed.reason_code) == (-10_000, "change_wrong")


def test_within_the_limit_another_agent_may_sign(pages: CashPages) -> None:
    """And no reason is asked for."""
    set_policy(pages.ports, a_policy(over_short_limit=10_000), operator="supervisor")
    cash.with_thandi(pages.ports, pages.folder)
    pages.cash_up.refresh()
    to_signing(pages, {1: "4"})
    assert set(shown(pages).second.names) == {"supervisor", "thandi"}
    sign(pages, "thandi", cash.THANDI_PIN.decode())
    assert cash.the_shift(pages.ports).approver == "thandi"


def test_a_wrong_pin_closes_nothing(pages: CashPages) -> None:
    """It is refused in words, the PIN that was typed has to go, and the right one closes."""
    to_signing(pages)
    before = shown(pages).second.cleared
    sign(pages, pin="000000")
    assert problem(pages) == "PIN-01"
    assert shown(pages).second.cleared > before
    sign(pages)
    assert shown(pages).step is CashUpStep.Z_REPORT


def test_nobody_signs_for_themselves(pages: CashPages) -> None:
    """Whoever counts is not among those who sign, and is refused all the same."""
    to_signing(pages)
    assert "agent" not in shown(pages).second.names
    sign(pages, "agent")
    assert problem(pages) == "APPROVAL-02"


def test_an_unfinished_sale_is_named_and_hinders_signing(pages: CashPages) -> None:
    """By meter, amount and time, with its way back to the sale screen."""
    keys: Any = pages.ports.keys
    keys.issue = desk.dies
    with pytest.raises(AgentUnreachable):
        cash.sell_for(pages.ports, 5_000, meter=1)
    to_signing(pages)
    (line,) = shown(pages).hindrances
    with pages.ports.store.read() as reads:
        assert [line.sale_id] == [row.sale_id for row in reads.open_sales()]
    assert "50.00" in line.text.english()
    assert not shown(pages).primary.enabled


def test_an_unknown_print_is_named_and_settled_in_place(pages: CashPages) -> None:
    """Somebody looks, says so, and the shift can be signed."""
    sale_id = cash.sell_for(pages.ports, 10_000, meter=1)
    with pages.ports.store.write() as work:
        work.queue_print(
            PrintJob(
                job=(job := story.new_sale_id()),
                kind=PrintKind.RECEIPT,
                subject=sale_id,
                copy=1,
                printer="virtual:",
                state=PrintState.QUEUED,
                queued_at="2026-11-22T08:00:00.000Z",
                queued_by="agent",
            )
        )
        work.move_print(job, PrintState.UNKNOWN)
        work.commit()
    pages.cash_up.refresh()
    to_signing(pages, {1: "6", 6: "1"}, reason="a rand too much")
    (line,) = shown(pages).hindrances
    assert line.job == job
    pages.cash_up.settle_print(job, printed=True)
    assert shown(pages).hindrances == ()
    sign(pages)
    assert shown(pages).step is CashUpStep.Z_REPORT


def test_a_sale_between_count_and_signature_voids_the_count(pages: CashPages) -> None:
    """The page says so and begins again; nothing was closed."""
    to_signing(pages)
    cash.sell_for(pages.ports, 10_000, meter=1)
    sign(pages)
    state = shown(pages)
    assert state.step is CashUpStep.COUNT
    assert "void" in state.notice.english()
    assert cash.the_shift(pages.ports).closed_seq == 0


def test_a_count_that_is_typed_outlives_a_power_cut(pages: CashPages) -> None:
    """Another window goes on with it; another person begins with nothing."""
    pages.cash_up.piece_typed(1, "3")
    again = cash_pages(pages.folder, pages.ports)
    again.cash_up.refresh()
    assert shown(again).board.rows[1].text == "3"
    again.sign_in(desk.SUPERVISOR)
    again.cash_up.refresh()
    assert shown(again).board.rows[1].text == ""
    again.sign_in(desk.AGENT)
    assert shown(again).board.rows[1].text == "3"


def test_a_final_count_is_gone_on_with_after_a_power_cut(pages: CashPages) -> None:
    """It is in the journal and still holds: it need not be counted again."""
    count(pages, RIGHT)
    again = cash_pages(pages.folder, pages.ports)
    again.cash_up.refresh()
    assert shown(again).step is CashUpStep.COUNT
    assert "500.00" in shown(again).secondary.label.english()
    again.cash_up.other()
    assert shown(again).step is CashUpStep.EXPLAIN
    again.cash_up.enter()
    sign(again)
    assert shown(again).step is CashUpStep.Z_REPORT


def test_what_should_be_there_leaves_with_whoever_saw_it(pages: CashPages) -> None:
    """Locked and unlocked by another, the page is at the blind count."""
    count(pages, {1: "4"})
    pages.sign_in(None)
    pages.sign_in(desk.SUPERVISOR)
    state = shown(pages)
    assert (state.step, state.rows) == (CashUpStep.COUNT, ())


def test_an_answer_for_somebody_who_left_is_not_shown(folder: Path) -> None:
    """Locked while it was asked for, what should be there never comes on the screen."""
    jobs = desk.HeldJobs()
    with story.opened(folder) as ports:
        cash.sell_for(ports, 50_000)
        pages = cash_pages(folder, ports, jobs)
        pages.cash_up.refresh()
        jobs.let_all()
        count(pages, {1: "4"})
        pages.sign_in(None)
        pages.sign_in(desk.SUPERVISOR)
        jobs.let_all()
        assert shown(pages).rows == ()
        assert shown(pages).step is CashUpStep.COUNT


def test_the_next_shift_begins_anew(pages: CashPages) -> None:
    """Its page shows nothing of the one before."""
    to_signing(pages)
    sign(pages)
    pages.drawer.refresh()
    pages.drawer.piece_typed(0, "1")
    pages.drawer.enter()
    pages.cash_up.refresh()
    state = shown(pages)
    assert (state.step, state.paper) == (CashUpStep.COUNT, ())
    assert "Shift 2" in state.shift.english()


def test_a_counted_drawer_is_handed_to_another_agent(pages: CashPages) -> None:
    """They sign in place and answer for it from then on; the shift goes on."""
    cash.with_thandi(pages.ports, pages.folder)
    pages.cash_up.refresh()
    to_signing(pages)
    pages.cash_up.purpose_chosen(1)
    assert set(shown(pages).second.names) == {"supervisor", "thandi"}
    sign(pages, "thandi", cash.THANDI_PIN.decode())
    state = shown(pages)
    assert (problem(pages), state.goes_on) == ("", True)
    assert pages.newest(DrawerHandedOver).taker == "thandi"
    assert cash.the_shift(pages.ports).keeper == "thandi"
    assert any("thandi" in line for line in state.paper)
    pages.cash_up.refresh()
    assert (shown(pages).step, shown(pages).paper) == (CashUpStep.COUNT, ())
    assert "thandi" in shown(pages).shift.english()


def test_nobody_hands_over_what_another_answers_for(pages: CashPages) -> None:
    """Neither keeper nor supervisor: refused in words, and nothing is written."""
    thandi = cash.with_thandi(pages.ports, pages.folder)
    pages.sign_in(thandi)
    pages.cash_up.refresh()
    to_signing(pages)
    pages.cash_up.purpose_chosen(1)
    assert "agent" not in shown(pages).second.names
    sign(pages, "supervisor")
    assert problem(pages) == "SHIFT-12"
    assert cash.the_shift(pages.ports).keeper == "agent"


def test_slips_of_deposits_come_with_the_z_report(pages: CashPages) -> None:
    """On the screen below it, and printed again with it."""
    pages.drawer.refresh()
    pages.drawer.act_chosen(CashAct.DEPOSIT)
    pages.drawer.amount_typed("300")
    pages.drawer.reason_typed("daily takings")
    assert not pages.drawer.state.primary.enabled
    pages.drawer.reference_typed("BAG 12")
    pages.drawer.enter()
    pages.cash_up.refresh()
    to_signing(pages, {1: "2"})
    sign(pages)
    text = "\n".join(shown(pages).paper)
    assert "-1-000001" in text
    assert "BAG 12" in text
    pages.cash_up.other()
    assert shown(pages).notice.english() == "Printed."
