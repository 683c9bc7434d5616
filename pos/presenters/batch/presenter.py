"""Selling a list: chosen, looked at, sold row after row, stopped and gone on with.

    CHOOSING --Enter--> PREVIEW --Enter--> RUNNING --> DONE
        ^--Esc-------------'                ^  `--Enter, a refusal of the terminal--> STOPPED
                                            `-----------Enter---------------------------'

One row is one job: whoever stops waits for the row that is being sold, and no longer.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from pos.app.batch.batch_runs import KeptRun
from pos.app.batch.sell_batch import RowLeft, RowSold
from pos.app.people.sign_in import SignedIn
from pos.domain.errors import PosError
from pos.domain.operator import MAY_SELL
from pos.presenters.batch import texts as words
from pos.presenters.batch.desk import LISTS, BatchDesk, OpenedList
from pos.presenters.batch.view import (
    BatchLine,
    BatchModel,
    BatchState,
    BatchStep,
    line_of,
    lines_of,
    primary_of,
    text_of,
)
from pos.presenters.jobs import JobRunner
from pos.presenters.latest_job import LatestJob
from pos.presenters.manner import Manner
from pos.presenters.problem_view import problem_view
from pos.presenters.rendering import Rendering
from pos.presenters.sale.state import Action
from pos.presenters.texts import Say, plain


class BatchPresenter(Rendering[BatchState]):
    """Knows the page of lists.

    Args:
        desk: the terminal.
        jobs: runs what takes time.
        manner: how values are written.
        currency: of the terminal.
        changed: a run ended, so what is shown beside it is read again.
    """

    def __init__(
        self,
        desk: BatchDesk,
        jobs: JobRunner,
        manner: Manner,
        *,
        currency: str,
        changed: Callable[[], None],
    ) -> None:
        self._desk = desk
        self._jobs = jobs
        self._reading = LatestJob(jobs)
        self._manner = manner
        self._currency = currency
        self._changed = changed
        self._model: BatchModel | None = None
        self._unfinished: dict[str, KeptRun] = {}
        self._is_selling = False
        self._lines: list[BatchLine] = []
        self._places: list[int] = []
        self.operator: SignedIn | None = None
        super().__init__(BatchState(text=(words.CHOOSE,)))

    def refresh(self) -> None:
        """Look for lists and for runs that were cut off, e.g. when the page is shown."""
        if self.state.step is BatchStep.CHOOSING:
            desk = self._desk
            self._reading.run(
                lambda: (desk.files(), desk.unfinished()), done=self._take_files, failed=self._fail
            )

    def path_typed(self, text: str) -> None:
        """Typed where a list is."""
        self._put(path=text, problem=None)

    def name_typed(self, text: str) -> None:
        """Typed a name for the run."""
        self._put(name=text, problem=None)

    def file_chosen(self, path: str) -> None:
        """Chose a list, or a run that was cut off, and look at it."""
        self._put(path=path, problem=None)
        self.enter()

    def slips_chosen(self, *, slips: bool) -> None:
        """Chose whether a slip is printed for each row."""
        if self.state.step is BatchStep.CHOOSING:
            self._put(slips=slips)

    def enter(self) -> None:
        """Do the one next thing."""
        if self.operator is None or self.state.is_busy:
            return
        try:
            self.operator.must_be(*MAY_SELL)
        except PosError as error:
            self._fail(error)
            return
        match self.state.step:
            case BatchStep.CHOOSING if self.state.primary.enabled:
                self._open()
            case BatchStep.PREVIEW if self.state.primary.enabled:
                self._begin()
            case BatchStep.RUNNING:
                self._put(step=BatchStep.STOPPED)
            case BatchStep.STOPPED:
                self._begin()
            case BatchStep.DONE:
                self._anew()
            case _:
                return

    def back(self) -> bool:
        """Leave the list; False where nothing is left. A run goes on when it is opened again."""
        is_open = self.state.step is not BatchStep.CHOOSING
        if is_open and not self._is_selling and not self.state.is_busy:
            self._anew()
        return is_open

    def save_sheet(self) -> None:
        """Write all codes of the run on one sheet."""
        model, desk = self._model, self._desk
        if model is None or not self.state.can_save or self.state.is_busy:
            return

        def done(place: str) -> None:
            self._model = replace(self._model or model, saved=place)
            self._put(is_busy=False)

        self._put(is_busy=True, problem=None)
        self._jobs.run(
            lambda: desk.save_sheet(model.sold(), model.run), done=done, failed=self._fail
        )

    def operator_changed(self, operator: SignedIn | None) -> None:
        """Somebody signed in or left: a run stops behind the row that is being sold."""
        before, self.operator = self.operator, operator
        if self.state.step is BatchStep.RUNNING:
            self._put(step=BatchStep.STOPPED)
        is_other = operator is not None and before is not None and operator.name != before.name
        if is_other and not self._is_selling:
            self._anew()

    def retell(self, manner: Manner) -> None:
        """Write everything anew, after language or form of numbers changed."""
        self._manner = manner
        self._write_lines()
        self._put()

    def _write_lines(self) -> None:
        """Write the whole list; a row that is sold changes its own line only."""
        model = self._model
        self._lines = [] if model is None else list(lines_of(model, self._manner))
        rows = () if model is None else model.opened.rows
        places = {line.line: place for place, line in enumerate(self._lines)}
        self._places = [places[str(row.row.line)] for row in rows]

    def _open(self) -> None:
        desk, path, name, slips = self._desk, self.state.path, self.state.name, self.state.slips
        kept = self._unfinished.get(path)

        def ask() -> OpenedList:
            if kept is not None:
                return desk.reopen(kept)
            return desk.open(Path(path.strip()).expanduser(), name.strip(), slips=slips)

        def take(opened: OpenedList) -> None:
            self._model = BatchModel(opened, self._currency)
            self._write_lines()
            self._put(step=BatchStep.PREVIEW, is_busy=False)

        self._put(is_busy=True, problem=None)
        self._reading.run(ask, done=take, failed=self._fail)

    def _begin(self) -> None:
        """Begin a run, or go on behind the last row that was told."""
        model, desk = self._model, self._desk
        if model is None or self._is_selling:
            return
        self._is_selling = True
        self._model = replace(model, unprinted=0)
        self._put(step=BatchStep.RUNNING, problem=None)
        self._jobs.run(
            lambda: desk.begin(model.opened), done=lambda _: self._next(), failed=self._break_off
        )

    def _next(self) -> None:
        model, operator, desk = self._model, self.operator, self._desk
        assert model is not None  # noqa: S101 - a list that is being sold is not put away.
        is_over = len(model.told) == len(model.opened.rows)
        if is_over or operator is None or self.state.step is not BatchStep.RUNNING:
            self._end(is_whole=is_over)
            return
        row, run = model.opened.rows[len(model.told)].row, model.run
        self._jobs.run(
            lambda: desk.sell(row, run, operator), done=self._take_row, failed=self._break_off
        )

    def _take_row(self, told: RowSold | RowLeft) -> None:
        model = self._model
        assert model is not None  # noqa: S101 - as in `_next`.
        place = self._places[len(model.told)]
        row = model.opened.rows[len(model.told)]
        self._lines[place] = line_of(row, told, self._currency, self._manner)
        self._model = model.with_told(told)
        self._put()
        self._next()

    def _break_off(self, error: PosError) -> None:
        """What concerns the terminal ends the run; what was sold stays sold."""
        self._put(problem=problem_view(error))
        self._end(is_whole=False)

    def _end(self, *, is_whole: bool) -> None:
        model, desk = self._model, self._desk
        assert model is not None  # noqa: S101 - as in `_next`.
        run = model.run
        self._is_selling = False
        self._put(step=BatchStep.DONE if is_whole else BatchStep.STOPPED)
        self._changed()

        def printed(unprinted: int) -> None:
            # Printing takes its time: the list may be put away by now, or go on.
            if self._model is not None and self._model.run == run and not self._is_selling:
                self._model = replace(self._model, unprinted=unprinted)
                self._put()
            self._changed()

        sold = model.sold()
        self._jobs.run(
            lambda: desk.end(run, sold, is_whole=is_whole), done=printed, failed=self._fail
        )

    def _anew(self) -> None:
        self._model = None
        self._write_lines()
        self._put(step=BatchStep.CHOOSING, path="", name="", problem=None, is_busy=False)
        self.refresh()

    def _take_files(self, found: tuple[tuple[Path, ...], tuple[KeptRun, ...]]) -> None:
        files, runs = found
        self._unfinished = {f"run:{run.key}": run for run in runs}
        cut_off = [
            (path, words.CUT_OFF.with_facts(run=run.run)) for path, run in self._unfinished.items()
        ]
        lists = [(str(file), plain(f"{file.parent.name}/{file.name}")) for file in files]
        self._put(files=(*cut_off, *lists))

    def _fail(self, error: PosError) -> None:
        self._put(is_busy=False, problem=problem_view(error))

    def _put(self, **fields: object) -> None:
        state = replace(self.state, **fields)  # type: ignore[arg-type]  # Fields of the state.
        model = self._model
        no_lists = words.NO_LISTS.with_facts(folder=LISTS)
        text: tuple[Say, ...] = (words.CHOOSE if state.files else no_lists,)
        primary = primary_of(state.step, model, state.path, self._manner)
        if state.is_busy:
            primary = Action(words.WORKING, enabled=False)
        if model is not None:
            text = text_of(state.step, model, self._manner)
        is_still = state.step in (BatchStep.STOPPED, BatchStep.DONE)
        self._show(
            replace(
                state,
                text=text,
                lines=tuple(self._lines),
                done=0 if model is None else len(model.told),
                count=0 if model is None else len(model.opened.rows),
                primary=primary,
                can_save=model is not None and is_still and model.sold_rows > 0,
            )
        )
