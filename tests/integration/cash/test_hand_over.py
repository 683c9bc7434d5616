"""A drawer changes hands within its shift, counted and signed by two."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pos.app.cash.cash_policy import set_policy
from pos.app.cash.cash_slips import HandOverSlip, slip_of
from pos.app.cash.hand_over import HandedOver, hand_over
from pos.app.cash.move_cash import CashWish, drop
from pos.app.journal.check_journal import verify_journal
from pos.app.people.approvals import SecondPerson
from pos.app.people.sign_in import SignedIn, sign_in
from pos.app.ports import Ports
from pos.domain.cash import Destination, cash_of, expected_cash
from pos.domain.errors import (
    ApproverIsOperator,
    ApproverMissing,
    CountVoided,
    DrawerNotCounted,
    OverShortNeedsSupervisor,
    OverShortUnexplained,
    PosError,
    SignInRefused,
)
from pos.domain.errors.cash import (
    BagUsed,
    DifferenceCodeUnknown,
    DrawerKeptAlready,
    DrawerNotKept,
)
from pos.domain.money import Money
from tests import cash_stories as story
from tests import terminal_stories as terminal
from tests.cash_builders import a_policy

THANDI = SecondPerson("thandi", story.THANDI_PIN)


@pytest.fixture(name="ports")
def _ports(till: Path) -> Iterator[Ports]:
    """Give a terminal with two agents, the first of them the keeper of the drawer."""
    with terminal.opened(till) as ports:
        story.with_thandi(ports, till)
        yield ports


@pytest.fixture(name="agent")
def _agent(ports: Ports, till: Path) -> SignedIn:
    """Sign the keeper in."""
    return story.signed_in(ports, till, "agent")


def refused(kind: type[PosError], ports: Ports, operator: SignedIn, **options: object) -> PosError:
    """Try to hand over to thandi and be refused; the keeper stays."""
    taker = options.pop("taker", THANDI)
    with pytest.raises(kind) as caught:
        hand_over(ports, "", operator=operator, taker=taker, **options)  # type: ignore[arg-type]  # Any mix.
    assert story.the_shift(ports).keeper == "agent"
    return caught.value


def test_a_day_with_two_keepers(ports: Ports, till: Path, agent: SignedIn) -> None:
    """Operators are subtotalled, the hand-over is on the Z report, and the last keeper closes."""
    story.sell_for(ports, 5_000)
    set_policy(ports, a_policy(over_short_limit=50), operator="supervisor")
    story.count_right(ports, agent, missing=30)
    handed = hand_over(ports, "fell down", operator=agent, taker=THANDI, code="damaged")
    assert (handed.payload.over_short, handed.payload.reason_code) == (-30, "damaged")
    assert story.the_shift(ports).keeper == "thandi"
    thandi = sign_in(ports, "thandi", story.THANDI_PIN)
    story.sell_for(ports, 7_000, operator="thandi", meter=1)
    drop(ports, CashWish(Money(2_000, "ZAR"), "full"), Destination.SAFE, operator=thandi)
    story.count_right(ports, thandi, missing=30)
    closed = story.close(ports, till, thandi, reason="as handed over").report.closed
    assert (closed.opener, closed.keeper, closed.over_short) == ("agent", "thandi", -30)
    (told,) = closed.hand_overs
    assert (told.keeper, told.taker, told.over_short) == ("agent", "thandi", -30)
    own = {each.operator: cash_of(each) for each in closed.subtotals}
    assert own == {"agent": 5_000, "thandi": 5_000}
    assert sum(own.values()) == closed.expected == expected_cash(closed.figures)
    assert verify_journal(ports).entries > 0
    assert ports.store.rebuild() > 0
    with ports.store.read() as reads:
        slip = slip_of(reads, handed.seq)
    assert isinstance(slip, HandOverSlip)
    assert slip.handed == HandedOver(handed.seq, handed.at, "agent", handed.payload)


def test_only_a_counted_drawer_changes_hands(ports: Ports, agent: SignedIn) -> None:
    """Without a count, or after a sale, nobody knows what is handed over."""
    refused(DrawerNotCounted, ports, agent)
    story.count_right(ports, agent)
    story.sell_for(ports, 5_000)
    refused(CountVoided, ports, agent)


def test_both_sign(ports: Ports, till: Path, agent: SignedIn) -> None:
    """The taker with their own PIN; nobody hands over what others answer for."""
    story.count_right(ports, agent)
    refused(ApproverMissing, ports, agent, taker=None)
    refused(SignInRefused, ports, agent, taker=SecondPerson("thandi", b"000000"))
    refused(DrawerKeptAlready, ports, agent, taker=story.second(till, "agent"))
    thandi = sign_in(ports, "thandi", story.THANDI_PIN)
    refused(DrawerNotKept, ports, thandi, taker=story.second(till))
    supervisor = story.signed_in(ports, till, "supervisor")
    refused(ApproverIsOperator, ports, supervisor, taker=story.second(till))
    handed = hand_over(ports, "", operator=supervisor, taker=THANDI)
    assert (handed.operator, handed.payload.keeper) == ("supervisor", "agent")


def test_a_difference_is_explained_and_signed_by_a_supervisor(
    ports: Ports, agent: SignedIn
) -> None:
    """As at the close; below the limit it is only written down."""
    set_policy(ports, a_policy(over_short_limit=20), operator="supervisor")
    story.count_cents(ports, agent, 50)
    refused(OverShortUnexplained, ports, agent)
    refused(DifferenceCodeUnknown, ports, agent, code="gremlins")
    refused(OverShortNeedsSupervisor, ports, agent, code="change_wrong")
    story.count_cents(ports, agent, 20)
    assert hand_over(ports, "", operator=agent, taker=THANDI).payload.over_short == 20


def test_each_deposit_has_a_bag_of_its_own(ports: Ports, agent: SignedIn) -> None:
    """The bank finds a deposit by it; a drop into the safe may name any paper."""
    story.sell_for(ports, 50_000)
    wish = CashWish(Money(1_000, "ZAR"), "evening", "BAG-7")
    first = drop(ports, wish, Destination.BANK, operator=agent)
    drop(ports, wish, Destination.SAFE, operator=agent)
    with pytest.raises(BagUsed) as caught:
        drop(ports, wish, Destination.BANK, operator=agent)
    assert caught.value.facts == {"bag": "BAG-7", "entry": first.seq}
