"""Two people are two: not one who makes the other, or takes another's name over."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from pos.app.ports import Ports
from pos.domain.errors.office import ClerkRests, ProposalUnknown
from pos.domain.lease import ENERGY_PER_METER_DAY_MILLI
from pos.headoffice.administration.office_administration import OfficeAdministration
from pos.headoffice.people.clerks import Credentials
from pos.headoffice.people.proposals import GrantLimit, Proposal
from pos.headoffice.people.resting import REST
from pos.headoffice.people.roles import OfficeRole
from pos.headoffice.terminals.leases import Grant
from pos.wire.uplink_lease import SignedLease
from tests import office_stories as story
from tests.office_stories import OfficeHere, RealClock

ANNE = Credentials("Anne", b"anne's password")
BEN = Credentials("Ben", b"ben's password")
EVE = Credentials("Eve", b"anne's other password")


@pytest.fixture(name="clock")
def _clock() -> RealClock:
    """Give a clock that a test may move."""
    return RealClock()


@pytest.fixture(name="office")
def _office(tmp_path: Path, clock: RealClock) -> Iterator[OfficeHere]:
    """Give a head office that two people set up, and that has a limit since."""
    with story.office_at(story.new_office(tmp_path), clock) as office:
        office.administration.add_clerk(ANNE, OfficeRole.ADMINISTRATOR, None)
        office.administration.add_clerk(BEN, OfficeRole.SUPERVISOR, ANNE)
        office.administration.set_limit(GrantLimit("ZAR", 1, 1), ANNE)
        yield office


@pytest.fixture(name="propose")
def _propose(tmp_path: Path, office: OfficeHere, clock: RealClock) -> Callable[[Credentials], int]:
    """Give what proposes a grant to a terminal that has joined, and returns its number."""
    folder = story.new_terminal(tmp_path / "terminal", clock)
    ports: Ports
    with story.terminal_at(folder, clock) as ports:
        story.join(office, ports)

    def propose(by: Credentials) -> int:
        until = office.clock.now() + timedelta(days=30)
        grant = Grant(story.TERMINAL, 1000, 1000, ENERGY_PER_METER_DAY_MILLI, until=until)
        proposal = office.administration.grant(grant, by)
        assert isinstance(proposal, Proposal)
        return proposal.number

    return propose


def test_who_sets_head_office_up_waits_for_nothing(
    office: OfficeHere, propose: Callable[[Credentials], int]
) -> None:
    """Two people who were there before the limit grant on the same day."""
    assert isinstance(office.administration.confirm(propose(ANNE), BEN), SignedLease)
    assert {one.rests_until for one in office.administration.clerks()} == {""}


@pytest.mark.parametrize(("first", "second"), [(ANNE, EVE), (EVE, ANNE)])
def test_a_second_name_is_no_second_person(
    office: OfficeHere,
    clock: RealClock,
    propose: Callable[[Credentials], int],
    first: Credentials,
    second: Credentials,
) -> None:
    """Whichever of the two it plays, until others had three days to see it."""
    office.administration.add_clerk(EVE, OfficeRole.ADMINISTRATOR, ANNE)
    number = propose(first)
    with pytest.raises(ClerkRests):
        office.administration.confirm(number, second)
    clock.moved = REST - timedelta(minutes=1)
    with pytest.raises(ClerkRests):
        office.administration.confirm(number, second)
    clock.moved = REST + timedelta(minutes=1)
    assert isinstance(office.administration.confirm(number, second), SignedLease)


def a_new_password(people: OfficeAdministration) -> None:
    """Let Anne know Ben's password."""
    people.change_password(BEN, ANNE)


def a_new_phone(people: OfficeAdministration) -> None:
    """Let Anne link a phone of hers as Ben's."""
    people.forget_totp("Ben", ANNE)


def a_higher_role(people: OfficeAdministration) -> None:
    """Make somebody who was forgotten into one who confirms."""
    people.change_role("Ben", OfficeRole.ADMINISTRATOR, ANNE)


@pytest.mark.parametrize("change", [a_new_password, a_new_phone, a_higher_role])
def test_a_person_who_was_taken_over_is_no_second_person(
    office: OfficeHere,
    clock: RealClock,
    propose: Callable[[Credentials], int],
    change: Callable[[OfficeAdministration], None],
) -> None:
    """And the limit itself is not raised like that."""
    change(office.administration)
    number = propose(ANNE)
    with pytest.raises(ClerkRests):
        office.administration.confirm(number, BEN)
    clock.moved = REST + timedelta(minutes=1)
    assert isinstance(office.administration.confirm(number, BEN), SignedLease)


def test_what_somebody_changes_themselves_hinders_nothing(
    office: OfficeHere, propose: Callable[[Credentials], int]
) -> None:
    """With the old password; nor does a lower role."""
    people = office.administration
    people.add_clerk(EVE, OfficeRole.ADMINISTRATOR, ANNE)
    other = Credentials("Ben", b"ben's other password")
    people.change_password(other, BEN)
    people.change_role("Ben", OfficeRole.SUPERVISOR, ANNE)
    assert isinstance(people.confirm(propose(ANNE), other), SignedLease)


def test_what_waits_under_a_name_goes_with_it(
    office: OfficeHere, propose: Callable[[Credentials], int]
) -> None:
    """Nobody confirms later what a name proposed that is gone."""
    people = office.administration
    people.add_clerk(EVE, OfficeRole.SUPERVISOR, ANNE)
    number = propose(EVE)
    people.remove_clerk("Eve", ANNE)
    assert people.proposals() == ()
    with pytest.raises(ProposalUnknown):
        people.confirm(number, ANNE)
