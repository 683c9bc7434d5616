"""A report as a PDF: its drawing and its table on sheets of A4, in the colours of paper."""

from typing import Final

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPen,
)

from pos.presenters.reports.presenter import ReportState
from pos.ui.look.fonts import window_font
from pos.ui.look.style import Style
from pos.ui.look.tokens import LIGHT
from pos.ui.widgets.plot_view import PlotInk, paint_plot

_DOTS_PER_INCH: Final = 144
_MARGIN_MM: Final = 15
_TYPE: Final = 18
_TITLE: Final = 30
_PLOT_SHARE: Final = 0.3
_GAP: Final = "    "
_WIDE_FROM: Final = 6  # Columns from which a sheet lies on its side.


class ReportPdf:
    """Implements `ReportPrinter`; may be called in a thread of its own.

    Args:
        style: words of the reader's language; the colours are always those of paper.
        is_training: every sheet says that its figures are of no real sale.
    """

    def __init__(self, style: Style, *, is_training: bool) -> None:
        self._words = style.words
        self._is_mirrored = style.look.is_mirrored
        # What a tool translates is looked up here, on the window's thread.
        self._page = style.translate("reports", "Page {number}")
        self._mark = f"*** {style.translate('window', 'TRAINING')} ***" if is_training else ""

    def __call__(self, state: ReportState) -> bytes:
        """Return the file."""
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(buffer)
        writer.setResolution(_DOTS_PER_INCH)
        writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        if len(state.columns) >= _WIDE_FROM:
            writer.setPageOrientation(QPageLayout.Orientation.Landscape)
        margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
        writer.setPageMargins(margins, QPageLayout.Unit.Millimeter)
        title = f"{self._words.say(state.title)}  ·  {self._words.run(state.span)}"
        writer.setTitle(f"{self._mark} {title}".lstrip())
        painter = QPainter(writer)
        sheet = _Sheets(painter, writer, (self._page, self._mark), is_mirrored=self._is_mirrored)
        sheet.heading(title)
        ink = PlotInk(LIGHT.colours, _TYPE, self._words.say, self._is_mirrored)
        if state.plot.bars:
            paint_plot(painter, sheet.take(_PLOT_SHARE), state.plot, ink)
        heads = tuple(self._words.say(column.title) for column in state.columns)
        rows = tuple(tuple(self._words.say(cell) for cell in line) for line in state.rows)
        sheet.table(heads, rows, tuple(column.is_number for column in state.columns))
        sheet.foot()
        painter.end()
        return bytes(buffer.data().data())


class _Sheets:
    """Sheets that are filled from the top, one after the other.

    Args:
        foot: what stands there on each: a template for its number, and a mark or nothing.
    """

    def __init__(
        self, painter: QPainter, writer: QPdfWriter, foot: tuple[str, str], *, is_mirrored: bool
    ) -> None:
        self._painter, self._writer = painter, writer
        self._page, self._mark = foot
        self._is_mirrored = is_mirrored
        self._room = QRectF(0, 0, writer.width(), writer.height())
        self._number = 1
        self._top = 0.0
        self._line = QFontMetricsF(window_font(_TYPE)).height() * 1.4

    def heading(self, title: str) -> None:
        """Write the title."""
        height = QFontMetricsF(window_font(_TITLE, bold=True)).height()
        box = QRectF(0, self._top, self._room.width(), height)
        self._write(box, title, window_font(_TITLE, bold=True))
        self._top += height + self._line

    def take(self, share: float) -> QRectF:
        """Return a share of the sheet to be drawn into."""
        box = QRectF(0, self._top, self._room.width(), self._room.height() * share)
        self._top = box.bottom() + self._line
        return box

    def table(
        self, heads: tuple[str, ...], rows: tuple[tuple[str, ...], ...], numbers: tuple[bool, ...]
    ) -> None:
        """Write all rows, with the headings again on each new sheet."""
        widths = self._widths(heads, rows)
        self._row(heads, widths, numbers, bold=True)
        for line in rows:
            if self._top + 2 * self._line > self._room.height():
                self._next_sheet()
                self._row(heads, widths, numbers, bold=True)
            self._row(line, widths, numbers)

    def foot(self) -> None:
        """Number this sheet, and mark it."""
        box = QRectF(0, self._room.height() - self._line, self._room.width(), self._line)
        self._write(box, self._mark, window_font(_TYPE, bold=True))
        self._write(box, self._page.format(number=self._number), window_font(_TYPE), at_end=True)

    def _next_sheet(self) -> None:
        self.foot()
        self._writer.newPage()
        self._number += 1
        self._top = 0.0

    def _widths(self, heads: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> list[float]:
        metrics = QFontMetricsF(window_font(_TYPE, bold=True))
        gap = metrics.horizontalAdvance(_GAP)
        needed = [
            max(map(metrics.horizontalAdvance, (head, *(line[place] for line in rows)))) + gap
            for place, head in enumerate(heads)
        ]
        share = self._room.width() / max(sum(needed), 1.0)
        return [width * share if share < 1 else width for width in needed]

    def _row(
        self,
        cells: tuple[str, ...],
        widths: list[float],
        numbers: tuple[bool, ...],
        *,
        bold: bool = False,
    ) -> None:
        font = window_font(_TYPE, bold=bold)
        metrics = QFontMetricsF(font)
        left = 0.0
        gap = metrics.horizontalAdvance(_GAP)
        for cell, width, is_number in zip(cells, widths, numbers, strict=True):
            shown = metrics.elidedText(cell, Qt.TextElideMode.ElideRight, width - gap)
            box = QRectF(left, self._top, width - gap, self._line)
            self._write(box, shown, font, at_end=is_number)
            left += width
        self._top += self._line
        pen = QPen(QColor(LIGHT.colours.border if bold else LIGHT.colours.line))
        self._painter.setPen(pen)
        ruled = self._turned(QRectF(0, self._top, sum(widths), 0))
        self._painter.drawLine(ruled.topLeft(), ruled.topRight())

    def _write(self, box: QRectF, text: str, font: QFont, *, at_end: bool = False) -> None:
        self._painter.setFont(font)
        self._painter.setPen(QColor(LIGHT.colours.text))
        sides = Qt.AlignmentFlag
        side = sides.AlignRight if at_end != self._is_mirrored else sides.AlignLeft
        flags = side | sides.AlignVCenter | sides.AlignAbsolute
        self._painter.drawText(self._turned(box), int(flags), text)

    def _turned(self, box: QRectF) -> QRectF:
        if not self._is_mirrored:
            return box
        left = self._room.width() - box.right()
        return QRectF(left, box.top(), box.width(), box.height())
