"""X and Z reports in the window: seen, and printed again."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pos.app.ports import PrintJob, PrintKind
from pos.domain.entries import ExpectedShown
from pos.domain.journal import read_entry
from pos.presenters.cash.shift_reports_presenter import ShiftReportsPresenter
from tests import cash_stories as cash
from tests import desk_stories as desk
from tests import terminal_stories as story
from tests.cash_page_stories import CashPages, cash_pages


@pytest.fixture(name="pages")
def _pages(folder: Path) -> Iterator[CashPages]:
    """Give the cash pages of a terminal with a closed shift and an open one."""
    with story.opened(folder) as ports:
        cash.sell_for(ports, 50_000)
        pages = cash_pages(folder, ports)
        agent = cash.signed_in(ports, folder, "agent")
        cash.count_right(ports, agent, missing=100)
        cash.close(ports, folder, agent, reason="coins on the floor")
        pages.drawer.refresh()
        pages.drawer.piece_typed(0, "1")
        pages.drawer.enter()
        pages.pages.shifts.refresh()
        yield pages


def shifts(pages: CashPages) -> ShiftReportsPresenter:
    """The page of X and Z."""
    return pages.pages.shifts


def jobs_of(pages: CashPages, kind: PrintKind) -> list[PrintJob]:
    """Return the print jobs of a kind, oldest first."""
    with pages.ports.store.read() as reads:
        said = [read_entry(each.body) for each in reads.entries()]
        shown = [str(entry.seq) for entry in said if isinstance(entry.payload, ExpectedShown)]
        closed = cash.the_shift(pages.ports).z_no
        jobs = [job for subject in (closed, *shown) for job in reads.print_jobs_of(subject)]
    return [job for job in jobs if job.kind is kind]


def test_a_closed_shift_is_listed_with_its_difference(pages: CashPages) -> None:
    """Number, difference, and who answered for it."""
    (row,) = shifts(pages).state.rows
    assert row.number.endswith("-1-000001")
    assert (row.over_short, row.people) == ("-1.00", "agent, supervisor")


def test_a_z_report_is_shown_the_same_each_time(pages: CashPages) -> None:
    """A year later, line for line."""
    (row,) = shifts(pages).state.rows
    shifts(pages).opened(row.number)
    first = shifts(pages).state.paper
    assert any("-1.00" in line for line in first)
    cash.sell_for(pages.ports, 10_000, meter=1)
    shifts(pages).operator_changed(desk.SUPERVISOR)
    assert shifts(pages).state.paper == ()
    shifts(pages).opened(row.number)
    assert shifts(pages).state.paper == first


def test_a_z_report_is_printed_again_as_a_copy(pages: CashPages) -> None:
    """The first paper came with closing, each one after it is a numbered copy."""
    shifts(pages).opened(shifts(pages).state.rows[0].number)
    for _ in range(2):
        shifts(pages).print_shown()
    assert [job.copy for job in jobs_of(pages, PrintKind.Z_REPORT)] == [0, 1, 2]
    assert shifts(pages).state.notice.english() == "Printed."


def test_who_looks_at_the_x_report_is_written_down(pages: CashPages) -> None:
    """And what was seen is what is printed."""
    shifts(pages).x_wanted()
    assert any("ZAR 200.00" in line for line in shifts(pages).state.paper)
    assert cash.the_shift(pages.ports, 2).expected_shown == 1
    shifts(pages).print_shown()
    (job,) = jobs_of(pages, PrintKind.X_REPORT)
    assert '"expected_shown":1' in job.content


def test_a_role_that_may_not_see_it_does_not(pages: CashPages) -> None:
    """A technician is told so, and nothing is written down."""
    shifts(pages).operator_changed(desk.TECHNICIAN)
    shifts(pages).x_wanted()
    refused = shifts(pages).state.problem
    assert refused is not None
    assert refused.code == "ROLE-01"
    assert cash.the_shift(pages.ports, 2).expected_shown == 0
