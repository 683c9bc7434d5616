"""A report as a PDF file, from a program without a window: its text, sheet by sheet."""

from collections.abc import Iterator, Sequence
from typing import Final

from printers.document import Block, Cut, Document, Feed, Text
from printers.paper import Paper
from printers.profiles import EPSON
from printers.render.drawing import GLYPH_WIDTH, Drawing
from printers.render.job import render_job

LINES_A_SHEET: Final = 60
_COLUMNS_MIN: Final = 60
_NO_BREAK_SPACE: Final = "\u00a0"


def report_pdf(head: Sequence[str], lines: Sequence[str], drawing: Drawing) -> bytes:
    """Write lines of a table on sheets, as wide as the longest line.

    Args:
        head: stands on every sheet: what it is, and the names of the columns.
        lines: the rows, and the totals last.

    Raises:
        DrawingUnavailable: nothing can be drawn here.
    """
    columns = max(_COLUMNS_MIN, *map(len, (*head, *lines)))
    # Whole bytes of dots, as a line of a printer has.
    paper = Paper(columns + columns % 2, (columns + columns % 2) * GLYPH_WIDTH)
    document = Document(tuple(_blocks(head, lines)))
    return drawing.pdf(render_job(document, paper, EPSON, drawing).rows, paper)


def _blocks(head: Sequence[str], lines: Sequence[str]) -> Iterator[Block]:
    for first in range(0, max(len(lines), 1), LINES_A_SHEET):
        yield from (Text(_whole(line), bold=True) for line in head)
        yield Feed()
        yield from (Text(_whole(line)) for line in lines[first : first + LINES_A_SHEET])
        yield Cut()


def _whole(line: str) -> str:
    """Keep the columns where they are: no line is broken, no space is joined."""
    return line.replace(" ", _NO_BREAK_SPACE)
