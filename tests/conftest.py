"""What belongs to the whole suite: examples, what is made once, figures that tests found."""

import gc
import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from tests.remembered_passwords import remember_passwords

if TYPE_CHECKING:
    from tests.postgres_server import PostgresServer

# A slow or busy PC is no fault of the code: an example has no time limit, only the suite has. Each
# run takes the same examples, so that a change is refused for what it did and not by chance.
ANY_PC = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("same", ANY_PC, derandomize=True)
# To look for what the same examples do not show.
settings.register_profile("others", ANY_PC, derandomize=False)
settings.load_profile("others" if os.environ.get("VENDWATT_HYPOTHESIS") == "others" else "same")
remember_passwords()


@pytest.fixture(name="postgres", scope="session")
def _postgres() -> Iterator["PostgresServer"]:
    """Give a real PostgreSQL, one for all tests of a process: to make one costs seconds."""
    from tests.postgres_server import postgres_server  # noqa: PLC0415 - most tests need none.

    with postgres_server() as server:
        yield server


def pytest_collection_finish() -> None:
    """Set aside what stays to the end, so that looking for garbage does not go through it."""
    gc.collect()
    gc.freeze()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what tests recorded as `figure`, each on a line of its own."""
    figures = [
        str(value)
        for reports in terminalreporter.stats.values()
        for report in reports
        if getattr(report, "when", None) == "call"
        for name, value in report.user_properties
        if name == "figure"
    ]
    if figures:
        terminalreporter.section("figures")
        for figure in figures:
            terminalreporter.write_line(figure)
