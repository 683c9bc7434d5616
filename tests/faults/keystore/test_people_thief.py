"""A thief at the counter with a PIN of their own, or with none, who wants to be a supervisor."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from pos.app.ports import Tombstone
from pos.domain.approval import request_digest
from pos.domain.errors import PosError, RoleNotAllowed
from pos.domain.journal import Head
from pos.domain.operator import Role
from pos.keystore.agent import KeyAgent
from tests import agent_stories as story
from tests import unpaid_stories as unpaid
from tests.faults.keystore.gains import gained

PIN, OWN_PIN, THIEFS_PIN = b"2222", b"1111", b"9999"
SUPERVISOR, AGENT, GHOST = "supervisor", "agent", "ghost"


@pytest.fixture(name="till")
def _till(tmp_path: Path) -> KeyAgent:
    """Give an agent at work, with a supervisor and whoever sells."""
    agent = story.ready_agent(tmp_path, story.SetClock())
    agent.set_pin(SUPERVISOR, PIN, Role.SUPERVISOR)
    agent.set_pin(AGENT, OWN_PIN, Role.AGENT)
    agent.sign_head(Head("T1", 1, 7, "ab" * 32))
    return agent


def refusals(calls: list[Callable[[], object]]) -> int:
    """Try each; return how many were refused."""
    refused = 0
    for call in calls:
        with pytest.raises(PosError):
            call()
        refused += 1
    return refused


def test_make_oneself_a_supervisor(till: KeyAgent) -> None:
    """With the own PIN, past the program: other PINs, new people, roles, codes, the clock."""
    people = till.people
    by_own: dict[str, Any] = {"by": AGENT, "by_pin": OWN_PIN}
    tried = refusals(
        [
            lambda: till.set_pin(GHOST, THIEFS_PIN, Role.SUPERVISOR),
            lambda: people.change_pin(GHOST, THIEFS_PIN, Role.SUPERVISOR, **by_own),
            lambda: people.change_pin(SUPERVISOR, THIEFS_PIN, Role.SUPERVISOR, **by_own),
            lambda: people.change_role(AGENT, Role.SUPERVISOR, **by_own),
            lambda: people.remove_pin(SUPERVISOR, **by_own),
            lambda: till.accept_clock(AGENT, OWN_PIN),
        ]
    )
    people.change_pin(AGENT, THIEFS_PIN, Role.SUPERVISOR, **by_own)
    gift = unpaid.a_gift()
    digest = request_digest(gift)
    own_yes = people.redeem_approval(people.approve(AGENT, THIEFS_PIN, digest), digest)
    approved = msgspec.structs.replace(gift, approval=own_yes)
    ended = till.issue(gift.sale_id, unpaid.body_of(approved, operator=GHOST))
    assert isinstance(ended, Tombstone)
    assert ended.reason == RoleNotAllowed.code
    till.sign_in(SUPERVISOR, PIN)
    till.close()
    gained("make oneself a supervisor", f"nothing: {tried} ways refused, and no code by an own yes")
