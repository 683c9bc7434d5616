"""A page that is larger than the window, and shows the part where the keyboard is."""

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QScrollArea, QScroller, QWidget

from pos.ui.look.style import Style

_AROUND = 72


class FollowingScroll(QScrollArea):
    """Scrolls by wheel and finger, and by itself to what has the keyboard.

    Attributes:
        scrolled: what is inside stands elsewhere now.
        inside: what is scrolled.

    Args:
        style: look and words.
        inside: what is scrolled.
    """

    scrolled = Signal()

    def __init__(self, style: Style, inside: QWidget) -> None:
        super().__init__()
        self.inside = inside
        self._around = style.px(_AROUND)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        # A bar that comes and goes would move everything else.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setWidget(inside)
        QScroller.grabGesture(self.viewport(), QScroller.ScrollerGestureType.TouchGesture)
        for bar in (self.verticalScrollBar(), self.horizontalScrollBar()):
            bar.valueChanged.connect(self.scrolled)
        # Sizes are known once the events that are on their way have been handled.
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._show_wanted)
        self._wanted: QWidget | None = None
        self._application().focusChanged.connect(self._focus_moved)

    @staticmethod
    def _application() -> QApplication:
        application = QApplication.instance()
        assert isinstance(application, QApplication)  # noqa: S101 - no widget is without one.
        return application

    def leave(self) -> None:
        """Follow no more."""
        self._application().focusChanged.disconnect(self._focus_moved)
        self._later.stop()

    def show_from_its_top(self, widget: QWidget) -> None:
        """Show a card: from its first line, where it is higher than there is room."""
        self._wanted = widget
        self._later.start()

    def show_keyboard(self) -> None:
        """Show what has the keyboard."""
        self._focus_moved(None, self._application().focusWidget())

    def _show_wanted(self) -> None:
        wanted, self._wanted = self._wanted, None
        self._lay_out()
        focused = self._application().focusWidget()
        if wanted is not None:
            top = wanted.mapTo(self.inside, QPoint(0, 0)).y()
            self.verticalScrollBar().setValue(top)
        elif focused is not None and self.isAncestorOf(focused):
            self.ensureWidgetVisible(focused, self._around, self._around)

    def _lay_out(self) -> None:
        """Give everything its place now; layouts hand on what they need from inside, one by one."""
        for holder in reversed(self.inside.findChildren(QWidget)):
            layout = holder.layout()
            if layout is not None and holder.isVisible():
                layout.activate()
        QApplication.sendEvent(self, QEvent(QEvent.Type.LayoutRequest))

    @Slot("QWidget*", "QWidget*")
    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is not None and self.isAncestorOf(new):
            self.ensureWidgetVisible(new, self._around, self._around)
            self._later.start()
