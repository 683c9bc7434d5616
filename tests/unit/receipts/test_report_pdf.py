"""A report as a file, without a window."""

import re

from pos.receipts.report_pdf import LINES_A_SHEET, report_pdf
from tests.paper_stories import a_drawing

HEAD = ("cash, 2026-11-22", "at                entry")


def sheets(data: bytes) -> int:
    """Count the pages of a PDF file."""
    return len(re.findall(rb"/MediaBox", data))


def test_a_long_report_has_many_sheets_and_an_empty_one_has_one() -> None:
    """The headings stand on each of them."""
    lines = [f"2026-11-22 10:{number % 60:02d}  {number}" for number in range(LINES_A_SHEET + 1)]
    assert sheets(report_pdf(HEAD, lines, a_drawing())) == 2
    assert sheets(report_pdf(HEAD, (), a_drawing())) == 1


def test_a_wide_report_has_wide_sheets() -> None:
    """No line is broken, whatever somebody gave as a reason."""
    widths = [
        float(found[1])
        for line in ("short", "x" * 150)
        if (
            found := re.search(rb"/MediaBox \[0 0 ([0-9.]+)", report_pdf(HEAD, [line], a_drawing()))
        )
    ]
    assert widths[1] > 2 * widths[0]
