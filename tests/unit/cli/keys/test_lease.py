"""What somebody who brings a lease is told of it."""

from datetime import UTC, datetime, timedelta

import pytest

from pos.cli.keys.lease import installed_text
from pos.domain.journal import format_time
from tests import agent_stories as story

NOW = datetime(2026, 11, 30, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("begins", "ends", "told"),
    [
        (-HOUR, HOUR, "is in force"),
        (timedelta(0), HOUR, "is in force"),
        (HOUR, 2 * HOUR, "has not begun: it counts"),
        (-2 * HOUR, -HOUR, "has ended: it counted"),
        (-HOUR, timedelta(0), "has ended: it counted"),
    ],
)
def test_a_lease_is_in_force_between_its_times(
    begins: timedelta, ends: timedelta, told: str
) -> None:
    """One that came late by stick has ended, and one of a restored terminal begins a day later."""
    begin, end = format_time(NOW + begins), format_time(NOW + ends)
    lease = story.a_lease(NOW, serial=3, not_before=begin, until=end)
    assert installed_text(lease, NOW) == f"Lease 3 {told} from {begin} until {end}."
