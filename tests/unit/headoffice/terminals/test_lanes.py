"""Which lanes share minutes."""

import pytest

from pos.domain.lease import ONLY_LANE, Lane
from pos.headoffice.terminals.lanes import share_minutes


@pytest.mark.parametrize("lanes", range(2, 17))
@pytest.mark.parametrize("other_lanes", range(2, 17))
def test_lanes_share_minutes_where_an_identifier_lies_in_both(lanes: int, other_lanes: int) -> None:
    """Counted out over every identifier that matters."""
    for lane in range(lanes):
        for other in range(other_lanes):
            both = any(t % other_lanes == other for t in range(lane, 16 * 15 * lanes, lanes))
            assert share_minutes(Lane(lane, lanes), Lane(other, other_lanes)) == both


def test_who_has_the_only_lane_shares_meters_out_instead() -> None:
    """There is nothing to check between such terminals."""
    assert not share_minutes(ONLY_LANE, ONLY_LANE)
    assert not share_minutes(ONLY_LANE, Lane(1, 2))
