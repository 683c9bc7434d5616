"""Closing a shift: counted, explained, signed by two, numbered, and never changed again."""

from dataclasses import dataclass

import msgspec

from pos.app.cash.cash_policy import policy_of
from pos.app.cash.counted_drawer import CountedDrawer, counted_drawer
from pos.app.cash.shift_reports import ZReport, operator_subtotal, z_report_of
from pos.app.journal.ghost_scan import OF_A_SHIFT, scan_and_write_down
from pos.app.paper.print_paper import queue_paper
from pos.app.people.approvals import SecondPerson, approve, second_signature
from pos.app.people.sign_in import SignedIn
from pos.app.ports import Ports, PrintKind, PrintState, Reads
from pos.app.selling.quoting import terminal_of
from pos.domain.approval import NOT_APPROVED, request_digest
from pos.domain.cash import z_number
from pos.domain.entries import HandOver, ShiftClosed, TenderSubtotal
from pos.domain.errors import (
    NoOpenShift,
    ShiftAlreadyClosed,
    ShiftHasOpenSales,
    ShiftHasUnknownPrints,
)
from pos.domain.money import Money
from pos.domain.operator import MAY_SELL
from pos.domain.projections import ShiftRow

# What a dead process left as sending is as unknown as what a printer never confirmed.
_UNKNOWN = (PrintState.UNKNOWN, PrintState.SENDING)


@dataclass(frozen=True, slots=True)
class Closed:
    """A shift that is closed.

    Attributes:
        repeated: it was closed by an earlier call that asked the same.
    """

    report: ZReport
    repeated: bool


def close_shift(
    ports: Ports, reason: str, *, operator: SignedIn, second: SecondPerson | None, code: str = ""
) -> Closed:
    """Close the open shift with the newest count.

    Asked again with the same people and reason, with no shift open, it answers with the same Z
    report and writes nothing: so it may be repeated after a power cut.

    Args:
        reason, code: why the drawer is over or short; empty where it needs none.
        second: signs as well, with their own PIN.

    Raises:
        NoOpenShift: none was ever opened.
        ShiftAlreadyClosed: the last one was closed by others or with another reason.
        ShiftHasOpenSales, ShiftHasUnknownPrints: names which; nothing is closed over them.
        DrawerNotCounted, CountVoided: there is no count that still holds.
        OverShortUnexplained, OverShortNeedsSupervisor: the difference is beyond the limit.
        ApproverMissing, ApproverIsOperator, SignInRefused, SignInDelayed, RoleNotAllowed,
        ApprovalNotValid: the second signature.
    """
    operator.must_be(*MAY_SELL)
    scan_and_write_down(ports, newest=OF_A_SHIFT, operator=operator.name)
    with ports.store.read() as reads:
        shift = reads.open_shift()
        drafted = None if shift is None else _draft(reads, shift, code=code, reason=reason)
        limit = policy_of(reads).over_short_limit
    signer = second_signature(ports, second, first=operator, roles=MAY_SELL)
    assert second is not None  # noqa: S101 - there is no signer without a second person.
    if drafted is None:
        return _closed_before(ports, reason, operator=operator, signer=signer)
    draft, drawer = drafted
    drawer.must_be_explained(Money(limit, draft.currency), operator.role, signer.role)
    handle = approve(ports, second, draft)
    with ports.store.write() as work:
        shift = work.open_shift()
        if shift is None:
            # Somebody else closed it while this one was signed.
            return _closed_before(ports, reason, operator=operator, signer=signer)
        draft, _ = _draft(work, shift, code=code, reason=reason)
        approval = ports.keys.people.redeem_approval(handle, request_digest(draft))
        work.append(msgspec.structs.replace(draft, approval=approval), operator=operator.name)
        queue_paper(work, ports, PrintKind.Z_REPORT, draft.z_no, operator=operator.name)
        closed = work.shift(shift.shift_no)
        assert closed is not None  # noqa: S101 - the entry above replaced it.
        report = z_report_of(work, closed)
        work.commit()
    return Closed(report, repeated=False)


def _draft(
    reads: Reads, shift: ShiftRow, *, code: str, reason: str
) -> tuple[ShiftClosed, CountedDrawer]:
    """Return what is to be signed, the approval still empty."""
    _nothing_may_be_unsettled(reads)
    drawer = counted_drawer(reads, shift, code=code, reason=reason)
    terminal = terminal_of(reads)
    number = shift.shift_no
    closed = ShiftClosed(
        shift_no=number,
        z_no=z_number(terminal.terminal, reads.head().incarnation, number),
        currency=terminal.currency,
        opened_at=shift.opened_at,
        opener=shift.opener,
        keeper=shift.keeper,
        figures=shift.figures(),
        sales=shift.sales,
        sales_total=shift.sales_total,
        rounding=shift.rounding,
        tenders=tuple(
            TenderSubtotal(row.tender, row.sales, row.amount) for row in reads.shift_tenders(number)
        ),
        subtotals=tuple(operator_subtotal(row) for row in reads.shift_operators(number)),
        hand_overs=tuple(
            HandOver(row.at, row.keeper, row.taker, row.counted, row.over_short)
            for row in reads.hand_overs(number)
        ),
        drawer_openings=shift.drawer_openings,
        expected_shown=shift.expected_shown,
        count_seq=shift.count_seq,
        lines=drawer.lines,
        expected=drawer.expected,
        counted=drawer.counted,
        over_short=drawer.over_short,
        reason_code=drawer.reason_code,
        reason=drawer.reason,
        approval=NOT_APPROVED,
    )
    return closed, drawer


def _nothing_may_be_unsettled(reads: Reads) -> None:
    sales = [row.sale_id for row in reads.open_sales()]
    if sales:
        raise ShiftHasOpenSales(sales=", ".join(sales))
    jobs = [job.job for job in reads.waiting_print_jobs() if job.state in _UNKNOWN]
    if jobs:
        raise ShiftHasUnknownPrints(jobs=", ".join(jobs))


def _closed_before(ports: Ports, reason: str, *, operator: SignedIn, signer: SignedIn) -> Closed:
    with ports.store.read() as reads:
        newest = reads.newest_shift()
        if newest is None or not newest.closed_seq:
            raise NoOpenShift
        asked = (operator.name, signer.name, reason)
        if (newest.closed_by, newest.approver, newest.reason) != asked:
            raise ShiftAlreadyClosed(z_no=newest.z_no)
        return Closed(z_report_of(reads, newest), repeated=True)
