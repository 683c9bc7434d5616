"""The journals of earlier incarnations, as a restored terminal keeps them.

All their entries, oldest first, are numbered from a negative number up to -1, so that they come
before entry 1 of the present journal. Rows that they were reduced to name them by these numbers.
"""

from msgspec.structs import replace

from pos.domain.entries import DrawerHandedOver, Payload, ShiftClosed
from pos.domain.errors import JournalDamaged
from pos.domain.journal import NO_HASH, ChainChecker, Entry, StoredEntry, read_entry


class EarlierChecker:
    """Walks the earlier entries and checks each incarnation's chain.

    Attributes:
        incarnation, seq, hash: of the newest entry that was checked; 0 and 64 zeros before it.
        entries: how many were checked.
    """

    def __init__(self) -> None:
        self._chain: ChainChecker | None = None
        self.incarnation = 0
        self.entries = 0

    @property
    def seq(self) -> int:
        """Number of the newest entry in its own journal."""
        return 0 if self._chain is None else self._chain.seq

    @property
    def hash(self) -> str:
        """Hash of the newest entry."""
        return NO_HASH if self._chain is None else self._chain.hash

    def check(self, stored: StoredEntry) -> Entry:
        """Return an entry under the number that it has here.

        Raises:
            JournalDamaged: names that number.
        """
        try:
            found = read_entry(stored.body)
            if self._chain is None or found.incarnation > self.incarnation:
                self._chain = ChainChecker(found.terminal, found.incarnation)
                self.incarnation = found.incarnation
            own = StoredEntry(found.seq, stored.body, stored.hash)
            entry, by = self._chain.check(own), stored.seq - found.seq
            self.entries += 1
            return replace(entry, seq=stored.seq, payload=_renumbered(entry.payload, by))
        except JournalDamaged as error:
            raise JournalDamaged(seq=stored.seq, why=str(error.facts["why"])) from error

    def must_end_at(self, incarnation: int, seq: int, digest: str) -> None:
        """Compare with the end that a restored journal names; JournalDamaged of entry 1."""
        if (self.incarnation, self.seq, self.hash) != (incarnation, seq, digest):
            raise JournalDamaged(seq=1, why="goes on from another journal")


def _renumbered(payload: Payload, by: int) -> Payload:
    """Let an entry name the one that it goes by under the number that this has here, too."""
    match payload:
        case ShiftClosed() | DrawerHandedOver():
            return replace(payload, count_seq=payload.count_seq + by)
        case _:
            return payload
