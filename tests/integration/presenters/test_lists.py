"""A list sold in the window: looked at, sold once a month, stopped, gone on with after a kill."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from pos.app.batch.batch_runs import month_now
from pos.domain.errors import DiskFull
from pos.presenters.batch.presenter import BatchPresenter
from pos.presenters.batch.view import BatchStep
from tests import desk_stories as story
from tests import terminal_stories as terminal
from tests.desk_stories import HeldJobs, Till
from tests.office_stories import RealClock
from tests.printer_simulator import Behaviour, PrinterSimulator


@dataclass
class Office:
    """The page of lists, whose jobs run when a test lets them.

    Attributes:
        figures: how many sales there were each time when what is beside the page was to be read.
    """

    till: Till
    jobs: HeldJobs
    batch: BatchPresenter
    figures: list[int]

    def step(self) -> BatchStep:
        """Where the list stands."""
        return self.batch.state.step

    def choose(self, file: Path) -> None:
        """Choose a list and look at it."""
        self.batch.refresh()
        self.batch.path_typed(str(file))
        self.batch.enter()
        self.jobs.let_all()

    def sales(self) -> int:
        """Count all sales."""
        return len(self.till.desk.sales(limit=50))

    def words(self) -> str:
        """Return what the page says."""
        return " ".join(part.english() for part in self.batch.state.text)


def an_office(till: Till) -> Office:
    """Open the page for the agent."""
    jobs = HeldJobs()
    desk = story.batch_desk_of(till.ports, till.folder)
    figures: list[int] = []
    batch = BatchPresenter(
        desk,
        jobs,
        story.MANNER,
        currency=terminal.CURRENCY,
        changed=lambda: figures.append(len(till.desk.sales(limit=50))),
    )
    batch.operator_changed(story.AGENT)
    return Office(till, jobs, batch, figures)


@pytest.fixture(name="till")
def _till(folder: Path) -> Iterator[Till]:
    """Give a till whose month does not end meanwhile: runs are named after it."""
    clock = RealClock()
    clock.stop()
    with story.opened_till(folder, clock=clock) as till:
        yield till


@pytest.fixture(name="office")
def _office(till: Till) -> Office:
    return an_office(till)


@pytest.fixture(name="rents")
def _rents(till: Till, tmp_path: Path) -> Path:
    """A list of four meters, one row that makes no sense and a meter that nobody knows."""
    numbers = [till.number(place) for place in range(4)]
    rows = [f"{number},50" for number in numbers]
    file = tmp_path / "rents.csv"
    file.write_text("\n".join(["meter,amount", *rows, "12,x", f"{terminal_unknown()},50"]) + "\n")
    return file


def terminal_unknown() -> str:
    """Return a good number of a meter that is not in the registry."""
    return "01000000008"


def test_who_may_not_sell_is_told_so(office: Office, rents: Path) -> None:
    """The large button is there for everybody, so it answers."""
    office.batch.operator_changed(story.TECHNICIAN)
    office.choose(rents)
    assert office.step() is BatchStep.CHOOSING
    assert office.batch.state.problem is not None
    assert office.batch.state.problem.code == "ROLE-01"


def test_a_list_is_looked_at_and_sold_once_a_month(office: Office, rents: Path) -> None:
    """Each row says what it buys or why not; the same list again sells nothing and says so."""
    office.choose(rents)
    assert office.step() is BatchStep.PREVIEW
    run = f"rents {month_now(office.till.ports)}"
    assert f"Run “{run}”. Rows: 6. To be sold: 4, for R\u00a0200.00." in office.words()
    assert "Rows that cannot be sold: 2" in office.words()
    assert [bool(line.name) for line in office.batch.state.lines] == [True] * 4 + [False] * 2
    assert office.sales() == 0
    office.batch.enter()
    office.jobs.let_all()
    assert office.step() is BatchStep.DONE
    assert office.figures == [4, 4]
    assert office.sales() == 4
    assert "Rows sold: 4, for R\u00a0200.00. Left out: 2" in office.words()
    office.batch.save_sheet()
    office.jobs.let_all()
    sheet = office.till.folder / "lists" / f"{run}.pdf"
    assert len(sheet.read_text().splitlines()) == 4
    assert str(sheet) in office.words()
    office.batch.enter()
    office.choose(rents)
    assert "Sold in this run before, and not again: 4" in office.words()
    assert not office.batch.state.primary.enabled
    assert office.batch.back()
    office.batch.name_typed("once more")
    office.choose(rents)
    assert "Bought the same amount minutes ago: 4" in office.words()
    office.batch.enter()
    office.jobs.let_all()
    assert office.sales() == 8


def test_a_run_is_stopped_and_goes_on(office: Office, rents: Path) -> None:
    """The row that is being sold is finished; nothing is sold twice."""
    office.choose(rents)
    office.batch.enter()
    for _ in range(3):
        office.jobs.let()
    assert (office.sales(), office.batch.state.done) == (2, 2)
    office.batch.enter()
    office.jobs.let_all()
    assert office.step() is BatchStep.STOPPED
    assert "It goes on where it stopped" in office.words()
    assert (office.figures, office.sales()) == ([3, 3], 3)
    office.batch.enter()
    office.jobs.let_all()
    assert office.step() is BatchStep.DONE
    assert office.sales() == 4


def test_a_killed_run_is_offered_by_its_name_and_goes_on(office: Office, rents: Path) -> None:
    """The list itself may be gone with its stick."""
    office.choose(rents)
    office.batch.enter()
    for _ in range(3):
        office.jobs.let()
    # Nothing of this page comes back: the machine was switched off.
    rents.unlink()
    after = an_office(office.till)
    after.batch.refresh()
    after.jobs.let_all()
    (path, text), *_ = after.batch.state.files
    assert "Cut off: rents" in text.english()
    after.batch.file_chosen(path)
    after.jobs.let_all()
    assert "Sold in this run before, and not again: 2" in after.words()
    after.batch.enter()
    after.jobs.let_all()
    assert after.step() is BatchStep.DONE
    assert after.sales() == 4
    after.batch.enter()
    after.jobs.let_all()
    assert after.batch.state.files == ()


def test_a_printer_that_dies_meanwhile_is_told_with_what_it_owes(
    office: Office, rents: Path
) -> None:
    """All rows are sold; how many slips are not on paper is said, and the status is read again."""
    with PrinterSimulator(Behaviour(dies_after=1_000)) as printer:
        address = f"tcp://127.0.0.1:{printer.port}"
        office.till.desk.set_printer(address, story.AGENT)
        office.choose(rents)
        office.batch.enter()
        office.jobs.let_all()
    assert office.step() is BatchStep.DONE
    assert "Rows sold: 4" in office.words()
    assert "Slips not printed yet: 4" in office.words()
    assert office.figures == [4, 4]


def test_what_concerns_the_terminal_ends_the_run(
    office: Office, rents: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is said, and the run goes on when that is over; whoever leaves stops it, too."""
    office.choose(rents)
    office.batch.enter()
    for _ in range(2):
        office.jobs.let()

    def full(*_: object) -> None:
        raise DiskFull

    with monkeypatch.context() as patch:
        patch.setattr(office.till.ports.store, "write", full)
        office.jobs.let()
    assert office.step() is BatchStep.STOPPED
    problem = office.batch.state.problem
    assert problem is not None
    assert problem.code == "STORE-03"
    office.jobs.let_all()
    office.batch.enter()
    office.jobs.let()
    office.batch.operator_changed(None)
    office.jobs.let_all()
    assert office.step() is BatchStep.STOPPED
    office.batch.operator_changed(story.AGENT)
    office.batch.enter()
    office.jobs.let_all()
    assert office.sales() == 4


def test_a_list_that_cannot_be_read_is_said(office: Office, tmp_path: Path) -> None:
    """A file that is none, and one with other columns."""
    office.choose(tmp_path / "none.csv")
    assert office.step() is BatchStep.CHOOSING
    assert office.batch.state.problem is not None
    assert office.batch.state.problem.code == "FILE-02"
    other = tmp_path / "other.csv"
    other.write_text("a,b\n1,2\n")
    office.choose(other)
    problem = office.batch.state.problem
    assert problem is not None
    assert problem.code == "METERS-01"
