"""Bars in the colours of the theme, drawn here and nowhere else: on the screen and in files."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos.presenters.reports.plot import Bar, Plot, PlotKind
from pos.presenters.texts import Say
from pos.ui.look.fonts import window_font
from pos.ui.look.style import Style
from pos.ui.look.tokens import Colours

_SHARE = 0.72  # Of a bar's place that is bar, not gap.
_NAMES = 0.4  # Of the width, at most, for the names of lying bars.
_PARTS = (0.0, 0.5, 1.0)  # Of the scale, where a line is drawn.


@dataclass(frozen=True, slots=True)
class PlotInk:
    """How a drawing is drawn.

    Attributes:
        type_px: height of its type, pixels of the device.
        say: turns texts into words of the reader's language.
        is_mirrored: it runs from right to left.
    """

    colours: Colours
    type_px: int
    say: Callable[[Say], str]
    is_mirrored: bool = False


def paint_plot(painter: QPainter, room: QRectF, plot: Plot, ink: PlotInk) -> None:
    """Draw a report's bars into a rectangle; nothing for a report without any."""
    if not plot.bars:
        return
    painter.setFont(window_font(ink.type_px))
    drawing = _Drawing(painter, room, plot, ink)
    if plot.kind is PlotKind.LYING:
        drawing.lying()
    else:
        drawing.upright()


class _Drawing:
    """One drawing while it is made; from right to left every place is turned round."""

    def __init__(self, painter: QPainter, room: QRectF, plot: Plot, ink: PlotInk) -> None:
        self._painter, self._room, self._plot, self._ink = painter, room, plot, ink
        self._metrics = QFontMetricsF(window_font(ink.type_px))
        self._line = self._metrics.height()

    def upright(self) -> None:
        """Stand the bars beside each other over their names."""
        plot, room = self._plot, self._room
        gap = self._line / 2
        axis = self._metrics.horizontalAdvance(f"-{plot.top_text}") + gap
        ground = QRectF(
            room.left() + axis,
            room.top() + self._line / 2,
            room.width() - axis,
            room.height() - self._line * 2,
        )
        two_sided = plot.kind is PlotKind.BOTH_SIDES
        zero = ground.center().y() if two_sided else ground.bottom()
        height = ground.height() / 2 if two_sided else ground.height()
        self._scale(ground, zero, height, two_sided=two_sided)
        place = ground.width() / len(plot.bars)
        for number, bar in enumerate(plot.bars):
            wide = min(place * _SHARE, self._line * 3)
            left = ground.left() + place * (number + 0.5) - wide / 2
            rise = height * bar.value / plot.top
            box = QRectF(left, zero - max(rise, 0.0), wide, abs(rise))
            self._painter.fillRect(self._turned(box), self._colour(bar))
        self._names_below(ground, place)

    def lying(self) -> None:
        """Lay each bar beside its name, the value behind it."""
        plot, room, gap = self._plot, self._room, self._line / 2
        names = [self._ink.say(bar.label) for bar in plot.bars]
        name = min(max(map(self._metrics.horizontalAdvance, names)), room.width() * _NAMES) + gap
        value = max(self._metrics.horizontalAdvance(bar.text) for bar in plot.bars) + gap
        place = min(room.height() / len(plot.bars), self._line * 2)
        length = room.width() - name - value
        for number, bar in enumerate(plot.bars):
            top = room.top() + place * number
            shown = self._metrics.elidedText(names[number], Qt.TextElideMode.ElideRight, name - gap)
            self._text(QRectF(room.left(), top, name - gap, place), shown, self._ink.colours.text)
            long = length * bar.value / plot.top
            box = QRectF(room.left() + name, top + place * (1 - _SHARE) / 2, long, place * _SHARE)
            self._painter.fillRect(self._turned(box), self._colour(bar))
            behind = QRectF(box.right() + gap, top, value, place)
            self._text(behind, bar.text, self._ink.colours.text)

    def _scale(self, ground: QRectF, zero: float, height: float, *, two_sided: bool) -> None:
        colours, plot = self._ink.colours, self._plot
        parts = (*(-part for part in reversed(_PARTS[1:])), *_PARTS) if two_sided else _PARTS
        for part in parts:
            y = zero - height * part
            pen = QPen(QColor(colours.border if part == 0 else colours.line))
            pen.setWidthF(max(1.0, self._ink.type_px / 14))
            self._painter.setPen(pen)
            line = self._turned(QRectF(ground.left(), y, ground.width(), 0))
            self._painter.drawLine(line.topLeft(), line.topRight())
            if abs(part) == 1:
                text = plot.top_text if part > 0 else f"-{plot.top_text}"
                beside = QRectF(self._room.left(), y - self._line / 2, 0, self._line)
                beside.setRight(ground.left() - self._line / 4)
                self._text(beside, text, colours.muted, trailing=True)

    def _names_below(self, ground: QRectF, place: float) -> None:
        names = [self._ink.say(bar.label) for bar in self._plot.bars]
        widest = max(map(self._metrics.horizontalAdvance, names)) + self._line / 2
        every = max(1, -(-int(widest) // max(1, int(place))))
        for number in range(0, len(names), every):
            middle = ground.left() + place * (number + 0.5)
            box = QRectF(middle - widest / 2, ground.bottom() + self._line / 4, widest, self._line)
            if box.right() <= self._room.right() + self._line:
                self._text(box, names[number], self._ink.colours.muted, centred=True)

    def _text(
        self,
        box: QRectF,
        text: str,
        colour: str,
        *,
        trailing: bool = False,
        centred: bool = False,
    ) -> None:
        sides = Qt.AlignmentFlag
        at_right = trailing != self._ink.is_mirrored
        side = sides.AlignHCenter if centred else sides.AlignRight if at_right else sides.AlignLeft
        self._painter.setPen(QColor(colour))
        flags = side | sides.AlignVCenter | sides.AlignAbsolute
        self._painter.drawText(self._turned(box), int(flags) | int(Qt.TextFlag.TextDontClip), text)

    def _turned(self, box: QRectF) -> QRectF:
        if not self._ink.is_mirrored:
            return box
        left = self._room.left() + self._room.right() - box.right()
        return QRectF(left, box.top(), box.width(), box.height())

    def _colour(self, bar: Bar) -> QColor:
        colours = self._ink.colours
        if self._plot.kind is PlotKind.BOTH_SIDES:
            return QColor(colours.warning if bar.value > 0 else colours.bad)
        return QColor(colours.primary)


class PlotView(QWidget):
    """A report's drawing; a screen reader is told its greatest bars."""

    def __init__(self, style: Style) -> None:
        super().__init__()
        self._style = style
        self._plot = Plot(PlotKind.UPRIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(style.translate("reports", "Drawing"))

    def show_plot(self, plot: Plot) -> None:
        """Draw this from now on."""
        if plot == self._plot:
            return
        self._plot = plot
        told = [f"{self._style.say(bar.label)} {bar.text}" for bar in plot.bars if bar.value]
        self.setAccessibleDescription(", ".join(told))
        self.update()

    def minimumSizeHint(self) -> QSize:
        """Ask for a little height; the table beside it says the same."""
        return QSize(0, self._style.look.pick(110, 200))

    def sizeHint(self) -> QSize:
        """Ask for the least."""
        return self.minimumSizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = self._style.look
        ink = PlotInk(
            look.theme.colours, look.px(look.theme.type.caption), self._style.say, look.is_mirrored
        )
        paint_plot(painter, QRectF(self.rect()), self._plot, ink)
        painter.end()
