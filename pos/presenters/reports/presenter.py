"""Reports: one of them, of some days, as a drawing and a table, and as files."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from enum import Enum
from pathlib import Path
from typing import Protocol

from pos.app.people.sign_in import SignedIn
from pos.app.reports.report_csv import csv_of
from pos.app.reports.report_table import Column, ReportName, ReportTable
from pos.domain.errors import PosError
from pos.presenters.cash.texts import reason_told
from pos.presenters.jobs import JobRunner
from pos.presenters.latest_job import LatestJob
from pos.presenters.manner import Manner
from pos.presenters.problem_view import ProblemView, problem_view
from pos.presenters.rendering import Rendering
from pos.presenters.reports import texts as words
from pos.presenters.reports.desk import ReportDesk
from pos.presenters.reports.plot import (
    Plot,
    PlotKind,
    minor_of,
    plot_of,
    tender_named,
    what_happened,
)
from pos.presenters.texts import NOTHING, Say, plain

_AMOUNTS = (
    *("total", "amount", "expected", "counted", "over_short"),
    *("topped_up", "sold", "commission", "balance"),
)
_WEEK = 6


class Days(Enum):
    """Usual periods."""

    TODAY = words.TODAY
    YESTERDAY = words.YESTERDAY
    SEVEN_DAYS = words.SEVEN_DAYS
    THIS_MONTH = words.THIS_MONTH


@dataclass(frozen=True, slots=True)
class ShownColumn:
    """A column of the table."""

    title: Say
    is_number: bool


@dataclass(frozen=True, slots=True)
class ReportState:
    """The page.

    Attributes:
        name: of the report that is chosen.
        days: chosen; None where days were typed.
        first, last: the days, `YYYY-MM-DD`, as typed or chosen.
        title, span: of the report that is shown, and its days and currency.
        rows: cells, the totals last where there are any.
        has_totals: the last row is the sum of those above.
        place: where files are kept.
        notice: what was done, or that there is nothing.
    """

    name: ReportName = ReportName.SALES_BY_HOUR
    days: Days | None = Days.TODAY
    first: str = ""
    last: str = ""
    title: Say = NOTHING
    span: str = ""
    plot: Plot = field(default_factory=lambda: Plot(PlotKind.UPRIGHT))
    columns: tuple[ShownColumn, ...] = ()
    rows: tuple[tuple[Say, ...], ...] = ()
    has_totals: bool = False
    place: Say = words.THIS_TERMINAL
    notice: Say = NOTHING
    problem: ProblemView | None = None
    is_busy: bool = False


class ReportPrinter(Protocol):
    """Writes a report as a PDF; may be called in a thread of its own."""

    def __call__(self, state: ReportState) -> bytes:
        """Return the file."""


class ReportPresenter(Rendering[ReportState]):
    """Reads the chosen report whenever something else is chosen.

    Args:
        desk: makes reports.
        jobs: runs what takes time.
        manner: how values are written.
        now: tells the present moment, aware.
    """

    def __init__(
        self, desk: ReportDesk, jobs: JobRunner, manner: Manner, now: Callable[[], datetime]
    ) -> None:
        self._desk = desk
        self._jobs = jobs
        self._reading = LatestJob(jobs)
        self._looking = LatestJob(jobs)
        self._manner = manner
        self._now = now
        self._table: ReportTable | None = None
        self._places: tuple[Path, ...] = ()
        self._place = 0
        self.operator: SignedIn | None = None
        super().__init__(ReportState())
        self.days_chosen(Days.TODAY)

    def refresh(self) -> None:
        """Read the report anew, e.g. when the page is shown; today is another day by then."""
        if self.state.days is not None:
            first, last = _span(self.state.days, self._manner.local(self._now()).date())
            self._change(first=f"{first}", last=f"{last}")
        desk, operator, state = self._desk, self.operator, self.state
        if operator is None:
            return
        self.look_for_places()
        self._reading.run(
            lambda: desk.report(state.name, state.first, state.last, operator),
            done=self._take,
            failed=self._refuse,
        )

    def chosen(self, name: ReportName) -> None:
        """Chose a report."""
        self._change(name=name, notice=NOTHING)
        self.refresh()

    def days_chosen(self, days: Days) -> None:
        """Chose one of the usual periods."""
        self._change(days=days, notice=NOTHING)
        self.refresh()

    def days_typed(self, first: str, last: str) -> None:
        """Typed the first and the last day."""
        self._change(days=None, first=first.strip(), last=last.strip(), notice=NOTHING)
        self.refresh()

    def look_for_places(self) -> None:
        """Look where files can be kept; the place that was chosen is kept if it is still there."""

        def take(places: tuple[Path, ...]) -> None:
            chosen = self._places[self._place] if self._places else None
            self._places = places
            self._place = places.index(chosen) if chosen in places else 0
            self._change()

        self._looking.run(self._desk.places, done=take, failed=self._fail)

    def next_place(self) -> None:
        """Chose the next place, e.g. a stick that was put in."""
        if self._places:
            self._place = (self._place + 1) % len(self._places)
        self._change(notice=NOTHING)
        self.look_for_places()

    def export_audit(self) -> None:
        """Write what an auditor needs."""
        desk, operator, place = self._desk, self.operator, self._chosen_place()
        if operator is not None and place is not None and not self.state.is_busy:
            self._write(lambda: desk.export_audit(place, operator))

    def save_csv(self) -> None:
        """Keep the table as a file for a spreadsheet."""
        table = self._table
        if table is not None:
            self._save("csv", lambda: csv_of(table).encode("utf-8-sig"))

    def save_pdf(self, printer: ReportPrinter) -> None:
        """Keep drawing and table as a file for people."""
        state = self.state
        if self._table is not None:
            self._save("pdf", lambda: printer(state))

    def operator_changed(self, operator: SignedIn | None) -> None:
        """Somebody signed in or left; figures are not left lying on the screen."""
        self.operator = operator
        self._reading.cancel()
        self._table = None
        self._change(problem=None, notice=NOTHING)

    def retell(self, manner: Manner) -> None:
        """Write everything anew, after language or form of numbers changed."""
        self._manner = manner
        self._change()

    def _save(self, ending: str, write: Callable[[], bytes]) -> None:
        table, desk, place = self._table, self._desk, self._chosen_place()
        if table is None or place is None or self.state.is_busy:
            return
        file_name = f"{table.name}-{table.period.first}-{table.period.last}.{ending}"
        self._write(lambda: desk.save(place, file_name, write()))

    def _write(self, do: Callable[[], str]) -> None:
        def done(where: str) -> None:
            notice = words.SAVED.with_facts(file=where)
            self._change(is_busy=False, problem=None, notice=notice)

        self._change(is_busy=True, problem=None, notice=NOTHING)
        self._jobs.run(do, done=done, failed=self._fail)

    def _chosen_place(self) -> Path | None:
        return self._places[self._place] if self._places else None

    def _take(self, table: ReportTable) -> None:
        self._table = table
        self._change(problem=None, notice=NOTHING if table.rows else words.NOTHING_HAPPENED)

    def _refuse(self, error: PosError) -> None:
        """Show no figures beside a refusal, which may be about days that they are not of."""
        self._table = None
        self._fail(error)

    def _fail(self, error: PosError) -> None:
        self._change(is_busy=False, problem=problem_view(error))

    def _change(self, **fields: object) -> None:
        state = replace(self.state, **fields)  # type: ignore[arg-type]  # Fields of the state.
        stick = self._places[self._place].name if self._place else ""
        state = replace(state, place=plain(stick) if stick else words.THIS_TERMINAL)
        table = self._table
        if table is None:
            empty = Plot(PlotKind.UPRIGHT)
            self._show(replace(state, title=NOTHING, span="", plot=empty, columns=(), rows=()))
            return
        has_totals = bool(table.totals) and bool(table.rows)
        lines = (*table.rows, table.totals) if has_totals else table.rows
        self._show(
            replace(
                state,
                title=words.NAMES[table.name],
                span=self._written_span(table),
                plot=plot_of(table, self._manner.formatter),
                columns=tuple(_shown(column) for column in table.columns),
                rows=tuple(self._cells(table, line) for line in lines),
                has_totals=has_totals,
            )
        )

    def _written_span(self, table: ReportTable) -> str:
        zone, write = self._manner.zone, self._manner.formatter
        ends = (table.period.first, table.period.last)
        days = [write.day(datetime.combine(day, time(), zone)) for day in ends]
        span = " – ".join(dict.fromkeys(days))  # noqa: RUF001 - an en dash stands between days.
        return f"{span}  ·  {table.currency}"

    def _cells(self, table: ReportTable, line: tuple[str, ...]) -> tuple[Say, ...]:
        write = self._manner.formatter
        cells = []
        for column, cell in zip(table.columns, line, strict=True):
            if column.name in _AMOUNTS and cell:
                minor = minor_of(cell, table.currency)
                cells.append(plain(write.amount(minor, table.currency)))
            elif column.name == "units" and cell:
                cells.append(plain(write.decimal(cell)))
            elif column.name == "tender" and cell:
                cells.append(tender_named(cell))
            elif column.name == "what":
                cells.append(what_happened(cell))
            elif column.name == "reason":
                cells.append(reason_told(cell))
            else:
                cells.append(plain(cell))
        if line is table.totals and not line[0]:
            cells[0] = words.TOTAL
        return tuple(cells)


def _shown(column: Column) -> ShownColumn:
    title = words.COLUMNS.get(column.name) or plain(column.name.replace("_", " "))
    return ShownColumn(title, column.is_number)


def _span(days: Days, today: date) -> tuple[date, date]:
    match days:
        case Days.TODAY:
            return today, today
        case Days.YESTERDAY:
            yesterday = today - timedelta(days=1)
            return yesterday, yesterday
        case Days.SEVEN_DAYS:
            return today - timedelta(days=_WEEK), today
        case Days.THIS_MONTH:
            return today.replace(day=1), today
