"""Every interleaving of two sales, their faults and the operator keeps the promises."""

from __future__ import annotations

import dataclasses

import pytest

from tests.model.actions import Action
from tests.model.journal import EntryKind, sale_in
from tests.model.protocol import (
    ENDINGS,
    ONE_METER,
    ONE_PROCESS,
    OTHER_AMOUNT,
    SETTINGS,
    counterexample,
    explored,
    moves,
    stuck,
)
from tests.model.world import AgentPower, Cash, Setting

CHANGES_NOTHING_DURABLE = frozenset(
    {
        Action.FIND_BUSY,
        Action.REFUSE_CONTENT,
        Action.REFUSE_METER,
        Action.REFUSE_EARLIER,
        Action.REFUSE_JOURNAL,
        Action.LOOK_UP_ENDED,
        Action.LOOK_UP_UNSETTLED,
        Action.AGENT_REPEATS,
        Action.AGENT_REUSE_REFUSED,
        Action.AGENT_FINDS_TOMBSTONE,
        Action.AGENT_IS_LOCKED,
        Action.AGENT_KNOWS_NOTHING,
        Action.STORE_FULL,
    }
)


def smaller(setting: Setting) -> Setting:
    """Allow one fault only, where a test looks at every move itself."""
    return dataclasses.replace(setting, faults_max=1)


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_promises_hold_and_nothing_gets_stuck(setting: Setting) -> None:
    """In every state promises and guards hold, and each ending can still be reached."""
    found = explored(setting)
    assert found.violation is None, counterexample(setting, found)
    # The figure is for people: run with -s, or read it beside a failure.
    print(  # noqa: T201 -- the number of states is part of what this test tells
        f"{setting.name}: {len(found.states)} states, {len(found.sources)} moves, "
        f"at most {setting.faults_max} faults: every promise holds"
    )
    for ending in ENDINGS:
        trace = stuck(setting, found, ending)
        assert trace is None, f"no way to {ending.name} after {[str(taken) for taken in trace]}"


def test_every_end_is_reached() -> None:
    """The promises are not kept by doing nothing: each end of a sale does happen."""
    setting = smaller(OTHER_AMOUNT)
    seen = {
        (entry.kind, world.cash[entry.sale], entry.content)
        for world in explored(setting).states
        for entry in sale_in(world.journal, 0).ends
    }
    for content in (0, 1):
        assert (EntryKind.COMMITTED, Cash.KEPT, content) in seen
        assert (EntryKind.RECOVERED, Cash.KEPT, content) in seen
    assert {cash for kind, cash, _ in seen if kind is EntryKind.CANCELLED} == {
        Cash.UNDECIDED,
        Cash.RETURNED,
    }


@pytest.mark.parametrize(
    "setting", [smaller(ONE_METER), smaller(OTHER_AMOUNT)], ids=lambda setting: setting.name
)
def test_refusals_and_repeats_change_nothing(setting: Setting) -> None:
    """Other content under a known id, a repeat, a busy id: journal, agent and cash stay."""
    seen = set()
    for world in explored(setting).states:
        for taken, after in moves(setting, world):
            if taken.action in CHANGES_NOTHING_DURABLE:
                seen.add(taken.action)
                assert after.journal == world.journal, str(taken)
                assert after.agent == world.agent, str(taken)
                assert after.cash == world.cash, str(taken)
    assert {Action.FIND_BUSY, Action.AGENT_REPEATS, Action.STORE_FULL} <= seen
    assert seen & {Action.REFUSE_CONTENT, Action.REFUSE_METER}


def test_steps_have_one_outcome() -> None:
    """A step names its outcome: no world has two moves with one name and different ends."""
    setting = smaller(ONE_PROCESS)
    for world in explored(setting).states:
        outcomes = dict(moves(setting, world))
        for taken, after in moves(setting, world):
            assert outcomes[taken] == after, str(taken)


def test_agent_never_issues_while_locked() -> None:
    """With vending locked, the issue store gains no issue, whatever is asked."""
    setting = smaller(ONE_METER)
    for world in explored(setting).states:
        if world.agent.power is AgentPower.LOCKED:
            for taken, after in moves(setting, world):
                assert after.agent.issues == world.agent.issues, str(taken)
