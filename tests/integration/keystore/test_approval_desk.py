"""An approval has a short life, by the agent's own clock."""

from datetime import timedelta
from pathlib import Path

import pytest

from pos.domain.errors import ApprovalNotValid
from pos.domain.operator import Role
from tests import agent_stories as story

DIGEST = "ab" * 32


@pytest.mark.parametrize(
    ("passed", "is_good"),
    [
        (timedelta(0), True),
        (timedelta(minutes=5), True),
        (timedelta(minutes=5, seconds=1), False),
        (timedelta(seconds=-1), False),
    ],
)
def test_an_approval_is_good_for_five_minutes(
    tmp_path: Path, passed: timedelta, *, is_good: bool
) -> None:
    """Setting the clock back gives it no second life."""
    clock = story.SetClock()
    agent = story.opened(story.new_vault(tmp_path), clock)
    agent.set_pin("supervisor", b"2222", Role.SUPERVISOR)
    handle = agent.people.approve("supervisor", b"2222", DIGEST)
    clock.time += passed
    if is_good:
        approval = agent.people.redeem_approval(handle, DIGEST)
        assert approval.approved_at == "2026-11-22T12:00:00.000Z"
    else:
        with pytest.raises(ApprovalNotValid):
            agent.people.redeem_approval(handle, DIGEST)
    agent.close()
