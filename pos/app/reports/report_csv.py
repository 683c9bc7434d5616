"""A report as a file that spreadsheets open."""

import csv
import io

from pos.app.reports.report_table import ReportTable

# A spreadsheet would take text that begins like this for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_of(table: ReportTable) -> str:
    """Return a report as comma-separated values with a heading, as spreadsheets read them."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow([column.name for column in table.columns])
    for row in table.rows:
        cells = zip(table.columns, row, strict=True)
        writer.writerow([cell if column.is_number else inert(cell) for column, cell in cells])
    return written.getvalue()


def inert(cell: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
