"""Show what will be on paper, dot by dot.

The picture is made from the printed rows: text from its encoded form, in cells of 12 by 24 dots as
in a printer's font A, and bitmaps as they are. Only the shapes of the printer's own letters are a
guess. A cut takes no paper and is not shown.
"""

from collections.abc import Iterator
from typing import assert_never

from printers.bitmap import Bitmap, stacked
from printers.layout import FeedRow, Style
from printers.paper import Paper
from printers.render.drawing import GLYPH_HEIGHT, GLYPH_WIDTH, LINE_HEIGHT, Drawing
from printers.render.printed import BitmapRow, CutHere, NativeQrRow, PrintRow, TextRow
from printers.render.qr import qr_bitmap

_GLYPH_DOTS = (1 << GLYPH_WIDTH) - 1


def preview_bitmap(rows: tuple[PrintRow, ...], paper: Paper, drawing: Drawing) -> Bitmap:
    """Return the paper that some rows make, as wide as its printable dots.

    Args:
        rows: Rendered.rows.
        paper: what they were laid out for.
        drawing: gives the shapes of letters.

    Raises:
        DrawingUnavailable: there are no shapes of letters here.
    """
    bands = (band for row in rows for band in _bands(row, paper, drawing))
    return stacked(paper.dots, (band.padded(paper.dots) for band in bands))


def _bands(row: PrintRow, paper: Paper, drawing: Drawing) -> Iterator[Bitmap]:
    match row:
        case TextRow():
            characters = "".join(run.decoded() for run in row.runs)
            yield _text_band(characters, row.style, paper.dots, drawing)
        case BitmapRow():
            yield row.bitmap
        case NativeQrRow():
            yield qr_bitmap(row.data, paper.dots)
        case FeedRow():
            yield Bitmap(paper.dots, (bytes(paper.dots // 8),) * (row.lines * LINE_HEIGHT))
        case CutHere():
            return
        case _ as never:
            assert_never(never)


def _text_band(characters: str, style: Style, dots: int, drawing: Drawing) -> Bitmap:
    """Draw a line of cells; a line is as high as the line spacing, or its letters if higher."""
    blank = bytes(dots // 8)
    if not characters:
        return Bitmap(dots, (blank,) * LINE_HEIGHT)
    wide, tall = (2 if style.wide else 1), (2 if style.tall else 1)
    glyphs = [_styled(drawing.glyph(character), style) for character in characters]
    cell = GLYPH_WIDTH * wide
    free = dots - cell * len(glyphs)
    rows: list[bytes] = []
    for number in range(GLYPH_HEIGHT):
        bits = 0
        for glyph in glyphs:
            bits = (bits << cell) | (_doubled(glyph[number]) if style.wide else glyph[number])
        rows.extend([(bits << free).to_bytes(dots // 8, "big")] * tall)
    return Bitmap(dots, (*rows, *[blank] * (LINE_HEIGHT - len(rows))))


def _styled(glyph: tuple[int, ...], style: Style) -> tuple[int, ...]:
    """Embolden by striking twice, a dot apart, and invert, as a printer does."""
    if style.bold:
        glyph = tuple(row | row >> 1 for row in glyph)
    if style.inverse:
        glyph = tuple(row ^ _GLYPH_DOTS for row in glyph)
    return glyph


def _doubled(row: int) -> int:
    """Make every dot of a glyph's row two dots wide."""
    doubled = 0
    for place in range(GLYPH_WIDTH):
        if row >> place & 1:
            doubled |= 3 << 2 * place
    return doubled
