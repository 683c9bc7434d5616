"""What may go wrong, and how the operator brings the agent back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.model.actions import Action, step
from tests.model.journal import sale_in
from tests.model.rules import Rule
from tests.model.store_moves import heard_or_idle
from tests.model.world import (
    DOWN,
    IDLE,
    UNLOCKED,
    Agent,
    AgentPower,
    Phase,
    Process,
    Request,
    Setting,
    Verb,
    World,
    with_process,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.model.actions import Step


def operator_moves(world: World) -> Iterator[tuple[Step, World]]:
    """Give what the operator may do with the agent."""
    agent = world.agent
    if agent.power is AgentPower.DEAD:
        started = agent._replace(power=AgentPower.LOCKED)
        yield step(Action.START_AGENT), world._replace(agent=started)
    elif agent.power is AgentPower.LOCKED:
        unlocked = agent._replace(power=AgentPower.OPEN)
        yield step(Action.UNLOCK_AGENT), world._replace(agent=unlocked)


def fault_moves(setting: Setting, world: World) -> Iterator[tuple[Step, World]]:
    """Give each fault that may happen now and is not a choice of the agent."""
    if world.faults_left == 0:
        return
    paid = world._replace(faults_left=world.faults_left - 1)
    for taken, after in _faults(setting, paid):
        if taken.action in setting.faults:
            yield taken, after


def _faults(setting: Setting, world: World) -> Iterator[tuple[Step, World]]:
    for slot in range(len(world.processes)):
        yield from _process_faults(setting, world, slot)
    if world.agent.power is AgentPower.OPEN:
        locked = world.agent._replace(power=AgentPower.LOCKED)
        yield step(Action.LOCK_AGENT), world._replace(agent=locked)
    if world.agent.power is not AgentPower.DEAD:
        for agent in _dead_agents(setting, world.agent):
            first, second = (_after_agent_crash(process) for process in world.processes)
            after = world._replace(agent=agent, processes=(first, second), orphans=())
            yield step(Action.AGENT_CRASHES), after
    dark = world._replace(processes=(DOWN, DOWN), orphans=())
    for agent in _dead_agents(setting, world.agent):
        cut = dark._replace(agent=agent)
        yield step(Action.POWER_CUT), cut
        if world.journal and not setting.keeps(Rule.STORE_DURABLE):
            yield step(Action.POWER_CUT), cut._replace(journal=world.journal[:-1])
        for kept in range(len(world.journal)):
            shorter = cut._replace(journal=world.journal[:kept], was_journal_lost=True)
            yield step(Action.JOURNAL_LOST, entries_kept=kept), shorter


def _dead_agents(setting: Setting, agent: Agent) -> Iterator[Agent]:
    dead = agent._replace(power=AgentPower.DEAD)
    yield dead
    if not setting.keeps(Rule.ISSUE_DURABLE):
        for index in range(len(agent.issues)):
            yield dead._replace(issues=agent.issues[:index] + agent.issues[index + 1 :])


def _after_agent_crash(process: Process) -> Process:
    return IDLE if process.phase is Phase.WAITING else process


def _process_faults(setting: Setting, world: World, slot: int) -> Iterator[tuple[Step, World]]:
    process = world.processes[slot]
    request = process.request
    if process.phase not in (Phase.DOWN, Phase.CORPSE):
        crashed = _with_orphan(world, process)
        yield (
            step(Action.PROCESS_CRASHES, slot),
            with_process(crashed, slot, _corpse(setting, process)),
        )
    if request is None:
        return
    unsettled = heard_or_idle(setting, Rule.SILENCE_IS_UNSETTLED, request)
    if process.phase is Phase.WAITING:
        late = with_process(_with_orphan(world, process), slot, unsettled)
        yield step(Action.DEADLINE_PASSES, slot, request.sale), late
    if process.phase is Phase.ANSWERED:
        lost = with_process(world, slot, unsettled)
        yield step(Action.ANSWER_LOST, slot, request.sale), lost
    if _writes_next(world, process, request):
        yield step(Action.STORE_FULL, slot, request.sale), with_process(world, slot, IDLE)


def _writes_next(world: World, process: Process, request: Request) -> bool:
    if process.phase is Phase.HOLDING:
        return request.verb is Verb.ISSUE and not sale_in(world.journal, request.sale).is_known
    return process.phase is Phase.HEARD


def _with_orphan(world: World, process: Process) -> World:
    """Leave the request that the agent has not read with the agent."""
    if process.phase is not Phase.WAITING or process.request is None:
        return world
    return world._replace(orphans=tuple(sorted((*world.orphans, process.request))))


def _corpse(setting: Setting, process: Process) -> Process:
    """Give the dead process; without the rule its lock stays taken and the slot is of no use."""
    if setting.keeps(Rule.LOCK_DIES_WITH_PROCESS) or process.phase in UNLOCKED:
        return DOWN
    return Process(Phase.CORPSE, process.request) if process.request is not None else DOWN
