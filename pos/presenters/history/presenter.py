"""The history: past sales page by page, one of them whole, and a copy of its receipt."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from pos.app.people.sign_in import SignedIn
from pos.app.sold.history import SaleStory
from pos.domain.errors import PosError
from pos.domain.projections import SaleRow
from pos.domain.sale import SaleState
from pos.presenters.desk import Desk
from pos.presenters.history.case_desk import CaseDesk
from pos.presenters.history.view import (
    HistoryDetail,
    HistoryRow,
    detail_of,
    first_seq,
    row_of,
    searched,
)
from pos.presenters.jobs import JobRunner
from pos.presenters.latest_job import LatestJob
from pos.presenters.manner import Manner
from pos.presenters.problem_view import ProblemView, problem_view
from pos.presenters.rendering import Rendering
from pos.presenters.second_signing import SecondSigning

PAGE_ROWS = 100
# An amount may have two digits; a letter alone finds everybody.
FOUND_FROM_LETTERS = 2


@dataclass(frozen=True, slots=True)
class HistoryState:
    """The history screen.

    Attributes:
        rows: what was loaded so far, newest first; with a filter, what it finds and what passes it.
        filter: text that time, receipt, meter or operator must hold, or by which a sale is found.
        only_cases: only sales whose cases have no end are listed.
        has_more: older sales can be loaded.
    """

    rows: tuple[HistoryRow, ...] = ()
    filter: str = ""
    only_cases: bool = False
    has_more: bool = True
    is_loading: bool = False
    detail: HistoryDetail | None = None
    problem: ProblemView | None = None


class HistoryPresenter(Rendering[HistoryState]):
    """Loads pages as they are scrolled to.

    Args:
        desk: the terminal.
        cases: what went wrong, and statements.
        jobs: runs what takes time.
        signing: asks a second person, where one is needed.
        currency: of the terminal.
        manner: how values are written.
        opened_sale: told which sale is open, by its id; empty for none, or one of no money.
    """

    def __init__(
        self,
        desk: Desk,
        cases: CaseDesk,
        jobs: JobRunner,
        signing: SecondSigning,
        *,
        currency: str,
        manner: Manner,
        opened_sale: Callable[[str], None],
    ) -> None:
        self._desk = desk
        self._cases = cases
        self._signing = signing
        self._jobs = jobs
        self._pages = LatestJob(jobs)
        self._finding = LatestJob(jobs)
        self._details = LatestJob(jobs)
        self._currency = currency
        self._manner = manner
        self._sales: tuple[SaleRow, ...] = ()
        self._found: tuple[SaleRow, ...] = ()
        self._story: SaleStory | None = None
        self._receipt: tuple[str, ...] = ()
        self._statement: tuple[str, ...] = ()
        self._opened_sale = opened_sale
        self.operator: SignedIn | None = None
        super().__init__(HistoryState())

    def refresh(self) -> None:
        """Load the newest page anew, e.g. when the screen is shown."""
        self._load(before_seq=None)

    def more(self) -> None:
        """Scrolled to the end of what is loaded."""
        if self.state.has_more and not self.state.is_loading and self._sales:
            self._load(before_seq=first_seq(self._sales[-1]))

    def filtered(self, text: str) -> None:
        """Typed a filter; it looks at what is loaded, and finds what is not."""
        self._finding.cancel()
        self._found = ()
        self._change(filter=text)
        if len(text.strip()) >= FOUND_FROM_LETTERS:
            desk = self._desk
            self._finding.run(
                lambda: desk.find_sales(text, limit=PAGE_ROWS),
                done=self._take_found,
                failed=self._fail,
            )

    def cases_wanted(self) -> None:
        """Show sales whose cases have no end, or all sales again."""
        self._sales = ()
        self._change(only_cases=not self.state.only_cases)
        self.refresh()

    def statement_wanted(self) -> None:
        """Show what the opened sale's meter bought here, or the receipt again."""
        story, cases = self._story, self._cases
        if story is None or self._statement:
            self._statement = ()
            self._change()
            return
        pan = story.row.pan
        self._details.run(
            lambda: cases.statement(pan), done=self._take_statement, failed=self._fail
        )

    def opened(self, sale_id: str) -> None:
        """Opened one sale."""

        def ask() -> tuple[SaleStory, tuple[str, ...]]:
            story = self._desk.story(sale_id)
            is_sold = story.row.state == SaleState.COMMITTED
            return story, self._desk.receipt(story) if is_sold else ()

        self._details.run(ask, done=self._take_story, failed=self._fail)

    def closed(self) -> None:
        """Left the opened sale."""
        self._details.cancel()
        self._story, self._receipt, self._statement = None, (), ()
        self._opened_sale("")
        self._change()

    def print_copy(self) -> None:
        """Print what is shown: a marked copy of the opened sale, or the statement."""
        story, operator = self._story, self.operator
        if story is None or operator is None or story.row.state != SaleState.COMMITTED:
            return
        sale_id, desk, cases = story.row.sale_id, self._desk, self._cases
        if self._statement:
            self._details.run(
                lambda: cases.print_statement(story.row.pan, operator),
                done=lambda _: self._change(problem=None),
                failed=self._fail,
            )
            return

        def take(printed: SaleStory) -> None:
            if self._story is not None and self._story.row.sale_id == sale_id:
                self._take_story((printed, self._receipt))

        self._signing.run(
            lambda second: desk.print_again(sale_id, operator, second),
            done=take,
            failed=self._fail,
        )

    def settle_print(self, job: str, *, printed: bool) -> None:
        """Say whether a receipt came out of the printer."""
        story, operator, desk = self._story, self.operator, self._desk
        if story is None or operator is None:
            return

        def do() -> tuple[SaleStory, tuple[str, ...]]:
            desk.settle_print(job, printed=printed, operator=operator)
            return desk.story(story.row.sale_id), self._receipt

        self._details.run(do, done=self._take_story, failed=self._fail)

    def operator_changed(self, operator: SignedIn | None) -> None:
        """Somebody signed in or left; a code is not left lying on the screen."""
        self.operator = operator
        if operator is None:
            self._found = ()
            self._change(filter="", only_cases=False)
            self.closed()

    def retell(self, manner: Manner) -> None:
        """Write everything anew, after language or form of numbers changed."""
        self._manner = manner
        self._change()

    def _load(self, *, before_seq: int | None) -> None:
        def take(page: tuple[SaleRow, ...]) -> None:
            self._sales = page if before_seq is None else (*self._sales, *page)
            has_more = len(page) == PAGE_ROWS and not only_cases
            self._change(has_more=has_more, is_loading=False, problem=None)

        def ask() -> tuple[SaleRow, ...]:
            if only_cases:
                return self._cases.open_cases(limit=PAGE_ROWS)
            return self._desk.sales(limit=PAGE_ROWS, before_seq=before_seq)

        only_cases = self.state.only_cases
        self._change(is_loading=True)
        self._pages.run(ask, done=take, failed=self._fail)

    def _take_found(self, found: tuple[SaleRow, ...]) -> None:
        self._found = found
        self._change(problem=None)

    def _take_statement(self, lines: tuple[str, ...]) -> None:
        self._statement = lines
        self._change(problem=None)

    def _take_story(self, found: tuple[SaleStory, tuple[str, ...]]) -> None:
        story, self._receipt = found
        if self._story is None or self._story.row.sale_id != story.row.sale_id:
            self._statement = ()
        self._story = story
        is_sold = story.row.state == SaleState.COMMITTED and story.row.is_paid
        self._opened_sale(story.row.sale_id if is_sold else "")
        self._change(problem=None)

    def _fail(self, error: PosError) -> None:
        self._change(is_loading=False, problem=problem_view(error))

    def _change(self, **fields: object) -> None:
        state = replace(self.state, **fields)  # type: ignore[arg-type]  # Fields of the state.
        story = self._story
        detail = (
            None
            if story is None
            else detail_of(story, self._receipt, self._statement, self._manner)
        )
        self._show(replace(state, rows=self._rows(state.filter), detail=detail))

    def _rows(self, typed: str) -> tuple[HistoryRow, ...]:
        """Return what was found for the filter, then what was loaded and passes it."""
        wanted = typed.casefold().replace(" ", "")
        rows = (row_of(sale, self._currency, self._manner) for sale in self._sales)
        if not wanted:
            return tuple(rows)
        found = [row_of(sale, self._currency, self._manner) for sale in self._listed()]
        known = {row.sale_id for row in found}
        passing = [row for row in rows if row.sale_id not in known and wanted in searched(row)]
        return (*found, *passing)

    def _listed(self) -> tuple[SaleRow, ...]:
        """Return what was found, of open cases those that are."""
        if not self.state.only_cases:
            return self._found
        with_case = {sale.sale_id for sale in self._sales}
        return tuple(sale for sale in self._found if sale.sale_id in with_case)
