"""Turn a layout into what one printer is sent for it."""

from collections.abc import Iterator
from typing import Final, assert_never

from printers.bitmap import Bitmap, stacked, without_commands
from printers.layout import CutRow, FeedRow, Layout, Line, PictureRow, QrRow
from printers.profiles import PrinterProfile
from printers.render.drawing import Drawing
from printers.render.printed import BitmapRow, CutHere, NativeQrRow, PrintRow, TextRow, TextRun
from printers.render.qr import dots_per_module, qr_bitmap, qr_matrix
from printers.repertoire import CodePageRepertoire

_TEAR_BAR_LINES: Final = 5


def print_rows(
    layout: Layout, profile: PrinterProfile, drawing: Drawing | None
) -> tuple[PrintRow, ...]:
    """Return what the printer is sent for a layout.

    Args:
        layout: laid out with the repertoire of this profile and this drawing.
        profile: what the printer can do.
        drawing: draws the lines that hold parts; None if the layout has none.

    Raises:
        InvalidDocument: a QR code that does not fit the paper.
        DrawingUnavailable: a line must be drawn and cannot be.
        ValueError: the layout was made for another repertoire.
    """
    maker = _RowMaker(layout, profile, drawing)
    return tuple(_joined(row for part in layout.rows for row in maker.rows(part)))


class _RowMaker:
    """Makes the printed rows of one layout."""

    def __init__(self, layout: Layout, profile: PrinterProfile, drawing: Drawing | None) -> None:
        self._dots = layout.paper.dots
        self._profile = profile
        self._pages = profile.repertoire()
        self._drawing = drawing

    def rows(self, row: Line | QrRow | PictureRow | FeedRow | CutRow) -> Iterator[PrintRow]:
        match row:
            case Line(parts=()):
                yield TextRow(_runs(row.text, self._pages), row.style)
            case Line():
                if self._drawing is None:
                    raise ValueError("the layout needs drawing, and there is nothing to draw with")
                yield BitmapRow(self._drawing.line(row.parts, row.style, self._dots))
            case QrRow():
                yield self._qr(row.data)
            case PictureRow():
                yield BitmapRow(_centred(row.bitmap, self._dots))
            case FeedRow():
                yield row
            case CutRow():
                yield CutHere() if self._profile.has_cutter else FeedRow(_TEAR_BAR_LINES)
            case _ as never:
                assert_never(never)

    def _qr(self, data: str) -> PrintRow:
        if self._profile.has_native_qr:
            return NativeQrRow(data, dots_per_module(len(qr_matrix(data)), self._dots))
        return BitmapRow(qr_bitmap(data, self._dots))


def _runs(text: str, pages: CodePageRepertoire) -> tuple[TextRun, ...]:
    return tuple(TextRun(page, run.encode(page)) for page, run in pages.page_runs(text))


def _joined(rows: Iterator[PrintRow]) -> Iterator[PrintRow]:
    """Make one bitmap of neighbours of the same width, so that no strip is shorter than it must."""
    waiting: list[Bitmap] = []
    for row in rows:
        bitmap = row.bitmap if isinstance(row, BitmapRow) else None
        if waiting and (bitmap is None or bitmap.width != waiting[0].width):
            yield _bitmap_row(waiting)
            waiting = []
        if bitmap is None:
            yield row
        else:
            waiting.append(bitmap)
    if waiting:
        yield _bitmap_row(waiting)


def _bitmap_row(bitmaps: list[Bitmap]) -> BitmapRow:
    return BitmapRow(without_commands(stacked(bitmaps[0].width, bitmaps)))


def _centred(bitmap: Bitmap, dots: int) -> Bitmap:
    """Put white dots on its left, in whole bytes."""
    left = bytes((dots - bitmap.width) // 16)
    return Bitmap(len(left) * 8 + bitmap.width, tuple(left + row for row in bitmap.rows))
