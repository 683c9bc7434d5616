"""Cash that no sale moves, on a real terminal."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pos.app.cash.cash_policy import is_over_drawer_limit, policy_of, set_policy
from pos.app.cash.cash_slips import CountSlip, MovementSlip, slip_of
from pos.app.cash.move_cash import CashWish, drop, open_drawer, pay_in, pay_out
from pos.app.journal.check_journal import verify_journal
from pos.app.people.approvals import SecondPerson
from pos.app.ports import Ports
from pos.domain.cash import Destination, expected_cash
from pos.domain.errors import (
    ApproverIsOperator,
    CashLimitExceeded,
    CashNotInDrawer,
    NoOpenShift,
    ReportUnknown,
    RoleNotAllowed,
    SaleLimitExceeded,
)
from pos.domain.money import Money
from tests import cash_stories as story
from tests import terminal_stories as terminal
from tests.cash_builders import a_policy


@pytest.fixture(name="ports")
def _ports(till: Path) -> Iterator[Ports]:
    """Give an open training terminal."""
    with terminal.opened(till) as ports:
        yield ports


def rand(cents: int) -> CashWish:
    """A wish for that many cents."""
    return CashWish(Money(cents, "ZAR"), "because")


def test_every_movement_changes_what_is_expected(ports: Ports, till: Path) -> None:
    """In, out, to the safe, to the bank; each gives its slip again later."""
    agent = story.signed_in(ports, till, "agent")
    moved = [
        pay_in(ports, rand(1_000), operator=agent),
        pay_out(ports, rand(200), operator=agent),
        drop(ports, rand(300), Destination.SAFE, operator=agent),
        drop(ports, rand(400), Destination.BANK, operator=agent),
    ]
    assert expected_cash(story.the_shift(ports).figures()) == 1_000 - 200 - 300 - 400
    counted = story.count_right(ports, agent)
    with ports.store.read() as reads:
        for each in moved:
            slip = slip_of(reads, each.seq)
            assert isinstance(slip, MovementSlip)
            assert slip.moved == each
        slip_of_count = slip_of(reads, counted.seq)
        assert isinstance(slip_of_count, CountSlip)
        assert slip_of_count.counted == counted
        for number in (0, 1, 10_000):
            with pytest.raises(ReportUnknown):
                slip_of(reads, number)


def test_no_more_is_taken_out_than_is_there(ports: Ports, till: Path) -> None:
    """The refusal does not tell how much there is."""
    agent = story.signed_in(ports, till, "agent")
    pay_in(ports, rand(1_000), operator=agent)
    acts: tuple[Callable[[], object], ...] = (
        lambda: pay_out(ports, rand(1_001), operator=agent),
        lambda: drop(ports, rand(1_001), Destination.SAFE, operator=agent),
    )
    for act in acts:
        with pytest.raises(CashNotInDrawer) as caught:
            act()
        assert caught.value.facts == {"asked": "10.01"}
    drop(ports, rand(1_000), Destination.SAFE, operator=agent)
    assert expected_cash(story.the_shift(ports).figures()) == 0


def test_beyond_the_own_limit_a_supervisor_approves(ports: Ports, till: Path) -> None:
    """In place, bound to this very drop, and provable from the journal."""
    thandi = story.with_thandi(ports, till, cash_limit=500)
    pay_in(ports, rand(5_000), operator=thandi)
    drop(ports, rand(500), Destination.SAFE, operator=thandi)
    with pytest.raises(CashLimitExceeded) as caught:
        drop(ports, rand(501), Destination.SAFE, operator=thandi)
    assert caught.value.facts == {"operator": "thandi", "limit": "5.00", "asked": "5.01"}
    with pytest.raises(RoleNotAllowed):
        drop(
            ports,
            rand(501),
            Destination.SAFE,
            operator=thandi,
            second=story.second(till, "agent"),
        )
    own = SecondPerson("thandi", story.THANDI_PIN)
    with pytest.raises(ApproverIsOperator):
        pay_out(ports, rand(501), operator=thandi, second=own)
    assert story.the_shift(ports).drops == 500
    moved = pay_out(ports, rand(501), operator=thandi, second=story.second(till))
    assert moved.payload.shift_no == 1
    verify_journal(ports)


def test_a_sale_beyond_the_own_limit_is_refused(ports: Ports, till: Path) -> None:
    """Nothing is begun."""
    story.with_thandi(ports, till, sale_limit=5_000)
    assert story.sell_for(ports, 5_000, operator="thandi")
    with pytest.raises(SaleLimitExceeded):
        story.sell_for(ports, 5_001, operator="thandi")
    with ports.store.read() as reads:
        assert reads.open_sales() == ()


def test_a_full_drawer_is_told(ports: Ports, till: Path) -> None:
    """Above the limit that a supervisor set; none is set at first."""
    agent = story.signed_in(ports, till, "agent")
    pay_in(ports, rand(1_001), operator=agent)
    with ports.store.read() as reads:
        assert not is_over_drawer_limit(story.the_shift(ports), policy_of(reads))
    set_policy(ports, a_policy(drawer_limit=1_000), operator="supervisor")
    with ports.store.read() as reads:
        assert is_over_drawer_limit(story.the_shift(ports), policy_of(reads))
    drop(ports, rand(1), Destination.SAFE, operator=agent)
    with ports.store.read() as reads:
        assert not is_over_drawer_limit(story.the_shift(ports), policy_of(reads))


def test_without_a_shift_no_cash_moves(ports: Ports, till: Path) -> None:
    """Nor does the drawer open, nor is it counted."""
    agent = story.signed_in(ports, till, "agent")
    story.count_right(ports, agent)
    story.close(ports, till, agent)
    acts: tuple[Callable[[], object], ...] = (
        lambda: pay_in(ports, rand(1), operator=agent),
        lambda: pay_out(ports, rand(1), operator=agent),
        lambda: open_drawer(ports, "x", operator=agent),
        lambda: story.count_cents(ports, agent, 1),
    )
    for act in acts:
        with pytest.raises(NoOpenShift):
            act()


def test_the_opener_answers_and_others_are_subtotalled(ports: Ports, till: Path) -> None:
    """Operators switch inside one shift."""
    agent = story.signed_in(ports, till, "agent")
    story.with_thandi(ports, till)
    story.sell_for(ports, 5_000)
    story.sell_for(ports, 7_000, operator="thandi", meter=1)
    story.count_right(ports, agent)
    closed = story.close(ports, till, agent).report.closed
    assert closed.opener == "agent"
    own = {each.operator: (each.sales, each.total) for each in closed.subtotals}
    assert own == {"agent": (1, 5_000), "thandi": (1, 7_000)}
