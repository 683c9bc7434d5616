"""Closing a shift: counted, explained, signed by two, numbered, and never changed again."""

from dataclasses import dataclass

import msgspec

from pos.app.approvals import SecondPerson, approve, second_signature
from pos.app.cash_policy import policy_of
from pos.app.ports import Ports, PrintState, Reads
from pos.app.quoting import terminal_of
from pos.app.shift_reports import ZReport, z_report_of
from pos.app.sign_in import SignedIn
from pos.domain.approval import NOT_APPROVED, request_digest
from pos.domain.cash import expected_cash, z_number
from pos.domain.entries import CountEntered, CountLine, OperatorSubtotal, ShiftClosed
from pos.domain.errors import (
    CountVoided,
    DrawerNotCounted,
    JournalDamaged,
    NoOpenShift,
    OverShortNeedsSupervisor,
    OverShortUnexplained,
    ShiftAlreadyClosed,
    ShiftHasOpenSales,
    ShiftHasUnknownPrints,
)
from pos.domain.journal import read_entry
from pos.domain.money import decimals_of, format_minor
from pos.domain.operator import MAY_SELL, Role
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
    ports: Ports, reason: str, *, operator: SignedIn, second: SecondPerson | None
) -> Closed:
    """Close the open shift with the newest count.

    Asked again with the same people and reason, with no shift open, it answers with the same Z
    report and writes nothing: so it may be repeated after a power cut.

    Args:
        reason: why the drawer is over or short; empty where it needs none.
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
    with ports.store.read() as reads:
        shift = reads.open_shift()
        draft = None if shift is None else _draft(reads, shift, reason)
        limit = policy_of(reads).over_short_limit
    signer = second_signature(ports, second, first=operator, roles=MAY_SELL)
    assert second is not None  # noqa: S101 - there is no signer without a second person.
    if draft is None:
        return _closed_before(ports, reason, operator=operator, signer=signer)
    _difference_must_be_explained(draft, limit, roles=(operator.role, signer.role))
    handle = approve(ports, second, draft)
    with ports.store.write() as work:
        shift = work.open_shift()
        if shift is None:
            # Somebody else closed it while this one was signed.
            return _closed_before(ports, reason, operator=operator, signer=signer)
        draft = _draft(work, shift, reason)
        approval = ports.keys.people.redeem_approval(handle, request_digest(draft))
        work.append(msgspec.structs.replace(draft, approval=approval), operator=operator.name)
        closed = work.shift(shift.shift_no)
        assert closed is not None  # noqa: S101 - the entry above replaced it.
        report = z_report_of(work, closed)
        work.commit()
    return Closed(report, repeated=False)


def _draft(reads: Reads, shift: ShiftRow, reason: str) -> ShiftClosed:
    """Return what is to be signed, the approval still empty."""
    _nothing_may_be_unsettled(reads)
    lines = _count_that_holds(reads, shift)
    terminal = terminal_of(reads)
    figures = shift.figures()
    expected = expected_cash(figures)
    return ShiftClosed(
        shift_no=shift.shift_no,
        z_no=z_number(terminal.terminal, reads.head().incarnation, shift.shift_no),
        currency=terminal.currency,
        opened_at=shift.opened_at,
        opener=shift.opener,
        figures=figures,
        sales=shift.sales,
        sales_total=shift.sales_total,
        subtotals=tuple(
            OperatorSubtotal(row.operator, row.sales, row.total, row.cash_tendered, row.change)
            for row in reads.shift_operators(shift.shift_no)
        ),
        drawer_openings=shift.drawer_openings,
        expected_shown=shift.expected_shown,
        count_seq=shift.count_seq,
        lines=lines,
        expected=expected,
        counted=shift.counted,
        over_short=shift.counted - expected,
        reason=reason,
        approval=NOT_APPROVED,
    )


def _nothing_may_be_unsettled(reads: Reads) -> None:
    sales = [row.sale_id for row in reads.open_sales()]
    if sales:
        raise ShiftHasOpenSales(sales=", ".join(sales))
    jobs = [job.job for job in reads.waiting_print_jobs() if job.state in _UNKNOWN]
    if jobs:
        raise ShiftHasUnknownPrints(jobs=", ".join(jobs))


def _count_that_holds(reads: Reads, shift: ShiftRow) -> tuple[CountLine, ...]:
    if not shift.count_seq:
        raise DrawerNotCounted(shift=shift.shift_no)
    if not shift.is_counted:
        raise CountVoided(count=shift.count_seq, moved=shift.cash_seq)
    counted = read_entry(reads.entry(shift.count_seq).body).payload
    if not isinstance(counted, CountEntered):
        raise JournalDamaged(seq=shift.count_seq, why="not a count")
    return counted.lines


def _difference_must_be_explained(
    draft: ShiftClosed, limit: int, *, roles: tuple[Role, ...]
) -> None:
    if abs(draft.over_short) <= limit:
        return
    decimals = decimals_of(draft.currency)
    over_short = format_minor(draft.over_short, decimals)
    if not draft.reason:
        raise OverShortUnexplained(over_short=over_short, limit=format_minor(limit, decimals))
    if Role.SUPERVISOR not in roles:
        raise OverShortNeedsSupervisor(over_short=over_short)


def _closed_before(ports: Ports, reason: str, *, operator: SignedIn, signer: SignedIn) -> Closed:
    with ports.store.read() as reads:
        newest = reads.newest_shift()
        if newest is None or not newest.closed_seq:
            raise NoOpenShift
        asked = (operator.name, signer.name, reason)
        if (newest.closed_by, newest.approver, newest.reason) != asked:
            raise ShiftAlreadyClosed(z_no=newest.z_no)
        return Closed(z_report_of(reads, newest), repeated=True)
