"""What `check_tariff` finds."""

from dataclasses import dataclass
from enum import StrEnum


class FindingKind(StrEnum):
    """What was found."""

    UNUSABLE = "unusable"
    NOT_MONOTONE = "not_monotone"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing about a tariff.

    Attributes:
        kind: `unusable`: some purchases cannot be priced, do not load it. `not_monotone`: more
            money buys fewer units.
        why: for `unusable`, in English.
        amount: for `not_monotone`: this many minor units buy `units_milli`, one more buys only
            `units_milli_after`, for a meter that bought nothing before and owes nothing.
        amount_again: the least amount above it that buys `units_milli` again.
        is_owing: this is of a meter that owes more than a purchase pays.
    """

    kind: FindingKind
    why: str = ""
    amount: int = 0
    units_milli: int = 0
    units_milli_after: int = 0
    amount_again: int = 0
    is_owing: bool = False
