"""The journal of one terminal as a tree: where a point is, and where new entries go.

An entry's hash fixes all entries before it, so a point is in the tree or it is not, whichever
branches lead there.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Final

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.engine import Connection

from pos.domain.journal import NO_HASH, StoredEntry
from pos.domain.standing import Standing
from pos.headoffice.store.bulk import insert_rows
from pos.headoffice.store.schema import BRANCH, ENTRY
from pos.wire.uplink import Mark

MAIN_BRANCH = 0
_ENTRIES_AT_ONCE = 500
_MINE: Final = (
    ENTRY.c.terminal == bindparam("of_terminal"),
    ENTRY.c.incarnation == bindparam("of_incarnation"),
)
_MY_BRANCHES: Final = (
    BRANCH.c.terminal == bindparam("of_terminal"),
    BRANCH.c.incarnation == bindparam("of_incarnation"),
)
_BRANCHES: Final = (
    select(BRANCH.c.branch, BRANCH.c.parent, BRANCH.c.fork_seq, BRANCH.c.seq, BRANCH.c.hash)
    .where(*_MY_BRANCHES)
    .order_by(BRANCH.c.branch)
)
_MOVE: Final = (
    update(BRANCH)
    .where(*_MY_BRANCHES, BRANCH.c.branch == bindparam("of_branch"))
    .values(seq=bindparam("new_seq"), hash=bindparam("new_hash"))
)


@dataclass(frozen=True, slots=True)
class Branch:
    """One version of a journal.

    Attributes:
        branch: number; 0 came first.
        parent: the branch it left, itself for 0.
        fork_seq: last entry that it shares with its parent.
        seq, hash: its end.
    """

    branch: int
    parent: int
    fork_seq: int
    seq: int
    hash: str


class JournalTree:
    """All versions of one terminal's journal in one incarnation, inside a transaction."""

    def __init__(self, connection: Connection, terminal: str, incarnation: int) -> None:
        self._connection = connection
        self._key = {"terminal": terminal, "incarnation": incarnation}
        self._of = {f"of_{name}": value for name, value in self._key.items()}
        self._branches = [Branch(*row) for row in connection.execute(_BRANCHES, self._of)]

    @property
    def branches(self) -> tuple[Branch, ...]:
        """All branches by number."""
        return tuple(self._branches)

    def branch_holding(self, mark: Mark) -> int | None:
        """Return the branch that holds a point, MAIN for the beginning, None for no branch."""
        if mark.seq == 0:
            return MAIN_BRANCH if mark.hash == NO_HASH else None
        return self._branches_holding([mark]).get(mark)

    def newest_held(self, marks: Iterable[Mark]) -> Mark:
        """Return the highest of some points that is held, the beginning if none is."""
        wanted = list(marks)
        held = self._branches_holding(wanted)
        return max(
            (mark for mark in wanted if mark in held),
            default=Mark(0, NO_HASH),
            key=lambda mark: mark.seq,
        )

    def standing_of(self, end: Mark, last: Mark) -> Standing:
        """Say how a journal stands.

        Args:
            end: its signed end.
            last: the last point of it that is held.
        """
        owner = self.branch_holding(end)
        if owner is not None and self._branches and self._branches[owner].seq > end.seq:
            return Standing.BEHIND
        branch = self.branch_holding(last) if owner is None else owner
        return Standing.MAIN if branch in (MAIN_BRANCH, None) else Standing.FORK

    def add(
        self, start: Mark, entries: tuple[StoredEntry, ...], now: str
    ) -> tuple[Branch, tuple[StoredEntry, ...], bool]:
        """Store the entries that are not held yet.

        Args:
            start: a point that is held.
            entries: a chain that follows it.
            now: time in the journal's form.

        Returns:
            The branch that holds the last entry, the entries that are new, and whether they made a
            new branch beside an older one.
        """
        # Nothing lies beyond the last end, and that is where a batch usually goes.
        last = max((branch.seq for branch in self._branches), default=0)
        marks = [Mark(entry.seq, entry.hash) for entry in entries if entry.seq <= last]
        held = self._branches_holding(marks)
        known = list(takewhile(held.__contains__, marks))
        point, fresh = known[-1] if known else start, entries[len(known) :]
        owner = self.branch_holding(point) or MAIN_BRANCH
        if not fresh:
            return self._branch(owner), (), False
        branch, is_fork = self._branch_to_extend(owner, point, now)
        self._insert(branch.branch, fresh, now)
        return self._moved(branch, fresh[-1]), fresh, is_fork

    def path(self, branch: Branch, up_to: int) -> Iterator[StoredEntry]:
        """Walk a version of the journal from its first entry, at flat memory."""
        for number, first, last in self._segments(branch, up_to):
            after = first
            while after < last:
                found = (
                    select(ENTRY.c.seq, ENTRY.c.body, ENTRY.c.hash)
                    .where(*_MINE, ENTRY.c.branch == number)
                    .where(ENTRY.c.seq > after, ENTRY.c.seq <= last)
                    .order_by(ENTRY.c.seq)
                    .limit(_ENTRIES_AT_ONCE)
                )
                rows = self._connection.execute(found, self._of).all()
                yield from (StoredEntry(*row) for row in rows)
                after = rows[-1].seq if rows else last

    def _segments(self, branch: Branch, up_to: int) -> list[tuple[int, int, int]]:
        """Return the parts of a path: branch, number before the first entry, last number."""
        segments = []
        while True:
            segments.append((branch.branch, branch.fork_seq, up_to))
            if branch.branch == MAIN_BRANCH:
                return segments[::-1]
            up_to = min(up_to, branch.fork_seq)
            branch = self._branches[branch.parent]

    def _branches_holding(self, marks: list[Mark]) -> dict[Mark, int]:
        ends = {Mark(branch.seq, branch.hash): branch.branch for branch in self._branches}
        held = {mark: ends[mark] for mark in marks if mark in ends}
        last = max((end.seq for end in ends), default=0)
        wanted = {mark for mark in marks if mark.seq <= last} - held.keys()
        if not wanted:
            return held
        found = select(ENTRY.c.seq, ENTRY.c.hash, ENTRY.c.branch).where(
            *_MINE, ENTRY.c.seq.in_([mark.seq for mark in wanted])
        )
        for seq, digest, branch in self._connection.execute(found, self._of):
            if (mark := Mark(seq, digest)) in wanted:
                held[mark] = branch
        return held

    def _branch(self, number: int) -> Branch:
        if self._branches:
            return self._branches[number]
        return Branch(MAIN_BRANCH, MAIN_BRANCH, 0, 0, NO_HASH)

    def _branch_to_extend(self, owner: int, point: Mark, now: str) -> tuple[Branch, bool]:
        if self._branches:
            found = self._branches[owner]
            if (found.seq, found.hash) == (point.seq, point.hash):
                return found, False
        branch = Branch(len(self._branches), owner, point.seq, point.seq, point.hash)
        is_fork = branch.branch != MAIN_BRANCH
        self._branches.append(branch)
        self._connection.execute(
            insert(BRANCH).values(
                **self._key,
                branch=branch.branch,
                parent=owner,
                fork_seq=branch.fork_seq,
                seq=branch.seq,
                hash=branch.hash,
                first_seen=now,
            )
        )
        return branch, is_fork

    def _insert(self, branch: int, entries: tuple[StoredEntry, ...], now: str) -> None:
        rows = [
            {
                **self._key,
                "branch": branch,
                "seq": entry.seq,
                "hash": entry.hash,
                "body": entry.body,
                "received_at": now,
            }
            for entry in entries
        ]
        insert_rows(self._connection, ENTRY, rows)

    def _moved(self, branch: Branch, last: StoredEntry) -> Branch:
        moved = replace(branch, seq=last.seq, hash=last.hash)
        self._branches[branch.branch] = moved
        end = {"of_branch": branch.branch, "new_seq": moved.seq, "new_hash": moved.hash}
        self._connection.execute(_MOVE, self._of | end)
        return moved
