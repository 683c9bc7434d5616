"""Reading what a client wants issued: the stored bytes of the entry that asked."""

from typing import assert_never

from pos.domain.entries import (
    Begun,
    EngineeringBegun,
    FreeBegun,
    KeyChangeBegun,
    ReissueBegun,
    SaleBegun,
)
from pos.domain.errors import JournalDamaged
from pos.domain.journal import Entry, read_entry

# Far beyond any sale; keeps every sum inside SQLite's integers.
AMOUNT_MAX = 1 << 60


def read_begun(sale_id: str, body: bytes) -> tuple[Entry, Begun]:
    """Read a request out of the bytes of its journal entry.

    Raises:
        JournalDamaged: they are not the beginning of this request, or its numbers make no sense.
    """
    try:
        entry = read_entry(body)
    except (UnicodeDecodeError, RecursionError) as error:
        raise JournalDamaged(seq=0, why="not an entry") from error
    begun = entry.payload
    if not isinstance(begun, Begun) or begun.sale_id != sale_id:
        raise JournalDamaged(seq=entry.seq, why="not the beginning of this sale")
    amounts_must_do(begun, seq=entry.seq)
    return entry, begun


def amounts_must_do(begun: Begun, *, seq: int = 0) -> None:
    """Refuse numbers that no request has with JournalDamaged; a draft has no entry yet."""
    if not all(0 < amount <= AMOUNT_MAX for amount in _amounts(begun)):
        raise JournalDamaged(seq=seq, why="amounts")


def _amounts(begun: Begun) -> tuple[int, ...]:
    match begun:
        case SaleBegun():
            free = begun.free_milli, begun.free_credited_milli
            amounts = begun.total, begun.units_milli, begun.credited_milli
            return (*amounts, *free) if any(free) else amounts
        case FreeBegun():
            return begun.units_milli, begun.credited_milli
        case KeyChangeBegun() | EngineeringBegun() | ReissueBegun():
            return ()
        case _:
            assert_never(begun)
