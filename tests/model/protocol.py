"""The whole sale: all moves of a world, the settings that are explored, and their exploration."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.model.actions import FAULTS, Action, Step
from tests.model.agent_moves import agent_moves
from tests.model.fault_moves import fault_moves, operator_moves
from tests.model.process_moves import process_moves
from tests.model.promises import broken_guards, broken_promises, is_settled, is_started_up
from tests.model.search import Exploration, explore
from tests.model.world import Setting, World, canonical

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from tests.model.rules import Rule

CRASHES = FAULTS - {Action.JOURNAL_LOST}

ONE_METER = Setting("two sales, one meter", ((0,), (0,)), CRASHES, 2)
TWO_METERS = Setting("two sales, two meters", ((0,), (1,)), CRASHES, 1)
THREE_FAULTS = Setting("one sale, three faults", ((0,),), FAULTS, 3)
OTHER_AMOUNT = Setting("one sale, another amount under its id", ((0, 0),), FAULTS, 2)
OTHER_METER = Setting("two sales, the other's meter under one id", ((0, 1), (1,)), CRASHES, 1)
ONE_PROCESS = Setting(
    "two sales, one process, journal lost",
    ((0,), (1,)),
    frozenset({Action.LOCK_AGENT, Action.JOURNAL_LOST}),
    2,
    processes_max=1,
)
SETTINGS = (ONE_METER, TWO_METERS, THREE_FAULTS, OTHER_AMOUNT, OTHER_METER, ONE_PROCESS)


def moves(setting: Setting, world: World) -> Iterator[tuple[Step, World]]:
    """Give every move out of a world, in a fixed order."""
    yield from process_moves(setting, world, 0)
    yield from process_moves(setting, world, 1)
    yield from agent_moves(setting, world)
    yield from operator_moves(world)
    yield from fault_moves(setting, world)


def replayed(setting: Setting, world: World, taken: Step) -> World:
    """Take one step from a world.

    Raises:
        ValueError: the model has no such move here, or more than one.
    """
    found = {after for label, after in moves(setting, world) if label == taken}
    if len(found) != 1:
        raise ValueError(f"{len(found)} moves are called {taken}")
    return found.pop()


def without(setting: Setting, *broken: Rule) -> Setting:
    """Leave rules out of a setting's protocol."""
    return dataclasses.replace(setting, broken=frozenset(broken))


def explored(setting: Setting, *, with_guards: bool = True) -> Exploration[World, Step]:
    """Visit every state of a setting, up to the order of the two processes.

    Args:
        setting: what to explore.
        with_guards: also stop at a broken guard, not only at a broken promise.
    """

    def canonical_moves(world: World) -> Iterator[tuple[Step, World]]:
        for taken, after in moves(setting, world):
            yield taken, canonical(after)

    def broken(world: World) -> tuple[str, ...]:
        guards = broken_guards(setting, world) if with_guards else ()
        return (*broken_promises(setting, world), *guards)

    return explore(canonical(setting.first_world()), canonical_moves, broken)


@dataclass(frozen=True, slots=True)
class Ending:
    """A way in which the operator can bring things to an end when no more faults happen.

    Attributes:
        name: for people.
        forbidden: actions, besides faults, that this way does without.
        is_reached: whether a world is at its end.
    """

    name: str
    forbidden: frozenset[Action]
    is_reached: Callable[[Setting, World], bool]

    def allows(self, taken: Step) -> bool:
        """Say whether this way may take the step."""
        return taken.action not in FAULTS and taken.action not in self.forbidden


BY_RESUMING = Ending(
    "resume what is offered",
    frozenset({Action.PRESS_SELL, Action.PRESS_CANCEL}),
    is_settled,
)
BY_CANCELLING = Ending(
    "cancel what is offered, vending keys stay closed",
    frozenset({Action.PRESS_SELL, Action.PRESS_RESUME, Action.UNLOCK_AGENT}),
    is_settled,
)
BY_STARTING_UP = Ending(
    "start up and press nothing",
    frozenset({Action.PRESS_SELL, Action.PRESS_RESUME, Action.PRESS_CANCEL, Action.UNLOCK_AGENT}),
    is_started_up,
)
ENDINGS = (BY_RESUMING, BY_CANCELLING, BY_STARTING_UP)


def distances_to(
    setting: Setting, found: Exploration[World, Step], ending: Ending
) -> Sequence[int]:
    """Give for each state how many steps the ending takes, or -1 where it cannot be reached."""

    def is_reached(world: World) -> bool:
        return ending.is_reached(setting, world)

    return found.distances(is_reached, ending.allows)


def stuck(
    setting: Setting, found: Exploration[World, Step], ending: Ending
) -> tuple[Step, ...] | None:
    """Give a shortest way to a state from which the ending cannot be reached; None if none is."""
    for number, distance in enumerate(distances_to(setting, found, ending)):
        if distance < 0:
            return tuple(taken for taken, _ in walked(setting, found, found.path_to(number)))
    return None


def counterexample(setting: Setting, found: Exploration[World, Step]) -> str:
    """Tell what broke and how, one step a line; empty where nothing broke."""
    if found.violation is None:
        return ""
    path = found.path_to(found.number(found.violation.state))
    steps = [f"  {taken}" for taken, _ in walked(setting, found, path)]
    return "\n".join([f"broken: {'; '.join(found.violation.broken)}", *steps])


def walked(
    setting: Setting, found: Exploration[World, Step], path: Iterable[int]
) -> Iterator[tuple[Step, World]]:
    """Walk a path of the search, from the first world, with processes that keep their names.

    The search orders the two processes in each state, so its own labels may mix them up.
    """
    world = setting.first_world()
    for move in path:
        wanted = found.labels[found.label_numbers[move]]._replace(process=None)
        target = found.states[found.targets[move]]
        taken, world = next(
            (label, after)
            for label, after in moves(setting, world)
            if label._replace(process=None) == wanted and canonical(after) == target
        )
        yield taken, world
