"""A QR code, black on white in every theme so that every reader takes it."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from pos.ui.look.style import Style
from printers.render.qr import QUIET_MODULES, qr_matrix


class QrView(QWidget):
    """Paints what a code holds.

    Args:
        style: look and words.
        text: what a reader gets.
        side: of the square, in pixels at 100 %.
    """

    def __init__(self, style: Style, text: str, side: int) -> None:
        super().__init__()
        self._colours = style.look.theme.colours
        self._modules = qr_matrix(text)
        self.setFixedSize(style.px(side), style.px(side))
        self.setAccessibleName(style.translate("sold", "QR code of the vend code"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint whole pixels only; a blurred module is a wrong one."""
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._colours.paper))
        count = len(self._modules) + 2 * QUIET_MODULES
        pixels = max(1, self.width() // count)
        start = (self.width() - pixels * len(self._modules)) // 2
        ink = QColor(self._colours.ink)
        for line, modules in enumerate(self._modules):
            for place, is_dark in enumerate(modules):
                if is_dark:
                    at = (start + place * pixels, start + line * pixels)
                    painter.fillRect(QRect(*at, pixels, pixels), ink)
        painter.end()
