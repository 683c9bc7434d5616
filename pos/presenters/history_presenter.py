"""The history: past sales page by page, one of them whole, and a copy of its receipt."""

from dataclasses import dataclass, replace
from typing import assert_never

from pos.app.history import SaleStory
from pos.app.sign_in import SignedIn
from pos.domain.errors import PosError
from pos.domain.journal import parse_time
from pos.domain.meter import display_number
from pos.domain.projections import SaleRow
from pos.domain.sale import SaleState
from pos.presenters import history_texts as words
from pos.presenters.copy_signing import CopySigning
from pos.presenters.desk import Desk
from pos.presenters.formatting import grouped_meter
from pos.presenters.jobs import JobRunner
from pos.presenters.latest_job import LatestJob
from pos.presenters.manner import Manner
from pos.presenters.problem_view import ProblemView, problem_view
from pos.presenters.rendering import Rendering
from pos.presenters.sale_state import SoldView, Tone
from pos.presenters.sold_view import sold_view
from pos.presenters.texts import Say

PAGE_ROWS = 100


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One sale in the table.

    Attributes:
        state: with an icon by its tone.
    """

    sale_id: str
    time: str
    receipt: str
    meter: str
    money: str
    units: str
    operator: str
    state: Say
    tone: Tone


@dataclass(frozen=True, slots=True)
class HistoryDetail:
    """One sale whole.

    Attributes:
        receipt: lines as printed; empty for a sale without a code.
        sold: its code card; None for a sale without a code.
        can_copy: a copy can be printed.
        can_resume: it is open and can be taken to the sale screen.
    """

    sale_id: str
    receipt: tuple[str, ...]
    sold: SoldView | None
    can_copy: bool
    can_resume: bool


@dataclass(frozen=True, slots=True)
class HistoryState:
    """The history screen.

    Attributes:
        rows: what was loaded so far, newest first, those that pass the filter.
        filter: text that time, receipt, meter or operator must hold.
        has_more: older sales can be loaded.
    """

    rows: tuple[HistoryRow, ...] = ()
    filter: str = ""
    has_more: bool = True
    is_loading: bool = False
    detail: HistoryDetail | None = None
    problem: ProblemView | None = None


class HistoryPresenter(Rendering[HistoryState]):
    """Loads pages as they are scrolled to."""

    def __init__(
        self, desk: Desk, jobs: JobRunner, signing: CopySigning, *, currency: str, manner: Manner
    ) -> None:
        self._desk = desk
        self._signing = signing
        self._jobs = jobs
        self._pages = LatestJob(jobs)
        self._details = LatestJob(jobs)
        self._currency = currency
        self._manner = manner
        self._sales: tuple[SaleRow, ...] = ()
        self._story: SaleStory | None = None
        self._receipt: tuple[str, ...] = ()
        self.operator: SignedIn | None = None
        super().__init__(HistoryState())

    def refresh(self) -> None:
        """Load the newest page anew, e.g. when the screen is shown."""
        self._load(before_seq=None)

    def more(self) -> None:
        """Scrolled to the end of what is loaded."""
        if self.state.has_more and not self.state.is_loading and self._sales:
            self._load(before_seq=_first_seq(self._sales[-1]))

    def filtered(self, text: str) -> None:
        """Typed a filter; it looks at what is loaded."""
        self._change(filter=text)

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
        self._story, self._receipt = None, ()
        self._change()

    def print_copy(self) -> None:
        """Print a marked copy of the opened sale."""
        story, operator = self._story, self.operator
        if story is None or operator is None or story.row.state != SaleState.COMMITTED:
            return
        sale_id, desk = story.row.sale_id, self._desk

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
            self.closed()

    def retell(self, manner: Manner) -> None:
        """Write everything anew, after language or form of numbers changed."""
        self._manner = manner
        self._change()

    def _load(self, *, before_seq: int | None) -> None:
        def take(page: tuple[SaleRow, ...]) -> None:
            self._sales = page if before_seq is None else (*self._sales, *page)
            self._change(has_more=len(page) == PAGE_ROWS, is_loading=False, problem=None)

        self._change(is_loading=True)
        self._pages.run(
            lambda: self._desk.sales(limit=PAGE_ROWS, before_seq=before_seq),
            done=take,
            failed=self._fail,
        )

    def _take_story(self, found: tuple[SaleStory, tuple[str, ...]]) -> None:
        self._story, self._receipt = found
        self._change(problem=None)

    def _fail(self, error: PosError) -> None:
        self._change(is_loading=False, problem=problem_view(error))

    def _change(self, **fields: object) -> None:
        state = replace(self.state, **fields)  # type: ignore[arg-type]  # Fields of the state.
        rows = tuple(self._row(sale) for sale in self._sales)
        wanted = state.filter.casefold().replace(" ", "")
        if wanted:
            rows = tuple(row for row in rows if wanted in _searched(row))
        self._show(replace(state, rows=rows, detail=self._detail()))

    def _row(self, sale: SaleRow) -> HistoryRow:
        write = self._manner.formatter
        state, tone = _state_of(sale)
        is_sold = sale.state == SaleState.COMMITTED
        return HistoryRow(
            sale_id=sale.sale_id,
            time=write.moment(self._manner.local(parse_time(sale.begun_at))),
            receipt=sale.receipt_no,
            meter=grouped_meter(display_number(sale.pan)),
            money=write.amount(sale.total, self._currency),
            units=write.units(sale.credited_milli) if is_sold else "",
            operator=sale.operator,
            state=state,
            tone=tone,
        )

    def _detail(self) -> HistoryDetail | None:
        story = self._story
        if story is None:
            return None
        is_sold = story.row.state == SaleState.COMMITTED
        manner = self._manner
        return HistoryDetail(
            sale_id=story.row.sale_id,
            receipt=self._receipt,
            sold=sold_view(story, manner.formatter, manner.zone) if is_sold else None,
            can_copy=is_sold,
            can_resume=story.row.state == SaleState.OPEN,
        )


def _searched(row: HistoryRow) -> str:
    text = f"{row.time} {row.receipt} {row.meter} {row.operator}"
    return text.casefold().replace(" ", "")


def _first_seq(sale: SaleRow) -> int:
    """Return the entry that brought a sale into the journal, as `Reads.sales` counts."""
    return sale.begun_seq or sale.ended_seq


def _state_of(sale: SaleRow) -> tuple[Say, Tone]:
    state = SaleState(sale.state)
    match state:
        case SaleState.OPEN:
            return words.OPEN, Tone.WARNING
        case SaleState.CANCELLED:
            return words.CANCELLED, Tone.PLAIN
        case SaleState.COMMITTED:
            return (words.RECOVERED if not sale.begun_seq else words.SOLD), Tone.GOOD
        case _:
            assert_never(state)
