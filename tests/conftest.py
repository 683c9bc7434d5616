"""What belongs to the whole suite: figures that tests found are printed at the end."""

import pytest
from hypothesis import settings

# A slow or busy PC is no fault of the code: an example has no time limit, only the suite has.
settings.register_profile("vendwatt", deadline=None)
settings.load_profile("vendwatt")


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
