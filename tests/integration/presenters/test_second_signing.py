"""Copies beyond the limit: a supervisor signs in place, whatever the paper."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pos.domain.entries import CopyAllowed
from pos.domain.errors import CopiesNeedSupervisor, PosError, StoreBusy
from pos.domain.projections import OperatorRow
from pos.presenters.cash.desk import CashAct
from pos.presenters.people.desk import TerminalPeopleDesk
from pos.presenters.second_signing import SecondSigning
from tests import terminal_stories as terminal
from tests.cash_page_stories import CashPages, cash_pages
from tests.cash_stories import pin_of
from tests.desk_stories import AGENT, SUPERVISOR, HeldJobs
from tests.terminal_fixtures import copied_till, made_template

__all__ = ["copied_till", "made_template"]
LIMIT = 3


@pytest.fixture(name="pages")
def _pages(till: Path) -> Iterator[CashPages]:
    """The cash pages, with a slip on the screen of which every copy is used up."""
    with terminal.opened(till) as ports:
        pages = cash_pages(till, ports)
        pages.drawer.refresh()
        pages.drawer.act_chosen(CashAct.PAY_IN)
        pages.drawer.amount_typed("20")
        pages.drawer.reason_taken(0)
        pages.drawer.enter()
        for _ in range(LIMIT):
            pages.drawer.print_slip()
        assert not pages.signing.state.is_asked
        yield pages


def copies(pages: CashPages) -> int:
    """Count the papers of the slip that is shown, the first left out."""
    with pages.ports.store.read() as reads:
        moved = pages.drawer.state.lines[0].seq
        return len(reads.print_jobs_of(str(moved))) - 1


def is_busy(pages: CashPages) -> bool:
    """Tell whether the drawer's page waits for a paper."""
    return pages.drawer.state.is_busy


def sign(signing: SecondSigning, folder: Path, name: str = "supervisor") -> None:
    """Have somebody type their PIN."""
    signing.second_signed(pin_of(folder, name).decode())


def test_a_supervisor_signs_and_the_copy_is_printed(pages: CashPages) -> None:
    """The agent stays signed in; the journal says who allowed it."""
    pages.drawer.print_slip()
    state = pages.signing.state
    assert state.is_asked
    assert (state.second.names, state.second.name) == (("supervisor",), "supervisor")
    assert "Copy 4" in state.second.why.english()
    assert copies(pages) == LIMIT
    sign(pages.signing, pages.folder)
    assert not pages.signing.state.is_asked
    assert copies(pages) == LIMIT + 1
    assert pages.newest(CopyAllowed).supervisor == "supervisor"
    assert pages.drawer.operator is not None
    assert pages.drawer.state.problem is None


def test_a_wrong_pin_prints_nothing_and_may_be_typed_again(pages: CashPages) -> None:
    """The field is emptied, and whoever signs is still asked."""
    pages.drawer.print_slip()
    before = pages.signing.state.second.cleared
    pages.signing.second_signed("000000")
    state = pages.signing.state
    assert state.is_asked
    assert state.problem is not None
    assert state.problem.code == "PIN-01"
    assert state.second.cleared > before
    assert copies(pages) == LIMIT


@pytest.mark.parametrize("leaves", [False, True])
def test_nobody_signs(pages: CashPages, *, leaves: bool) -> None:
    """Going back, or leaving the terminal, prints nothing and says why."""
    pages.drawer.print_slip()
    if leaves:
        pages.sign_in(None)
    else:
        pages.signing.back()
    assert not pages.signing.state.is_asked
    assert copies(pages) == LIMIT
    assert not pages.drawer.state.is_busy
    sign(pages.signing, pages.folder)
    assert copies(pages) == LIMIT


def test_the_newer_wish_is_the_one_that_is_signed(pages: CashPages) -> None:
    """What was wanted before is told that nobody signed for it."""
    refused: list[PosError] = []
    done: list[int] = []

    def refuse(second: object) -> int:
        if second is None:
            raise pages_limit
        return 1

    pages.drawer.print_slip()
    assert is_busy(pages)
    pages_limit = limit_error()
    pages.signing.run(refuse, done=done.append, failed=refused.append)
    assert not is_busy(pages)
    sign(pages.signing, pages.folder)
    assert (done, refused) == ([1], [])
    assert copies(pages) == LIMIT


def test_a_supervisor_alone_is_told_that_nobody_else_can_sign(pages: CashPages) -> None:
    """There is nobody to choose, so nothing is asked that cannot be done."""
    pages.signing.operator_changed(SUPERVISOR)
    pages.drawer.print_slip()
    state = pages.signing.state
    assert (state.second.names, state.primary.enabled) == ((), False)
    assert state.primary.label.english() == "No other supervisor"


def test_who_leaves_before_the_names_are_read_is_asked_nothing_later(
    pages: CashPages,
) -> None:
    """A page that asks for a PIN without a wish behind it could not be left."""
    jobs = HeldJobs()
    signing = SecondSigning(TerminalPeopleDesk(pages.ports).people, jobs)
    signing.operator_changed(AGENT)
    refused: list[PosError] = []
    signing.run(refuse_alone, done=refused.append, failed=refused.append)
    jobs.let()
    signing.operator_changed(None)
    jobs.let_all()
    assert not signing.state.is_asked
    assert len(refused) == 1


@pytest.mark.parametrize("jobs_before_leaving", [0, 2])
def test_a_refusal_that_comes_late_asks_nobody_else(
    pages: CashPages, jobs_before_leaving: int
) -> None:
    """Whoever works by then is not asked for what somebody before wanted."""
    jobs = HeldJobs()
    signing = SecondSigning(TerminalPeopleDesk(pages.ports).people, jobs)
    signing.operator_changed(AGENT)
    refused: list[PosError] = []
    signing.run(refuse_alone, done=refused.append, failed=refused.append)
    for _ in range(jobs_before_leaving):
        jobs.let()
    signing.second_signed("000000")
    for operator in (None, SUPERVISOR):
        signing.operator_changed(operator)
    jobs.let_all()
    assert not signing.state.is_asked
    assert not signing.state.is_busy
    assert len(refused) == 1


def test_names_that_cannot_be_read_end_their_own_wish(pages: CashPages) -> None:
    """The newer one goes on, though it waits for the same names."""
    jobs = HeldJobs()
    known = TerminalPeopleDesk(pages.ports).people()

    def people() -> tuple[OperatorRow, ...]:
        if jobs.waiting:
            raise StoreBusy
        return known

    signing = SecondSigning(people, jobs)
    signing.operator_changed(AGENT)
    refused: list[PosError] = []
    for _ in range(2):
        signing.run(refuse_alone, done=refused.append, failed=refused.append)
    jobs.let_all()
    assert signing.state.is_asked
    assert [each.code for each in refused] == [limit_error().code]


def refuse_alone(second: object) -> PosError:
    """Want a second person."""
    del second
    raise limit_error()


def limit_error() -> PosError:
    """The refusal that a supervisor can lift."""
    return CopiesNeedSupervisor(copy=4, limit=LIMIT)
