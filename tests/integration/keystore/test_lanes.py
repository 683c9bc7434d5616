"""A lane moves only when head office has all that was issued in the old one."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from pos.app.custody.receive_lease import install_lease_file
from pos.app.journal.journal_heads import sign_newest_head
from pos.app.ports import LeaseStatus, Ports
from pos.domain.entries import PinChanged
from pos.domain.errors.office import LaneNotAtRest
from pos.domain.lease import GroupLane, Lane, LeaseLimits
from pos.headoffice.terminals.leases import Grant
from pos.keystore.agent.agent import KeyAgent
from pos.wire.uplink_lease import SignedLease
from tests import agent_stories, office_stories
from tests.office_stories import TERMINAL, OfficeHere, RealClock

SECOND = Lane(1, 2)
OWN_GROUP = LeaseLimits(group_lanes=(GroupLane(agent_stories.KEY_EA11.sgc, 3, 4),))


@dataclass(frozen=True, slots=True)
class Shop:
    """A terminal that sells under a lease of head office's."""

    office: OfficeHere
    ports: Ports
    clock: RealClock

    @property
    def agent(self) -> KeyAgent:
        """Its key agent."""
        return office_stories.agent_of(self.ports)

    def sell(self) -> None:
        """Issue a code, and sign a journal that goes on."""
        agent_stories.issue_one(self.agent)
        with self.ports.store.write() as work:
            work.append(PinChanged(name="agent"), operator="agent")
            work.commit()
        sign_newest_head(self.ports)

    def grant(self, **changes: Any) -> SignedLease:
        """Grant more, with the lane of before if nothing else is said."""
        until = self.clock.now() + timedelta(days=30)
        grant = Grant(TERMINAL, 1_000_000, 100_000_000, 100_000_000, until=until, **changes)
        lease = self.office.administration.grant(grant)
        assert isinstance(lease, SignedLease)
        return lease

    def lease(self) -> LeaseStatus:
        """The one in force."""
        lease = self.agent.status().lease
        assert lease is not None
        return lease


@pytest.fixture(name="shop")
def _shop(tmp_path: Path) -> Iterator[Shop]:
    clock = RealClock()
    folder = office_stories.new_terminal(tmp_path / "till", clock)
    with (
        office_stories.office_at(office_stories.new_office(tmp_path), clock) as office,
        office_stories.terminal_at(folder, clock) as ports,
    ):
        office_stories.join(office, ports)
        shop = Shop(office, ports, clock)
        shop.agent.mint_training_key(agent_stories.KEY_EA11)
        install_lease_file(ports, shop.grant(), operator="")
        shop.sell()
        yield shop


@pytest.mark.parametrize("changes", [{"lane": SECOND}, {"limits": OWN_GROUP}])
def test_a_lane_moves_once_everything_was_delivered(shop: Shop, changes: dict[str, Any]) -> None:
    """By line, with the next answer; for all supply groups, or for one."""
    with pytest.raises(LaneNotAtRest):
        install_lease_file(shop.ports, shop.grant(**changes), operator="")
    office_stories.sync(shop.office, shop.ports)
    lease = shop.grant(**changes)
    assert '"acknowledged"' in lease.body
    assert office_stories.sync(shop.office, shop.ports).lease_received
    shop.sell()


def test_what_is_issued_meanwhile_keeps_the_lane(shop: Shop) -> None:
    """The old lease goes on, delivery goes on, and the next grant moves it."""
    office_stories.sync(shop.office, shop.ports)
    lease = shop.grant(lane=SECOND)
    shop.sell()
    assert not office_stories.sync(shop.office, shop.ports).lease_received
    before = shop.lease()
    with pytest.raises(LaneNotAtRest):
        install_lease_file(shop.ports, lease, operator="")
    assert shop.lease() == before
    shop.sell()
    office_stories.sync(shop.office, shop.ports)
    shop.grant(lane=SECOND)
    assert office_stories.sync(shop.office, shop.ports).lease_received
    assert shop.lease().lanes == SECOND.lanes


def test_a_lease_that_has_ended_keeps_no_lane(shop: Shop) -> None:
    """Nothing is issued under it any more, whatever is still to be delivered."""
    shop.clock.moved += timedelta(days=31)
    assert shop.agent.take_lease(shop.grant(lane=SECOND)).lanes == SECOND.lanes


def test_an_issue_without_its_head_keeps_the_lane(shop: Shop) -> None:
    """No entry that head office may have stands for it yet."""
    office_stories.sync(shop.office, shop.ports)
    lease = shop.grant(lane=SECOND)
    agent_stories.issue_one(shop.agent)
    with pytest.raises(LaneNotAtRest):
        shop.agent.take_lease(lease)


def test_other_grants_need_no_acknowledgement(shop: Shop) -> None:
    """Money comes whenever it is granted, in a form that older terminals read."""
    lease = shop.grant()
    assert "acknowledged" not in lease.body
    shop.sell()
    before = shop.lease().serial
    assert shop.agent.take_lease(lease).serial == before + 1


def test_entries_that_only_follow_hold_nothing_up(shop: Shop) -> None:
    """A sign-in after the last sale is no issue."""
    office_stories.sync(shop.office, shop.ports)
    lease = shop.grant(lane=SECOND)
    with shop.ports.store.write() as work:
        work.append(PinChanged(name="agent"), operator="agent")
        work.commit()
    sign_newest_head(shop.ports)
    assert shop.agent.take_lease(lease).lanes == SECOND.lanes
