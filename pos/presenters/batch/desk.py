"""What the page of lists asks of the terminal; every method may touch a disk."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from pos.app.batch.batch_runs import LIST_BYTES_MAX, NO_SLIPS, KeptRun, RunShelf, run_for
from pos.app.batch.sell_batch import (
    RowLeft,
    RowPreview,
    RowSold,
    preview_batch,
    run_must_be_paid_alike,
    sell_row,
)
from pos.app.journal.journal_heads import sign_what_can_be_signed
from pos.app.people.sign_in import SignedIn
from pos.app.ports import Ports
from pos.app.selling.quoting import terminal_of
from pos.domain.batch import BatchRow, UnreadableRow, read_batch
from pos.domain.errors import StoreUnusable, file_not_read
from pos.domain.errors.batch import ListTooLarge
from pos.presenters.small_file import read_small, replace_small

LISTS: Final = "lists"
_FILES_MAX: Final = 50


@dataclass(frozen=True, slots=True)
class OpenedList:
    """A list with the run that sells it, and what each row would buy now.

    Attributes:
        unreadable: rows that make no sense.
    """

    run: KeptRun
    rows: tuple[RowPreview, ...]
    unreadable: tuple[UnreadableRow, ...]


@dataclass(frozen=True, slots=True)
class BatchTools:
    """What lists need besides the ports, from adapters they must not know.

    Attributes:
        shelf: keeps runs that were cut off.
        sticks: the sticks that are in the machine now.
        sheet: writes sold rows as one PDF file.
    """

    shelf: RunShelf
    sticks: Callable[[], tuple[Path, ...]]
    sheet: Callable[[Sequence[RowSold]], bytes]


class BatchDesk(Protocol):
    """Lists of meters and amounts, sold as runs."""

    def files(self) -> tuple[Path, ...]:
        """Return the lists on sticks and in the terminal's own folder of lists."""

    def unfinished(self) -> tuple[KeptRun, ...]:
        """Return the runs that were cut off, oldest first."""

    def open(self, file: Path, name: str, *, slips: bool) -> OpenedList:
        """Read a list; raises as `run_for` and `read_batch`, and FileNotRead.

        Args:
            name: of the run; empty for that of the file and the month.
            slips: a slip is printed for each row.
        """

    def reopen(self, run: KeptRun) -> OpenedList:
        """Look at a run that was cut off, as it stands now."""

    def begin(self, opened: OpenedList) -> None:
        """Keep a run before its first row is sold; StoreUnusable, RunPaidOtherwise."""

    def sell(self, row: BatchRow, run: KeptRun, operator: SignedIn) -> RowSold | RowLeft:
        """Sell one row; raises what ends the run."""

    def end(self, run: KeptRun, sold: Sequence[RowSold], *, is_whole: bool) -> int:
        """Sign the journal's head and print slips; forget a run that came to its end.

        Returns how many slips of the sold rows are not on paper.
        """

    def save_sheet(self, sold: Sequence[RowSold], run: KeptRun) -> str:
        """Write all codes as one PDF file into the terminal's folder of lists, return where."""


class TerminalBatchDesk:
    """Implements `BatchDesk` on one terminal.

    Args:
        folder: of the terminal.
        tools: from outside.
    """

    def __init__(self, ports: Ports, folder: Path, tools: BatchTools) -> None:
        self._ports = ports
        self._folder = folder / LISTS
        self._tools = tools

    def files(self) -> tuple[Path, ...]:
        """See `BatchDesk.files`."""
        places = (*self._tools.sticks(), self._folder)
        found = [file for place in places for file in sorted(place.glob("*.[cC][sS][vV]"))]
        return tuple(found[:_FILES_MAX])

    def unfinished(self) -> tuple[KeptRun, ...]:
        """See `BatchDesk.unfinished`."""
        return self._tools.shelf.kept()

    def open(self, file: Path, name: str, *, slips: bool) -> OpenedList:
        """See `BatchDesk.open`."""
        try:
            content = read_small(file, LIST_BYTES_MAX)
        except OSError as error:
            raise file_not_read(file.name, error) from error
        if len(content) > LIST_BYTES_MAX:
            raise ListTooLarge(limit=LIST_BYTES_MAX // 2**20)
        printer = "" if slips else NO_SLIPS
        shelf = self._tools.shelf
        return self.reopen(run_for(self._ports, shelf, file, content, name=name, printer=printer))

    def reopen(self, run: KeptRun) -> OpenedList:
        """See `BatchDesk.reopen`."""
        with self._ports.store.read() as reads:
            currency = terminal_of(reads).currency
        rows = list(read_batch(run.lines(), currency))
        good = [row for row in rows if isinstance(row, BatchRow)]
        bad = tuple(row for row in rows if isinstance(row, UnreadableRow))
        return OpenedList(run, tuple(preview_batch(self._ports, good, run.wish)), bad)

    def begin(self, opened: OpenedList) -> None:
        """See `BatchDesk.begin`."""
        rows = [each.row for each in opened.rows]
        run_must_be_paid_alike(self._ports, rows, opened.run.wish)
        self._tools.shelf.keep(opened.run)

    def sell(self, row: BatchRow, run: KeptRun, operator: SignedIn) -> RowSold | RowLeft:
        """See `BatchDesk.sell`."""
        return sell_row(self._ports, row, run.wish, operator=operator)

    def end(self, run: KeptRun, sold: Sequence[RowSold], *, is_whole: bool) -> int:
        """See `BatchDesk.end`."""
        if is_whole:
            self._tools.shelf.forget(run)
        sign_what_can_be_signed(self._ports)
        self._ports.receipts.work_off()
        sales = {each.result.sale_id for each in sold}
        with self._ports.store.read() as reads:
            return sum(job.subject in sales for job in reads.waiting_print_jobs())

    def save_sheet(self, sold: Sequence[RowSold], run: KeptRun) -> str:
        """See `BatchDesk.save_sheet`."""
        content = self._tools.sheet(sold)
        try:
            self._folder.mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            raise StoreUnusable(why=error.strerror or "disk") from error
        # A run is called as people like; its file is not.
        safe = "".join(sign if sign.isalnum() or sign in " -_." else "-" for sign in run.run)
        place = self._folder / f"{safe.strip('. ') or run.key[:8]}.pdf"
        replace_small(place, content)
        return str(place)
