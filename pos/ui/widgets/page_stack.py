"""Pages in one place, of which one is seen at a time."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedLayout, QWidget


class PageStack(QWidget):
    """Takes the room that the page needs which is seen.

    A stack of Qt's own is as high as the highest page it holds, and whatever scrolls with it as
    long.
    """

    def __init__(self) -> None:
        super().__init__()
        self._pages = _SeenPage(self)
        self._pages.currentChanged.connect(self.updateGeometry)

    def addWidget(self, page: QWidget) -> None:
        """Add a page behind the others."""
        self._pages.addWidget(page)

    def setCurrentIndex(self, place: int) -> None:
        """Show a page by its place."""
        self._pages.setCurrentIndex(place)

    def setCurrentWidget(self, page: QWidget) -> None:
        """Show a page."""
        self._pages.setCurrentWidget(page)

    def currentIndex(self) -> int:
        """Return the place of the page that is seen."""
        return self._pages.currentIndex()


class _SeenPage(QStackedLayout):
    """Asks as its page does, and as none that is hidden."""

    def minimumSize(self) -> QSize:
        page = self.currentWidget()
        return QSize() if page is None else page.minimumSizeHint().expandedTo(page.minimumSize())

    def sizeHint(self) -> QSize:
        page = self.currentWidget()
        return QSize() if page is None else page.sizeHint().expandedTo(self.minimumSize())

    def hasHeightForWidth(self) -> bool:
        page = self.currentWidget()
        return page is not None and page.hasHeightForWidth()

    def heightForWidth(self, width: int) -> int:
        page = self.currentWidget()
        return -1 if page is None else max(page.heightForWidth(width), self.minimumSize().height())
