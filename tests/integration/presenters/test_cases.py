"""What went wrong with a past sale, in the history: a case, its paper, and the money back."""

from dataclasses import dataclass

import pytest

from pos.app.cash.move_cash import CashWish, drop, pay_in
from pos.app.ports import PrintKind
from pos.domain.cash import Destination
from pos.domain.money import Money
from pos.presenters.history.case_presenter import CasePresenter
from pos.presenters.history.case_view import CaseMode
from pos.presenters.history.presenter import HistoryPresenter
from pos.presenters.jobs import InlineJobs
from pos.presenters.second_signing import SecondSigning
from tests import desk_stories as story
from tests import terminal_stories as terminal
from tests.cash_stories import pin_of
from tests.desk_stories import Till


@dataclass
class Desk:
    """A history with the case of the sale that is opened in it."""

    till: Till
    signing: SecondSigning
    history: HistoryPresenter
    case: CasePresenter

    def mode(self) -> CaseMode:
        """Where the opened sale's case stands."""
        return self.case.state.mode

    def open_newest(self) -> None:
        """Open the newest sale."""
        self.history.refresh()
        self.history.opened(self.history.state.rows[0].sale_id)

    def rows(self) -> int:
        """Count the sales that are listed."""
        return len(self.history.state.rows)

    def is_asked(self) -> bool:
        """Whether a second person is asked."""
        return self.signing.state.is_asked

    def reason(self) -> str:
        """Return why the case of the newest sale was opened, as it is kept."""
        with self.till.ports.store.read() as reads:
            (sale,) = reads.sales(limit=1)
            case = reads.case_of(sale.sale_id)
        return case.reason if case else ""

    def papers(self, kind: PrintKind) -> int:
        """Count papers of a kind about the newest case, the newest refund or the sale's meter."""
        with self.till.ports.store.read() as reads:
            (sale,) = reads.sales(limit=1)
            case = reads.case_of(sale.sale_id)
            subjects = [sale.pan, case.case if case else "", str(case.ended_seq if case else 0)]
            jobs = [job for subject in subjects for job in reads.print_jobs_of(subject)]
        return sum(job.kind is kind for job in jobs)


@pytest.fixture(name="desk")
def _desk(till: Till) -> Desk:
    jobs = InlineJobs()
    signing = story.signing_of(till.ports, jobs, story.AGENT)
    cases = story.case_desk_of(till.ports)
    case = CasePresenter(
        cases,
        jobs,
        signing,
        story.MANNER,
        currency=terminal.CURRENCY,
        changed=lambda: None,
    )
    history = HistoryPresenter(
        till.desk,
        cases,
        jobs,
        signing,
        currency=terminal.CURRENCY,
        manner=story.MANNER,
        opened_sale=case.sale_opened,
    )
    for presenter in (history, case):
        presenter.operator_changed(story.AGENT)
    till.sell()
    desk = Desk(till, signing, history, case)
    desk.open_newest()
    return desk


def test_a_case_is_opened_and_its_money_goes_back_with_a_supervisor(desk: Desk) -> None:
    """Each step says what to do next; papers come; the open cases lose it at the end."""
    case = desk.case
    assert desk.mode() is CaseMode.OFFERED
    case.wrong()
    assert not case.state.primary.enabled
    case.reason_taken(0)
    assert case.state.told.english() == "Wrong meter"
    case.meant_typed("01234567896")
    case.enter()
    assert (desk.mode(), case.state.problem and case.state.problem.code) == (
        CaseMode.WRITING,
        "METER-02",
    )
    case.meant_typed(desk.till.number(1))
    case.enter()
    assert desk.mode() is CaseMode.OPEN
    assert "give the money back with a supervisor" in case.state.text.english()
    assert "Wrong meter" in case.state.text.english()
    assert desk.reason() == "wrong_meter"
    assert not case.state.can_close
    assert desk.papers(PrintKind.CASE) == 1
    desk.history.cases_wanted()
    assert desk.rows() == 1

    case.refund_wanted()
    assert desk.is_asked()
    assert "goes back" in desk.signing.state.second.why.english()
    desk.signing.second_signed("000000")
    assert desk.mode() is CaseMode.OPEN
    desk.signing.second_signed(pin_of(desk.till.folder, "supervisor").decode())
    assert not desk.is_asked()
    assert desk.mode() is CaseMode.ENDED
    assert "supervisor" in case.state.text.english()
    assert desk.papers(PrintKind.CASH_SLIP) == 1
    desk.history.refresh()
    assert desk.rows() == 0
    desk.history.cases_wanted()
    assert desk.rows() == 1


def test_nobody_signs_and_the_case_stays_open(desk: Desk) -> None:
    """Whoever goes elsewhere gives nothing back."""
    case = desk.case
    case.wrong()
    case.reason_typed("sold twice")
    case.enter()
    case.refund_wanted()
    desk.signing.back()
    assert desk.mode() is CaseMode.OPEN
    assert case.state.problem is not None
    assert case.back() is False


def test_the_filter_looks_among_open_cases_alone(desk: Desk) -> None:
    """A sale without a case is not listed as one, however well it is found."""
    desk.case.wrong()
    desk.case.reason_taken(0)
    desk.case.enter()
    desk.till.wait()
    desk.till.sale.enter()
    desk.till.sell(number=desk.till.number(1))
    desk.history.filtered("")
    desk.history.refresh()
    assert desk.rows() == 2
    history = desk.history
    history.cases_wanted()
    for typed, rows in ((desk.till.number(1), 0), (desk.till.number(), 1), ("50.00", 1)):
        history.filtered(typed)
        assert desk.rows() == rows, typed
    history.cases_wanted()
    assert desk.rows() == 2


def test_a_refused_refund_is_told_until_the_next_try(desk: Desk) -> None:
    """More than the drawer holds does not go back."""
    case = desk.case
    case.wrong()
    case.reason_taken(0)
    case.enter()
    wish = CashWish(Money(2_000, terminal.CURRENCY), "to the safe")
    moved = drop(desk.till.ports, wish, Destination.SAFE, operator=story.AGENT)
    case.refund_wanted()
    assert case.state.problem is not None
    assert case.state.problem.code == "CASH-02"
    assert not desk.is_asked()
    back = CashWish(Money(moved.payload.amount, terminal.CURRENCY), "from the safe")
    pay_in(desk.till.ports, back, operator=story.AGENT)
    case.refund_wanted()
    assert desk.is_asked()
    assert case.state.problem is None


def test_a_supervisor_closes_a_case_without_money(desk: Desk) -> None:
    """Another sale on the screen has nothing to do with it; nor has whoever signs in later."""
    case = desk.case
    case.wrong()
    case.reason_typed("refused")
    case.enter()
    case.close_wanted()
    assert desk.mode() is CaseMode.OPEN
    for presenter in (desk.history, case):
        presenter.operator_changed(story.SUPERVISOR)
    desk.history.closed()
    desk.open_newest()
    case.close_wanted()
    assert desk.mode() is CaseMode.CLOSING
    assert case.back()
    case.close_wanted()
    case.reason_taken(1)
    case.enter()
    assert desk.mode() is CaseMode.ENDED
    assert "Code works now" in case.state.text.english()
    desk.history.closed()
    assert desk.mode() is CaseMode.NONE


def test_a_meters_statement_is_shown_and_printed(desk: Desk) -> None:
    """In place of the receipt, and back."""
    desk.history.statement_wanted()
    detail = desk.history.state.detail
    assert detail is not None
    assert detail.is_statement
    assert any("What this meter bought here" in line for line in detail.paper)
    desk.history.print_copy()
    assert desk.papers(PrintKind.STATEMENT) == 1
    desk.history.statement_wanted()
    assert desk.history.state.detail is not None
    assert not desk.history.state.detail.is_statement


def test_the_filter_finds_what_was_not_loaded(desk: Desk) -> None:
    """By the end of the code, by the amount, by the customer."""
    code = desk.till.state.sold
    assert code is not None
    for typed in (code.codes[0].digits[-4:], "50.00", "50", desk.till.number()):
        desk.history.filtered(typed)
        assert len(desk.history.state.rows) == 1, typed
    desk.history.filtered("nobody at all")
    assert not desk.history.state.rows
