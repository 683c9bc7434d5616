"""From a list and how far it is sold to what its page shows."""

from dataclasses import dataclass, field, replace
from enum import Enum
from itertools import zip_longest

from pos.app.batch.batch_runs import KeptRun
from pos.app.batch.sell_batch import RowLeft, RowPreview, RowSold
from pos.domain.meter import display_number
from pos.presenters.batch import texts as words
from pos.presenters.batch.desk import OpenedList
from pos.presenters.formatting import grouped_meter
from pos.presenters.manner import Manner
from pos.presenters.problem_view import ProblemView, problem_view
from pos.presenters.problems import shown_fact
from pos.presenters.sale.state import Action, Tone
from pos.presenters.texts import NOTHING, Say


class BatchStep(Enum):
    """Where a list stands."""

    CHOOSING = "choosing"
    PREVIEW = "preview"
    RUNNING = "running"
    STOPPED = "stopped"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class BatchLine:
    """One row of the list."""

    line: str
    meter: str
    name: str
    amount: str
    state: Say
    tone: Tone


@dataclass(frozen=True, slots=True)
class BatchState:
    """The page.

    Attributes:
        files: what may be chosen: its path or its run, and how it is shown.
        path: typed or chosen.
        name: of a new run, as typed; empty for that of the file and the month.
        slips: a slip is printed for each row.
        text: what stands, and what to do.
        lines: of the list.
        done, count: rows that were looked at in this run, of how many.
        can_save: the codes can be written on one sheet.
    """

    step: BatchStep = BatchStep.CHOOSING
    files: tuple[tuple[str, Say], ...] = ()
    path: str = ""
    name: str = ""
    slips: bool = True
    text: tuple[Say, ...] = ()
    lines: tuple[BatchLine, ...] = ()
    done: int = 0
    count: int = 0
    primary: Action = field(default_factory=lambda: Action(words.OPEN, enabled=False))
    can_save: bool = False
    problem: ProblemView | None = None
    is_busy: bool = False


@dataclass(frozen=True, slots=True)
class BatchModel:
    """A list on its way.

    Attributes:
        told: what came of the rows so far, in order; a row that was sold before is told again.
        total: what the rows sold so far come to, in minor units, and `sold_rows` how many.
        saved: where the codes were written.
        unprinted: slips of sold rows that were not on paper when the run came to rest.
    """

    opened: OpenedList
    currency: str
    told: tuple[RowSold | RowLeft, ...] = ()
    total: int = 0
    sold_rows: int = 0
    saved: str = ""
    unprinted: int = 0

    @property
    def run(self) -> KeptRun:
        """The run."""
        return self.opened.run

    @property
    def ready(self) -> tuple[RowPreview, ...]:
        """Rows that would be sold."""
        return tuple(row for row in self.opened.rows if row.error is None and not row.sold)

    def amount(self) -> int:
        """Return what the rows to be sold come to, in minor units."""
        return sum(row.row.amount.minor for row in self.ready)

    def with_told(self, told: RowSold | RowLeft) -> "BatchModel":
        """Return the list with what came of one row more."""
        is_sold = isinstance(told, RowSold)
        total = told.result.begun.total if isinstance(told, RowSold) else 0
        return replace(
            self,
            told=(*self.told, told),
            total=self.total + total,
            sold_rows=self.sold_rows + is_sold,
        )

    def sold(self) -> tuple[RowSold, ...]:
        """Return the rows that are sold, in this try or before."""
        return tuple(each for each in self.told if isinstance(each, RowSold))


def lines_of(model: BatchModel, manner: Manner) -> tuple[BatchLine, ...]:
    """Show every row of the list, unreadable ones too, in the order of the file."""
    lines = [
        (row.row.line, line_of(row, told, model.currency, manner))
        for row, told in zip_longest(model.opened.rows, model.told)
    ]
    for bad in model.opened.unreadable:
        view = problem_view(bad.error)
        meter, amount = (shown_fact(text) if text else "" for text in (bad.meter, bad.amount))
        told_bad = BatchLine(str(bad.line), meter, "", amount, view.happened, Tone.BAD)
        lines.append((bad.line, told_bad))
    return tuple(line for _, line in sorted(lines, key=lambda pair: pair[0]))


def line_of(
    row: RowPreview, told: RowSold | RowLeft | None, currency: str, manner: Manner
) -> BatchLine:
    """Show one row; what came of it once it is told."""
    write = manner.formatter
    state, tone = _state(row, told, manner)
    return BatchLine(
        line=str(row.row.line),
        meter=grouped_meter(display_number(row.row.pan)),
        name=row.name,
        amount=write.amount(row.row.amount.minor, currency),
        state=state,
        tone=tone,
    )


def _state(row: RowPreview, told: RowSold | RowLeft | None, manner: Manner) -> tuple[Say, Tone]:
    write = manner.formatter
    match told:
        case RowSold(result=result):
            units = write.units(sum(token.units_milli for token in result.tokens))
            return words.SOLD.with_facts(units=units), Tone.GOOD
        case RowLeft(error=error):
            return problem_view(error).happened, Tone.BAD
        case None if row.error is not None:
            return problem_view(row.error).happened, Tone.BAD
        case None if row.sold:
            return words.BEFORE, Tone.GOOD
        case _:
            text, tone = words.READY, Tone.PLAIN
            if row.is_repeat:
                text, tone = words.REPEAT, Tone.WARNING
            return text.with_facts(units=write.units(row.units_milli)), tone


def text_of(step: BatchStep, model: BatchModel, manner: Manner) -> tuple[Say, ...]:
    """Say where the list stands."""
    write, opened = manner.formatter, model.opened
    amount = write.money(model.total, model.currency)
    facts = {"done": str(len(model.told)), "count": str(len(opened.rows))}
    saved = words.SHEET_AT.with_facts(file=model.saved) if model.saved else NOTHING
    slips = words.UNPRINTED.with_facts(count=str(model.unprinted)) if model.unprinted else NOTHING
    match step:
        case BatchStep.RUNNING:
            return (words.PROGRESS.with_facts(**facts, amount=amount),)
        case BatchStep.STOPPED:
            stopped = words.STOPPED.with_facts(**facts)
            return tuple(part for part in (stopped, slips) if part.text)
        case BatchStep.DONE:
            left = len(model.told) - model.sold_rows + len(opened.unreadable)
            done = words.DONE.with_facts(sold=str(model.sold_rows), amount=amount, left=str(left))
            return tuple(part for part in (done, slips, saved) if part.text)
        case _:
            return tuple(_preview_text(model, manner))


def _preview_text(model: BatchModel, manner: Manner) -> list[Say]:
    opened, ready = model.opened, model.ready
    said = [
        words.RUN.with_facts(
            run=model.run.run,
            rows=str(len(opened.rows) + len(opened.unreadable)),
            amount=manner.formatter.money(model.amount(), model.currency),
            ready=str(len(ready)),
        )
    ]
    sold = sum(bool(row.sold) for row in opened.rows)
    bad = sum(row.error is not None for row in opened.rows) + len(opened.unreadable)
    repeats = sum(row.is_repeat for row in opened.rows)
    if sold:
        said.append(words.SOLD_BEFORE.with_facts(sold=str(sold)))
    if bad:
        said.append(words.PROBLEMS.with_facts(count=str(bad)))
    if repeats:
        said.append(words.REPEATS.with_facts(count=str(repeats)))
    return said


def primary_of(step: BatchStep, model: BatchModel | None, path: str, manner: Manner) -> Action:
    """Return what Enter does."""
    match step:
        case BatchStep.RUNNING:
            return Action(words.STOP)
        case BatchStep.STOPPED:
            return Action(words.GO_ON)
        case BatchStep.DONE:
            return Action(words.ANOTHER)
        case BatchStep.PREVIEW if model is not None and model.ready:
            amount = manner.formatter.money(model.amount(), model.currency)
            return Action(words.SELL.with_facts(ready=str(len(model.ready)), amount=amount))
        case BatchStep.PREVIEW:
            return Action(words.NOTHING_LEFT, enabled=False)
        case BatchStep.CHOOSING:
            return Action(words.OPEN, enabled=bool(path.strip()))
