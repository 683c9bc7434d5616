"""Every refusal that a sale knows reaches the screen in words, and the money is where it says."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NoReturn

import pytest

import pos.keystore.errors.refusals  # noqa: F401 - its types join the catalogue.
from pos.app.people.approvals import SecondPerson
from pos.app.people.sign_in import SignedIn
from pos.app.sold.history import SaleStory
from pos.domain.error_catalogue import all_error_types
from pos.domain.errors import (
    AgentUnreachable,
    DiskFull,
    KeysLocked,
    MoneyStands,
    NextStep,
    PosError,
    SaleIdReused,
)
from pos.domain.sale import SaleRequest, SaleState
from pos.presenters.desk import Desk
from pos.presenters.problem_texts import MONEY, NEXT
from pos.presenters.sale.state import SaleViewState, Step
from pos.presenters.unexpected import UnexpectedFault
from tests import desk_stories as story
from tests import terminal_stories as terminal
from tests.agent_stories import SetClock
from tests.desk_stories import Till

Failure = Callable[[SaleRequest], object]
LONGER_THAN_A_LEASE = timedelta(days=800)


class FailingDesk:
    """A real desk whose selling fails as a test wants it."""

    def __init__(self, desk: Desk, failures: list[Failure]) -> None:
        self._desk = desk
        self._failures = failures

    def __getattr__(self, name: str) -> Any:
        return getattr(self._desk, name)

    def sell(
        self, request: SaleRequest, operator: SignedIn, second: SecondPerson | None = None
    ) -> SaleStory:
        """Fail first, then sell."""
        if self._failures:
            self._failures.pop(0)(request)
        return self._desk.sell(request, operator, second)


def raising(error: PosError) -> Failure:
    """Return what raises an error in place of a sale."""

    def fail(_: SaleRequest) -> NoReturn:
        raise error

    return fail


def failing(*errors: PosError) -> Callable[[Desk], Desk]:
    """Put failures around a desk, one for each try."""
    return lambda desk: FailingDesk(desk, [raising(error) for error in errors])


def words_of(state: SaleViewState) -> str:
    """Return everything that the screen says about a refusal."""
    said = [state.question.english()]
    for notice in (state.meter.notice, state.amount.notice):
        if notice is not None:
            said += [*(part.english() for part in notice.first), notice.then.english()]
    if state.problem is not None:
        said.append(state.problem.english())
    return " ".join(said)


@pytest.mark.parametrize("code", sorted(all_error_types()))
def test_every_error_of_a_sale_is_said_with_the_money(folder: Path, code: str) -> None:
    """Whatever a sale fails with before it is begun, the screen says it, and nothing was sold."""
    error = all_error_types()[code](sale=terminal.new_sale_id())
    with story.opened_till(folder, around=failing(error)) as till:
        till.sell()
        # Where a supervisor could have helped, none does.
        till.signing.back()
        said = words_of(till.state)
        assert NEXT[error.next_step] in said
        assert MONEY[error.money] in said
        assert not till.sale.is_committing
        assert till.desk.sales(limit=5) == ()


def test_a_refused_try_is_repeated_under_the_same_id(folder: Path) -> None:
    """Retrying what was not charged is the same sale; nothing is typed again."""
    ids: list[str] = []

    def note(request: SaleRequest) -> None:
        ids.append(request.sale_id)
        raise DiskFull

    def pass_on(request: SaleRequest) -> None:
        ids.append(request.sale_id)

    def around(desk: Desk) -> Desk:
        return FailingDesk(desk, [note, pass_on])

    with story.opened_till(folder, around=around) as till:
        till.sell()
        assert till.step() is Step.TENDER
        assert till.problem() == "STORE-03"
        assert till.state.tender.received == "R\u00a0100.00"
        till.sale.enter()
        assert till.step() is Step.SOLD
        assert till.problem() == ""
        assert ids[0] == ids[1]


def test_another_amount_is_another_sale(folder: Path) -> None:
    """An id belongs to one request."""
    ids: list[str] = []

    def note(request: SaleRequest) -> None:
        ids.append(request.sale_id)
        raise DiskFull

    def around(desk: Desk) -> Desk:
        return FailingDesk(desk, [note, note])

    with story.opened_till(folder, around=around) as till:
        till.sell()
        till.sale.back()
        till.sale.back()
        till.sale.amount_key("0")
        till.sale.enter()
        till.press_cash("500")
        till.sale.enter()
        assert len(set(ids)) == 2


def test_a_reused_id_is_replaced(folder: Path) -> None:
    """The next press makes a sale of its own."""
    with story.opened_till(folder, around=failing(SaleIdReused(sale="x"))) as till:
        till.sell()
        till.sale.enter()
        assert till.step() is Step.SOLD


def test_an_agent_that_dies_in_between_leaves_a_sale_to_finish(till: Till) -> None:
    """The screen holds it, says where the money is, and Enter finishes it with one code."""
    fails = [True]
    issue = till.ports.keys.issue

    def dying(sale_id: str, begun: bytes) -> Any:
        if fails.pop():
            raise AgentUnreachable(why="closed")
        return issue(sale_id, begun)

    keys: Any = till.ports.keys
    keys.issue = dying
    till.sell()
    assert till.step() is Step.STOPPED
    said = words_of(till.state)
    assert MONEY[MoneyStands.HELD_OPEN] in said
    assert "R\u00a050.00" in said
    assert till.state.tender.received == "R\u00a0100.00"
    keys.issue = issue
    till.sale.enter()
    assert till.step() is Step.SOLD
    assert till.state.tender.change == "R\u00a050.00"
    assert len(till.desk.sales(limit=5)) == 1


def test_keys_that_are_locked_in_between_are_to_be_opened_first(till: Till) -> None:
    """The sale is held, and cannot be resumed before somebody unlocks."""
    keys: Any = till.ports.keys

    def locked(*_: object) -> NoReturn:
        raise KeysLocked

    keys.issue = locked
    till.sell()
    assert till.step() is Step.STOPPED
    said = words_of(till.state)
    assert MONEY[MoneyStands.HELD_OPEN] in said
    assert NEXT[NextStep.UNLOCK_KEYS] in said


def test_a_held_sale_is_cancelled_and_the_money_given_back(till: Till) -> None:
    """After the cancel nothing can be issued, and the screen says how much to give back."""
    keys: Any = till.ports.keys
    issue = keys.issue

    keys.issue = story.dies
    till.sell()
    keys.issue = issue
    till.sale.secondary()
    assert till.step() is Step.STOPPED
    assert "give R\u00a0100.00 back" in till.state.question.english()
    assert till.state.secondary is None
    (row,) = till.desk.sales(limit=5)
    assert row.state == SaleState.CANCELLED
    till.wait()
    till.sale.enter()
    assert till.step() is Step.METER


def test_a_cancel_that_comes_too_late_shows_the_code(till: Till) -> None:
    """The agent had issued: the customer gets the code."""
    keys: Any = till.ports.keys
    issue = keys.issue

    def mute(sale_id: str, begun: bytes) -> Any:
        issue(sale_id, begun)
        raise AgentUnreachable(why="closed")

    keys.issue = mute
    till.sell()
    assert till.step() is Step.STOPPED
    till.sale.secondary()
    assert till.step() is Step.SOLD
    assert till.state.sold is not None


def test_a_held_sale_can_be_left_and_taken_up_again(till: Till) -> None:
    """Esc leaves it open; its meter, or the status bar, brings it back."""
    keys: Any = till.ports.keys
    issue = keys.issue

    keys.issue = story.dies
    till.sell()
    keys.issue = issue
    till.wait()
    till.sale.back()
    assert till.step() is Step.METER
    (open_sale,) = till.desk.snapshot().open_sales
    till.type_meter(till.number())
    till.sale.enter()
    assert till.step() is Step.STOPPED
    assert "unfinished sale" in words_of(till.state)
    till.wait()
    till.sale.back()
    till.sale.open_unsettled(open_sale.sale_id)
    assert till.step() is Step.STOPPED
    till.sale.enter()
    assert till.step() is Step.SOLD


def test_a_lease_that_ends_in_between_says_give_the_money_back(till: Till) -> None:
    """The agent refused for good: the sale is cancelled and said so."""
    keys: Any = till.ports.keys
    ready, issuer = keys.ready_to_issue, keys._identity.issuer
    tools = issuer._tools
    keys.ready_to_issue = lambda _: None
    issuer._tools = replace(tools, clock=SetClock(datetime.now(UTC) + LONGER_THAN_A_LEASE))
    till.sell()
    issuer._tools, keys.ready_to_issue = tools, ready
    assert till.step() is Step.STOPPED
    said = words_of(till.state)
    assert MONEY[MoneyStands.GIVE_BACK] in said
    assert "LEASE-02" in said
    till.wait()
    till.sale.enter()
    assert till.step() is Step.METER


def test_an_unexpected_fault_before_the_sale_was_begun_charged_nothing(folder: Path) -> None:
    """The sale itself is asked how far it came: it does not exist."""
    around = failing(UnexpectedFault(reference="r"))
    with story.opened_till(folder, around=around) as till:
        till.sell()
        assert till.step() is Step.TENDER
        assert MONEY[MoneyStands.NOTHING_CHARGED] in words_of(till.state)


def test_an_unexpected_fault_after_the_commit_shows_the_code(folder: Path) -> None:
    """The sale itself is asked how far it came: it is done, and the code is shown."""

    class Late(FailingDesk):
        def sell(
            self, request: SaleRequest, operator: SignedIn, second: SecondPerson | None = None
        ) -> SaleStory:
            super().sell(request, operator, second)
            raise UnexpectedFault(reference="r")

    def around(desk: Desk) -> Desk:
        return Late(desk, [])

    with story.opened_till(folder, around=around) as till:
        till.sell()
        assert till.step() is Step.SOLD


def test_locked_keys_are_said_and_nothing_is_begun(till: Till) -> None:
    """After unlocking, Enter sells what was typed."""
    till.desk.lock_keys()
    till.sell()
    assert till.problem() == "AGENT-01"
    assert till.desk.sales(limit=5) == ()
    till.desk.unlock_keys(terminal.passphrase_of(till.folder))
    till.sale.enter()
    assert till.step() is Step.SOLD


def test_a_clock_behind_the_journal_is_said(folder: Path) -> None:
    """A wrong clock sells nothing."""
    clock = terminal.MovedClock(datetime.now(UTC) - timedelta(days=2))
    with story.opened_till(folder, clock=clock) as till:
        till.sell()
        assert till.problem() == "CLOCK-01"


def test_who_may_not_sell_has_no_button(folder: Path) -> None:
    """A technician sees prices; nobody signed in sells nothing."""
    for operator in (story.TECHNICIAN, None):
        with story.opened_till(folder, operator=operator) as till:
            till.sell()
            assert not till.state.primary.enabled or till.state.problem is not None
            assert till.desk.sales(limit=5) == ()


def test_an_amount_below_the_least_is_said_once_it_is_entered(folder: Path) -> None:
    """While typing nothing is held against its beginning."""
    with story.opened_till(folder) as till:
        with till.ports.store.read() as reads:
            pan = next(m.pan for m in reads.meters(limit=240) if "training" in m.tariff)
        till.sale.meter_chosen(pan)
        till.press_amount("0.01")
        assert till.amount_notice() is None
        till.sale.enter()
        assert till.step() is Step.AMOUNT
        notice = till.amount_notice()
        assert notice is not None
        assert notice.first[-1].english() == MONEY[MoneyStands.NOTHING_CHARGED]


def test_zero_is_said(till: Till) -> None:
    """Enter on an empty amount explains itself."""
    till.type_meter(till.number())
    till.sale.enter()
    till.sale.enter()
    assert till.step() is Step.AMOUNT
    assert till.state.amount.notice is not None


def test_what_fails_after_the_sale_leaves_it_complete(till: Till) -> None:
    """The code stays, and the strip does not say that nothing was charged."""
    desk: Any = till.desk

    def full(_: str) -> NoReturn:
        raise DiskFull

    desk.hand_over = full
    till.sell()
    assert till.step() is Step.SOLD
    assert till.problem() == "STORE-03"
    assert MONEY[MoneyStands.SALE_COMPLETE] in words_of(till.state)
