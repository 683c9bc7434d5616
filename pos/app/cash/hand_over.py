"""Handing an open drawer, counted, to somebody else within its shift."""

from dataclasses import dataclass

import msgspec

from pos.app.cash.cash_policy import policy_of
from pos.app.cash.counted_drawer import CountedDrawer, counted_drawer
from pos.app.cash.move_cash import must_be_open
from pos.app.paper.print_paper import queue_paper
from pos.app.people.approvals import SecondPerson, approve, second_signature
from pos.app.people.sign_in import SignedIn
from pos.app.ports import Ports, PrintKind, Reads
from pos.app.selling.quoting import terminal_of
from pos.domain.approval import NOT_APPROVED, request_digest
from pos.domain.entries import DrawerHandedOver
from pos.domain.errors.cash import DrawerKeptAlready, DrawerNotKept
from pos.domain.money import Money
from pos.domain.operator import MAY_SELL, Role


@dataclass(frozen=True, slots=True)
class HandedOver:
    """A hand-over that is in the journal.

    Attributes:
        seq: its entry.
        at: time of the entry.
        operator: who handed over.
    """

    seq: int
    at: str
    operator: str
    payload: DrawerHandedOver


def hand_over(
    ports: Ports, reason: str, *, operator: SignedIn, taker: SecondPerson | None, code: str = ""
) -> HandedOver:
    """Let somebody else answer for the drawer from now on; both sign the newest count.

    Args:
        reason, code: why the drawer is over or short; empty where it needs none.
        taker: signs with their own PIN, and needs not sign in afterwards to be the keeper.

    Raises:
        NoOpenShift, RoleNotAllowed.
        DrawerNotKept: neither keeper nor supervisor hands it over.
        DrawerKeptAlready: the taker answers for it now.
        DrawerNotCounted, CountVoided, OverShortUnexplained, OverShortNeedsSupervisor: as in
            closing a shift.
        ApproverMissing, ApproverIsOperator, SignInRefused, SignInDelayed, ApprovalNotValid.
    """
    operator.must_be(*MAY_SELL)
    name = "" if taker is None else taker.name
    with ports.store.read() as reads:
        draft, drawer = _draft(reads, name, operator, code=code, reason=reason)
        limit = Money(policy_of(reads).over_short_limit, terminal_of(reads).currency)
    signer = second_signature(ports, taker, first=operator, roles=MAY_SELL)
    assert taker is not None  # noqa: S101 - there is no signer without a second person.
    drawer.must_be_explained(limit, operator.role, signer.role)
    handle = approve(ports, taker, draft)
    with ports.store.write() as work:
        draft, _ = _draft(work, name, operator, code=code, reason=reason)
        # Another digest than the approved one: the drawer changed in between.
        approval = ports.keys.people.redeem_approval(handle, request_digest(draft))
        handed = msgspec.structs.replace(draft, approval=approval)
        stored = work.append(handed, operator=operator.name)
        queue_paper(work, ports, PrintKind.CASH_SLIP, str(stored.seq), operator=operator.name)
        at = work.last_time()
        work.commit()
    return HandedOver(stored.seq, at, operator.name, handed)


def _draft(
    reads: Reads, taker: str, operator: SignedIn, *, code: str, reason: str
) -> tuple[DrawerHandedOver, CountedDrawer]:
    """Return what is to be signed, the approval still empty."""
    shift = must_be_open(reads)
    if operator.name != shift.keeper and operator.role is not Role.SUPERVISOR:
        raise DrawerNotKept(keeper=shift.keeper)
    if taker == shift.keeper:
        raise DrawerKeptAlready(keeper=shift.keeper)
    drawer = counted_drawer(reads, shift, code=code, reason=reason)
    handed = DrawerHandedOver(
        shift_no=shift.shift_no,
        keeper=shift.keeper,
        taker=taker,
        count_seq=shift.count_seq,
        counted=drawer.counted,
        expected=drawer.expected,
        over_short=drawer.over_short,
        reason_code=drawer.reason_code,
        reason=drawer.reason,
        approval=NOT_APPROVED,
    )
    return handed, drawer
