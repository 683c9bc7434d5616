"""Breadth-first search over every state of a world, with traces and backward reachability."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence

State = TypeVar("State", bound="Hashable")
Label = TypeVar("Label", bound="Hashable")


@dataclass(frozen=True, slots=True)
class Violation(Generic[State, Label]):
    """A state that breaks promises, and a shortest way to it."""

    broken: tuple[str, ...]
    trace: tuple[Label, ...]
    state: State


class Exploration(Generic[State, Label]):
    """Every state that a search has reached, and every move between them.

    Moves are held in three parallel arrays (source, target, label number) because there are
    millions of them. States are numbered in the order of their distance from the first.

    Attributes:
        states: all states, nearest first.
        labels: all labels, by label number.
        violation: the first state found to break a promise; the search stops there.
    """

    def __init__(self) -> None:
        self.states: list[State] = []
        self.labels: list[Label] = []
        self.sources = array("l")
        self.targets = array("l")
        self.label_numbers = array("l")
        self.violation: Violation[State, Label] | None = None
        self._numbers: dict[State, int] = {}
        self._label_numbers: dict[Label, int] = {}
        self._entrances = array("l")

    def number(self, state: State) -> int:
        """Give the number of a reached state.

        Raises:
            KeyError: the state was not reached.
        """
        return self._numbers[state]

    def path_to(self, number: int) -> tuple[int, ...]:
        """Give the moves (indexes into the arrays) of a shortest way to a state."""
        moves: list[int] = []
        while (entrance := self._entrances[number]) >= 0:
            moves.append(entrance)
            number = self.sources[entrance]
        return tuple(reversed(moves))

    def moves_from(self, number: int) -> range:
        """Give the moves (indexes into the arrays) out of a state; they lie side by side."""
        return range(bisect_left(self.sources, number), bisect_right(self.sources, number))

    def path_down(
        self, number: int, distances: Sequence[int], is_allowed: Callable[[Label], bool]
    ) -> tuple[int, ...]:
        """Give the moves of a shortest allowed way from a state to its nearest goal.

        Args:
            number: of a state from which a goal can be reached.
            distances: what `distances` gave for the same goals and the same allowed moves.
            is_allowed: which moves the way may take.
        """
        moves: list[int] = []
        while distances[number] > 0:
            nearer = distances[number] - 1
            move = next(
                move
                for move in self.moves_from(number)
                if distances[self.targets[move]] == nearer
                and is_allowed(self.labels[self.label_numbers[move]])
            )
            moves.append(move)
            number = self.targets[move]
        return tuple(moves)

    def trace_to(self, number: int) -> tuple[Label, ...]:
        """Give the labels of a shortest way to a state."""
        return tuple(self.labels[self.label_numbers[move]] for move in self.path_to(number))

    def distances(
        self, is_goal: Callable[[State], bool], is_allowed: Callable[[Label], bool]
    ) -> array[int]:
        """Give for each state how many allowed moves lead to the nearest goal, or -1 for none."""
        allowed = [is_allowed(label) for label in self.labels]
        into: list[list[int]] = [[] for _ in self.states]
        for source, target, label in zip(
            self.sources, self.targets, self.label_numbers, strict=True
        ):
            if allowed[label] and source != target:
                into[target].append(source)
        goals = [number for number, state in enumerate(self.states) if is_goal(state)]
        distances = array("l", [-1]) * len(self.states)
        for goal in goals:
            distances[goal] = 0
        queue = deque(goals)
        while queue:
            target = queue.popleft()
            for source in into[target]:
                if distances[source] < 0:
                    distances[source] = distances[target] + 1
                    queue.append(source)
        return distances

    def _reach(self, state: State, entrance: int) -> tuple[int, bool]:
        """Give a state its number; say whether it is new."""
        number = self._numbers.get(state)
        if number is not None:
            return number, False
        number = len(self.states)
        self._numbers[state] = number
        self.states.append(state)
        self._entrances.append(entrance)
        return number, True

    def _add_move(self, source: int, label: Label, target: int) -> None:
        number = self._label_numbers.setdefault(label, len(self.labels))
        if number == len(self.labels):
            self.labels.append(label)
        self.sources.append(source)
        self.targets.append(target)
        self.label_numbers.append(number)


def explore(
    first: State,
    moves: Callable[[State], Iterable[tuple[Label, State]]],
    broken: Callable[[State], Sequence[str]],
) -> Exploration[State, Label]:
    """Visit every state that the moves reach from the first, nearest first.

    Args:
        first: where to begin.
        moves: gives each move out of a state.
        broken: names the promises that a state breaks; the search stops at the first such state.
    """
    found: Exploration[State, Label] = Exploration()
    found._reach(first, -1)
    if names := broken(first):
        found.violation = Violation(tuple(names), (), first)
        return found
    source = 0
    while source < len(found.states):
        for label, state in moves(found.states[source]):
            target, is_new = found._reach(state, len(found.sources))
            found._add_move(source, label, target)
            if is_new and (names := broken(state)):
                found.violation = Violation(tuple(names), found.trace_to(target), state)
                return found
        source += 1
    return found
