"""X and Z: what the open drawer should hold, and every shift that was ever closed."""

from dataclasses import dataclass, replace

from pos.app.cash.shift_reports import XReport
from pos.app.people.approvals import SecondPerson
from pos.app.people.sign_in import SignedIn
from pos.app.ports import PrintKind, PrintState
from pos.domain.errors import PosError
from pos.domain.journal import parse_time
from pos.domain.projections import ShiftRow
from pos.presenters.cash import texts as words
from pos.presenters.cash.setting import CashSetting
from pos.presenters.latest_job import LatestJob
from pos.presenters.manner import Manner
from pos.presenters.problem_view import ProblemView, problem_view
from pos.presenters.rendering import Rendering
from pos.presenters.texts import NOTHING, Say

ROWS_MAX = 400


@dataclass(frozen=True, slots=True)
class ZRow:
    """One closed shift in the list.

    Attributes:
        over_short: counted less expected.
        people: who closed it and who signed.
    """

    number: str
    closed: str
    over_short: str
    people: str


@dataclass(frozen=True, slots=True)
class ShiftReportsState:
    """The page.

    Attributes:
        rows: newest first.
        paper: the report that is shown, line by line; empty for none.
        can_print: what is shown can be printed.
        notice: what was done.
    """

    rows: tuple[ZRow, ...] = ()
    paper: tuple[str, ...] = ()
    can_print: bool = False
    notice: Say = NOTHING
    problem: ProblemView | None = None
    is_busy: bool = False


class ShiftReportsPresenter(Rendering[ShiftReportsState]):
    """Shows reports of shifts and prints them again."""

    def __init__(self, setting: CashSetting, manner: Manner) -> None:
        self._desk = setting.desk
        self._signing = setting.signing
        self._reading = LatestJob(setting.jobs)
        self._papers = LatestJob(setting.jobs)
        self._manner = manner
        self._currency = setting.currency
        self._shifts: tuple[ShiftRow, ...] = ()
        self._shown: XReport | str = ""
        self.operator: SignedIn | None = None
        super().__init__(ShiftReportsState())

    def refresh(self) -> None:
        """Read the list anew, e.g. when the page is shown."""

        def take(shifts: tuple[ShiftRow, ...]) -> None:
            self._shifts = shifts
            self._change()

        desk = self._desk
        self._reading.run(lambda: desk.z_reports(limit=ROWS_MAX), done=take, failed=self._fail)

    def opened(self, number: str) -> None:
        """Opened a Z report."""
        desk, operator = self._desk, self.operator
        if operator is None:
            return

        def take(paper: tuple[str, ...]) -> None:
            self._shown = number
            self._change(paper=paper, can_print=True, problem=None, notice=NOTHING)

        self._papers.run(
            lambda: desk.lines(desk.z_report(number), operator), done=take, failed=self._fail
        )

    def x_wanted(self) -> None:
        """Asked for the X report; that somebody looked is written down."""
        desk, operator = self._desk, self.operator
        if operator is None:
            return

        def ask() -> tuple[XReport, tuple[str, ...]]:
            report = desk.expected(operator)
            return report, desk.lines(report, operator)

        def take(found: tuple[XReport, tuple[str, ...]]) -> None:
            self._shown, paper = found
            self._change(paper=paper, can_print=True, problem=None, notice=words.X_IS_WRITTEN)

        self._papers.run(ask, done=take, failed=self._fail)

    def print_shown(self) -> None:
        """Print what is shown; what was printed before comes as a marked copy."""
        desk, operator, shown = self._desk, self.operator, self._shown
        if operator is None or not self.state.can_print or self.state.is_busy:
            return

        def do(second: SecondPerson | None) -> PrintState:
            if isinstance(shown, XReport):
                return desk.print_x(shown, operator, second)
            return desk.print_out(PrintKind.Z_REPORT, shown, operator, second)

        def done(state: PrintState) -> None:
            self._change(is_busy=False, problem=None, notice=words.PRINT_STATES[state])

        self._change(is_busy=True, problem=None, notice=NOTHING)
        self._signing.run(do, done=done, failed=self._fail)

    def operator_changed(self, operator: SignedIn | None) -> None:
        """Somebody signed in or left; what should be there is not left lying on the screen."""
        self.operator = operator
        self._papers.cancel()
        self._shown = ""
        self._change(paper=(), can_print=False, problem=None, notice=NOTHING)

    def retell(self, manner: Manner) -> None:
        """Write everything anew, after language or form of numbers changed."""
        self._manner = manner
        self._change()

    def _fail(self, error: PosError) -> None:
        self._change(is_busy=False, problem=problem_view(error))

    def _change(self, **fields: object) -> None:
        state = replace(self.state, **fields)  # type: ignore[arg-type]  # Fields of the state.
        self._show(replace(state, rows=tuple(self._row(shift) for shift in self._shifts)))

    def _row(self, shift: ShiftRow) -> ZRow:
        write = self._manner.formatter
        sign = "+" if shift.over_short > 0 else ""
        return ZRow(
            number=shift.z_no,
            closed=write.moment(self._manner.local(parse_time(shift.closed_at))),
            over_short=f"{sign}{write.amount(shift.over_short, self._currency)}",
            people=f"{shift.closed_by}, {shift.approver}",
        )
