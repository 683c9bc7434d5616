"""What must hold in every state, and where every state must be able to get.

The *promises* are what a shop can see: money, tokens, journal. The *guards* are facts inside the
design that the promises rest on; they are kept apart, because a rule that only upholds a guard is
a second fence behind another rule, and that is worth knowing.
"""

from __future__ import annotations

import functools
from enum import StrEnum
from typing import TYPE_CHECKING, assert_never

from tests.model.journal import Entry, EntryKind, is_head_in, sale_in
from tests.model.world import UNLOCKED, AgentPower, Cash, Phase, Setting, World

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.model.journal import Journal
    from tests.model.world import Issue

TOKEN_ENDS = frozenset({EntryKind.COMMITTED, EntryKind.RECOVERED})
CANNOT_APPEND = frozenset({Phase.DOWN, Phase.CORPSE, Phase.STARTING})
RESTING = frozenset({Phase.DOWN, Phase.CORPSE, Phase.IDLE})


class Promise(StrEnum):
    """A statement about one state that a shop relies on."""

    ONE_ISSUE = "no sale is issued twice"
    ONE_END = "no sale ends twice"
    ISSUE_AFTER_ENTRY = "an issue follows a journal entry, unless the journal was lost"
    COMMITTED_AS_ISSUED = "what is committed was issued, with the same tokens"
    CANCELLED_NOT_ISSUED = "what is cancelled was not issued"
    SHOWN_IS_COMMITTED = "a token shown is committed, unless the journal was lost"
    CASH_FOR_TOKEN = "cash is kept only for an issued token"
    CASH_BACK_WITHOUT_TOKEN = "cash goes back only where no token was issued"
    CASH_MOVES_ONCE = "the operator is told to keep or to return the cash, not both"
    TID_ONCE = "no two issues share meter and TID"
    ONE_UNSETTLED = "a meter has at most one unsettled sale"
    ONE_CONTENT = "an id stands for one content in journal and agent"
    LOSS_FOUND = "nothing is appended to a journal that has lost signed entries"


class Guard(StrEnum):
    """A fact inside the design that promises rest on."""

    TOMBSTONE_OR_ISSUE = "no id is both issued and tombstoned"
    CANCELLED_AFTER_TOMBSTONE = "SaleCancelled follows a tombstone"
    ONE_WORKER = "one process at a time works on a sale from A to C"


def broken_promises(setting: Setting, world: World) -> tuple[Promise, ...]:
    """Name each promise that this state breaks."""
    durable = _broken_on_disk(
        setting.meters,
        world.journal,
        world.agent.issues,
        world.cash,
        was_journal_lost=world.was_journal_lost,
    )
    may_append = any(process.phase not in CANNOT_APPEND for process in world.processes)
    if may_append and not is_head_in(world.journal, world.agent.head):
        return (*durable, Promise.LOSS_FOUND)
    return durable


def broken_guards(setting: Setting, world: World) -> tuple[Guard, ...]:
    """Name each guard that this state breaks."""
    broken: list[Guard] = []
    tombstones = world.agent.tombstones
    if any(issue.sale in tombstones for issue in world.agent.issues):
        broken.append(Guard.TOMBSTONE_OR_ISSUE)
    for sale in setting.sales:
        ends = sale_in(world.journal, sale).ends
        if sale not in tombstones and any(end.kind is EntryKind.CANCELLED for end in ends):
            broken.append(Guard.CANCELLED_AFTER_TOMBSTONE)
    first, second = world.processes
    if first.request is not None and second.request is not None:
        both_work = first.phase not in UNLOCKED and second.phase not in UNLOCKED
        if both_work and first.request.sale == second.request.sale:
            broken.append(Guard.ONE_WORKER)
    return tuple(broken)


@functools.cache
def _broken_on_disk(
    meters: tuple[tuple[int, ...], ...],
    journal: Journal,
    issues: tuple[Issue, ...],
    cash: tuple[Cash, ...],
    *,
    was_journal_lost: bool,
) -> tuple[Promise, ...]:
    """Check journal, issue store and money; many states share them, so answers are kept."""
    broken: list[Promise] = []
    for sale in range(len(meters)):
        mine = tuple(issue for issue in issues if issue.sale == sale)
        broken += _of_sale(journal, sale, mine, was_lost=was_journal_lost)
        broken += _of_money(journal, sale, mine, cash[sale], was_lost=was_journal_lost)
    tids = [(meters[issue.sale][issue.content], issue.tid) for issue in issues]
    if len(set(tids)) != len(tids):
        broken.append(Promise.TID_ONCE)
    unsettled = [
        meters[sale][known.content]
        for sale in range(len(meters))
        if (known := sale_in(journal, sale)).is_unsettled
    ]
    if len(set(unsettled)) != len(unsettled):
        broken.append(Promise.ONE_UNSETTLED)
    return tuple(broken)


def _of_sale(
    journal: Journal, sale: int, issues: tuple[Issue, ...], *, was_lost: bool
) -> Iterator[Promise]:
    """Check one sale's journal entries against the agent's issues of it."""
    known = sale_in(journal, sale)
    if len(issues) > 1:
        yield Promise.ONE_ISSUE
    if len(known.ends) > 1:
        yield Promise.ONE_END
    if issues and not known.is_known and not was_lost:
        yield Promise.ISSUE_AFTER_ENTRY
    tokens = [(issue.content, issue.tid) for issue in issues]
    for end in known.ends:
        if end.kind in TOKEN_ENDS and (end.content, end.tid) not in tokens:
            yield Promise.COMMITTED_AS_ISSUED
        if end.kind is EntryKind.CANCELLED and issues:
            yield Promise.CANCELLED_NOT_ISSUED
    if len(_contents(known.begun, known.ends, issues)) > 1:
        yield Promise.ONE_CONTENT


def _contents(begun: Entry | None, ends: tuple[Entry, ...], issues: tuple[Issue, ...]) -> set[int]:
    """Collect the contents that journal and agent hold under one id."""
    contents = {issue.content for issue in issues}
    contents |= {end.content for end in ends if end.kind in TOKEN_ENDS}
    return contents | ({begun.content} if begun is not None else set())


def _of_money(
    journal: Journal, sale: int, issues: tuple[Issue, ...], cash: Cash, *, was_lost: bool
) -> Iterator[Promise]:
    """Check what the operator did with the cash against the sale's end."""
    match cash:
        case Cash.BOTH:
            yield Promise.CASH_MOVES_ONCE
        case Cash.KEPT:
            ends = {end.kind for end in sale_in(journal, sale).ends}
            if not issues:
                yield Promise.CASH_FOR_TOKEN
            if not (ends & TOKEN_ENDS or was_lost):
                yield Promise.SHOWN_IS_COMMITTED
        case Cash.RETURNED:
            if issues:
                yield Promise.CASH_BACK_WITHOUT_TOKEN
        case Cash.UNDECIDED:
            return
        case _:
            assert_never(cash)


def is_quiet(world: World) -> bool:
    """Say whether nothing is under way: the agent runs, nobody asks, nobody is half-way."""
    return (
        world.agent.power is not AgentPower.DEAD
        and not world.orphans
        and all(process.phase in RESTING for process in world.processes)
        and is_head_in(world.journal, world.agent.head)
    )


def is_settled(setting: Setting, world: World) -> bool:
    """Say whether nothing is under way and every sale begun or issued has its end."""
    if not is_quiet(world):
        return False
    known = [sale_in(world.journal, sale) for sale in setting.sales]
    return not any(one.is_unsettled for one in known) and all(
        known[issue.sale].ends for issue in world.agent.issues
    )


def is_started_up(setting: Setting, world: World) -> bool:
    """Say whether nothing is under way and every sale that the agent ended has its end.

    Sales that the agent does not know may be left: they are offered to the operator. None of
    them may be of an earlier incarnation, where nobody could resume it.
    """
    if not is_quiet(world):
        return False
    known = [sale_in(world.journal, sale) for sale in setting.sales]
    return all(known[issue.sale].ends for issue in world.agent.issues) and not any(
        one.is_unsettled and (one.is_earlier or sale in world.agent.tombstones)
        for sale, one in enumerate(known)
    )
