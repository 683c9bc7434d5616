"""A vend code in large digits: groups of four, left to right in every language."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos.ui.look.fonts import window_font
from pos.ui.look.style import Style

_LINE = 1.1
_GAP_SHARE = 2  # The gap between groups is half the height of the type.
SIZE_MAX = 56


class TokenLabel(QWidget):
    """Paints the groups of a code itself: each group is a run of its own at a place of its own.

    No text layout decides about their order, so no neighbouring language can turn it round.

    Args:
        style: look and words.
        groups: of digits, in reading order.
        size_max: of the type; smaller where several codes share the screen.
    """

    def __init__(self, style: Style, groups: tuple[str, ...], *, size_max: int = SIZE_MAX) -> None:
        super().__init__()
        self._style = style
        self._groups = groups
        self._size_max = size_max
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        # A screen reader says digit by digit; as a number it would be nonsense.
        self.setAccessibleName(" ".join(" ".join(group) for group in groups))
        self._fit()

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups in reading order."""
        return self._groups

    def places(self) -> tuple[tuple[str, QRect], ...]:
        """Return each group with the rectangle it is painted in."""
        size, per_line = self._measure()
        metrics = QFontMetrics(window_font(size, bold=True))
        width = metrics.horizontalAdvance("0000")
        height = round(metrics.height() * _LINE)
        step = width + size // _GAP_SHARE
        start = self._start(step * min(per_line, len(self._groups)) - size // _GAP_SHARE)
        return tuple(
            (
                group,
                QRect(
                    QPoint(start + number % per_line * step, number // per_line * height),
                    QSize(width, height),
                ),
            )
            for number, group in enumerate(self._groups)
        )

    def type_size(self) -> int:
        """Return the height of type in which the code stands there now, in pixels."""
        return self._measure()[0]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint group by group."""
        del event
        painter = QPainter(self)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        painter.setFont(window_font(self.type_size(), bold=True))
        painter.setPen(QColor(self._style.look.theme.colours.text))
        for group, place in self.places():
            painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), group)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take as many lines as the width needs."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        places = self.places()
        self.setFixedHeight(places[-1][1].bottom() + 1 if places else 0)

    def _start(self, width: int) -> int:
        """Stand at the side where the page's lines begin; the digits keep their order."""
        return max(0, self.width() - width) if self._style.look.is_mirrored else 0

    def _measure(self) -> tuple[int, int]:
        """Return the largest type, and how many groups stand in a line of it."""
        most = self._style.px(self._size_max)
        least = min(most, self._style.px(self._style.look.theme.type.code))
        for size in range(most, least - 1, -1):
            if self._line_width(size, len(self._groups)) <= self.width():
                return size, max(1, len(self._groups))
        for per_line in range(len(self._groups) - 1, 1, -1):
            if self._line_width(least, per_line) <= self.width():
                return least, min(per_line, (len(self._groups) + 1) // 2)
        return least, 1

    def _line_width(self, size: int, groups: int) -> int:
        metrics = QFontMetrics(window_font(size, bold=True))
        width = metrics.horizontalAdvance("0000")
        return groups * width + (groups - 1) * (size // _GAP_SHARE)
