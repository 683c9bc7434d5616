"""Cash that no sale moves: paid in, paid out, dropped into safe or bank; and no-sale openings."""

from dataclasses import dataclass

import msgspec

from pos.app.paper.print_paper import queue_kick, queue_paper
from pos.app.people.approvals import SecondPerson, approve, second_signature
from pos.app.people.sign_in import SignedIn
from pos.app.ports import Ports, PrintKind, Reads
from pos.domain.approval import request_digest
from pos.domain.cash import Destination, expected_cash
from pos.domain.entries import (
    CashDropped,
    CashPaidIn,
    CashPaidOut,
    CashRefunded,
    DrawerOpened,
)
from pos.domain.errors import CashLimitExceeded, CashNotInDrawer, NoOpenShift
from pos.domain.errors.cash import BagUsed
from pos.domain.money import Money
from pos.domain.operator import MAY_SELL, Role
from pos.domain.projections import ShiftRow

CashOut = CashPaidOut | CashDropped
CashMoved = CashPaidIn | CashPaidOut | CashDropped | CashRefunded


@dataclass(frozen=True, slots=True)
class CashWish:
    """What somebody wants to do with cash.

    Attributes:
        amount: above zero, in the terminal's currency.
        reason: see `parse_reason`.
        reference: number of a bag or a paper; may be empty.
    """

    amount: Money
    reason: str
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Moved:
    """A movement that is in the journal.

    Attributes:
        seq: its entry.
        at: time of the entry.
    """

    seq: int
    at: str
    operator: str
    payload: CashMoved


@dataclass(frozen=True, slots=True)
class DrawerOpening:
    """A drawer that may be opened.

    Attributes:
        seq: the entry that says why.
        job: the print job that opens it.
    """

    seq: int
    job: str


def pay_in(ports: Ports, wish: CashWish, *, operator: SignedIn) -> Moved:
    """Put cash into the drawer; NoOpenShift, RoleNotAllowed."""
    operator.must_be(*MAY_SELL)
    with ports.store.write() as work:
        shift = must_be_open(work)
        paid = CashPaidIn(
            shift_no=shift.shift_no,
            amount=wish.amount.minor,
            reason=wish.reason,
            reference=wish.reference,
        )
        stored = work.append(paid, operator=operator.name)
        queue_paper(work, ports, PrintKind.CASH_SLIP, str(stored.seq), operator=operator.name)
        at = work.last_time()
        work.commit()
    return Moved(stored.seq, at, operator.name, paid)


def pay_out(
    ports: Ports, wish: CashWish, *, operator: SignedIn, second: SecondPerson | None = None
) -> Moved:
    """Take cash out of the drawer to pay for something; raises as `drop`."""
    return _take_out(ports, wish, None, operator=operator, second=second)


def drop(
    ports: Ports,
    wish: CashWish,
    destination: Destination,
    *,
    operator: SignedIn,
    second: SecondPerson | None = None,
) -> Moved:
    """Take cash out of the drawer into the safe or to the bank.

    Args:
        second: needed only above the operator's own limit.

    Raises:
        NoOpenShift, RoleNotAllowed.
        CashNotInDrawer: more than can be in there.
        BagUsed: a deposit with the number of an earlier one.
        CashLimitExceeded: above the operator's limit, and there is no second person.
        ApproverIsOperator, SignInRefused, SignInDelayed, ApprovalNotValid.
    """
    return _take_out(ports, wish, destination, operator=operator, second=second)


def open_drawer(ports: Ports, reason: str, *, operator: SignedIn) -> DrawerOpening:
    """Write why the drawer is opened without a sale, and queue its opening.

    Raises:
        NoOpenShift, RoleNotAllowed.
    """
    operator.must_be(*MAY_SELL)
    with ports.store.write() as work:
        opened = DrawerOpened(shift_no=must_be_open(work).shift_no, reason=reason)
        stored = work.append(opened, operator=operator.name)
        job = queue_kick(work, ports, str(stored.seq), operator=operator.name)
        work.commit()
    return DrawerOpening(stored.seq, job.job)


def must_be_open(reads: Reads) -> ShiftRow:
    """Return the open shift; NoOpenShift where there is none."""
    shift = reads.open_shift()
    if shift is None:
        raise NoOpenShift
    return shift


def _take_out(
    ports: Ports,
    wish: CashWish,
    destination: Destination | None,
    *,
    operator: SignedIn,
    second: SecondPerson | None,
) -> Moved:
    operator.must_be(*MAY_SELL)
    with ports.store.read() as reads:
        asked = _cash_out(reads, wish, destination)
        person = reads.operator(operator.name)
    limit = person.cash_limit if person is not None else 0
    handle = ""
    if limit and wish.amount.minor > limit:
        if second is None:
            text = str(Money(limit, wish.amount.currency))
            raise CashLimitExceeded(operator=operator.name, limit=text, asked=str(wish.amount))
        second_signature(ports, second, first=operator, roles=(Role.SUPERVISOR,))
        handle = approve(ports, second, asked)
    with ports.store.write() as work:
        payload = _cash_out(work, wish, destination)
        if handle:
            # Another digest than the approved one: the shift changed in between.
            approval = ports.keys.people.redeem_approval(handle, request_digest(payload))
            payload = msgspec.structs.replace(payload, approval=approval)
        stored = work.append(payload, operator=operator.name)
        queue_paper(work, ports, PrintKind.CASH_SLIP, str(stored.seq), operator=operator.name)
        at = work.last_time()
        work.commit()
    return Moved(stored.seq, at, operator.name, payload)


def _cash_out(reads: Reads, wish: CashWish, destination: Destination | None) -> CashOut:
    shift = must_be_open(reads)
    if wish.amount.minor > expected_cash(shift.figures()):
        raise CashNotInDrawer(asked=str(wish.amount))
    if destination is Destination.BANK and wish.reference:
        earlier = reads.deposit_in_bag(wish.reference)
        if earlier is not None:
            raise BagUsed(bag=wish.reference, entry=earlier.seq)
    if destination is None:
        return CashPaidOut(
            shift_no=shift.shift_no,
            amount=wish.amount.minor,
            reason=wish.reason,
            reference=wish.reference,
            approval=None,
        )
    return CashDropped(
        shift_no=shift.shift_no,
        amount=wish.amount.minor,
        destination=destination.value,
        reason=wish.reason,
        reference=wish.reference,
        approval=None,
    )
