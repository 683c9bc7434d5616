"""Sync as a small model, searched whole: lost answers, restored servers, copied terminals.

Two copies of one terminal, one head office. A journal is a tuple of entry names; an entry's name
stands for the hash of all before it, so equal names at equal places are equal journals. The moves
are those of `pos.app.office.sync_journal` and `pos.headoffice.server.ingest`, in one step a batch
of one entry. The same search with one rule left out must find a broken promise: a model that cannot
fail proves nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

import pytest

from tests.model.search import Exploration, explore

# The first entry is the one that creates the terminal.
ENTRIES_MAX = 3
FAULTS_MAX = 3
Journal = tuple[int, ...]


class Rule(StrEnum):
    """A rule of the design that can be left out."""

    STORED_BEFORE_ANSWERED = "an entry is durable before it is acknowledged"
    REWINDS = "the cursor follows head office back"
    RAISES_EPOCH = "an acknowledgement that is not held raises the epoch"
    ABOVE_ANY_SEEN = "the epoch rises above the one that was shown, not only above its own"
    KEEPS_BRANCHES = "another entry under a taken number is kept beside the first"
    IDEMPOTENT = "an entry that is held is not stored again"
    TELLS_OF_FORK = "a terminal on a later branch is told to stop"
    TELLS_OF_OLD_COPY = "a terminal whose end is followed by other entries is told to stop"


class Terminal(NamedTuple):
    """One copy.

    Attributes:
        journal: its entries; durable.
        acknowledged: the point that head office said last; durable.
        epoch: highest it was told; durable.
        is_stopped: it was told to stop; durable.
    """

    journal: Journal = (0,)
    acknowledged: Journal = ()
    epoch: int = 1
    is_stopped: bool = False


class Office(NamedTuple):
    """Head office.

    Attributes:
        held: every point it holds, with how often it was stored.
        branches: ends, in the order in which the branches came.
        epoch: its own.
        alarms: how many restores it noticed.
    """

    held: tuple[tuple[Journal, int], ...] = ()
    branches: tuple[Journal, ...] = ()
    epoch: int = 1
    alarms: int = 0

    def holds(self, point: Journal) -> bool:
        """Say whether a point is held."""
        return not point or any(known == point for known, _ in self.held)


class World(NamedTuple):
    """Everything at one instant.

    Attributes:
        copies: the terminal and, once it was copied, its twin.
        backup: an older copy of head office, None while there is none.
        lost: acknowledged points that a restore took away, with the copy that was told; until
            that copy notices, or its twin brings the very same entry.
        next_entry: name of the next entry.
        faults_left: copies, backups put back and lost answers that may still happen.
    """

    copies: tuple[Terminal, ...] = (Terminal(),)
    office: Office = Office()
    backup: Office | None = None
    lost: frozenset[tuple[int, Journal]] = frozenset()
    next_entry: int = 1
    faults_left: int = FAULTS_MAX


def _stored(office: Office, point: Journal, broken: frozenset[Rule]) -> Office:
    """Store the last entry of a point whose earlier entries are held."""
    counts = dict(office.held)
    if point in counts:
        if Rule.IDEMPOTENT in broken:
            counts[point] += 1
        return office._replace(held=tuple(sorted(counts.items())))
    is_taken = any(len(known) == len(point) for known in counts)
    if is_taken and Rule.KEEPS_BRANCHES in broken:
        return office
    counts[point] = 1
    branches = list(office.branches)
    if point[:-1] in branches:
        branches[branches.index(point[:-1])] = point
    else:
        branches.append(point)
    return office._replace(held=tuple(sorted(counts.items())), branches=tuple(branches))


def _must_stop(office: Office, journal: Journal, last: Journal, broken: frozenset[Rule]) -> bool:
    is_followed = any(known[:-1] == journal for known, _ in office.held)
    if office.holds(journal) and is_followed and Rule.TELLS_OF_OLD_COPY not in broken:
        return True
    main = office.branches[0] if office.branches else ()
    is_fork = last != main[: len(last)]
    return is_fork and Rule.TELLS_OF_FORK not in broken


class Heard(NamedTuple):
    """What an exchange did."""

    office: Office
    epoch: int
    point: Journal
    must_stop: bool


def _exchange(office: Office, terminal: Terminal, broken: frozenset[Rule]) -> Heard:
    """Carry out one request as head office does."""
    shown, epoch = terminal.acknowledged, office.epoch
    is_held = office.holds(shown)
    is_older = terminal.epoch > epoch or (not is_held and terminal.epoch == epoch)
    if is_older and Rule.RAISES_EPOCH not in broken:
        above = epoch if Rule.ABOVE_ANY_SEEN in broken else max(epoch, terminal.epoch)
        office = office._replace(epoch=above + 1, alarms=office.alarms + 1)
    point = shown
    if is_held:
        if len(shown) < len(terminal.journal):
            point = terminal.journal[: len(shown) + 1]
            if Rule.STORED_BEFORE_ANSWERED not in broken:
                office = _stored(office, point, broken)
    else:
        while not office.holds(point):
            point = point[:-1]
    must_stop = _must_stop(office, terminal.journal, point, broken)
    return Heard(office, office.epoch, point, must_stop)


def _told(world: World, place: int, heard: Heard, broken: frozenset[Rule]) -> World:
    """Let a terminal hear an answer."""
    terminal = world.copies[place]
    point = heard.point
    if len(point) < len(terminal.acknowledged) and Rule.REWINDS in broken:
        point = terminal.acknowledged
    noticed = heard.epoch > terminal.epoch
    lost = frozenset(
        (owner, known)
        for owner, known in world.lost
        if not (noticed if owner == place else heard.office.holds(known))
    )
    after = terminal._replace(
        acknowledged=point,
        epoch=max(terminal.epoch, heard.epoch),
        is_stopped=terminal.is_stopped or heard.must_stop,
    )
    copies = tuple(after if at == place else one for at, one in enumerate(world.copies))
    return world._replace(copies=copies, office=heard.office, lost=lost)


def _moves(world: World, broken: frozenset[Rule]) -> Iterator[tuple[str, World]]:
    for place, terminal in enumerate(world.copies):
        if not terminal.is_stopped and len(terminal.journal) < ENTRIES_MAX:
            grown = terminal._replace(journal=(*terminal.journal, world.next_entry))
            copies = tuple(grown if at == place else one for at, one in enumerate(world.copies))
            yield (
                f"{place} sells",
                world._replace(copies=copies, next_entry=world.next_entry + 1),
            )
        heard = _exchange(world.office, terminal, broken)
        yield f"{place} syncs", _told(world, place, heard, broken)
        if world.faults_left:
            yield (
                f"{place} syncs, answer lost",
                world._replace(office=heard.office, faults_left=world.faults_left - 1),
            )
    if world.faults_left:
        fewer = world._replace(faults_left=world.faults_left - 1)
        if len(world.copies) == 1:
            twins = world.lost | {(1, known) for _, known in world.lost}
            yield "terminal copied", fewer._replace(copies=world.copies * 2, lost=twins)
        if world.backup is None:
            # Making a backup is no fault; only putting it back costs one.
            yield "backup made", world._replace(backup=world.office)
        elif world.backup != world.office:
            lost = {
                (place, one.acknowledged)
                for place, one in enumerate(world.copies)
                if world.office.holds(one.acknowledged) and not world.backup.holds(one.acknowledged)
            }
            yield (
                "backup put back",
                fewer._replace(office=world.backup, lost=world.lost | lost),
            )


def _broken_promises(world: World) -> tuple[str, ...]:
    found = []
    if any(count > 1 for _, count in world.office.held):
        found.append("an entry is counted twice")
    for one in world.copies:
        if one.acknowledged and one.acknowledged != one.journal[: len(one.acknowledged)]:
            found.append("a terminal believes an acknowledgement of what it does not have")
        if (
            one.acknowledged
            and not world.office.holds(one.acknowledged)
            and one.epoch == world.office.epoch
            and not world.lost
        ):
            found.append("an acknowledgement is not held, and nobody lost it")
    return tuple(found)


def _settled(world: World, broken: frozenset[Rule]) -> World | None:
    """Let every copy sync, with no more faults, until nothing changes; None if that never is."""
    for _ in range(12 * ENTRIES_MAX):
        before = world
        for place, terminal in enumerate(world.copies):
            heard = _exchange(world.office, terminal, broken)
            world = _told(world, place, heard, broken)
        if world == before:
            return world
    return None


def _broken_at_rest(world: World | None) -> tuple[str, ...]:
    """Name what does not hold once every copy has delivered."""
    if world is None:
        return ("sync never comes to rest",)
    found = []
    if any(not world.office.holds(one.journal) for one in world.copies):
        found.append("an entry never arrives")
    if world.lost:
        found.append("what was acknowledged and lost was noticed by nobody")
    journals = [one.journal for one in world.copies]
    if len(set(journals)) > 1 and not any(one.is_stopped for one in world.copies):
        found.append("a copied terminal sells on unnoticed")
    if any(one.acknowledged != one.journal for one in world.copies):
        found.append("a terminal is not told that everything is there")
    return tuple(found)


def _explored(*left_out: Rule) -> Exploration[World, str]:
    broken = frozenset(left_out)

    def all_broken(world: World) -> tuple[str, ...]:
        return (*_broken_promises(world), *_broken_at_rest(_settled(world, broken)))

    return explore(World(), lambda world: _moves(world, broken), all_broken)


def test_every_entry_is_held_once_and_every_loss_and_copy_is_noticed() -> None:
    """In every state that faults can lead to, and after the rest that follows it."""
    found = _explored()
    assert found.violation is None, found.violation
    assert len(found.states) > 20_000


@pytest.mark.parametrize("rule", Rule)
def test_each_rule_is_needed(rule: Rule) -> None:
    """Without it the search finds a promise that breaks."""
    found = _explored(rule)
    assert found.violation is not None
