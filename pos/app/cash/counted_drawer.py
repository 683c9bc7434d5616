"""What closing a shift and handing its drawer over both ask: a count that holds, a reason."""

from dataclasses import dataclass

from pos.app.ports import Reads
from pos.domain.cash import difference_code, expected_cash
from pos.domain.entries import CountEntered, CountLine
from pos.domain.errors import (
    CountVoided,
    DrawerNotCounted,
    JournalDamaged,
    OverShortNeedsSupervisor,
    OverShortUnexplained,
)
from pos.domain.journal import read_entry
from pos.domain.money import Money
from pos.domain.operator import Role
from pos.domain.projections import ShiftRow


@dataclass(frozen=True, slots=True)
class CountedDrawer:
    """A drawer whose newest count still holds, and why it is over or short.

    Attributes:
        lines: as counted.
        reason_code, reason: empty where none was given.
    """

    lines: tuple[CountLine, ...]
    counted: int
    expected: int
    reason_code: str
    reason: str

    @property
    def over_short(self) -> int:
        """Counted less expected."""
        return self.counted - self.expected

    def must_be_explained(self, limit: Money, *roles: Role) -> None:
        """Refuse a difference beyond the limit that has no reason, or no supervisor to sign it.

        Raises:
            OverShortUnexplained, OverShortNeedsSupervisor.
        """
        if abs(self.over_short) <= limit.minor:
            return
        over_short = str(Money(self.over_short, limit.currency))
        if not self.reason and not self.reason_code:
            raise OverShortUnexplained(over_short=over_short, limit=str(limit))
        if Role.SUPERVISOR not in roles:
            raise OverShortNeedsSupervisor(over_short=over_short)


def counted_drawer(reads: Reads, shift: ShiftRow, *, code: str, reason: str) -> CountedDrawer:
    """Return the count of a shift, which nothing may have moved after.

    Raises:
        DrawerNotCounted, CountVoided: there is no count that still holds.
        DifferenceCodeUnknown.
    """
    if not shift.count_seq:
        raise DrawerNotCounted(shift=shift.shift_no)
    if not shift.is_counted:
        raise CountVoided(count=shift.count_seq, moved=shift.cash_seq)
    counted = read_entry(reads.entry(shift.count_seq).body).payload
    if not isinstance(counted, CountEntered):
        raise JournalDamaged(seq=shift.count_seq, why="not a count")
    expected = expected_cash(shift.figures())
    return CountedDrawer(
        lines=counted.lines,
        counted=shift.counted,
        expected=expected,
        reason_code=difference_code(code, reason, shift.counted - expected),
        reason=reason,
    )
