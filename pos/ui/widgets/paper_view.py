"""A paper on the screen, as the printer prints it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit


class PaperView(QPlainTextEdit):
    """Lines of a receipt or report, left to right as on paper.

    Args:
        name: accessible name, already translated.
    """

    def __init__(self, name: str) -> None:
        super().__init__()
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
