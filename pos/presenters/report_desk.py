"""What the reports' page asks of the terminal; every method may touch a disk."""

from pathlib import Path
from typing import Protocol

from pos.app.ports import Ports
from pos.app.quoting import terminal_of
from pos.app.report_period import period_of
from pos.app.report_table import ReportName, ReportTable
from pos.app.reports import make_report
from pos.app.sign_in import SignedIn
from pos.domain.errors import StoreUnusable
from pos.domain.operator import Role
from pos.presenters.small_file import replace_small

# Whoever counts a drawer blind is not told its sales.
MAY_SEE_REPORTS = (Role.SUPERVISOR, Role.AUDITOR)
FOLDER = "reports"


class ReportDesk(Protocol):
    """Makes reports and keeps them as files."""

    def report(self, name: ReportName, first: str, last: str, operator: SignedIn) -> ReportTable:
        """Return a report of some days, `YYYY-MM-DD`, both included; today where they are empty.

        Raises:
            RoleNotAllowed, TimeMalformed.
        """

    def save(self, file_name: str, content: bytes) -> str:
        """Write a file into the terminal's folder of reports and return where; StoreUnusable."""


class TerminalReportDesk:
    """Implements `ReportDesk` on one terminal.

    Args:
        folder: of the terminal.
    """

    def __init__(self, ports: Ports, folder: Path) -> None:
        self._ports = ports
        self._folder = folder / FOLDER

    def report(self, name: ReportName, first: str, last: str, operator: SignedIn) -> ReportTable:
        """See `ReportDesk.report`."""
        operator.must_be(*MAY_SEE_REPORTS)
        with self._ports.store.read() as reads:
            zone = terminal_of(reads).time_zone
            period = period_of(first, last, zone=zone, now=self._ports.clock.now())
            return make_report(reads, name, period)

    def save(self, file_name: str, content: bytes) -> str:
        """See `ReportDesk.save`."""
        path = self._folder / file_name
        try:
            self._folder.mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            raise StoreUnusable(why=error.strerror or "disk") from error
        replace_small(path, content)
        return str(path)
