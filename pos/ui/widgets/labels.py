"""Labels: plain text only, so that a customer's name is never read as markup."""

from html import escape

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QLabel, QSizePolicy, QStyle, QWidget

from pos.ui.look.fonts import window_font
from pos.ui.look.style import Style

# Words are kept whole where they can be.
_WRAPPED = int(Qt.TextFlag.TextWordWrap)
_HIGHEST = 10_000


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
    if QApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft:
        # Of itself a label stands where the language of its text begins, so `KEN` at the far side.
        sides = Qt.AlignmentFlag
        label.setAlignment(sides.AlignRight | sides.AlignAbsolute | sides.AlignVCenter)
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

    A text that is too long even in the smallest ends in dots, and whole in its tip. Where pages
    scroll it takes as many lines as it needs instead.

    Args:
        style: look and words.
        size: the usual size, pixels at 100 %.
        size_min: the smallest.
        bold: in bold type.
        trailing: stands at the end of the line, as amounts do.
        lines: so many of the smallest type before it ends in dots.
    """

    def __init__(
        self,
        style: Style,
        *,
        size: int,
        size_min: int,
        bold: bool = True,
        trailing: bool = False,
        lines: int = 1,
    ) -> None:
        super().__init__()
        self._style = style
        self._sizes = (style.px(size_min), style.px(size))
        self._bold = bold
        self._text = ""
        # A layout asks for the same widths again and again; both are of this text.
        self._sizes_in: dict[int, int] = {}
        self._heights_in: dict[int, int] = {}
        self._colour = style.look.theme.colours.text
        sides = Qt.AlignmentFlag
        self._side = sides.AlignTrailing if trailing else sides.AlignLeading
        heights = [QFontMetrics(window_font(each, bold=bold)).height() for each in self._sizes]
        policies = QSizePolicy.Policy
        is_narrow = style.look.is_narrow
        self._wraps = lines > 1 or is_narrow
        # A line that is laid out is a pixel higher than its type.
        self._line = heights[1] if is_narrow else max((heights[0] + 1) * lines, heights[1])
        policy = QSizePolicy(policies.Expanding, policies.Minimum if is_narrow else policies.Fixed)
        policy.setHeightForWidth(is_narrow)
        self.setSizePolicy(policy)

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
        self._sizes_in.clear()
        self._heights_in.clear()
        self.setAccessibleName(text)
        self.setToolTip(plain_tip(text))
        if self.hasHeightForWidth():
            self.updateGeometry()
        self.update()

    def keep_to_one_line(self) -> None:
        """End in dots wherever it is, since there is no room below."""
        self._wraps = False
        policy = self.sizePolicy()
        policy.setHeightForWidth(False)
        self.setSizePolicy(policy)

    def size_shown(self) -> int:
        """Return the type size, in pixels, in which the text stands there now."""
        return self._size_in(self.width())

    def _size_in(self, width: int) -> int:
        if width not in self._sizes_in:
            self._sizes_in[width] = self._largest_in(width)
        return self._sizes_in[width]

    def _largest_in(self, width: int) -> int:
        smallest, largest = self._sizes
        for size in range(largest, smallest, -1):
            metrics = QFontMetrics(window_font(size, bold=self._bold))
            # The advance is rounded; a pixel more keeps the last letter whole.
            if metrics.horizontalAdvance(self._text) < width:
                return size
        return smallest

    def text_shown(self) -> str:
        """Return what of the text can be seen."""
        if self._wraps and self._height_in(self.width()) <= self.height():
            return self._text
        metrics = QFontMetrics(window_font(self.size_shown(), bold=self._bold))
        return metrics.elidedText(self._text, Qt.TextElideMode.ElideRight, self.width())

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines in the largest type that needs the fewest."""
        return max(self._line, self._height_in(width)) if self.hasHeightForWidth() else self._line

    def _height_in(self, width: int) -> int:
        if width not in self._heights_in:
            metrics = QFontMetrics(window_font(self._size_in(width), bold=self._bold))
            room = QRect(0, 0, max(width, 1), _HIGHEST)
            self._heights_in[width] = metrics.boundingRect(room, _WRAPPED, self._text).height()
        return self._heights_in[width]

    def minimumSizeHint(self) -> QSize:
        """Leave the width to the layout."""
        return QSize(0, self._line)

    def sizeHint(self) -> QSize:
        """Ask for the room of the text in its smallest size; it takes more where there is some."""
        metrics = QFontMetrics(window_font(self._sizes[0], bold=self._bold))
        return QSize(metrics.horizontalAdvance(self._text) + 1, self._line)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text."""
        del event
        painter = QPainter(self)
        painter.setFont(window_font(self.size_shown(), bold=self._bold))
        colour = self._colour if self.isEnabled() else self._style.look.theme.colours.disabled
        painter.setPen(QColor(colour))
        side = QStyle.visualAlignment(self.layoutDirection(), self._side)
        flags = side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        wrapped = _WRAPPED if self._wraps else 0
        painter.drawText(self.rect(), int(flags) | wrapped, self.text_shown())
        painter.end()
