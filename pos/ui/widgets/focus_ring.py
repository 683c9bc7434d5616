"""The ring around whatever has the keyboard, outside of it and apart by a gap."""

from math import ceil

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from pos.ui.look.look import Look
from pos.ui.widgets.following_scroll import FollowingScroll

_CORNER = 0.3  # Of a radius: how far an arc keeps from the corner around it, and some more.
_FOLLOWED = (
    QEvent.Type.Move,
    QEvent.Type.Resize,
    QEvent.Type.Show,
    QEvent.Type.Hide,
    QEvent.Type.LayoutRequest,
)


class FocusRing(QWidget):
    """Lies above a window, follows the focus, and lets every click through.

    Args:
        window: whose focus is shown.
        look: of the moment.
    """

    def __init__(self, window: QWidget, look: Look) -> None:
        super().__init__(window)
        self._look = look
        self._followed: QWidget | None = None
        self._watched: tuple[QWidget, ...] = ()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.hide()
        application = QApplication.instance()
        assert isinstance(application, QApplication)  # noqa: S101 - a widget cannot be without one.
        application.focusChanged.connect(self._focus_moved)

    def take_look(self, look: Look) -> None:
        """Be drawn otherwise from now on."""
        self._look = look
        self._place()

    @Slot()
    def follow(self) -> None:
        """Something was scrolled, and what has the keyboard perhaps with it."""
        self._place()

    @Slot("QWidget*", "QWidget*")
    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        for each in self._watched:
            if isValid(each):
                each.removeEventFilter(self)
        self._followed = new if new is not None and new.window() is self.window() else None
        self._watched = _with_holders(self._followed)
        for each in self._watched:
            each.installEventFilter(self)
        if self._followed is not None:
            self._followed.destroyed.connect(self._lost)
        self._place()

    @Slot()
    def _lost(self) -> None:
        if self._followed is not None and isValid(self._followed):
            # What went was followed before: a shell that was replaced goes a little later.
            return
        self._followed, self._watched = None, ()
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go where the focused widget goes, and whatever it stands in."""
        if event.type() in _FOLLOWED and watched in self._watched:
            self._place()
        return False

    def _place(self) -> None:
        widget = self._followed
        if widget is None or widget.visibleRegion().isEmpty():
            self.hide()
            return
        ring, gap, radius = self._measures()
        room = ring + gap
        corner = widget.mapTo(self.window(), widget.rect().topLeft())
        around = QRect(corner, widget.size()).adjusted(-room, -room, room, room)
        self.setGeometry(around)
        # Only the ring itself is painted and repainted, not what lies under it.
        # At a corner that reaches further in than its sides do.
        inset = max(room, ring + ceil((radius + room) * _CORNER))
        inside = self.rect().adjusted(inset, inset, -inset, -inset)
        self.setMask((QRegion(self.rect()) - QRegion(inside)) & self._page_region())
        self.raise_()
        self.show()
        self.update()

    def _measures(self) -> tuple[int, int, int]:
        """Return the ring's width, its gap, and the radius of what it lies around."""
        sizes, px = self._look.theme.sizes, self._look.px
        return px(sizes.ring), px(sizes.ring_gap), px(sizes.radius)

    def _page_region(self) -> QRegion:
        """Return where a page that scrolls can be seen, so that nothing is drawn over the bar."""
        for holder in self._watched:
            if isinstance(holder, FollowingScroll):
                view = holder.viewport()
                corner = self.mapFrom(self.window(), view.mapTo(self.window(), QPoint(0, 0)))
                return QRegion(QRect(corner, view.size()))
        return QRegion(self.rect())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ring."""
        del event
        ring, gap, radius = self._measures()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._look.theme.colours.focus), ring))
        half = ring / 2
        edge = QRectF(self.rect()).adjusted(half, half, -half, -half)
        painter.drawRoundedRect(edge, radius + gap + half, radius + gap + half)
        painter.end()


def _with_holders(widget: QWidget | None) -> tuple[QWidget, ...]:
    """Return a widget and all it stands in, short of the window."""
    found = []
    while widget is not None and not widget.isWindow():
        found.append(widget)
        widget = widget.parentWidget()
    return tuple(found)
