"""What the reports' page asks of the terminal; every method may touch a disk."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from pos.app.people.sign_in import SignedIn
from pos.app.ports import Ports
from pos.app.reports.report_period import period_of
from pos.app.reports.report_table import ReportName, ReportTable
from pos.app.reports.reports import make_report
from pos.app.selling.quoting import terminal_of
from pos.domain.errors import StoreUnusable
from pos.domain.operator import Role
from pos.presenters.small_file import replace_small

# Whoever counts a drawer blind is not told its sales.
MAY_SEE_REPORTS = (Role.SUPERVISOR, Role.AUDITOR)
FOLDER = "reports"


@dataclass(frozen=True, slots=True)
class ReportTools:
    """What reports need besides the ports, from adapters they must not know.

    Attributes:
        write_audit: writes an auditor's folder, which must be empty.
        sticks: the sticks that are in the machine now.
    """

    write_audit: Callable[[Path], object]
    sticks: Callable[[], tuple[Path, ...]]


class ReportDesk(Protocol):
    """Makes reports and keeps them as files."""

    def report(self, name: ReportName, first: str, last: str, operator: SignedIn) -> ReportTable:
        """Return a report of some days, `YYYY-MM-DD`, both included; today where they are empty.

        Raises:
            RoleNotAllowed, TimeMalformed.
        """

    def places(self) -> tuple[Path, ...]:
        """Return where files can be kept: the terminal's own folder first, then sticks."""

    def save(self, place: Path, file_name: str, content: bytes) -> str:
        """Write a file into a place and return where; StoreUnusable."""

    def export_audit(self, place: Path, operator: SignedIn) -> str:
        """Write what an auditor needs into a new folder of a place and return where.

        Raises:
            RoleNotAllowed, StoreUnusable, AgentUnreachable, IdentityLocked.
        """


class TerminalReportDesk:
    """Implements `ReportDesk` on one terminal.

    Args:
        folder: of the terminal.
        tools: from outside.
    """

    def __init__(self, ports: Ports, folder: Path, tools: ReportTools) -> None:
        self._ports = ports
        self._folder = folder / FOLDER
        self._tools = tools

    def report(self, name: ReportName, first: str, last: str, operator: SignedIn) -> ReportTable:
        """See `ReportDesk.report`."""
        operator.must_be(*MAY_SEE_REPORTS)
        with self._ports.store.read() as reads:
            zone = terminal_of(reads).time_zone
            period = period_of(first, last, zone=zone, now=self._ports.clock.now())
            return make_report(reads, name, period)

    def places(self) -> tuple[Path, ...]:
        """See `ReportDesk.places`."""
        return self._folder, *self._tools.sticks()

    def save(self, place: Path, file_name: str, content: bytes) -> str:
        """See `ReportDesk.save`."""
        _make(place)
        replace_small(place / file_name, content)
        return str(place / file_name)

    def export_audit(self, place: Path, operator: SignedIn) -> str:
        """See `ReportDesk.export_audit`."""
        operator.must_be(*MAY_SEE_REPORTS)
        with self._ports.store.read() as reads:
            terminal = terminal_of(reads).terminal
        folder = place / f"audit-{terminal}-{self._ports.clock.now():%Y%m%d-%H%M%S}"
        _make(place)
        try:
            self._tools.write_audit(folder)
        except OSError as error:
            raise StoreUnusable(why=error.strerror or "disk") from error
        return str(folder)


def _make(place: Path) -> None:
    try:
        place.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise StoreUnusable(why=error.strerror or "disk") from error
