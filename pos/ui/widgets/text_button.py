"""A button whose words can be read whole: in one line, in two where that is too long."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QIcon, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QStylePainter

from pos.ui.look.style import Style

_PITCH = 125  # From line to line, in hundredths of the type's size.


class TextButton(QPushButton):
    """Asks for no less room than its words need, and shows them in the largest type that fits.

    Words stand in one line of the usual type, else in two lines, else in smaller type. What does
    not fit even then, because a layout gives less than is asked for, ends in dots.

    Args:
        style: look and words.
        text: already translated.
    """

    def __init__(self, style: Style, text: str) -> None:
        super().__init__(text)
        theme = style.look.theme
        self._smallest = style.px(theme.type.caption)
        self._gap = style.px(theme.sizes.s)
        self._target = style.px(theme.sizes.target_min)
        # Of itself a button never gets narrower than it would like to be.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._hint: tuple[tuple[object, ...], QSize] = ((), QSize())

    @property
    def is_whole(self) -> bool:
        """Whether all of the text can be read."""
        return self._fitting() is not None

    def minimumSizeHint(self) -> QSize:
        """Ask for the words in two lines of the smallest type, and for what a finger hits."""
        self.ensurePolished()
        key = (self.text(), self.icon().isNull(), self.property("role"), self.property("fit"))
        if self._hint[0] != key:
            wide = 0
            if self.text():
                wide, _ = self._broken(QFontMetrics(self._font(self._smallest)))
            # The advance is rounded; a pixel more keeps the last letter whole.
            wide += self.width() - self._room().width() + 1
            self._hint = (key, QSize(max(wide, self._target), self._target))
        return self._hint[1]

    def sizeHint(self) -> QSize:
        """Ask for the words in one line of the usual type."""
        asked = super().sizeHint()
        gap = 0 if self.icon().isNull() else self._gap
        return (asked + QSize(gap + 1, 0)).expandedTo(self.minimumSizeHint())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it as the style does, with the words in as many lines as they need."""
        if not self.text():
            super().paintEvent(event)
            return
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonBevel, option)
        font, lines = self._fitting() or self._cut()
        painter.setFont(font)
        painter.setPen(self.palette().buttonText().color())
        metrics, pitch = QFontMetrics(font), font.pixelSize() * _PITCH // 100
        block = QSize(max(map(metrics.horizontalAdvance, lines)) + 1, pitch * len(lines))
        whole = self._room(has_icon=True)
        beside = 0 if self.icon().isNull() else self.iconSize().width() + self._gap
        used = QRect(QPoint(), QSize(block.width() + beside, block.height()))
        used.moveCenter(whole.center())
        if beside:
            self._paint_icon(painter, whole, used)
        for number, line in enumerate(lines):
            place = QRect(used.left() + beside, used.top() + number * pitch, block.width(), pitch)
            place = QStyle.visualRect(self.layoutDirection(), whole, place)
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip
            painter.drawText(place, int(flags), line)
        painter.end()

    def _paint_icon(self, painter: QStylePainter, whole: QRect, used: QRect) -> None:
        """Stand it at the start of the words."""
        place = QRect(QPoint(used.left(), 0), self.iconSize())
        place.moveTop(whole.center().y() - place.height() // 2)
        modes = QIcon.Mode
        mode = modes.Normal if self.isEnabled() else modes.Disabled
        place = QStyle.visualRect(self.layoutDirection(), whole, place)
        self.icon().paint(painter, place, Qt.AlignmentFlag.AlignCenter, mode)

    def _broken(self, metrics: QFontMetrics) -> tuple[int, list[str]]:
        """Return the words in two lines, one where there is one word, and how wide they are."""
        # Not at the spaces that hold a number together.
        words = [word for word in self.text().split(" ") if word]
        ways = [[" ".join(words[:at]), " ".join(words[at:])] for at in range(1, len(words))]
        widths = ((max(map(metrics.horizontalAdvance, way)), way) for way in ways or [words])
        return min(widths, key=lambda each: each[0])

    def _room(self, *, has_icon: bool = False) -> QRect:
        """Return where the words may stand, beside the icon or with it."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        room = self.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, self)
        if not has_icon and not self.icon().isNull():
            room.setWidth(room.width() - self.iconSize().width() - self._gap)
        return room

    def _font(self, size: int) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(size)
        return font

    def _fitting(self) -> tuple[QFont, list[str]] | None:
        """Return type and lines; None where the words fit in none."""
        room, text = self._room(), self.text()
        for size in range(max(self.font().pixelSize(), self._smallest), self._smallest - 1, -1):
            font = self._font(size)
            metrics = QFontMetrics(font)
            if metrics.horizontalAdvance(text) < room.width():
                return font, [text]
            wide, lines = self._broken(metrics)
            if wide < room.width() and size * _PITCH // 100 * len(lines) <= room.height():
                return font, lines
        return None

    def _cut(self) -> tuple[QFont, list[str]]:
        font = self._font(self._smallest)
        end = Qt.TextElideMode.ElideRight
        return font, [QFontMetrics(font).elidedText(self.text(), end, self._room().width())]
