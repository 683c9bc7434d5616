"""An approval has a short life, by the agent's own clock."""

from datetime import timedelta
from pathlib import Path

import pytest

from pos.domain.errors import ApprovalNotValid
from pos.domain.operator import Role
from pos.keystore.people.approval_desk import PENDING_MAX
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


def test_nobody_pushes_anothers_approval_out(tmp_path: Path) -> None:
    """Whoever approves much gives up the own oldest ones only."""
    agent = story.opened(story.new_vault(tmp_path), story.SetClock())
    agent.set_pin("supervisor", b"2222", Role.SUPERVISOR)
    agent.set_pin("agent", b"1111", Role.AGENT)
    handle = agent.people.approve("supervisor", b"2222", DIGEST)
    others = [agent.people.approve("agent", b"1111", DIGEST) for _ in range(PENDING_MAX + 1)]
    assert agent.people.redeem_approval(handle, DIGEST).approver == "supervisor"
    with pytest.raises(ApprovalNotValid):
        agent.people.redeem_approval(others[0], DIGEST)
    assert agent.people.redeem_approval(others[-1], DIGEST).approver == "agent"
    agent.close()
