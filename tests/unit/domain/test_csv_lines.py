"""Lines are taken apart as the standard library's reader does it."""

import csv

from hypothesis import given
from hypothesis import strategies as st

from pos.domain.csv_lines import CsvLines
from pos.domain.errors.selling import MeterRowMalformed

NAMES = ("a", "b", "c")


def cells_of(line: str) -> list[str] | str | None:
    """Return what is read of a line, or why it cannot be read."""
    try:
        return CsvLines(b"a,b,c\n", NAMES, NAMES).cells(line.encode())
    except MeterRowMalformed as error:
        return str(error.facts["why"])


@given(st.text(st.sampled_from('ab é,,";\r\t\u2028'), max_size=12))
def test_lines_with_and_without_quotes(line: str) -> None:
    """A line without quotes goes a shorter way, to the same end."""
    try:
        rows = list(csv.reader([line.rstrip("\r\n")], strict=True))
    except csv.Error:
        assert cells_of(line) == "a quote is not closed in its line"
        return
    cells = rows[0] if rows else []
    if not any(cells):
        assert cells_of(line) is None
    elif len(cells) != len(NAMES):
        assert cells_of(line) == f"its number of values is {len(cells)}, that of columns 3"
    else:
        assert cells_of(line) == [cell.strip() for cell in cells]
