"""A key change by itself, and the plan of those to come."""

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from pos.app.codes.ask_tokens import Ask, Place, Wanted, common_fields, issue_unpaid
from pos.app.office.office_rules import revoked_keys_of
from pos.app.people.approvals import SecondPerson
from pos.app.people.sign_in import SignedIn
from pos.app.ports import Ports, Reads
from pos.domain.entries import Begun, KeyChange, KeyChangeBegun
from pos.domain.errors import KeyChangeNotDue, KeyChangeNotPossible
from pos.domain.key_due import KeyDue, KeyWish, key_due, key_wished
from pos.domain.meter import ACTIVE, Meter, display_number
from pos.domain.sale import SaleResult


@dataclass(frozen=True, slots=True)
class PlanInShort:
    """The key changes to come, in short.

    Attributes:
        count: meters that need one, stuck ones too.
        first: those that can be made and end soonest.
    """

    count: int
    first: tuple[KeyDue, ...]


def change_key(
    ports: Ports,
    ask: Ask,
    wish: KeyWish,
    *,
    with_sgc: bool,
    operator: SignedIn,
    second: SecondPerson | None,
) -> SaleResult:
    """Issue a set of key-change tokens.

    Args:
        wish: where to; empty for what the planner says.
        with_sgc: add the third token to a set for a 64-bit key.

    Raises:
        KeyChangeNotDue: the meter holds that key.
        KeyChangeNotPossible: says why.
        PosError: as `issue_unpaid`.
    """

    def draft(place: Place) -> KeyChangeBegun:
        due = _wanted_change(place.reads, place.meter, wish, place.now)
        change = KeyChange(present=due.present, with_sgc=with_sgc)
        return KeyChangeBegun(**common_fields(ask, place, due.new), key_change=change)

    def is_asked_by(begun: Begun) -> bool:
        return (
            isinstance(begun, KeyChangeBegun)
            and begun.key_change.with_sgc == with_sgc
            and wish.sgc in ("", begun.meter.sgc)
            and wish.krn in (0, begun.meter.krn)
            and wish.tariff_index in ("", begun.meter.tariff_index)
        )

    wanted = Wanted(draft, is_asked_by)
    return issue_unpaid(ports, ask, wanted, operator=operator, second=second)


def plan_of(reads: Reads, now: datetime) -> Iterator[KeyDue]:
    """Walk the registry and yield every meter that needs a key change, at flat memory.

    One that may not buy is given no codes of any kind, so it waits until it may.
    """
    keys, revoked = reads.vending_keys(), revoked_keys_of(reads)
    for meter in reads.each_meter():
        due = key_due(meter, keys, now, revoked) if meter.status == ACTIVE else None
        if due is not None:
            yield due


def plan_in_short(reads: Reads, now: datetime, limit: int) -> PlanInShort:
    """Walk the whole plan, at flat memory, and return how long it is and where it begins."""
    count = 0

    def possible() -> Iterator[KeyDue]:
        nonlocal count
        for due in plan_of(reads, now):
            count += 1
            if due.is_possible:
                yield due

    first = heapq.nsmallest(limit, possible(), key=lambda due: due.plan.last_usable)
    return PlanInShort(count, tuple(first))


def _wanted_change(reads: Reads, meter: Meter, wish: KeyWish, now: datetime) -> KeyDue:
    number = display_number(meter.pan)
    keys = reads.vending_keys()
    if (meter.sgc, meter.krn) not in {(key.sgc, key.krn) for key in keys}:
        raise KeyChangeNotPossible(meter=number, why="present_key")
    revoked = revoked_keys_of(reads)
    due = (
        key_due(meter, keys, now, revoked) if wish.is_empty else key_wished(meter, keys, wish, now)
    )
    if due is None:
        raise KeyChangeNotDue(meter=number)
    if due.plan.obstacle is not None:
        raise KeyChangeNotPossible(meter=number, why=due.plan.obstacle.value)
    return due
