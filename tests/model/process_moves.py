"""What one process of the terminal does next: start-up, the operator's presses, steps A, B, C."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from tests.model.actions import Action, step
from tests.model.journal import NO_SALE, Entry, EntryKind, Journal, is_head_in, sale_in
from tests.model.rules import Rule
from tests.model.store_moves import (
    adopted,
    cash_after_show,
    has_unsettled,
    heard_or_idle,
    locked_move,
    write_end,
)
from tests.model.world import (
    DOWN,
    IDLE,
    AgentPower,
    AnswerKind,
    Phase,
    Process,
    Request,
    Seen,
    Setting,
    Verb,
    World,
    is_locked,
    request_of,
    with_process,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.model.actions import Step


def process_moves(setting: Setting, world: World, slot: int) -> Iterator[tuple[Step, World]]:
    """Give each next step of one process, faults aside."""
    process = world.processes[slot]
    match process.phase:
        case Phase.DOWN:
            yield from _start(setting, world, slot)
        case Phase.STARTING:
            yield _open_journal(setting, world, slot, process)
        case Phase.IDLE:
            yield from _presses(setting, world, slot)
        case Phase.HOLDING:
            yield locked_move(setting, world, slot)
        case Phase.READY:
            yield _send(setting, world, slot)
        case Phase.WAITING | Phase.CORPSE:
            return  # Here the agent moves next, or nobody does.
        case Phase.ANSWERED:
            yield _receive(setting, world, slot)
        case Phase.HEARD:
            yield write_end(setting, world, slot)
        case Phase.ENDED:
            yield _show(setting, world, slot)
        case Phase.SIGNING:
            yield _sign(world, slot)
        case _:
            assert_never(process.phase)


def _start(setting: Setting, world: World, slot: int) -> Iterator[tuple[Step, World]]:
    running = sum(process.phase is not Phase.DOWN for process in world.processes)
    if world.agent.power is AgentPower.DEAD or running == setting.processes_max:
        return
    agent = world.agent
    seen = Seen(agent.head, agent.issues)
    if not setting.keeps(Rule.ISSUES_READ_BEFORE_JOURNAL):
        seen = Seen(agent.head, (), world.journal)
    yield step(Action.START, slot), with_process(world, slot, Process(Phase.STARTING, seen=seen))
    if world.processes == (DOWN, DOWN) and not is_head_in(world.journal, agent.head):
        journal: Journal = (*world.journal, Entry(EntryKind.INCARNATION, NO_SALE))
        restored = world._replace(journal=journal, agent=agent._replace(head=journal))
        yield step(Action.RESTORE), restored


def _open_journal(
    setting: Setting, world: World, slot: int, process: Process
) -> tuple[Step, World]:
    seen = process.seen
    assert seen is not None, "a starting process has read the agent"
    if setting.keeps(Rule.HEAD_CHECKED) and not is_head_in(world.journal, seen.head):
        return step(Action.REFUSE_JOURNAL, slot), with_process(world, slot, DOWN)
    opened = world._replace(journal=adopted(setting, world, seen))
    return step(Action.OPEN_JOURNAL, slot), with_process(opened, slot, IDLE)


def _presses(setting: Setting, world: World, slot: int) -> Iterator[tuple[Step, World]]:
    """Give what the operator (or start-up, with `SETTLE`) may begin; each takes the lock."""
    for sale in setting.sales:
        if is_locked(world, sale) and setting.keeps(Rule.LOCKED_FROM_A_TO_C):
            yield step(Action.FIND_BUSY, slot, sale), world
            continue
        known = sale_in(world.journal, sale)
        for content, meter in enumerate(setting.meters[sale]):
            if setting.keeps(Rule.METER_ASKED_INSIDE) or not has_unsettled(setting, world, meter):
                request = Request(Verb.ISSUE, sale, content)
                yield _press(world, slot, Action.PRESS_SELL, request)
        if known.is_unsettled and not known.is_earlier:
            request = Request(Verb.ISSUE, sale, known.content)
            yield _press(world, slot, Action.PRESS_RESUME, request)
        can_end = not known.is_earlier or setting.keeps(Rule.EARLIER_INCARNATION_SETTLED)
        if known.is_known and can_end:
            request = Request(Verb.CANCEL, sale)
            yield _press(world, slot, Action.PRESS_CANCEL, request)
        if known.is_unsettled:
            verb = Verb.CANCEL if known.is_earlier and can_end else Verb.STATUS
            yield _press(world, slot, Action.SETTLE, Request(verb, sale))


def _press(world: World, slot: int, action: Action, request: Request) -> tuple[Step, World]:
    taken = step(action, slot, request.sale, request.content_sent)
    return taken, with_process(world, slot, Process(Phase.HOLDING, request))


def _send(setting: Setting, world: World, slot: int) -> tuple[Step, World]:
    request = request_of(world, slot)
    if world.agent.power is AgentPower.DEAD:
        after = heard_or_idle(setting, Rule.SILENCE_IS_UNSETTLED, request)
        return step(Action.SEND_FAILS, slot, request.sale), with_process(world, slot, after)
    waiting = Process(Phase.WAITING, request)
    taken = step(Action.SEND, slot, request.sale, request.content_sent)
    return taken, with_process(world, slot, waiting)


def _receive(setting: Setting, world: World, slot: int) -> tuple[Step, World]:
    request = request_of(world, slot)
    answer = world.processes[slot].answer
    assert answer is not None, "an answered process has an answer"
    unsettled = step(Action.RECEIVE_UNSETTLED, slot, request.sale)
    match answer.kind:
        case AnswerKind.ISSUED | AnswerKind.CANCELLED:
            if answer.kind is AnswerKind.ISSUED and not setting.keeps(Rule.COMMITTED_BEFORE_SHOWN):
                world = cash_after_show(world, request.sale, EntryKind.COMMITTED)
            heard = Process(Phase.HEARD, request, answer)
            return step(Action.RECEIVE, slot, request.sale), with_process(world, slot, heard)
        case AnswerKind.LOCKED:
            after = heard_or_idle(setting, Rule.LOCKED_IS_UNSETTLED, request)
            return unsettled, with_process(world, slot, after)
        case AnswerKind.UNKNOWN:
            after = heard_or_idle(setting, Rule.UNISSUED_IS_OFFERED, request)
            return unsettled, with_process(world, slot, after)
        case AnswerKind.REUSED:
            return unsettled, with_process(world, slot, IDLE)
        case _:
            assert_never(answer.kind)


def _show(setting: Setting, world: World, slot: int) -> tuple[Step, World]:
    request = request_of(world, slot)
    end = sale_in(world.journal, request.sale).ends[0]
    shown = cash_after_show(world, request.sale, end.kind)
    # Signed heads tell a shortened journal; where none is lost they would only add states.
    signs = end.kind is not EntryKind.CANCELLED and Action.JOURNAL_LOST in setting.faults
    after = Process(Phase.SIGNING, request) if signs else IDLE
    return step(Action.SHOW, slot, request.sale), with_process(shown, slot, after)


def _sign(world: World, slot: int) -> tuple[Step, World]:
    idle = with_process(world, slot, IDLE)
    if world.agent.power is AgentPower.DEAD:
        return step(Action.SIGN_FAILS, slot), idle
    if not is_head_in(world.journal, world.agent.head):
        # Another hash for a signed seq: the agent refuses.
        return step(Action.SIGN_FAILS, slot), idle
    agent = world.agent._replace(head=world.journal)
    return step(Action.SIGN_HEAD, slot), idle._replace(agent=agent)
