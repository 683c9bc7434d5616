"""Line icons in the colours of the theme, drawn once for each colour and size."""

from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer


class IconName(StrEnum):
    """Every icon there is, by the name of its file."""

    USER = "user"
    ONLINE = "wifi"
    OFFLINE = "wifi-off"
    PRINTER = "printer"
    KEY_STORE = "key-round"
    ALLOWANCE = "wallet"
    LOCK = "lock"
    UNLOCKED = "lock-open"
    CLOCK = "clock"
    CHECK = "check"
    WARNING = "triangle-alert"
    BAD = "circle-alert"
    INFO = "info"
    BACKSPACE = "delete"
    SEARCH = "search"
    SETTINGS = "settings"
    HISTORY = "history"
    RECEIPT = "receipt-text"
    SELL = "zap"
    CLOSE = "x"
    BACK = "arrow-left"
    COPY = "copy"
    METER = "gauge"
    LANGUAGE = "languages"
    THEME = "contrast"
    TEXT_SIZE = "type"
    UNDO = "undo-2"
    TRAINING = "graduation-cap"
    NEW = "plus"
    KEYS = "keyboard"


class Icons:
    """Draws icons and keeps what it has drawn.

    Args:
        folder: of the SVG files, which paint with `currentColor`.
        device_ratio: device pixels for each pixel of the window.
    """

    def __init__(self, folder: Path, device_ratio: float = 1.0) -> None:
        self._folder = folder
        self._device_ratio = device_ratio
        self._sources: dict[IconName, str] = {}
        self._drawn: dict[tuple[IconName, str, int], QPixmap] = {}

    def pixmap(self, name: IconName, colour: str, size: int) -> QPixmap:
        """Return an icon as an image of `size` pixels of the window; empty if its file is gone."""
        key = (name, colour, size)
        if key not in self._drawn:
            self._drawn[key] = self._draw(name, colour, size)
        return self._drawn[key]

    def icon(self, name: IconName, colour: str, disabled_colour: str, size: int) -> QIcon:
        """Return an icon for a button, which may be disabled."""
        icon = QIcon(self.pixmap(name, colour, size))
        icon.addPixmap(self.pixmap(name, disabled_colour, size), QIcon.Mode.Disabled)
        return icon

    def _draw(self, name: IconName, colour: str, size: int) -> QPixmap:
        # QtSvg paints `currentColor` black, so the colour is put in its place before it is drawn.
        svg = self._source(name).replace("currentColor", colour)
        side = round(size * self._device_ratio)
        pixmap = QPixmap(QSize(side, side))
        pixmap.fill(Qt.GlobalColor.transparent)
        if svg:
            painter = QPainter(pixmap)
            QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, side, side))
            painter.end()
        pixmap.setDevicePixelRatio(self._device_ratio)
        return pixmap

    def _source(self, name: IconName) -> str:
        if name not in self._sources:
            try:
                self._sources[name] = (self._folder / f"{name}.svg").read_text("utf-8")
            except OSError:
                # Words stand beside every icon; a missing file must not stop a sale.
                self._sources[name] = ""
        return self._sources[name]
