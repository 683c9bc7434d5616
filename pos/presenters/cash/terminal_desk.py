"""The drawer of a real terminal: plain calls of the use cases on its ports."""

from collections.abc import Callable

from pos.app.cash.cash_policy import is_over_drawer_limit, policy_of
from pos.app.cash.cash_slips import CashSlip, slip_of
from pos.app.cash.close_shift import Closed, close_shift
from pos.app.cash.count_drawer import Counted, count_drawer
from pos.app.cash.hand_over import HandedOver, hand_over
from pos.app.cash.move_cash import CashWish, Moved, drop, open_drawer, pay_in, pay_out
from pos.app.cash.open_shift import open_shift
from pos.app.cash.shift_reports import (
    MAY_SEE_EXPECTED,
    XReport,
    ZReport,
    x_content,
    x_report,
    z_report,
)
from pos.app.journal.journal_heads import sign_what_can_be_signed
from pos.app.paper.print_paper import print_paper_again, queue_paper
from pos.app.people.approvals import SecondPerson
from pos.app.people.sign_in import SignedIn
from pos.app.ports import Ports, PrintJob, PrintKind, PrintState, Reads
from pos.app.sold.history import settle_print
from pos.domain.cash import Destination
from pos.domain.entries import CountLine
from pos.domain.journal import format_time
from pos.domain.money import Money
from pos.domain.operator import MAY_SELL
from pos.domain.projections import ActRow, ShiftRow
from pos.presenters.cash.desk import (
    CashAct,
    CashPaper,
    DrawerView,
    Explanation,
    Hindrances,
    UnknownPrint,
)


class TerminalCashDesk:
    """Implements `CashDesk` on one terminal; safe to call from several threads.

    Args:
        lines: writes a paper as text, in the language of an operator.
    """

    def __init__(self, ports: Ports, lines: Callable[[CashPaper, str], tuple[str, ...]]) -> None:
        self._ports = ports
        self._lines = lines

    def drawer(self) -> DrawerView:
        """See `CashDesk.drawer`."""
        with self._ports.store.read() as reads:
            shift = reads.open_shift()
            policy = policy_of(reads)
            return DrawerView(
                shift=shift,
                is_over_limit=shift is not None and is_over_drawer_limit(shift, policy),
                drawer_limit=policy.drawer_limit,
                over_short_limit=policy.over_short_limit,
                acts=() if shift is None else self._acts_of(reads, shift),
                people=reads.operators(),
            )

    def _acts_of(self, reads: Reads, shift: ShiftRow) -> tuple[ActRow, ...]:
        # A clock that was set back may have put an act before the opening; those are few.
        now = format_time(self._ports.clock.now())
        acts = reads.acts(min(shift.opened_at, now), f"{max(shift.opened_at, now)}~")
        return tuple(act for act in acts if act.shift_no == shift.shift_no)

    def open_shift(self, opening_float: Money, operator: SignedIn) -> ShiftRow:
        """See `CashDesk.open_shift`."""
        operator.must_be(*MAY_SELL)
        opened = open_shift(self._ports, opening_float, operator=operator.name)
        sign_what_can_be_signed(self._ports)
        return opened

    def move(
        self, act: CashAct, wish: CashWish, operator: SignedIn, second: SecondPerson | None
    ) -> Moved:
        """See `CashDesk.move`."""
        match act:
            case CashAct.PAY_IN:
                moved = pay_in(self._ports, wish, operator=operator)
            case CashAct.PAY_OUT:
                moved = pay_out(self._ports, wish, operator=operator, second=second)
            case _:
                goes_to = Destination.BANK if act is CashAct.DEPOSIT else Destination.SAFE
                moved = drop(self._ports, wish, goes_to, operator=operator, second=second)
        self._sign_and_print(str(moved.seq))
        return moved

    def open_drawer(self, reason: str, operator: SignedIn) -> None:
        """See `CashDesk.open_drawer`."""
        opening = open_drawer(self._ports, reason, operator=operator)
        self._sign_and_print(str(opening.seq))

    def count(self, lines: tuple[CountLine, ...], operator: SignedIn) -> Counted:
        """See `CashDesk.count`."""
        counted = count_drawer(self._ports, lines, operator=operator)
        self._sign_and_print(str(counted.seq))
        return counted

    def expected(self, operator: SignedIn) -> XReport:
        """See `CashDesk.expected`."""
        report = x_report(self._ports, operator=operator)
        sign_what_can_be_signed(self._ports)
        return report

    def hindrances(self) -> Hindrances:
        """See `CashDesk.hindrances`."""
        self._ports.receipts.work_off()
        with self._ports.store.read() as reads:
            jobs = reads.waiting_print_jobs()
            unknown = [job for job in jobs if job.state is PrintState.UNKNOWN]
            return Hindrances(
                sales=reads.open_sales(),
                prints=tuple(
                    UnknownPrint(job, reads.sale(job.sale_id) if job.sale_id else None)
                    for job in unknown
                ),
            )

    def settle_print(self, job: str, *, printed: bool, operator: SignedIn) -> None:
        """See `CashDesk.settle_print`."""
        operator.must_be(*MAY_SELL)
        settle_print(self._ports, job, printed=printed, operator=operator.name)

    def hand_over(
        self, why: Explanation, operator: SignedIn, taker: SecondPerson | None
    ) -> HandedOver:
        """See `CashDesk.hand_over`."""
        handed = hand_over(self._ports, why.reason, operator=operator, taker=taker, code=why.code)
        self._sign_and_print(str(handed.seq))
        return handed

    def close(self, why: Explanation, operator: SignedIn, second: SecondPerson | None) -> Closed:
        """See `CashDesk.close`."""
        closed = close_shift(
            self._ports, why.reason, operator=operator, second=second, code=why.code
        )
        self._sign_and_print(closed.report.closed.z_no)
        return closed

    def z_reports(self, *, limit: int) -> tuple[ShiftRow, ...]:
        """See `CashDesk.z_reports`."""
        with self._ports.store.read() as reads:
            newest = reads.newest_shift()
            last = 0 if newest is None else newest.shift_no
            found = [reads.shift(number) for number in range(last, max(0, last - limit - 1), -1)]
        closed = [shift for shift in found if shift is not None and shift.closed_seq]
        return tuple(closed[:limit])

    def z_report(self, number: str) -> ZReport:
        """See `CashDesk.z_report`."""
        with self._ports.store.read() as reads:
            return z_report(reads, number)

    def _sign_and_print(self, subject: str) -> None:
        """Have an entry about cash signed, and print the paper that was queued with it."""
        sign_what_can_be_signed(self._ports)
        self._ports.receipts.work_off(first=subject)

    def slip(self, seq: int) -> CashSlip:
        """See `CashDesk.slip`."""
        with self._ports.store.read() as reads:
            return slip_of(reads, seq)

    def print_out(
        self, kind: PrintKind, subject: str, operator: SignedIn, second: SecondPerson | None = None
    ) -> PrintState:
        """See `CashDesk.print_out`."""
        return self._print(kind, subject, operator, second)

    def print_x(
        self, report: XReport, operator: SignedIn, second: SecondPerson | None = None
    ) -> PrintState:
        """See `CashDesk.print_x`."""
        content = x_content(report)
        return self._print(PrintKind.X_REPORT, str(report.seq), operator, second, content)

    def _print(
        self,
        kind: PrintKind,
        subject: str,
        operator: SignedIn,
        second: SecondPerson | None,
        content: str = "",
    ) -> PrintState:
        operator.must_be(*MAY_SEE_EXPECTED)
        job = self._first_print(kind, subject, operator, content)
        if job is None:
            job = print_paper_again(self._ports, kind, subject, operator=operator, second=second)
        self._ports.receipts.work_off(first=subject)
        with self._ports.store.read() as reads:
            return (reads.print_job(job.job) or job).state

    def _first_print(
        self, kind: PrintKind, subject: str, operator: SignedIn, content: str = ""
    ) -> PrintJob | None:
        """Queue a paper that never was; None for one that was."""
        with self._ports.store.write() as work:
            if any(job.kind is kind for job in work.print_jobs_of(subject)):
                return None
            job = queue_paper(
                work, self._ports, kind, subject, operator=operator.name, content=content
            )
            work.commit()
        return job

    def lines(self, paper: CashPaper, operator: SignedIn) -> tuple[str, ...]:
        """See `CashDesk.lines`."""
        return self._lines(paper, operator.name)
