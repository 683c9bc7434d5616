"""The identifiers that a meter remembers, and what it answers to another one.

Source: SPEC.md section 3.3. Vectors: tests/vectors/behaviour.json, `meter_store`.
"""

from bisect import bisect_left, insort
from enum import Enum

from pos.sts.errors import OutOfRange

DEPTH_DEFAULT = 50


class TidVerdict(Enum):
    """What a meter thinks of an identifier."""

    FRESH = "OK"
    USED = "Used"
    """It is in the list."""
    OLD = "Old"
    """The list is full, and it lies below the smallest."""


class TidList:
    """The greatest identifiers that a meter has accepted, at most `depth` of them."""

    __slots__ = ("_depth", "_tids")

    def __init__(self, depth: int = DEPTH_DEFAULT) -> None:
        """Start empty; OutOfRange if `depth` is less than 1."""
        if depth < 1:
            raise OutOfRange("a meter remembers at least one identifier")
        self._depth = depth
        self._tids: list[int] = []

    def judge(self, tid: int) -> TidVerdict:
        """Tell whether the identifier would be accepted."""
        place = bisect_left(self._tids, tid)
        if place < len(self._tids) and self._tids[place] == tid:
            return TidVerdict.USED
        if place == 0 and len(self._tids) == self._depth:
            return TidVerdict.OLD
        return TidVerdict.FRESH

    def remember(self, tid: int) -> None:
        """Take in a fresh identifier; the smallest goes when the list is full."""
        insort(self._tids, tid)
        if len(self._tids) > self._depth:
            del self._tids[0]

    def clear(self) -> None:
        """Forget everything, as a rollover does."""
        self._tids.clear()

    def values(self) -> tuple[int, ...]:
        """Return the remembered identifiers, smallest first."""
        return tuple(self._tids)
