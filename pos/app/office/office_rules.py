"""What head office forbids: programs that are too old, and vending keys that it revoked.

Only a new sale is refused. What was begun is carried to its end by any program: the customer's
money is in the drawer already.
"""

from datetime import datetime
from functools import lru_cache

from pos.app.ports import Reads
from pos.domain.entries import MeterKeyed
from pos.domain.errors.bundles import ProgramTooOld, VendingKeyRevoked
from pos.domain.journal import format_time
from pos.domain.projections import ProgramRuleRow


@lru_cache(maxsize=1)
def running_version() -> str:
    """Return the version of this program; the oldest there is where it is not installed."""
    # Imported only when there is such a rule: it takes as long as a quote.
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 - see above.

    try:
        return version("vendwatt")
    except PackageNotFoundError:
        return "0"


def program_must_be_new_enough(reads: Reads, now: datetime) -> None:
    """Refuse to begin a sale where head office asks for a newer program by now.

    Raises:
        ProgramTooOld: names both versions.
    """
    rule = reads.program_rule()
    if rule is None or not is_too_old(rule):
        return
    if rule.stops and rule.stops <= format_time(now):
        raise ProgramTooOld(running=running_version(), lowest=rule.lowest)


def is_too_old(rule: ProgramRuleRow) -> bool:
    """Whether this program is older than a rule asks for, whenever that stops it."""
    return _numbers(running_version()) < _numbers(rule.lowest)


def revoked_keys_of(reads: Reads) -> frozenset[tuple[str, int]]:
    """Return supply group and revision of every key that is revoked."""
    return frozenset((row.sgc, row.krn) for row in reads.revoked_keys())


def key_must_not_be_revoked(reads: Reads, keyed: MeterKeyed) -> None:
    """Refuse codes under a key that head office revoked; moving a meter off it is no such code.

    Raises:
        VendingKeyRevoked.
    """
    if (keyed.sgc, keyed.krn) in revoked_keys_of(reads):
        raise VendingKeyRevoked(sgc=keyed.sgc, krn=keyed.krn)


def _numbers(text: str) -> tuple[int, ...]:
    """Return the numbers of a version; what follows them, as in `1.2rc1`, counts for nothing."""
    numbers: list[int] = []
    for part in text.split("."):
        digits = part[: len(part) - len(part.lstrip("0123456789"))]
        numbers.append(int(digits or "0"))
        if digits != part:
            break
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)
