"""The store's transactions: A, the ends of a sale, adoption; and what the screen then says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.model.actions import Action, step
from tests.model.journal import Entry, EntryKind, Journal, sale_in
from tests.model.rules import Rule
from tests.model.world import (
    IDLE,
    Answer,
    AnswerKind,
    Cash,
    Phase,
    Process,
    Request,
    Seen,
    Setting,
    Verb,
    World,
    request_of,
    with_process,
)

if TYPE_CHECKING:
    from tests.model.actions import Step


def has_unsettled(setting: Setting, world: World, meter: int) -> bool:
    """Say whether the journal holds an unsettled sale of this meter."""
    for sale in setting.sales:
        known = sale_in(world.journal, sale)
        if known.is_unsettled and setting.meters[sale][known.content] == meter:
            return True
    return False


def locked_move(setting: Setting, world: World, slot: int) -> tuple[Step, World]:
    """Make the transaction that follows the lock: look the id up, and write `SaleBegun` if new."""
    request = request_of(world, slot)
    known = sale_in(world.journal, request.sale)
    ready = Process(Phase.READY, request)
    idle = with_process(world, slot, IDLE)
    if not known.is_known:
        return _begin(setting, world, slot)
    is_issue = request.verb is Verb.ISSUE
    if is_issue and request.content != known.content and setting.keeps(Rule.CONTENT_COMPARED):
        return step(Action.REFUSE_CONTENT, slot, request.sale), idle
    if known.ends:
        ended = Process(Phase.ENDED, request)
        return step(Action.LOOK_UP_ENDED, slot, request.sale), with_process(world, slot, ended)
    if is_issue and known.is_earlier:
        return step(Action.REFUSE_EARLIER, slot, request.sale), idle
    if request.verb is Verb.CANCEL and not setting.keeps(Rule.TOMBSTONE_FIRST):
        cancelled = Entry(EntryKind.CANCELLED, request.sale)
        world = world._replace(journal=(*world.journal, cancelled))
    return step(Action.LOOK_UP_UNSETTLED, slot, request.sale), with_process(world, slot, ready)


def _begin(setting: Setting, world: World, slot: int) -> tuple[Step, World]:
    """Make step A of an id that the journal does not know."""
    request = request_of(world, slot)
    ready = Process(Phase.READY, request)
    meter = setting.meters[request.sale][request.content]
    is_asked = setting.keeps(Rule.ONE_UNSETTLED_PER_METER) and setting.keeps(
        Rule.METER_ASKED_INSIDE
    )
    if is_asked and has_unsettled(setting, world, meter):
        return step(Action.REFUSE_METER, slot, request.sale), with_process(world, slot, IDLE)
    if setting.keeps(Rule.BEGUN_BEFORE_SENT):
        begun = Entry(EntryKind.BEGUN, request.sale, request.content)
        world = world._replace(journal=(*world.journal, begun))
    taken = step(Action.WRITE_BEGUN, slot, request.sale, request.content)
    return taken, with_process(world, slot, ready)


def write_end(setting: Setting, world: World, slot: int) -> tuple[Step, World]:
    """Make step C, or the commit of `SaleCancelled`; an end that is there already stays."""
    request = request_of(world, slot)
    answer = world.processes[slot].answer
    assert answer is not None, "a process that heard has an answer"
    known = sale_in(world.journal, request.sale)
    entries: Journal = ()
    if answer.kind is AnswerKind.ISSUED:
        assert answer.issue is not None, "an issued answer carries the issue"
        action = Action.WRITE_COMMITTED
        end = Entry(EntryKind.COMMITTED, request.sale, answer.issue.content, answer.issue.tid)
        if not known.is_known:
            entries = (Entry(EntryKind.BEGUN, request.sale, request.content),)
    else:
        action = Action.WRITE_CANCELLED
        end = Entry(EntryKind.CANCELLED, request.sale)
    if not (known.ends and setting.keeps(Rule.ONE_END)):
        world = world._replace(journal=(*world.journal, *entries, end))
    ended = Process(Phase.ENDED, request)
    return step(action, slot, request.sale), with_process(world, slot, ended)


def adopted(setting: Setting, world: World, seen: Seen) -> Journal:
    """Append `IssueRecovered` for each issue of the agent that the journal does not know."""
    if not setting.keeps(Rule.ISSUES_ADOPTED):
        return world.journal
    issues, journal = seen.issues, world.journal
    if not setting.keeps(Rule.ISSUES_READ_BEFORE_JOURNAL):
        issues, journal = world.agent.issues, seen.journal
    return world.journal + tuple(
        Entry(EntryKind.RECOVERED, issue.sale, issue.content, issue.tid)
        for issue in issues
        if not sale_in(journal, issue.sale).is_known
    )


def heard_or_idle(setting: Setting, rule: Rule, request: Request) -> Process:
    """Let go of an unsettled sale; without the rule, take it for cancelled."""
    if setting.keeps(rule):
        return IDLE
    return Process(Phase.HEARD, request, Answer(AnswerKind.CANCELLED))


def cash_after_show(world: World, sale: int, end: EntryKind) -> World:
    """Move the customer's money as the screen says: into the drawer, or back."""
    told = Cash.RETURNED if end is EntryKind.CANCELLED else Cash.KEPT
    before = world.cash[sale]
    after = told if before in (Cash.UNDECIDED, told) else Cash.BOTH
    return world._replace(cash=(*world.cash[:sale], after, *world.cash[sale + 1 :]))
