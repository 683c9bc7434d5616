"""After a sale went to the wrong meter: a case, and perhaps the customer's money back.

Nothing here calls a token back, since no meter could be told; counters and month-to-date stay.
A case is opened once for a sale and ends once: refunded in cash with a second person's signature,
or closed with a reason.
"""

from dataclasses import dataclass

import msgspec

from pos.app.cash.move_cash import Moved, must_be_open
from pos.app.paper.paper_policy import paper_policy_of
from pos.app.paper.print_paper import queue_kick, queue_paper
from pos.app.people.approvals import SecondPerson, approve, second_signature
from pos.app.people.sign_in import SignedIn
from pos.app.ports import Ports, PrintKind, Reads
from pos.app.selling.quoting import terminal_of
from pos.app.selling.stored_sale import must_be_known
from pos.domain.approval import request_digest
from pos.domain.cash import expected_cash
from pos.domain.entries import CaseClosed, CaseOpened, CashRefunded
from pos.domain.errors import (
    CashNotInDrawer,
    SaleAlreadyCancelled,
    SaleNotFinished,
    SaleUnknown,
)
from pos.domain.errors.cases import CaseEnded, CaseExists, CaseUnknown, NothingToRefund
from pos.domain.money import Money
from pos.domain.operator import MAY_SELL, Role
from pos.domain.projections import CaseRow, CaseState
from pos.domain.sale import SaleState


@dataclass(frozen=True, slots=True)
class CaseWish:
    """What somebody says about a sale.

    Attributes:
        reason: see `parse_reason`.
        meant_pan: the meter it was meant for, 18 digits; empty where nobody knows.
    """

    sale_id: str
    reason: str
    meant_pan: str = ""


def open_case(ports: Ports, wish: CaseWish, *, operator: SignedIn) -> CaseRow:
    """Open the case of a sale; the same wish again is answered with the same case.

    Raises:
        RoleNotAllowed, SaleUnknown, SaleNotFinished, SaleAlreadyCancelled.
        CaseExists: the sale has a case with another reason.
    """
    operator.must_be(*MAY_SELL)
    with ports.store.write() as work:
        sale = must_be_known(work, wish.sale_id)
        if not sale.is_paid:
            # Nobody paid for these codes, so there is nothing to give back.
            raise SaleUnknown(sale=wish.sale_id)
        if sale.state == SaleState.CANCELLED:
            raise SaleAlreadyCancelled(sale=wish.sale_id, reason=sale.reason)
        if sale.state == SaleState.OPEN:
            raise SaleNotFinished(sale=wish.sale_id)
        number = f"C-{sale.receipt_no}"
        known = work.case(number)
        if known is None:
            opened = CaseOpened(
                case=number, sale_id=wish.sale_id, reason=wish.reason, meant_pan=wish.meant_pan
            )
            work.append(opened, operator=operator.name)
            known = known_case(work, number)
            queue_paper(work, ports, PrintKind.CASE, number, operator=operator.name)
            work.commit()
        elif (known.reason, known.meant_pan) != (wish.reason, wish.meant_pan):
            raise CaseExists(case=number, state=known.state)
    return known


def close_case(ports: Ports, number: str, reason: str, *, operator: SignedIn) -> CaseRow:
    """End a case without giving money back.

    Raises:
        RoleNotAllowed: only a supervisor may.
        CaseUnknown, CaseEnded.
    """
    operator.must_be(Role.SUPERVISOR)
    with ports.store.write() as work:
        _must_have_no_end(known_case(work, number))
        work.append(CaseClosed(case=number, reason=reason), operator=operator.name)
        closed = known_case(work, number)
        work.commit()
    return closed


def refund(ports: Ports, number: str, *, operator: SignedIn, second: SecondPerson | None) -> Moved:
    """Give a customer back in cash what the sale of a case took; the case ends with it.

    Args:
        second: a supervisor, and not the operator.

    Raises:
        RoleNotAllowed, NoOpenShift, CaseUnknown.
        CaseEnded: money went back before, or the case was closed.
        NothingToRefund: the sale took no money.
        CashNotInDrawer: more than can be in there.
        ApproverMissing, ApproverIsOperator, SignInRefused, SignInDelayed, ApprovalNotValid.
    """
    operator.must_be(*MAY_SELL)
    with ports.store.read() as reads:
        asked = _asked(reads, number)
    second_signature(ports, second, first=operator, roles=(Role.SUPERVISOR,))
    assert second is not None  # noqa: S101 - the line above refuses it.
    handle = approve(ports, second, asked)
    with ports.store.write() as work:
        payload = _asked(work, number)
        # Another digest than the approved one: the shift changed in between.
        approval = ports.keys.people.redeem_approval(handle, request_digest(payload))
        payload = msgspec.structs.replace(payload, approval=approval)
        stored = work.append(payload, operator=operator.name)
        subject = str(stored.seq)
        if paper_policy_of(work).opens_drawer:
            queue_kick(work, ports, subject, operator=operator.name)
        queue_paper(work, ports, PrintKind.CASH_SLIP, subject, operator=operator.name)
        at = work.last_time()
        work.commit()
    return Moved(stored.seq, at, operator.name, payload)


def known_case(reads: Reads, number: str) -> CaseRow:
    """Return a case; CaseUnknown where there is none."""
    row = reads.case(number)
    if row is None:
        raise CaseUnknown(case=number[:60])
    return row


def _asked(reads: Reads, number: str) -> CashRefunded:
    case = known_case(reads, number)
    _must_have_no_end(case)
    if case.amount <= 0:
        raise NothingToRefund(case=number)
    shift = must_be_open(reads)
    if case.amount > expected_cash(shift.figures()):
        raise CashNotInDrawer(asked=str(Money(case.amount, terminal_of(reads).currency)))
    return CashRefunded(
        shift_no=shift.shift_no,
        amount=case.amount,
        reason=case.reason,
        reference=number,
        approval=None,
    )


def _must_have_no_end(case: CaseRow) -> None:
    if case.state != CaseState.OPEN:
        raise CaseEnded(case=case.case, state=case.state)
