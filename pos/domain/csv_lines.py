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
_NOT_TEXT: Final = "its first line is too long or not text in UTF-8; save it as CSV in UTF-8"


class CsvLines:
    """Reads the lines below a header.

    Attributes:
        names: the columns, in order.
    """

    def __init__(self, header: bytes, columns: tuple[str, ...], required: tuple[str, ...]) -> None:
        """Read the header; columns may stand in any order.

        Raises:
            MeterFileMalformed: unknown, repeated or missing columns.
        """
        text = _text(header.removeprefix(_BYTE_ORDER_MARK))
        if text is None or "\r" in text:
            raise MeterFileMalformed(why=_NOT_TEXT)
        if not text.strip():
            raise MeterFileMalformed(why="its first line is empty, where the columns are named")
        self._separator = max(_SEPARATORS, key=text.count)
        names = [name.strip().lower() for name in _cells(text, self._separator)]
        self._width = len(names)
        # Spreadsheets write columns to the right of the last one that have neither name nor value.
        while names and not names[-1]:
            names.pop()
        for place, name in enumerate(names):
            if name not in columns:
                raise MeterFileMalformed(why=f"there is no column “{name[:40]}”")
            if name in names[:place]:
                raise MeterFileMalformed(why=f"the column “{name}” stands there twice")
        missing = [name for name in required if name not in names]
        if missing:
            raise MeterFileMalformed(why="these columns are missing: " + ", ".join(missing))
        self.names = tuple(names)

    def read(self, line: bytes) -> Mapping[str, str] | None:
        """Read a line into its cells by column; None for an empty one.

        Raises:
            MeterRowMalformed: facts `column` and `why`.
        """
        cells = self.cells(line)
        return None if cells is None else dict(zip(self.names, cells, strict=True))

    def cells(self, line: bytes) -> list[str] | None:
        """Read a line into its cells, in the order of `names`; None for an empty one.

        Raises:
            MeterRowMalformed: facts `column` and `why`.
        """
        text = _text(line)
        if text is None:
            raise MeterRowMalformed(column="", why="the line is not text in UTF-8, or is too long")
        cells = _cells(text, self._separator)
        if not any(cells):
            return None
        named = len(self.names)
        if len(cells) not in (named, self._width) or any(cells[named:]):
            why = f"its number of values is {len(cells)}, that of columns {named}"
            raise MeterRowMalformed(column="", why=why)
        return [cell.strip() for cell in cells[:named]]

    def glance(self, line: bytes) -> Mapping[str, str]:
        """Return the cells of a line that `read` refuses, as far as they can be told apart."""
        try:
            cells = _cells(_text(line) or "", self._separator)
        except MeterRowMalformed:
            cells = []
        return dict(zip(self.names, cells, strict=False))


def _text(line: bytes) -> str | None:
    """Return a line as text; None where it is none or too long."""
    # A zero is what other encodings write between two letters.
    if len(line) > LINE_BYTES_MAX or b"\0" in line:
        return None
    try:
        return line.decode().rstrip("\r\n")
    except UnicodeDecodeError:
        return None


def _cells(text: str, separator: str) -> list[str]:
    # Few lines need the reader, which is made for each anew.
    if text and not ('"' in text or "\r" in text or "\n" in text):
        return text.split(separator)
    try:
        rows = list(csv.reader([text], delimiter=separator, strict=True))
    except csv.Error as error:
        raise MeterRowMalformed(column="", why="a quote is not closed in its line") from error
    return rows[0] if rows else []
