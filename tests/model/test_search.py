"""The checker itself, on a puzzle small enough to check by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.model.search import explore

if TYPE_CHECKING:
    from collections.abc import Iterator

SIZE = 4


def walks(place: tuple[int, int]) -> Iterator[tuple[str, tuple[int, int]]]:
    """Walk east or north on a square of `SIZE` by `SIZE`; a well at (1, 1) has no way out."""
    east, north = place
    if place == (1, 1):
        return
    if east < SIZE - 1:
        yield "east", (east + 1, north)
    if north < SIZE - 1:
        yield "north", (east, north + 1)


def nothing_broken(_: tuple[int, int]) -> tuple[str, ...]:
    """Break no promise."""
    return ()


def test_reaches_every_state_once() -> None:
    """All places are reached, nearest first, and every move between them is kept."""
    found = explore((0, 0), walks, nothing_broken)
    assert len(found.states) == len(set(found.states)) == SIZE * SIZE
    steps = [east + north for east, north in found.states]
    assert steps == sorted(steps)
    assert len(found.sources) == 2 * SIZE * (SIZE - 1) - 2


def test_stops_at_the_nearest_violation() -> None:
    """The trace to a broken promise is a shortest one and ends in the state that breaks it."""

    def broken(place: tuple[int, int]) -> tuple[str, ...]:
        return ("stay south of 2",) if place[1] >= 2 else ()

    violation = explore((0, 0), walks, broken).violation
    assert violation is not None
    assert violation.broken == ("stay south of 2",)
    assert violation.trace == ("north", "north")
    assert violation.state == (0, 2)


def test_first_state_is_checked() -> None:
    """A promise that is broken before the first move is found too."""
    found = explore((0, 0), walks, lambda _: ("nothing is right",))
    assert found.violation is not None
    assert found.violation.trace == ()


def test_distances_tell_who_is_stuck() -> None:
    """A state without a way to the goal has no distance, the others the shortest one."""
    found = explore((0, 0), walks, nothing_broken)
    goal = (SIZE - 1, SIZE - 1)
    distances = found.distances(lambda place: place == goal, lambda _: True)
    assert distances[found.number((1, 1))] == -1
    assert distances[found.number((0, 0))] == 2 * (SIZE - 1)
    assert distances[found.number(goal)] == 0


def test_way_takes_allowed_moves_only() -> None:
    """The way to a goal is as short as its distance and made of allowed moves."""
    found = explore((0, 0), walks, nothing_broken)

    def is_allowed(label: str) -> bool:
        return label == "east"

    distances = found.distances(lambda place: place[0] == 3, is_allowed)
    path = found.path_down(found.number((0, 2)), distances, is_allowed)
    assert [found.labels[found.label_numbers[move]] for move in path] == ["east"] * 3
    assert distances[found.number((0, 1))] == -1
