"""The one layout pass: a document on a paper becomes rows.

Every renderer draws the same rows, so a preview cannot differ from the paper in what stands where.
Alignment is resolved into spaces here; no renderer aligns anything.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from printers.cells import NO_BREAK_SPACE, text_cells, wrap
from printers.document import (
    Align,
    Block,
    Columns,
    Cut,
    Document,
    Feed,
    Mark,
    Qr,
    Rule,
    Size,
    Text,
    Token,
)
from printers.paper import Paper
from printers.repertoire import Repertoire
from printers.rows import lay_out_columns

_MARK_EDGE = "***"


@dataclass(frozen=True, slots=True)
class Style:
    """How a line is drawn.

    Attributes:
        bold: in bold.
        wide: every character takes two columns.
        tall: every character takes two lines' height.
        inverse: white on black.
    """

    bold: bool = False
    wide: bool = False
    tall: bool = False
    inverse: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text, without trailing spaces unless it is inverse.

    Attributes:
        text: at most `paper.columns` cells, or half of them where the style is wide.
        style: how it is drawn.
    """

    text: str
    style: Style = Style()


@dataclass(frozen=True, slots=True)
class QrRow:
    """A QR code, centred."""

    data: str


@dataclass(frozen=True, slots=True)
class FeedRow:
    """Empty lines."""

    lines: int


@dataclass(frozen=True, slots=True)
class CutRow:
    """The end of a piece of paper."""


Row = Line | QrRow | FeedRow | CutRow


@dataclass(frozen=True, slots=True)
class Layout:
    """A document on paper.

    Attributes:
        paper: what it was laid out for.
        rows: from top to bottom.
        replaced: characters that the output cannot show as they were written.
    """

    paper: Paper
    rows: tuple[Row, ...]
    replaced: int


def lay_out(document: Document, paper: Paper, repertoire: Repertoire) -> Layout:
    """Place a document on a paper.

    Args:
        document: what to print.
        paper: where.
        repertoire: the characters that the output can show.
    """
    composer = _Composer(paper.columns, repertoire)
    rows = tuple(row for block in document.blocks for row in composer.rows(block))
    return Layout(paper, rows, composer.replaced)


class _Composer:
    """Turns blocks into rows, counting the characters that had to be replaced."""

    def __init__(self, columns: int, repertoire: Repertoire) -> None:
        self._columns = columns
        self._repertoire = repertoire
        self.replaced = 0

    def rows(self, block: Block) -> Iterator[Row]:
        match block:
            case Text():
                yield from self._text(block)
            case Columns():
                cells = [(self._fit(cell.text), cell) for cell in block.cells]
                for text in lay_out_columns(cells, self._columns):
                    yield _line(text, Style(bold=block.bold))
            case Rule():
                yield Line("-" * self._columns)
            case Token():
                yield self._token(block)
            case Mark():
                yield from self._mark(block)
            case Qr():
                yield QrRow(block.data)
            case Feed():
                yield FeedRow(block.lines)
            case Cut():
                yield CutRow()
            case _ as never:
                assert_never(never)

    def _text(self, block: Text) -> Iterator[Row]:
        style = Style(bold=block.bold, tall=block.size is Size.TALL)
        for text in wrap(self._fit(block.text), self._columns):
            yield _line(place(text, self._columns, block.align), style)

    def _token(self, block: Token) -> Row:
        grouped = block.grouped
        is_wide = 2 * len(grouped) <= self._columns
        columns = self._columns // 2 if is_wide else self._columns
        # A line of its own, of digits and spaces only: nothing on it could turn it right to left.
        return _line(
            place(grouped, columns, Align.CENTRE), Style(bold=True, wide=is_wide, tall=True)
        )

    def _mark(self, block: Mark) -> Iterator[Row]:
        inner = self._columns - 2 * (len(_MARK_EDGE) + 1)
        for text in wrap(self._fit(block.text), inner):
            edged = place(f"{_MARK_EDGE} {text} {_MARK_EDGE}", self._columns, Align.CENTRE)
            filled = edged + " " * (self._columns - text_cells(edged))
            yield Line(filled.replace(NO_BREAK_SPACE, " "), Style(bold=True, inverse=True))

    def _fit(self, text: str) -> str:
        fitted = self._repertoire.fit(text)
        self.replaced += fitted.replaced
        return fitted.text


def place(text: str, columns: int, align: Align) -> str:
    """Put spaces before a text so that it stands where it should.

    Args:
        text: at most `columns` cells.
        columns: width of the line.
        align: where the text stands.
    """
    free = columns - text_cells(text)
    assert free >= 0, "a line is wider than its paper"  # noqa: S101 -- our own bug, not input
    match align:
        case Align.LEFT:
            return text
        case Align.CENTRE:
            return " " * (free // 2) + text
        case Align.RIGHT:
            return " " * free + text
        case _ as never:
            assert_never(never)


def _line(text: str, style: Style) -> Line:
    return Line(text.replace(NO_BREAK_SPACE, " ").rstrip(" "), style)
