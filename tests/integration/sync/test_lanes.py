"""No two terminals of a supply group are given lanes in which they could make one identifier."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from pos.app.ports import Ports
from pos.domain.entries import KeyLoaded
from pos.domain.errors.office import LaneTaken
from pos.domain.lease import ENERGY_PER_METER_DAY_MILLI, FIRST_LIMITS, GroupLane, Lane, LeaseLimits
from pos.headoffice.terminals.leases import Grant
from tests import office_stories as story
from tests.office_stories import DAY, OfficeHere, RealClock

A, B = "990011", "990022"


@pytest.fixture(name="clock")
def _clock() -> RealClock:
    """Give a clock that a test may move."""
    return RealClock()


@pytest.fixture(name="office")
def _office(tmp_path: Path, clock: RealClock) -> Iterator[OfficeHere]:
    """Give a head office."""
    with story.office_at(story.new_office(tmp_path), clock) as office:
        yield office


@pytest.fixture(name="terminals")
def _terminals(tmp_path: Path, office: OfficeHere, clock: RealClock) -> Iterator[dict[str, Ports]]:
    """Give two terminals that joined."""
    with ExitStack() as stack:
        found = {}
        for name in ("T1", "T2"):
            folder = story.new_terminal(tmp_path / name, clock, name)
            found[name] = stack.enter_context(story.terminal_at(folder, clock))
            story.join(office, found[name])
        yield found


def a_grant(office: OfficeHere, terminal: str, lane: Lane, days: int = 30) -> Grant:
    """Return a grant in a lane."""
    until = office.clock.now() + timedelta(days=days)
    return Grant(terminal, 1000, 1000, ENERGY_PER_METER_DAY_MILLI, until=until, lane=lane)


def hold_a_key(office: OfficeHere, ports: Ports, sgc: str) -> None:
    """Let a terminal's journal tell of a vending key, and head office know it."""
    key = KeyLoaded(
        sgc=sgc,
        krn=1,
        key_type=2,
        dkga="02",
        base_date=1993,
        ken=255,
        tid_utc_offset_minutes=0,
        check_value="abcdef",
    )
    with ports.store.write() as work:
        work.append(key, operator="agent")
        work.commit()
    story.sync(office, ports)


@pytest.mark.usefixtures("terminals")
def test_a_lane_in_use_is_not_given_away(office: OfficeHere, clock: RealClock) -> None:
    """Nor one that overlaps; until the lease that names it has ended, and a day after."""
    grant = office.administration.grant
    grant(a_grant(office, "T1", Lane(0, 2)))
    for taken in (Lane(0, 2), Lane(2, 4), Lane(1, 3)):
        with pytest.raises(LaneTaken):
            grant(a_grant(office, "T2", taken))
    grant(a_grant(office, "T2", Lane(1, 2)))
    with pytest.raises(LaneTaken):
        grant(a_grant(office, "T1", Lane(3, 4)))
    clock.moved = 30 * DAY + timedelta(hours=23)
    with pytest.raises(LaneTaken):
        grant(a_grant(office, "T1", Lane(3, 4)))
    grant(replace(a_grant(office, "T1", Lane(3, 4)), rested=True))
    clock.moved = 31 * DAY + timedelta(hours=1)
    grant(a_grant(office, "T2", Lane(2, 4)))


@pytest.mark.usefixtures("terminals")
def test_a_lane_that_stays_is_not_asked_about(office: OfficeHere) -> None:
    """Shops that share a lane already, each with meters of its own, go on."""
    grant = office.administration.grant
    grant(a_grant(office, "T1", Lane(0, 2)))
    grant(replace(a_grant(office, "T2", Lane(0, 2)), rested=True))
    grant(a_grant(office, "T1", Lane(0, 2)))
    grant(a_grant(office, "T2", Lane(0, 2)))


def test_lanes_are_a_supply_groups_own(office: OfficeHere, terminals: dict[str, Ports]) -> None:
    """Terminals that hold keys of different groups never meet; a group may have its own lanes."""
    grant = office.administration.grant
    hold_a_key(office, terminals["T1"], A)
    grant(a_grant(office, "T1", Lane(0, 2)))
    with pytest.raises(LaneTaken):
        grant(a_grant(office, "T2", Lane(0, 2)))
    hold_a_key(office, terminals["T2"], B)
    grant(a_grant(office, "T2", Lane(0, 2)))
    hold_a_key(office, terminals["T2"], A)
    with pytest.raises(LaneTaken):
        grant(replace(a_grant(office, "T2", Lane(1, 2)), limits=with_lane(GroupLane(A, 0, 2))))
    grant(replace(a_grant(office, "T2", Lane(0, 2)), limits=with_lane(GroupLane(A, 1, 2))))


def with_lane(lane: GroupLane) -> LeaseLimits:
    """Return the usual limits with a lane of one group."""
    return msgspec.structs.replace(FIRST_LIMITS, group_lanes=(lane,))
