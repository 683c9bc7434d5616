"""The first entries of a restored terminal: who it is now, and what was left of before."""

from dataclasses import dataclass

from pos.app.journal.journal_heads import sign_newest_head
from pos.app.ports import Issued, LeaseStatus, Ports, Reads, SecurityModuleSetup
from pos.app.selling.quoting import terminal_of
from pos.app.terminal.set_up import NewOperator, key_loaded, lease_received, training_lease
from pos.app.terminal.training import TRAINING_KEYS
from pos.domain.entries import EarlierIssueKept, OperatorAdded, TerminalRestored
from pos.domain.errors import RoleNotAllowed
from pos.domain.journal import read_entry
from pos.domain.operator import Role

NEWEST_EARLIER = -1


@dataclass(frozen=True, slots=True)
class Restored:
    """What people have to know after a restore.

    Attributes:
        incarnation: of the terminal, from 2.
        left_shift: number of the shift that was never counted, 0 for none.
        left_sales: ids of sales that were open; head office knows whether they were issued, or each
            is a case.
        kept_issues: ids of sales that the old key agent issued and the old journal did not tell.
        without_pin: operators who need a new PIN from a supervisor.
        was_enrolled: it has to join its head office again and get a lease.
    """

    terminal: str
    training: bool
    incarnation: int
    left_shift: int
    left_sales: tuple[str, ...]
    kept_issues: tuple[str, ...]
    without_pin: tuple[str, ...]
    was_enrolled: bool


def begin_again(
    ports: Ports,
    keys: SecurityModuleSetup,
    people: tuple[NewOperator, ...],
    survivors: tuple[Issued, ...],
    *,
    was_enrolled: bool,
) -> Restored:
    """Write the first entry of the new incarnation and let people in.

    A training terminal makes itself new vending keys, and a lease where it has no head office.

    Args:
        ports: of the restored terminal; its journal is empty, its rows are those of before.
        keys: the same, new key agent.
        people: who can sign in from now on; supervisors, or as they were before.
        survivors: issues of the old key agent that the old journal does not tell.
        was_enrolled: it had a head office.

    Raises:
        RoleNotAllowed: somebody of this name had another role.
        PinMalformed, PinTooPlain.
    """
    training = keys.status().training
    minted = tuple(keys.mint_training_key(key) for key in TRAINING_KEYS) if training else ()
    lease: LeaseStatus | None = None
    if training and not was_enrolled:
        lease = keys.grant_training_lease(training_lease(ports.clock.now()))
    with ports.store.write() as work:
        restored = _first_entry(work, keys.device_key(), training=training)
        known = {row.name: row.role for row in work.operators()}
        for person in people:
            role = known.get(person.name, person.role)
            if role != person.role:
                raise RoleNotAllowed(operator=person.name, role=role, needed=person.role)
        work.append(restored, operator="")
        incarnation = work.head().incarnation
        for survivor in survivors:
            kept = EarlierIssueKept(
                sale_id=survivor.receipt.sale_id,
                begun=survivor.begun.decode(),
                issue=survivor.receipt,
            )
            work.append(kept, operator="")
        for key in minted:
            work.append(key_loaded(key), operator="")
        if lease is not None:
            work.append(lease_received(lease), operator="")
        for person in people:
            keys.set_pin(person.name, person.pin, person.role)
            if person.name not in known:
                work.append(OperatorAdded(name=person.name, role=person.role), operator="")
        work.commit()
    sign_newest_head(ports)
    return Restored(
        terminal=restored.terminal,
        training=training,
        incarnation=incarnation,
        left_shift=restored.left_shift,
        left_sales=restored.left_sales,
        kept_issues=tuple(survivor.receipt.sale_id for survivor in survivors),
        without_pin=tuple(sorted(known.keys() - {person.name for person in people})),
        was_enrolled=was_enrolled,
    )


def _first_entry(reads: Reads, device_key: str, *, training: bool) -> TerminalRestored:
    before = terminal_of(reads)
    newest = reads.entry(NEWEST_EARLIER)
    old = read_entry(newest.body)
    shift, sales = reads.open_shift(), reads.open_sales()
    return TerminalRestored(
        terminal=before.terminal,
        currency=before.currency,
        training=training,
        time_zone=before.time_zone,
        device_key=device_key,
        old_incarnation=old.incarnation,
        old_seq=old.seq,
        old_hash=newest.hash,
        left_shift=0 if shift is None else shift.shift_no,
        left_sales=tuple(sale.sale_id for sale in sales),
    )


def first_supervisor(name: str, pin: bytes) -> tuple[NewOperator, ...]:
    """Return the one person who lets the others in again."""
    return (NewOperator(name, Role.SUPERVISOR, pin),)
