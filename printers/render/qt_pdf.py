"""Draw printed rows into a PDF: text as text that can be searched and copied, dots as dots."""

from collections.abc import Iterable
from typing import Final, assert_never

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPageSize, QPainter, QPdfWriter

from printers.bitmap import Bitmap
from printers.layout import FeedRow
from printers.paper import Paper
from printers.render.drawing import GLYPH_HEIGHT, GLYPH_WIDTH, LINE_HEIGHT
from printers.render.printed import BitmapRow, CutHere, NativeQrRow, PrintRow, TextRow
from printers.render.qr import qr_bitmap

_DOTS_PER_INCH: Final = 203
_DOTS_PER_MM: Final = 8
_MARGIN_DOTS: Final = 4 * _DOTS_PER_MM
_BASELINE: Final = 18
# A PDF page is at most 5080 mm long.
_PAGE_DOTS_MAX: Final = 4000 * _DOTS_PER_MM


class PdfReceipt:
    """Writes printed rows, a page for each piece of paper.

    Args:
        font: one whose characters are all 12 dots wide.
        paper: what the rows were laid out for.
    """

    def __init__(self, font: QFont, paper: Paper) -> None:
        self._font = font
        self._paper = paper

    def written(self, rows: tuple[PrintRow, ...]) -> bytes:
        """Return the PDF file."""
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(buffer)
        writer.setResolution(_DOTS_PER_INCH)
        writer.setPageMargins(QMarginsF(0, 0, 0, 0))
        painter: QPainter | None = None
        for page in self._pages(rows):
            height = sum(map(self._height, page))
            writer.setPageSize(self._page_size(height))
            if painter is None:
                painter = QPainter(writer)
            else:
                writer.newPage()
            self._draw_page(painter, page)
        if painter is not None:
            painter.end()
        return bytes(buffer.data().data())

    def _pages(self, rows: tuple[PrintRow, ...]) -> list[list[PrintRow]]:
        """Begin a page after each cut and where one would grow too long."""
        pages: list[list[PrintRow]] = [[]]
        height = 0
        for row in rows:
            height += self._height(row)
            if height > _PAGE_DOTS_MAX:
                pages.append([])
                height = self._height(row)
            if isinstance(row, CutHere):
                pages.append([])
                height = 0
            else:
                pages[-1].append(row)
        return [page for page in pages if page] or [[]]

    def _page_size(self, dots: int) -> QPageSize:
        width = (self._paper.dots + 2 * _MARGIN_DOTS) / _DOTS_PER_MM
        height = (dots + 2 * _MARGIN_DOTS) / _DOTS_PER_MM
        return QPageSize(
            QSizeF(width, height),
            QPageSize.Unit.Millimeter,
            "",
            QPageSize.SizeMatchPolicy.ExactMatch,
        )

    def _draw_page(self, painter: QPainter, rows: Iterable[PrintRow]) -> None:
        painter.save()
        painter.translate(_MARGIN_DOTS, _MARGIN_DOTS)
        for row in rows:
            self._draw(painter, row)
            painter.translate(0, self._height(row))
        painter.restore()

    def _draw(self, painter: QPainter, row: PrintRow) -> None:
        match row:
            case TextRow():
                self._draw_text(painter, row)
            case BitmapRow(bitmap):
                _draw_bitmap(painter, bitmap)
            case NativeQrRow(data):
                _draw_bitmap(painter, qr_bitmap(data, self._paper.dots))
            case FeedRow() | CutHere():
                pass
            case _ as never:
                assert_never(never)

    def _draw_text(self, painter: QPainter, row: TextRow) -> None:
        text = "".join(run.decoded() for run in row.runs)
        style = row.style
        font = QFont(self._font)
        font.setBold(style.bold)
        painter.save()
        painter.scale(2 if style.wide else 1, 2 if style.tall else 1)
        ink = Qt.GlobalColor.black
        if style.inverse:
            painter.fillRect(QRectF(0, 0, len(text) * GLYPH_WIDTH, GLYPH_HEIGHT), QColor(ink))
            ink = Qt.GlobalColor.white
        painter.setPen(QColor(ink))
        painter.setFont(font)
        painter.drawText(QPointF(0, _BASELINE), text)
        painter.restore()

    def _height(self, row: PrintRow) -> int:
        match row:
            case TextRow():
                is_high = row.style.tall and bool(row.runs)
                return max(LINE_HEIGHT, GLYPH_HEIGHT * (2 if is_high else 1))
            case BitmapRow(bitmap):
                return len(bitmap.rows)
            case NativeQrRow(data):
                return len(qr_bitmap(data, self._paper.dots).rows)
            case FeedRow(lines):
                return lines * LINE_HEIGHT
            case CutHere():
                return 0
            case _ as never:
                assert_never(never)


def _draw_bitmap(painter: QPainter, bitmap: Bitmap) -> None:
    data = b"".join(bitmap.rows)
    image = QImage(
        data, bitmap.width, len(bitmap.rows), bitmap.width // 8, QImage.Format.Format_Mono
    )
    image.setColorTable([0xFFFFFFFF, 0xFF000000])
    painter.drawImage(QPointF(0, 0), image)
