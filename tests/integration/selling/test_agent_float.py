"""The agent's float: topped up, drawn by sales, a limit where it is one, told by days."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from pos.app.cash.agent_float import (
    float_statement,
    kept_float,
    policy_of,
    print_float_statement,
    read_float_statement,
    set_float_policy,
    top_up,
)
from pos.app.people.sign_in import SignedIn
from pos.app.ports import Ports
from pos.app.selling.sell import sell
from pos.domain.entries import FloatPolicySet
from pos.domain.errors import MoneyStands, RoleNotAllowed
from pos.domain.errors.agent_float import FloatNotKept, FloatUsedUp, PaymentWrittenDown
from pos.domain.money import Money
from pos.domain.operator import Role
from pos.domain.projections import FloatRow
from tests import cash_stories as people
from tests import terminal_stories as story

POLICY = FloatPolicySet(
    limits_sales=True, warn_below=3_000, commission_per_myriad=250, commission_credited=False
)


@pytest.fixture(name="ports")
def _ports(till: Path) -> Iterator[Ports]:
    """Give an open training terminal."""
    with story.opened(till) as ports:
        yield ports


def rands(amount: int) -> Money:
    """Return so many rands."""
    return Money(amount * 100, story.CURRENCY)


def sold(ports: Ports, cents: int) -> None:
    """Sell to the first meter."""
    with ports.store.read() as reads:
        (pan,) = story.pans_of(reads, 1)
    sell(ports, story.a_request(pan, cents), operator=story.OPERATOR)


def the_float(ports: Ports) -> FloatRow:
    """Return the float."""
    with ports.store.read() as reads:
        return kept_float(reads)


def test_a_policy_can_be_told_again(ports: Ports, till: Path) -> None:
    """As it is kept; where no float is kept, as a new one would be."""
    fresh = policy_of(None)
    assert (fresh.limits_sales, fresh.warn_below, fresh.commission_per_myriad) == (True, 0, 0)
    assert not fresh.commission_credited
    credited = replace(POLICY, limits_sales=False, commission_credited=True)
    for policy in (POLICY, credited):
        row = set_float_policy(ports, policy, operator=people.signed_in(ports, till, "supervisor"))
        assert policy_of(row) == policy


def test_sales_draw_the_float_and_end_with_it(ports: Ports, till: Path) -> None:
    """R 100 cover R 50 and R 50, with a warning before the second, and not a cent more."""
    boss = people.signed_in(ports, till, "supervisor")
    sold(ports, 5_000)
    set_float_policy(ports, POLICY, operator=boss)
    with pytest.raises(FloatUsedUp) as caught:
        sold(ports, 5_000)
    assert caught.value.money is MoneyStands.NOTHING_CHARGED
    assert top_up(ports, rands(100), "slip 77", operator=boss).balance == 10_000
    with pytest.raises(PaymentWrittenDown):
        top_up(ports, rands(100), "slip 77", operator=boss)
    sold(ports, 5_050)
    assert (the_float(ports).balance, the_float(ports).is_low) == (4_950, False)
    sold(ports, 4_950)
    left = the_float(ports)
    assert (left.balance, left.is_low, left.commission) == (0, True, 126 + 123)
    with pytest.raises(FloatUsedUp):
        sold(ports, 5_000)
    with ports.store.read() as reads:
        (day,) = float_statement(reads)
    assert (day.row.sales, day.row.topped_up, day.row.sold, day.balance) == (2, 10_000, 10_000, 0)
    ports.store.rebuild()


def test_commission_may_be_added_to_the_float(ports: Ports, till: Path) -> None:
    """And a float that is no limit goes below zero."""
    boss = people.signed_in(ports, till, "supervisor")
    policy = FloatPolicySet(
        limits_sales=False, warn_below=0, commission_per_myriad=1_000, commission_credited=True
    )
    set_float_policy(ports, policy, operator=boss)
    sold(ports, 5_000)
    row = the_float(ports)
    assert (row.balance, row.commission, row.is_low) == (-4_500, 500, True)
    with ports.store.read() as reads:
        assert [day.balance for day in float_statement(reads)] == [-4_500]


def test_only_a_supervisor_keeps_the_float(ports: Ports, till: Path) -> None:
    """And nobody pays into one that is not kept."""
    agent, boss = (people.signed_in(ports, till, name) for name in ("agent", "supervisor"))
    with pytest.raises(RoleNotAllowed):
        set_float_policy(ports, POLICY, operator=agent)
    with pytest.raises(FloatNotKept):
        top_up(ports, rands(100), "slip 77", operator=boss)
    with pytest.raises(RoleNotAllowed):
        top_up(ports, rands(100), "slip 77", operator=agent)


def test_a_statement_on_paper_tells_of_the_moment_it_was_asked_for(
    ports: Ports, till: Path
) -> None:
    """Also when it comes out after the next sale; nobody gets one of a float that is not kept."""
    agent, boss = (people.signed_in(ports, till, name) for name in ("agent", "supervisor"))
    with pytest.raises(FloatNotKept):
        print_float_statement(ports, operator=agent)
    set_float_policy(ports, POLICY, operator=boss)
    top_up(ports, rands(100), "slip 77", operator=boss)
    job = print_float_statement(ports, operator=agent)
    sold(ports, 5_000)
    ports.receipts.work_off()
    (paper,) = (
        text for path in (till / "paper").glob("*.txt") if "float" in (text := path.read_text())
    )
    assert "ZAR 100.00" in paper
    assert "Sold 1" not in paper
    told = read_float_statement(job.content)
    assert (told.row.balance, [day.balance for day in told.days]) == (10_000, [10_000])
    with pytest.raises(RoleNotAllowed):
        print_float_statement(ports, operator=SignedIn("zola", Role.AUDITOR))


def test_paper_tells_a_month_and_what_was_left_before(till: Path) -> None:
    """Forty days: the newest thirty-one, whose sums go on from the balance before them."""
    clock = story.MovedClock()
    with story.opened(till, clock=clock) as ports:
        boss = people.signed_in(ports, till, "supervisor")
        set_float_policy(ports, POLICY, operator=boss)
        begun = clock.now()
        for day in range(40):
            clock.start = begun + timedelta(days=day)
            top_up(ports, rands(10), f"slip {day}", operator=boss)
        job = print_float_statement(ports, operator=boss)
    told = read_float_statement(job.content)
    assert (len(told.days), told.is_cut, told.before) == (31, True, 9_000)
    assert told.days[-1].balance == told.row.balance == 40_000
