"""Reports in the window: the same figures as a plain sum, and as files."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pos.app.people.sign_in import SignedIn
from pos.app.reports.report_table import ReportName
from pos.cli.terminal.audit import verify_audit
from pos.domain.operator import Role
from pos.presenters.jobs import InlineJobs
from pos.presenters.reports.desk import FOLDER
from pos.presenters.reports.presenter import Days, ReportPresenter
from tests import cash_stories as cash
from tests import desk_stories as desk
from tests import terminal_stories as story

SOLD = (5_000, 12_050, 30_000)


@pytest.fixture(name="reports")
def _reports(folder: Path) -> Iterator[ReportPresenter]:
    """Give the reports of a terminal with three sales of today, the supervisor signed in."""
    (folder.parent / "STICK").mkdir()
    with story.opened(folder) as ports:
        for meter, cents in enumerate(SOLD):
            cash.sell_for(ports, cents, meter=meter)
        reports = ReportPresenter(
            desk.report_desk_of(ports, folder, sticks=(folder.parent / "STICK",)),
            InlineJobs(),
            desk.MANNER,
            lambda: datetime.now(UTC),
        )
        reports.operator_changed(desk.SUPERVISOR)
        reports.refresh()
        yield reports


def cells(reports: ReportPresenter) -> list[list[str]]:
    """What stands in the table."""
    return [[cell.english() for cell in line] for line in reports.state.rows]


@pytest.mark.parametrize(
    "name",
    [
        ReportName.SALES_BY_HOUR,
        ReportName.SALES_BY_DAY,
        ReportName.SALES_BY_TARIFF,
        ReportName.SALES_BY_OPERATOR,
        ReportName.SALES_BY_TENDER,
    ],
)
def test_every_report_of_sales_comes_to_what_was_sold(
    reports: ReportPresenter, name: ReportName
) -> None:
    """In its table, its totals and its drawing."""
    reports.chosen(name)
    *rows, totals = cells(reports)
    assert reports.state.has_totals
    assert totals[:3] == ["Total", "3", "470.50"]
    assert sum(int(row[1]) for row in rows) == len(SOLD)
    assert sum(bar.value for bar in reports.state.plot.bars) == sum(SOLD)


def test_days_are_chosen_or_typed(reports: ReportPresenter) -> None:
    """Yesterday nothing was sold; typed days are taken as they are; others are refused."""
    reports.days_chosen(Days.YESTERDAY)
    assert cells(reports) == []
    assert reports.state.notice.english() == "Nothing in this time."
    reports.days_typed("2026-01-01", "")
    assert reports.state.days is None
    assert cells(reports)[-1][1] == "3"
    reports.days_typed("01.02.2026", "")
    assert reports.state.problem is not None
    assert reports.state.problem.code == "TIME-01"
    assert reports.state.columns == ()


def test_today_is_the_day_on_which_the_page_is_shown(folder: Path) -> None:
    """A window stays open over midnight; days that were typed stay as they are."""
    day = datetime(2026, 11, 29, 12, tzinfo=UTC)
    with story.opened(folder) as ports:
        reports = ReportPresenter(
            desk.report_desk_of(ports, folder), InlineJobs(), desk.MANNER, lambda: day
        )
        reports.operator_changed(desk.SUPERVISOR)
        assert (reports.state.first, reports.state.last) == ("2026-11-29", "2026-11-29")
        day += timedelta(days=1)
        reports.refresh()
        assert (reports.state.first, reports.state.last) == ("2026-11-30", "2026-11-30")
        reports.days_typed("2026-11-01", "")
        day += timedelta(days=1)
        reports.refresh()
        assert (reports.state.first, reports.state.last) == ("2026-11-01", "")


@pytest.mark.parametrize("role", [Role.AGENT, Role.TECHNICIAN])
def test_whoever_counts_blind_sees_no_report(reports: ReportPresenter, role: Role) -> None:
    """It would tell what the drawer holds, and nobody would know."""
    reports.operator_changed(SignedIn("somebody", role))
    reports.refresh()
    assert reports.state.rows == ()
    assert reports.state.problem is not None
    assert reports.state.problem.code == "ROLE-01"


def test_a_report_is_kept_as_a_spreadsheets_file(reports: ReportPresenter, folder: Path) -> None:
    """In the terminal's own folder, which is told."""
    reports.chosen(ReportName.SALES_BY_OPERATOR)
    reports.save_csv()
    (file,) = (folder / FOLDER).iterdir()
    assert str(file) in reports.state.notice.english()
    text = file.read_text("utf-8-sig")
    assert text.startswith("operator,sales,total,units")
    assert "470.50" in text
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_full_disk_is_told(reports: ReportPresenter, folder: Path) -> None:
    """A file that cannot be written is a refusal, and the report stays on the screen."""
    (folder / FOLDER).write_text("in the way")
    reports.save_csv()
    assert reports.state.problem is not None
    assert reports.state.rows


def test_the_audit_export_goes_onto_a_stick(reports: ReportPresenter, folder: Path) -> None:
    """Whole, and proved there without the terminal."""
    assert reports.state.place.english() == "This terminal"
    reports.next_place()
    assert reports.state.place.english() == "STICK"
    reports.export_audit()
    (written,) = (folder.parent / "STICK").iterdir()
    assert str(written) in reports.state.notice.english()
    assert verify_audit(written).entries > len(SOLD)


def test_a_stick_that_was_pulled_out_is_no_place(reports: ReportPresenter, folder: Path) -> None:
    """Saving to it is refused in words."""
    reports.next_place()
    stick = folder.parent / "STICK"
    stick.rmdir()
    stick.write_text("gone")
    reports.save_csv()
    assert reports.state.problem is not None
    reports.export_audit()
    assert reports.state.problem is not None


def test_an_agent_exports_no_journal(reports: ReportPresenter, folder: Path) -> None:
    """It is for supervisors and auditors."""
    reports.operator_changed(desk.AGENT)
    reports.export_audit()
    assert reports.state.problem is not None
    assert reports.state.problem.code == "ROLE-01"
    assert not (folder / FOLDER).exists()
