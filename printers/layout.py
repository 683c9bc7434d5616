"""The one layout pass: a document on a paper becomes rows.

Every renderer draws the same rows, so a preview cannot differ from the paper in what stands where.
Alignment is resolved here: into spaces where the output has the characters itself, into places on
the line where they must be drawn. A paragraph or a row that begins with a letter running right to
left is laid out in the mirror: label on the right, value on the left. A token is a line of digits
and spaces of its own, and so never drawn nor turned.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from printers.bitmap import Bitmap
from printers.cells import NO_BREAK_SPACE, wrap
from printers.direction import is_right_to_left
from printers.document import (
    Align,
    Block,
    Columns,
    Cut,
    Document,
    Feed,
    Mark,
    Picture,
    Qr,
    Rule,
    Size,
    Text,
    Token,
)
from printers.paper import Paper
from printers.repertoire import Repertoire
from printers.rows import Part, joined, lay_out_columns

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
        parts: empty if the output has all of its characters; else what must be drawn, and where.
            Then `text` is the same in reading order, for plain text.
    """

    text: str
    style: Style = Style()
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class QrRow:
    """A QR code, centred."""

    data: str


@dataclass(frozen=True, slots=True)
class PictureRow:
    """A picture, centred, not wider than the paper."""

    bitmap: Bitmap


@dataclass(frozen=True, slots=True)
class FeedRow:
    """Empty lines."""

    lines: int


@dataclass(frozen=True, slots=True)
class CutRow:
    """The end of a piece of paper."""


Row = Line | QrRow | PictureRow | FeedRow | CutRow


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
    composer = _Composer(paper, repertoire, is_mirrored=_runs_right_to_left(document))
    rows = tuple(row for block in document.blocks for row in composer.rows(block))
    return Layout(paper, rows, composer.replaced)


def _runs_right_to_left(document: Document) -> bool:
    """Tell whether most labelled lines do: then all of them are read in the mirror."""
    labels = [block.cells[0].text for block in document.blocks if isinstance(block, Columns)]
    return 2 * sum(map(is_right_to_left, labels)) > len(labels)


class _Composer:
    """Turns blocks into rows, counting the characters that had to be replaced."""

    def __init__(self, paper: Paper, repertoire: Repertoire, *, is_mirrored: bool) -> None:
        self._is_mirrored = is_mirrored
        self._dots = paper.dots
        self._columns = paper.columns
        self._repertoire = repertoire
        self.replaced = 0

    def rows(self, block: Block) -> Iterator[Row]:
        match block:
            case Text():
                yield from self._text(block)
            case Columns():
                yield from self._cells(block)
            case Rule():
                yield Line("-" * self._columns)
            case Token():
                yield self._token(block)
            case Mark():
                yield from self._mark(block)
            case Qr():
                yield QrRow(block.data)
            case Picture():
                if block.bitmap.width <= self._dots:
                    yield PictureRow(block.bitmap)
            case Feed():
                yield FeedRow(block.lines)
            case Cut():
                yield CutRow()
            case _ as never:
                assert_never(never)

    def _text(self, block: Text) -> Iterator[Row]:
        style = Style(bold=block.bold, tall=block.size is Size.TALL)
        fitted = self._fit(block.text)
        is_mirrored = is_right_to_left(fitted)
        for text in wrap(fitted, self._columns):
            part = Part(text, 0, self._columns, block.align)
            yield self._line((part,), style, is_mirrored=is_mirrored)

    def _cells(self, block: Columns) -> Iterator[Row]:
        cells = [(self._fit(cell.text), cell) for cell in block.cells]
        # Among labels that run right to left, a figure or a name begins on the right as well.
        is_mirrored = self._is_mirrored or is_right_to_left(cells[0][0])
        for parts in lay_out_columns(cells, self._columns):
            yield self._line(parts, Style(bold=block.bold), is_mirrored=is_mirrored)

    def _token(self, block: Token) -> Row:
        grouped = block.grouped
        is_wide = 2 * len(grouped) <= self._columns
        columns = self._columns // 2 if is_wide else self._columns
        # Digits and spaces only, in no mirror: nothing on this line could turn it right to left.
        part = Part(grouped, 0, columns, Align.CENTRE)
        return self._line((part,), Style(bold=True, wide=is_wide, tall=True), is_mirrored=False)

    def _mark(self, block: Mark) -> Iterator[Row]:
        inner = self._columns - 2 * (len(_MARK_EDGE) + 1)
        style = Style(bold=True, inverse=True)
        for text in wrap(self._fit(block.text), inner):
            part = Part(f"{_MARK_EDGE} {text} {_MARK_EDGE}", 0, self._columns, Align.CENTRE)
            yield self._line((part,), style, is_mirrored=False)

    def _line(self, parts: tuple[Part, ...], style: Style, *, is_mirrored: bool) -> Line:
        placed = tuple(part.mirrored(self._columns) for part in parts) if is_mirrored else parts
        if any(self._repertoire.needs_drawing(part.text) for part in parts):
            return Line(_plain(joined(parts), style), style, placed)
        return Line(_plain(joined(placed), style), style)

    def _fit(self, text: str) -> str:
        fitted = self._repertoire.fit(text)
        self.replaced += fitted.replaced
        return fitted.text


def _plain(text: str, style: Style) -> str:
    spaced = text.replace(NO_BREAK_SPACE, " ")
    return spaced if style.inverse else spaced.rstrip(" ")
