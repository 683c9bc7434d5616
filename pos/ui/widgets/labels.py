"""Labels: plain text only, so that a customer's name is never read as markup."""

from html import escape

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QStyle, QWidget

from pos.ui.look.fonts import window_font
from pos.ui.look.style import Style


def text_label(text: str = "", *, kind: str = "", wrap: bool = False) -> QLabel:
    """Return a label.

    Args:
        text: already translated.
        kind: a `type` of the style sheet; empty for body text.
        wrap: break into lines instead of needing the whole width.
    """
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wrap)
    if kind:
        label.setProperty("type", kind)
    return label


def plain_tip(text: str) -> str:
    """Return what a tip must be told to show a text as it stands; it would read tags as markup."""
    return f"<qt>{escape(text)}</qt>" if "<" in text else text


def change_property(widget: QWidget, name: str, value: str) -> None:
    """Set a property that the style sheet looks at, and have this one widget styled again."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def keep_place(widget: QWidget) -> None:
    """Let a widget keep its place while it is hidden, so that nothing beside it moves."""
    policy = widget.sizePolicy()
    policy.setRetainSizeWhenHidden(True)
    widget.setSizePolicy(policy)


class FittingLabel(QWidget):
    """One line in the largest of two sizes, and all between, that shows it whole.

    A text that is too long even in the smallest ends in dots, and whole in its tip.

    Args:
        style: look and words.
        size: the usual size, pixels at 100 %.
        size_min: the smallest.
        bold: in bold type.
        trailing: stands at the end of the line, as amounts do.
    """

    def __init__(
        self, style: Style, *, size: int, size_min: int, bold: bool = True, trailing: bool = False
    ) -> None:
        super().__init__()
        self._style = style
        self._sizes = (style.px(size_min), style.px(size))
        self._bold = bold
        self._text = ""
        self._colour = style.look.theme.colours.text
        sides = Qt.AlignmentFlag
        self._side = sides.AlignTrailing if trailing else sides.AlignLeading
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(QFontMetrics(window_font(self._sizes[1], bold=bold)).height())

    def centre(self) -> None:
        """Stand in the middle of the line."""
        self._side = Qt.AlignmentFlag.AlignHCenter

    @property
    def text(self) -> str:
        """The text that is shown."""
        return self._text

    def show_text(self, text: str, colour: str = "") -> None:
        """Show a text, in the colour of text unless another is named."""
        colour = colour or self._style.look.theme.colours.text
        if (text, colour) == (self._text, self._colour):
            return
        self._text, self._colour = text, colour
        self.setAccessibleName(text)
        self.setToolTip(plain_tip(text))
        self.update()

    def size_shown(self) -> int:
        """Return the type size, in pixels, in which the text stands there now."""
        smallest, largest = self._sizes
        for size in range(largest, smallest, -1):
            metrics = QFontMetrics(window_font(size, bold=self._bold))
            # The advance is rounded; a pixel more keeps the last letter whole.
            if metrics.horizontalAdvance(self._text) < self.width():
                return size
        return smallest

    def text_shown(self) -> str:
        """Return what of the text can be seen."""
        metrics = QFontMetrics(window_font(self.size_shown(), bold=self._bold))
        return metrics.elidedText(self._text, Qt.TextElideMode.ElideRight, self.width())

    def minimumSizeHint(self) -> QSize:
        """Leave the width to the layout."""
        return QSize(0, self.height())

    def sizeHint(self) -> QSize:
        """Ask for the room of the text in its usual size."""
        metrics = QFontMetrics(window_font(self._sizes[1], bold=self._bold))
        return QSize(metrics.horizontalAdvance(self._text), self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text."""
        del event
        painter = QPainter(self)
        painter.setFont(window_font(self.size_shown(), bold=self._bold))
        colour = self._colour if self.isEnabled() else self._style.look.theme.colours.disabled
        painter.setPen(QColor(colour))
        side = QStyle.visualAlignment(self.layoutDirection(), self._side)
        flags = side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        painter.drawText(self.rect(), int(flags), self.text_shown())
        painter.end()
