"""What the key agent does with one request: one transaction of its issue store, then an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, assert_never

from tests.model.actions import Action, step
from tests.model.rules import Rule
from tests.model.world import (
    Agent,
    AgentPower,
    Answer,
    AnswerKind,
    Issue,
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

CANCELLED = Answer(AnswerKind.CANCELLED)
LOCKED = Answer(AnswerKind.LOCKED)
REUSED = Answer(AnswerKind.REUSED)
UNKNOWN = Answer(AnswerKind.UNKNOWN)


class Reaction(NamedTuple):
    """One thing the agent may do with a request: its next durable state and its answer."""

    action: Action
    agent: Agent
    answer: Answer


def agent_moves(setting: Setting, world: World) -> Iterator[tuple[Step, World]]:
    """Give each way in which the agent takes one request and finishes with it."""
    if world.agent.power is AgentPower.DEAD:
        return
    for slot, process in enumerate(world.processes):
        if process.phase is Phase.WAITING and process.request is not None:
            for reaction in reactions(setting, world.agent, process.request):
                answered = Process(Phase.ANSWERED, process.request, reaction.answer)
                after = with_process(world._replace(agent=reaction.agent), slot, answered)
                yield from _paid_for(setting, reaction, process.request, after, slot)
    for index, orphan in enumerate(world.orphans):
        others = world.orphans[:index] + world.orphans[index + 1 :]
        for reaction in reactions(setting, world.agent, orphan):
            after = world._replace(agent=reaction.agent, orphans=others)
            yield from _paid_for(setting, reaction, orphan, after, None)


def _paid_for(
    setting: Setting, reaction: Reaction, request: Request, after: World, slot: int | None
) -> Iterator[tuple[Step, World]]:
    """Give the move, unless it is a refusal by rule and no fault may happen any more."""
    taken = step(reaction.action, slot, request.sale, request.content_sent)
    if reaction.action is not Action.AGENT_REFUSES:
        yield taken, after
    elif after.faults_left > 0 and reaction.action in setting.faults:
        yield taken, after._replace(faults_left=after.faults_left - 1)


def reactions(setting: Setting, agent: Agent, request: Request) -> Iterator[Reaction]:
    """Give what a running agent may do with a request."""
    issue = next((kept for kept in agent.issues if kept.sale == request.sale), None)
    match request.verb:
        case Verb.ISSUE:
            yield from _on_issue(setting, agent, request, issue)
        case Verb.CANCEL:
            yield _on_cancel(setting, agent, request, issue)
        case Verb.STATUS:
            yield _on_status(agent, request, issue)
        case _:
            assert_never(request.verb)


def _on_issue(
    setting: Setting, agent: Agent, request: Request, issue: Issue | None
) -> Iterator[Reaction]:
    refusal = Reaction(Action.AGENT_REFUSES, _with_tombstone(agent, request.sale), CANCELLED)
    if issue is not None:
        if not setting.keeps(Rule.REPEAT_BEFORE_RULES):
            yield refusal
        if issue.content != request.content:
            yield Reaction(Action.AGENT_REUSE_REFUSED, agent, REUSED)
        elif setting.keeps(Rule.AGENT_IDEMPOTENT):
            yield Reaction(Action.AGENT_REPEATS, agent, Answer(AnswerKind.ISSUED, issue))
        else:
            yield _issue(setting, agent, request)
    elif request.sale in agent.tombstones and setting.keeps(Rule.TOMBSTONE_FORBIDS_ISSUE):
        yield Reaction(Action.AGENT_FINDS_TOMBSTONE, agent, CANCELLED)
    elif agent.power is AgentPower.LOCKED:
        yield Reaction(Action.AGENT_IS_LOCKED, agent, LOCKED)
    else:
        yield _issue(setting, agent, request)
        if setting.keeps(Rule.REFUSAL_LEAVES_TOMBSTONE):
            yield refusal
        else:
            yield Reaction(Action.AGENT_REFUSES, agent, CANCELLED)


def _on_cancel(setting: Setting, agent: Agent, request: Request, issue: Issue | None) -> Reaction:
    if issue is not None and setting.keeps(Rule.CANCEL_ASKS_IF_ISSUED):
        return Reaction(Action.AGENT_REPEATS, agent, Answer(AnswerKind.ISSUED, issue))
    if agent.power is AgentPower.LOCKED and not setting.keeps(Rule.CANCEL_NEEDS_NO_KEY):
        return Reaction(Action.AGENT_IS_LOCKED, agent, LOCKED)
    if request.sale in agent.tombstones:
        return Reaction(Action.AGENT_FINDS_TOMBSTONE, agent, CANCELLED)
    return Reaction(Action.AGENT_CANCELS, _with_tombstone(agent, request.sale), CANCELLED)


def _on_status(agent: Agent, request: Request, issue: Issue | None) -> Reaction:
    if issue is not None:
        return Reaction(Action.AGENT_REPEATS, agent, Answer(AnswerKind.ISSUED, issue))
    if request.sale in agent.tombstones:
        return Reaction(Action.AGENT_FINDS_TOMBSTONE, agent, CANCELLED)
    return Reaction(Action.AGENT_KNOWS_NOTHING, agent, UNKNOWN)


def _issue(setting: Setting, agent: Agent, request: Request) -> Reaction:
    """Issue with the least TID after the meter's last; the clock stands still, the worst case."""
    meter = setting.meters[request.sale][request.content]
    taken = [kept.tid for kept in agent.issues if setting.meters[kept.sale][kept.content] == meter]
    tid = max(taken, default=-1) + 1 if setting.keeps(Rule.TID_MOVES) else 0
    issue = Issue(request.sale, request.content, tid)
    after = agent._replace(issues=tuple(sorted((*agent.issues, issue))))
    return Reaction(Action.AGENT_ISSUES, after, Answer(AnswerKind.ISSUED, issue))


def _with_tombstone(agent: Agent, sale: int) -> Agent:
    return agent._replace(tombstones=tuple(sorted({*agent.tombstones, sale})))
