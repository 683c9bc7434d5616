"""Schedules: histories of the model, as plain data for a driver that replays them on real code.

A schedule is a shortest way to some move worth trying, then that move, then a way in which the
operator brings things to an end. Together the schedules take every kind of move in every
combination of what the two processes are doing that the model can reach. The list is the same in
every run.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from tests.model.actions import FAULTS, Action, Step
from tests.model.journal import EntryKind, sale_in
from tests.model.promises import TOKEN_ENDS
from tests.model.protocol import (
    CRASHES,
    ENDINGS,
    Ending,
    distances_to,
    explored,
    walked,
)
from tests.model.world import Cash, Phase, Setting, World, canonical

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.model.search import Exploration

# One fault at a time with two sales, two faults with one: enough for every combination of phases.
# What an earlier setting covers is left out of the later ones, so schedules that lose the journal
# come last: a driver that cannot restore leaves them out and misses nothing else.
SCHEDULED = (
    Setting("one sale", ((0,),), CRASHES, 2),
    Setting("another amount", ((0, 0),), CRASHES, 1),
    Setting("one meter", ((0,), (0,)), CRASHES, 1),
    Setting("two meters", ((0,), (1,)), CRASHES, 1),
    Setting("journal lost", ((0,),), FAULTS, 2),
)

# A prime, so that steps of this size visit all moves of a search in a mixed order.
STRIDE = 7919


class SaleState(StrEnum):
    """What the journal says of a sale when a schedule is over."""

    UNKNOWN = "unknown"
    OFFERED = "offered"
    COMMITTED = "committed"
    RECOVERED = "recovered"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class SaleAtEnd:
    """One sale when a schedule is over.

    Attributes:
        state: of the sale in the journal.
        content: index of the content stored under the id; None where no journal entry has it.
        is_issued: whether the agent has an issue (exactly one) of it.
        is_tombstoned: whether the agent has a tombstone of it.
        cash: what the operator was told to do with the money.
    """

    state: SaleState
    content: int | None
    is_issued: bool
    is_tombstoned: bool
    cash: Cash


@dataclass(frozen=True, slots=True)
class Schedule:
    """A history to replay.

    Attributes:
        name: unique and the same in every run.
        setting: name of the setting it comes from.
        meters: `meters[sale][content]` is the meter that this content names.
        steps: in order; the agent is open and no process runs before the first.
        ending: how the last steps bring things to an end.
        sales: each sale after the last step.
    """

    name: str
    setting: str
    meters: tuple[tuple[int, ...], ...]
    steps: tuple[Step, ...]
    ending: str
    sales: tuple[SaleAtEnd, ...]

    def uses(self, action: Action) -> bool:
        """Say whether the schedule takes this kind of step."""
        return any(taken.action is action for taken in self.steps)


class Situation(NamedTuple):
    """What a schedule tries: a kind of move, and what both processes are doing before it.

    Attributes:
        first: phase of one process.
        second: phase of the other.
        is_same_sale: whether both are busy with the same sale.
        action: the kind of move.
    """

    first: Phase
    second: Phase
    is_same_sale: bool
    action: Action


def schedules() -> list[Schedule]:
    """Give all schedules."""
    covered: set[Situation] = set()
    return [schedule for setting in SCHEDULED for schedule in schedules_of(setting, covered)]


def schedules_of(setting: Setting, covered: set[Situation]) -> list[Schedule]:
    """Make schedules for each situation of a setting that is not covered yet, and note them."""
    found = explored(setting)
    ways = [_Way(ending, distances_to(setting, found, ending)) for ending in ENDINGS]
    situations = situations_of(found)
    made: list[Schedule] = []
    assert len(situations) % STRIDE != 0, "the stride would leave moves out"
    for turn in range(len(situations)):
        move = turn * STRIDE % len(situations)
        if situations[move] in covered:
            continue
        way = ways[len(made) % len(ways)]
        target = found.targets[move]
        path = (
            *found.path_to(found.sources[move]),
            move,
            *found.path_down(target, way.distances, way.ending.allows),
        )
        covered.update(situations[passed] for passed in path)
        history = tuple(walked(setting, found, path))
        _, last = history[-1]
        made.append(
            Schedule(
                name=f"{setting.name}: {len(made):03}",
                setting=setting.name,
                meters=setting.meters,
                steps=tuple(taken for taken, _ in history),
                ending=way.ending.name,
                sales=tuple(_sale_at_end(last, sale) for sale in setting.sales),
            )
        )
    return made


def situations_of(found: Exploration[World, Step]) -> list[Situation]:
    """Give the situation of each move, in the order of the search."""
    pairs = [_pair(world) for world in found.states]
    return [
        Situation(*pairs[source], found.labels[label].action)
        for source, label in zip(found.sources, found.label_numbers, strict=True)
    ]


def situation(world: World, action: Action) -> Situation:
    """Give the situation of a move in any world."""
    return Situation(*_pair(canonical(world)), action)


def _pair(world: World) -> tuple[Phase, Phase, bool]:
    """Say what the two processes are doing, and whether with the same sale."""
    first, second = world.processes
    is_same_sale = (
        first.request is not None
        and second.request is not None
        and first.request.sale == second.request.sale
    )
    return first.phase, second.phase, is_same_sale


class _Way(NamedTuple):
    """An ending with each state's distance to it."""

    ending: Ending
    distances: Sequence[int]


def _sale_at_end(world: World, sale: int) -> SaleAtEnd:
    known = sale_in(world.journal, sale)
    return SaleAtEnd(
        state=_state(world, sale),
        content=known.content if known.is_known else None,
        is_issued=any(issue.sale == sale for issue in world.agent.issues),
        is_tombstoned=sale in world.agent.tombstones,
        cash=world.cash[sale],
    )


def _state(world: World, sale: int) -> SaleState:
    known = sale_in(world.journal, sale)
    if not known.is_known:
        return SaleState.UNKNOWN
    if not known.ends:
        return SaleState.OFFERED
    kind = known.ends[0].kind
    if kind is EntryKind.RECOVERED:
        return SaleState.RECOVERED
    return SaleState.COMMITTED if kind in TOKEN_ENDS else SaleState.CANCELLED
