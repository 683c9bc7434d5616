"""What the screens of the drawer ask of the terminal; see `desk` for the counter's part.

Every method may touch a disk or the key agent, so it is called in a job, never on the window's
thread. Methods raise PosError and nothing else that is expected.
"""

from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from pos.app.cash.cash_slips import CashSlip
from pos.app.cash.close_shift import Closed
from pos.app.cash.count_drawer import Counted
from pos.app.cash.hand_over import HandedOver
from pos.app.cash.move_cash import CashWish, Moved
from pos.app.cash.shift_reports import XReport, ZReport
from pos.app.people.approvals import SecondPerson
from pos.app.people.sign_in import SignedIn
from pos.app.ports import PrintJob, PrintKind, PrintState
from pos.domain.entries import CountLine
from pos.domain.money import Money
from pos.domain.projections import ActRow, OperatorRow, SaleRow, ShiftRow


class CashAct(Enum):
    """What somebody does at the drawer besides selling."""

    PAY_IN = "pay_in"
    PAY_OUT = "pay_out"
    DROP = "drop"
    DEPOSIT = "deposit"
    OPEN_DRAWER = "open_drawer"


@dataclass(frozen=True, slots=True)
class DrawerView:
    """The drawer at one moment.

    Attributes:
        shift: the open one; None where none is.
        is_over_limit: it holds more than it should.
        drawer_limit: minor units, 0 for none.
        over_short_limit: above it a difference needs a reason and a supervisor.
        acts: of the open shift, oldest first.
        people: who may sign in.
    """

    shift: ShiftRow | None
    is_over_limit: bool
    drawer_limit: int
    over_short_limit: int
    acts: tuple[ActRow, ...]
    people: tuple[OperatorRow, ...]


@dataclass(frozen=True, slots=True)
class UnknownPrint:
    """A print job of which nobody has said yet whether it came out."""

    job: PrintJob
    sale: SaleRow | None


@dataclass(frozen=True, slots=True)
class Hindrances:
    """What a shift cannot be closed over."""

    sales: tuple[SaleRow, ...]
    prints: tuple[UnknownPrint, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a drawer is over or short; both empty where it needs no reason.

    Attributes:
        code: a DifferenceCode.
        reason: in somebody's own words.
    """

    code: str = ""
    reason: str = ""


CashPaper = XReport | ZReport | CashSlip
"""What is printed about a drawer."""


class CashDesk(Protocol):
    """The terminal's drawer."""

    def drawer(self) -> DrawerView:
        """Return how the drawer stands."""

    def open_shift(self, opening_float: Money, operator: SignedIn) -> ShiftRow:
        """Open a shift with a counted float; raises as the use case."""

    def move(
        self, act: CashAct, wish: CashWish, operator: SignedIn, second: SecondPerson | None
    ) -> Moved:
        """Move cash that no sale moves; raises as the use cases of `move_cash`."""

    def open_drawer(self, reason: str, operator: SignedIn) -> None:
        """Write why, then have the drawer spring open."""

    def count(self, lines: tuple[CountLine, ...], operator: SignedIn) -> Counted:
        """Write what was counted."""

    def expected(self, operator: SignedIn) -> XReport:
        """Return what the drawer should hold; that somebody looked is written down."""

    def hindrances(self) -> Hindrances:
        """Return what the shift cannot be closed over, after receipts on their way are tried."""

    def settle_print(self, job: str, *, printed: bool, operator: SignedIn) -> None:
        """Write down what a person found about a job whose outcome is unknown."""

    def hand_over(
        self, why: Explanation, operator: SignedIn, taker: SecondPerson | None
    ) -> HandedOver:
        """Let somebody else answer for the drawer; raises as the use case."""

    def close(self, why: Explanation, operator: SignedIn, second: SecondPerson | None) -> Closed:
        """Close the shift with its count; raises as the use case."""

    def z_reports(self, *, limit: int) -> tuple[ShiftRow, ...]:
        """Return the newest closed shifts, newest first."""

    def z_report(self, number: str) -> ZReport:
        """Return a closed shift as it was signed; ReportUnknown."""

    def slip(self, seq: int) -> CashSlip:
        """Return what the slip of a journal entry says; ReportUnknown."""

    def print_out(
        self, kind: PrintKind, subject: str, operator: SignedIn, second: SecondPerson | None = None
    ) -> PrintState:
        """Print a paper, or a marked copy of one that was printed; tell how far it came.

        Raises:
            CopiesNeedSupervisor: without a second person; raises as `print_paper_again`.
        """

    def print_x(
        self, report: XReport, operator: SignedIn, second: SecondPerson | None = None
    ) -> PrintState:
        """Print an X report as it was seen; see `print_out`."""

    def lines(self, paper: CashPaper, operator: SignedIn) -> tuple[str, ...]:
        """Return a paper line by line, as it is printed for an operator."""
