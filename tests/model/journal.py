"""The journal of the sale model, and what it says of one sale."""

from __future__ import annotations

import functools
from enum import StrEnum
from typing import NamedTuple

NO_SALE = -1
NO_CONTENT = -1
NO_TID = -1


class EntryKind(StrEnum):
    """Kinds of journal entry that matter to a sale."""

    BEGUN = "SaleBegun"
    COMMITTED = "SaleCommitted"
    CANCELLED = "SaleCancelled"
    RECOVERED = "IssueRecovered"
    INCARNATION = "IncarnationBegun"


class Entry(NamedTuple):
    """A journal entry; what its kind does not have is `NO_SALE`, `NO_CONTENT` or `NO_TID`."""

    kind: EntryKind
    sale: int
    content: int = NO_CONTENT
    tid: int = NO_TID


Journal = tuple[Entry, ...]


class SaleInJournal(NamedTuple):
    """What the journal says of one sale; `is_earlier`: begun before the current incarnation."""

    begun: Entry | None
    ends: tuple[Entry, ...]
    is_earlier: bool

    @property
    def is_known(self) -> bool:
        """Say whether the journal names the sale at all."""
        return self.begun is not None or bool(self.ends)

    @property
    def is_unsettled(self) -> bool:
        """Say whether the sale has begun and not ended."""
        return self.begun is not None and not self.ends

    @property
    def content(self) -> int:
        """Give the content stored under the id; the sale must be known."""
        known = self.begun if self.begun is not None else self.ends[0]
        return known.content


@functools.cache
def sale_in(journal: Journal, sale: int) -> SaleInJournal:
    """Read one sale out of the journal."""
    begun: Entry | None = None
    ends: list[Entry] = []
    is_earlier = False
    for entry in journal:
        if entry.kind is EntryKind.INCARNATION:
            is_earlier = begun is not None
        elif entry.sale != sale:
            continue
        elif entry.kind is EntryKind.BEGUN:
            begun = entry
        else:
            ends.append(entry)
    return SaleInJournal(begun, tuple(ends), is_earlier)


def is_head_in(journal: Journal, head: Journal) -> bool:
    """Say whether the signed head is an entry of this journal."""
    return journal[: len(head)] == head
