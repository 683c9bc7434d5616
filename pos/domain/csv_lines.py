"""Lists that people bring as CSV: a header, and lines that are read one by one.

Spreadsheets of many countries write semicolons for commas; the header decides. A line is read on
its own, so that one open quote spoils one line and not the rest of the file.
"""

import csv
from collections.abc import Mapping
from typing import Final

from pos.domain.errors.selling import MeterFileMalformed, MeterRowMalformed

LINE_BYTES_MAX: Final = 16 * 1024
_BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"
_SEPARATORS: Final = (",", ";", "\t")


class CsvLines:
    """Reads the lines below a header."""

    def __init__(self, header: bytes, columns: tuple[str, ...], required: tuple[str, ...]) -> None:
        """Read the header; columns may stand in any order.

        Raises:
            MeterFileMalformed: unknown, repeated or missing columns.
        """
        text = _text(header.removeprefix(_BYTE_ORDER_MARK))
        if text is None:
            raise MeterFileMalformed(why="the header is not text in UTF-8")
        self._separator = max(_SEPARATORS, key=text.count)
        names = [name.strip().lower() for name in _cells(text, self._separator)]
        for name in names:
            if name not in columns:
                raise MeterFileMalformed(why=f"there is no column {name[:40]!r}")
        missing = [name for name in required if name not in names]
        if missing:
            raise MeterFileMalformed(why="these columns are missing: " + ", ".join(missing))
        if len(set(names)) != len(names):
            raise MeterFileMalformed(why="a column stands there twice")
        self._names = names

    def read(self, line: bytes) -> Mapping[str, str] | None:
        """Read a line into its cells by column; None for an empty one.

        Raises:
            MeterRowMalformed: facts `column` and `why`.
        """
        text = _text(line)
        if text is None:
            raise MeterRowMalformed(column="", why="the line is not text in UTF-8, or is too long")
        cells = _cells(text, self._separator)
        if not any(cells):
            return None
        if len(cells) != len(self._names):
            why = f"{len(cells)} values stand under {len(self._names)} columns"
            raise MeterRowMalformed(column="", why=why)
        return dict(zip(self._names, (cell.strip() for cell in cells), strict=True))


def _text(line: bytes) -> str | None:
    """Return a line as text; None where it is none or too long."""
    if len(line) > LINE_BYTES_MAX:
        return None
    try:
        return line.decode().rstrip("\r\n")
    except UnicodeDecodeError:
        return None


def _cells(text: str, separator: str) -> list[str]:
    try:
        rows = list(csv.reader([text], delimiter=separator, strict=True))
    except csv.Error as error:
        raise MeterRowMalformed(column="", why="a quote is not closed in its line") from error
    return rows[0] if rows else []
