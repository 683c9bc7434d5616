"""Grants that one person at head office proposes and a second one confirms."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from pos.app.ports import Ports
from pos.domain.errors.office import (
    ClerkExists,
    ClerkMalformed,
    ClerkNeeded,
    ClerkRefused,
    ProposalUnknown,
    SecondPersonNeeded,
)
from pos.domain.lease import ENERGY_PER_METER_DAY_MILLI, FIRST_LIMITS, DayCounts, LeaseLimits
from pos.headoffice.people.clerks import Credentials
from pos.headoffice.people.proposals import GrantLimit, Proposal
from pos.headoffice.people.roles import OfficeRole
from pos.headoffice.terminals.leases import Grant
from pos.wire.uplink_lease import SignedLease
from tests import office_stories as story
from tests.office_stories import OfficeHere, RealClock

ANNE = Credentials("Anne", b"anne's password")
BEN = Credentials("Ben", b"ben's password")
LIMIT = GrantLimit("ZAR", 50_000, 500_000)


@pytest.fixture(name="office")
def _office(tmp_path: Path) -> Iterator[OfficeHere]:
    """Give a head office with two people and a limit."""
    with story.office_at(story.new_office(tmp_path), RealClock()) as office:
        office.administration.add_clerk(ANNE, OfficeRole.AUDITOR, None)
        office.administration.add_clerk(BEN, OfficeRole.ADMINISTRATOR, ANNE)
        assert office.administration.set_limit(LIMIT, ANNE) == LIMIT
        yield office


@pytest.fixture(name="ports", autouse=True)
def _ports(tmp_path: Path, office: OfficeHere) -> Iterator[Ports]:
    """Give a terminal that has joined."""
    folder = story.new_terminal(tmp_path / "terminal", RealClock())
    with story.terminal_at(folder, RealClock()) as ports:
        story.join(office, ports)
        yield ports


def a_grant(office: OfficeHere, money: int, limits: LeaseLimits = FIRST_LIMITS) -> Grant:
    """Return a grant of so much money."""
    until = office.clock.now() + timedelta(days=30)
    return Grant(
        story.TERMINAL, money, 10_000, ENERGY_PER_METER_DAY_MILLI, until=until, limits=limits
    )


def proposed(office: OfficeHere, grant: Grant) -> Proposal:
    """Propose a grant as Anne."""
    proposal = office.administration.grant(grant, ANNE)
    assert isinstance(proposal, Proposal)
    return proposal


def test_one_person_grants_up_to_the_limit(office: OfficeHere, ports: Ports) -> None:
    """Nobody is even asked who it is; what stays open counts, not the single grant."""
    assert isinstance(office.administration.grant(a_grant(office, 50_000)), SignedLease)
    with pytest.raises(ClerkNeeded):
        office.administration.grant(a_grant(office, 1))
    story.sell_many(ports, 1, 2)
    story.sync(office, ports)
    assert isinstance(office.administration.grant(a_grant(office, 20_000)), SignedLease)


@pytest.mark.parametrize("name", ["Anne", "Nobody"])
def test_a_name_with_a_wrong_password_grants_nothing(office: OfficeHere, name: str) -> None:
    """Also where no name was needed: whoever gives one must be that person."""
    with pytest.raises(ClerkRefused):
        office.administration.grant(a_grant(office, 1), Credentials(name, b"ben's password"))
    assert isinstance(office.administration.grant(a_grant(office, 1), ANNE), SignedLease)


def test_above_the_limit_a_second_person_confirms(office: OfficeHere, ports: Ports) -> None:
    """Not the first one, not with a wrong password, and once."""
    proposal = proposed(office, a_grant(office, 60_000))
    assert not story.sync(office, ports).lease_received
    assert office.administration.proposals() == (proposal,)
    confirm = office.administration.confirm
    with pytest.raises(SecondPersonNeeded):
        confirm(proposal.number, ANNE)
    with pytest.raises(ClerkRefused):
        confirm(proposal.number, Credentials("Ben", b"anne's password"))
    with pytest.raises(ClerkNeeded):
        confirm(proposal.number, None)
    assert isinstance(confirm(proposal.number, BEN), SignedLease)
    with pytest.raises(ProposalUnknown):
        confirm(proposal.number, BEN)
    assert story.sync(office, ports).lease_received
    lease = ports.keys.status().lease
    assert lease is not None
    assert lease.money_may_reach == 60_000


def test_other_limits_than_before_take_two(office: OfficeHere) -> None:
    """A hundred free tokens a day are money, too."""
    limits = LeaseLimits(day_limits=DayCounts(free=100))
    proposal = proposed(office, a_grant(office, 1, limits))
    assert isinstance(office.administration.confirm(proposal.number, BEN), SignedLease)
    assert isinstance(office.administration.grant(a_grant(office, 1, limits)), SignedLease)


def test_a_proposal_may_be_given_up(office: OfficeHere) -> None:
    """Then nothing waits any more."""
    proposal = proposed(office, a_grant(office, 60_000))
    office.administration.reject(proposal.number, ANNE)
    assert office.administration.proposals() == ()
    with pytest.raises(ProposalUnknown):
        office.administration.reject(proposal.number, BEN)


def test_a_limit_is_lowered_by_one_and_raised_by_two(office: OfficeHere) -> None:
    """Otherwise one person could do alone what the limit is there for."""
    lower, higher = GrantLimit("ZAR", 10_000, 500_000), GrantLimit("ZAR", 90_000, 500_000)
    assert office.administration.set_limit(lower, ANNE) == lower
    proposal = office.administration.set_limit(higher, ANNE)
    assert isinstance(proposal, Proposal)
    with pytest.raises(ClerkNeeded):
        office.administration.grant(a_grant(office, 20_000))
    assert office.administration.confirm(proposal.number, BEN) == higher
    assert isinstance(office.administration.grant(a_grant(office, 90_000)), SignedLease)


def test_people_are_added_and_removed_by_those_who_are_there(office: OfficeHere) -> None:
    """Only the first one comes from nowhere."""
    people = office.administration
    with pytest.raises(ClerkNeeded):
        people.add_clerk(Credentials("Eve", b"eve's password"), OfficeRole.CLERK, None)
    eve = Credentials("Eve", b"x")
    with pytest.raises(ClerkRefused):
        people.add_clerk(Credentials("Eve", b"eve's password"), OfficeRole.CLERK, eve)
    with pytest.raises(ClerkExists):
        people.add_clerk(BEN, OfficeRole.ADMINISTRATOR, ANNE)
    for name, password in (("", b"long enough"), ("Eve", b"short"), ("E\n", b"long enough")):
        with pytest.raises(ClerkMalformed):
            people.add_clerk(Credentials(name, password), OfficeRole.CLERK, ANNE)
    people.remove_clerk("Ben", ANNE)
    assert [one.name for one in people.clerks()] == ["Anne"]
    with pytest.raises(ClerkRefused):
        people.remove_clerk("Ben", ANNE)
