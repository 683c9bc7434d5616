"""Changing how the key store is unlocked, and writing down who did.

The key store is changed first: an entry that a power cut loses says less than one about a change
that never was.
"""

from typing import Protocol

from pos.app.journal.journal_heads import sign_newest_head
from pos.app.people.sign_in import SignedIn
from pos.app.ports import Ports
from pos.app.ports.slots import KeySlots, SlotStatus, UnlockSecret
from pos.domain.entries import KeySlotChanged
from pos.domain.errors import AgentUnreachable, StoreUnusable
from pos.domain.operator import Role

ADDED, CHANGED, REMOVED = "added", "changed", "removed"


class Telling(Protocol):
    """Says that a way to unlock was added, and shows its secret where it is a new one."""

    def __call__(self, *, is_sure: bool) -> None:
        """Say it, or that nobody knows; must not fail."""


def _tell_nobody(*, is_sure: bool) -> None:
    del is_sure


def add_slot(
    ports: Ports,
    slots: KeySlots,
    who: SignedIn,
    by: UnlockSecret,
    new: UnlockSecret,
    *,
    tell: Telling = _tell_nobody,
) -> None:
    """Add a way to unlock a terminal.

    Args:
        ports: of the terminal.
        slots: its ways to unlock.
        who: a supervisor.
        by, new, tell: as for `add_and_tell`.

    Raises as `KeySlots.add`, and RoleNotAllowed.
    """
    who.must_be(Role.SUPERVISOR)
    add_and_tell(slots, by, new, tell=tell)
    _write_down(ports, who, ADDED, new.kind)


def add_and_tell(slots: KeySlots, by: UnlockSecret, new: UnlockSecret, *, tell: Telling) -> None:
    """Add a way to unlock, and write nothing down.

    Args:
        slots: ways to unlock, of a terminal or a head office.
        by: opens the vault.
        new: is to open it.
        tell: is called as soon as it opens, or may do so for all that anybody knows, before
            anything else can fail: a secret that nobody has seen would be lost together with the
            one that it replaces.

    Raises as `KeySlots.add`.
    """
    try:
        slots.add(by, new)
    except (AgentUnreachable, StoreUnusable):
        tell(is_sure=False)
        raise
    tell(is_sure=True)


def change_slot(
    ports: Ports, slots: KeySlots, who: SignedIn, by: UnlockSecret, new: UnlockSecret
) -> None:
    """Put another secret in the place of the one that opens; raises as `KeySlots.change`."""
    who.must_be(Role.SUPERVISOR)
    slots.change(by, new)
    _write_down(ports, who, CHANGED, new.kind)


def remove_slot(
    ports: Ports, slots: KeySlots, who: SignedIn, by: UnlockSecret, number: int
) -> SlotStatus | None:
    """Remove a way to unlock and return which it was; raises as `KeySlots.remove`."""
    who.must_be(Role.SUPERVISOR)
    known = next((slot for slot in slots.slots() if slot.number == number), None)
    slots.remove(by, number)
    _write_down(ports, who, REMOVED, known.kind if known else "")
    return known


def _write_down(ports: Ports, who: SignedIn, action: str, slot: str) -> None:
    with ports.store.write() as work:
        work.append(KeySlotChanged(action=action, slot=slot), operator=who.name)
        work.commit()
    sign_newest_head(ports)
