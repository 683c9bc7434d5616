"""A paper on the screen, as the printer prints it."""

from math import ceil

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit

from pos.ui.look.style import Style


class PaperView(QPlainTextEdit):
    """Lines of a receipt or report, left to right as on paper.

    On a page that scrolls as a whole it is as long as the paper.

    Args:
        style: look and words.
        name: accessible name, already translated.
    """

    def __init__(self, style: Style, name: str) -> None:
        super().__init__()
        self._is_whole = style.look.is_narrow
        self._edges = 2 * (style.px(style.look.theme.sizes.m) + 1)
        self.setReadOnly(True)
        self.setAccessibleName(name)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)

    def show_lines(self, lines: tuple[str, ...]) -> None:
        """Show these lines; the place that was scrolled to is kept where nothing changed."""
        text = "\n".join(lines)
        if text != self.toPlainText():
            self.setPlainText(text)
        if self._is_whole:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.ensurePolished()
            line = self.blockBoundingRect(self.document().firstBlock()).height()
            self.setFixedHeight(ceil(line * max(len(lines), 1)) + self._edges)
