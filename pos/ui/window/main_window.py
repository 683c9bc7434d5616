"""The window: presenters that live as long as it does, and a shell for the look of the moment."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, QTimer, Slot
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QMainWindow

from pos.app.people.sign_in import SignedIn
from pos.presenters.door import Door, Opened
from pos.presenters.entrance.sign_in_presenter import SignInPresenter
from pos.presenters.entrance.state import Entrance, SignInState
from pos.presenters.scan_router import ScanRouter, ScanRules
from pos.presenters.second_signing import SigningState
from pos.presenters.settings.preferences import Preferences
from pos.ui.look.look import ROOM_MIN, Look, fitting
from pos.ui.look.style import Style
from pos.ui.look.theme import chosen_theme, put_on
from pos.ui.look.tokens import THEMES
from pos.ui.widgets.focus_ring import FocusRing
from pos.ui.window.fan import Fan
from pos.ui.window.key_filter import KeyFilter
from pos.ui.window.key_meaning import KeyMeaning
from pos.ui.window.page_name import PageName
from pos.ui.window.shell import Shell
from pos.ui.window.workplace import WindowTools, Workplace

MINUTE_MS = 60_000
SIZE_AT_START = QSize(1280, 800)


class MainWindow(QMainWindow):
    """Builds a shell for each look; what was typed lives in the presenters.

    Args:
        application: whose style is set.
        door: opens the terminal.
        tools: of the window.
        preferences: as they were loaded.

    Attributes:
        entrance: who is in.
        entrances: tells whoever listens of it.
        keys: the filter that all keys go through.
        idle: runs out when nobody touches anything; then the window locks.
    """

    def __init__(
        self,
        application: QApplication,
        door: Door,
        tools: WindowTools,
        preferences: Preferences,
    ) -> None:
        super().__init__()
        self._application, self._tools, self._preferences = application, tools, preferences
        self._work: Workplace | None = None
        self._language, self._words = tools.speak(preferences.language)
        self.entrance = SignInPresenter(
            door,
            tools.jobs,
            opened=self._opened,
            operator_changed=self._operator_changed,
            is_committing=self._is_committing,
        )
        self.entrances = Fan(self.entrance)
        self._step = self.entrance.state.step
        self._page = PageName.SALE
        self._is_signing = False
        self._resized = self._timer(0, self._take_look, is_single=True)
        room = self.screen().availableGeometry().size()
        self.setMinimumSize(QSize(*ROOM_MIN).boundedTo(room))
        self.resize(SIZE_AT_START.boundedTo(room))
        self._look = self._fitting_look()
        put_on(application, self._look)
        self._ring = FocusRing(self, self._look)
        self._shell = self._put_up_shell()
        self.idle = self._timer(0, self._lock, is_single=True)
        self._minute = self._timer(MINUTE_MS, self._minute_passed)
        self._minute.start()
        meaning = KeyMeaning(self, self.entrance, self._was_used)
        self.keys = KeyFilter(self, meaning, self._router(), tools.milliseconds)
        application.installEventFilter(self.keys)
        self.entrances.add(self._entrance_changed)
        self._was_used()

    @property
    def shell(self) -> Shell:
        """What is inside the window now."""
        return self._shell

    @property
    def work(self) -> Workplace | None:
        """The presenters of the open terminal; None before it is open."""
        return self._work

    @property
    def look(self) -> Look:
        """How it looks now."""
        return self._look

    def fill_screen(self) -> None:
        """Show the window on the whole screen, also where nobody manages windows."""
        self.resize(self.screen().availableGeometry().size())
        self.showMaximized()
        # Where nobody manages windows, nobody else gives it the keyboard.
        self.activateWindow()

    def raise_up(self) -> None:
        """Come to the front, e.g. because the program was started once more."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def tell_fault(self, reference: str) -> None:
        """A fault of our own happened; the log has it under this name."""
        self._shell.tell(
            self._words.translate(
                "window", "An unexpected fault, reference {reference}. Check the last sale."
            ).format(reference=reference)
        )

    @Slot()
    def link_changed(self) -> None:
        """Something was exchanged with head office: the status bar reads how far it has come."""
        if self._work is not None:
            self._work.status.refresh()

    def go_to(self, name: PageName) -> None:
        """Show a page, if somebody is signed in."""
        if self._step is Entrance.IN and self._work is not None:
            self._page = name
            # Whoever goes elsewhere does not wait for a signature any more.
            self._work.signing.back()
            self._shell.show_page(name)

    def end(self) -> None:
        """Let go of the application; nothing is rendered any more."""
        self._application.removeEventFilter(self.keys)
        for timer in (self._minute, self.idle, self._resized):
            timer.stop()
        self.entrances.remove(self._entrance_changed)
        self._shell.leave()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stay while a sale is being made; at any other time the window may be left."""
        event.setAccepted(not self._is_committing())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange anew, once the window has its size."""
        super().resizeEvent(event)
        self._resized.start()

    def _timer(self, every_ms: int, do: Callable[[], None], *, is_single: bool = False) -> QTimer:
        timer = QTimer(self)
        timer.setInterval(every_ms)
        timer.setSingleShot(is_single)
        timer.timeout.connect(do)
        return timer

    def _put_up_shell(self) -> Shell:
        style = Style(self._look, self._tools.icons, self._words)
        clock = self._tools.milliseconds
        shell = Shell(style, self.entrance, self.entrances, self._work, clock)
        shell.page_chosen.connect(self.go_to)
        shell.lock_wanted.connect(self._lock)
        shell.scrolled.connect(self._ring.follow)
        self.setCentralWidget(shell)
        # What is not shown yet takes no focus.
        shell.show()
        title = "Vendwatt"
        if self._work is not None:
            training = self._words.translate("window", "TRAINING")
            mark = f"{training} · " if self._work.training else ""
            title = f"{mark}{self._work.terminal} · Vendwatt"
        self.setWindowTitle(title)
        return shell

    def _rebuild(self) -> None:
        """Put up another shell; everything that was typed is with the presenters."""
        self._shell.leave()
        old, self._shell = self._shell, self._put_up_shell()
        old.deleteLater()
        self._ring.take_look(self._look)
        self._show_step()

    def _take_look(self) -> None:
        look = self._fitting_look()
        if look != self._look:
            self._look = look
            put_on(self._application, look)
            self._rebuild()

    def _fitting_look(self) -> Look:
        theme = THEMES[chosen_theme(self._application, self._preferences.theme)]
        return fitting(
            theme,
            wanted_percent=self._preferences.scale,
            width=self.width(),
            height=self.height(),
            is_mirrored=self._language.is_mirrored,
        )

    def _applied(self, preferences: Preferences) -> None:
        """Preferences changed: most of them are seen at once."""
        before, self._preferences = self._preferences, preferences
        self.keys.take_rules(self._router())
        self._was_used()
        if preferences.language != before.language:
            self._language, self._words = self._tools.speak(preferences.language)
            if self._work is not None:
                self._words = self._words.at(self._work.place)
                self._work.retell(self._words.formatter)
            self._look = self._fitting_look()
            put_on(self._application, self._look)
            self._rebuild()
        else:
            self._take_look()

    def _router(self) -> ScanRouter:
        preferences = self._preferences
        return ScanRouter(ScanRules(preferences.scan_gap_ms, preferences.scan_prefix))

    def _opened(self, opened: Opened) -> None:
        self._work = Workplace(
            opened,
            self._tools,
            self._preferences,
            self._words.formatter,
            applied=self._applied,
            people_changed=self.entrance.people_changed,
        )
        self._words = self._words.at(self._work.place)
        self._rebuild()
        self._work.signings.add(self._signing_changed)
        self._work.status.refresh()

    def _operator_changed(self, operator: SignedIn | None) -> None:
        if self._work is not None:
            self._work.operator_changed(operator)

    def _signing_changed(self, state: SigningState) -> None:
        """Somebody has to sign, or nobody any more: then the page before is shown again."""
        if state.is_asked != self._is_signing:
            self._is_signing = state.is_asked
            self._show_step()

    def _entrance_changed(self, state: SignInState) -> None:
        if state.step is not self._step:
            self._step = state.step
            self._show_step()

    def _show_step(self) -> None:
        if self._step is Entrance.IN and self._work is not None:
            is_asked = self._work.signing.state.is_asked
            self._shell.show_page(PageName.SIGNING if is_asked else self._page)
        else:
            self._shell.show_entrance()

    def _is_committing(self) -> bool:
        return self._work is not None and self._work.sale.is_committing

    def _minute_passed(self) -> None:
        if self._work is not None:
            self._work.status.minute_passed()

    def _was_used(self) -> None:
        self.idle.start(self._preferences.lock_minutes * MINUTE_MS)

    def _lock(self) -> None:
        if not self.entrance.lock():
            # A sale is being made: it is over soon, and then nobody may have touched anything.
            self._was_used()
