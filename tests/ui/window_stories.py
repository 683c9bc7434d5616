"""The real window on a real training terminal, with the key agent inside this process."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from pos.app.ports import Ports
from pos.bootstrap.line import HeadOfficeLine
from pos.bootstrap.window import Exchanges
from pos.domain.meter import display_number
from pos.domain.translation import Translate
from pos.presenters.cash.count_draft import DraftFile
from pos.presenters.desk import Desk
from pos.presenters.door import Opened
from pos.presenters.entrance.state import Entrance
from pos.presenters.sale.presenter import SalePresenter
from pos.presenters.sale.state import SaleViewState, Step
from pos.presenters.settings.preferences import PreferenceFile, Preferences
from pos.ui.look.fonts import load_fonts
from pos.ui.look.icons import Icons
from pos.ui.look.languages import Language, chosen_language, words_in
from pos.ui.look.locale_formatter import LocaleFormatter
from pos.ui.look.words import Words
from pos.ui.sale.sale_page import SalePage
from pos.ui.window.main_window import MainWindow
from pos.ui.window.page_name import PageName
from pos.ui.window.thread_jobs import ThreadJobs
from pos.ui.window.workplace import WindowTools, Workplace
from tests import terminal_stories as story
from tests.desk_stories import desk_of, opened_desks
from tests.patience import PATIENCE_S

RESOURCES = story.ROOT / "resources"


def settle_events() -> None:
    """Let everything that is on its way arrive, deferred deletions too.

    Each layout hands on what it needs to the one around it with an event of its own.
    """
    for _ in range(20):
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete.value))


class Hurrying:
    """A clock on which a second passes with every look, so that no test waits for one."""

    def __init__(self) -> None:
        self.now = 0

    def __call__(self) -> int:
        """Return the time in milliseconds."""
        self.now += 1_000
        return self.now


class OpenDoor:
    """A terminal that is open already."""

    def __init__(self, desk: Desk, ports: Ports, folder: Path) -> None:
        self.desk, self.ports, self.folder = desk, ports, folder

    def open(self, passphrase: bytes | None) -> Opened:
        """See `Door.open`."""
        del passphrase
        self.desk.settle()
        return opened_desks(self.desk, self.ports, self.folder)


@dataclass
class Shop:
    """A window with somebody at it."""

    folder: Path
    window: MainWindow
    ports: Ports
    numbers: list[str]

    @property
    def work(self) -> Workplace:
        """The presenters."""
        assert self.window.work is not None
        return self.window.work

    @property
    def sale(self) -> SalePresenter:
        """The presenter of the sale screen."""
        return self.work.sale

    @property
    def state(self) -> SaleViewState:
        """What the sale screen shows."""
        return self.sale.state

    @property
    def page(self) -> SalePage:
        """The sale screen."""
        page = self.window.shell.sale_page
        assert page is not None
        return page

    def wait(self, condition: Callable[[], object]) -> None:
        """Let events be handled until something holds."""
        deadline = time.monotonic() + PATIENCE_S
        while not condition():
            assert time.monotonic() < deadline, "the window never came that far"
            QTest.qWait(2)

    def settle(self) -> None:
        """Let everything that is on its way arrive, deferred deletions too."""
        settle_events()

    def sign_in(self) -> None:
        """Sign the agent in with the training PIN."""
        self.wait(lambda: self.window.entrance.state.step is Entrance.WAITING)
        self.window.entrance.use_training_pin()
        self.wait(lambda: self.window.entrance.state.step is Entrance.IN)
        self.wait(lambda: self.work.status.state.lease.text.text)

    def focused(self) -> QWidget:
        """Return what has the keyboard."""
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    def type_keys(self, text: str) -> None:
        """Type on the keyboard, wherever it is, and wait until the field has it."""
        for letter in text:
            QTest.keyClicks(self.focused(), letter)
        self.window.keys.flush()

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier | None = None) -> None:
        """Press one key."""
        QTest.keyClick(self.focused(), key, modifiers or Qt.KeyboardModifier.NoModifier)

    def enter(self) -> None:
        """Press Enter."""
        self.press(Qt.Key.Key_Return)

    def click(self, widget: QWidget) -> None:
        """Touch the middle of a widget."""
        middle = QPoint(widget.width() // 2, widget.height() // 2)
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=middle)

    def type_sale(self, amount: str = "100", cash: str = "200", number: str = "") -> None:
        """Type a sale up to the point where Enter makes it."""
        self.type_keys(number or self.numbers[0])
        self.enter()
        self.wait(lambda: self.state.step is Step.AMOUNT)
        self.type_keys(amount)
        self.wait(lambda: self.state.amount.gets.text)
        self.enter()
        self.type_keys(cash)
        self.wait(lambda: self.state.primary.enabled)

    def sell(self, amount: str = "100", cash: str = "200", number: str = "") -> None:
        """Sell by keyboard, and wait until the receipt is on its paper."""
        self.type_sale(amount, cash, number)
        self.enter()
        self.wait(lambda: self.state.step is Step.SOLD)
        self.wait(lambda: self.state.sold and "waits" not in self.state.sold.print_state.text)

    def show_page(self, name: PageName) -> None:
        """Go to a page."""
        self.window.go_to(name)
        self.settle()


def scan(shop: Shop, text: str, ending: str = "\r") -> None:
    """Send keys as a scanner does, all at one moment of the window's own clock."""
    for letter in text + ending:
        key = Qt.Key.Key_Return if letter == "\r" else ord(letter)
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(shop.focused(), event)


def speak_with(
    translate: Translate, code: str, *, is_mirrored: bool = False
) -> tuple[Language, Words]:
    """Return a language that only a test has."""
    language = Language(code, code, is_mirrored=is_mirrored)
    return language, Words(translate, LocaleFormatter("en"), is_mirrored=is_mirrored)


def shipped(code: str) -> tuple[Language, Words]:
    """Return a language that ships."""
    language = chosen_language(code or "en")
    return language, words_in(RESOURCES / "i18n", language)


@contextmanager
def opened_shop(
    folder: Path,
    *,
    size: tuple[int, int] = (1280, 800),
    preferences: Preferences | None = None,
    speak: Callable[[str], tuple[Language, Words]] = shipped,
    milliseconds: Callable[[], int] | None = None,
    around: Callable[[Desk], Desk] = lambda desk: desk,
    talks: bool = False,
) -> Iterator[Shop]:
    """Open the window on a training terminal; its folder is closed again at the end.

    Args:
        talks: delivers to the head office that it joined, in the background.
    """
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    load_fonts(RESOURCES / "fonts")
    if preferences is not None:
        PreferenceFile(folder).save(preferences)
    with story.opened(folder) as ports:
        with ports.store.read() as reads:
            numbers = [display_number(pan) for pan in story.pans_of(reads, 5)]
        jobs = ThreadJobs()
        tools = WindowTools(
            jobs=jobs,
            preferences=PreferenceFile(folder),
            drafts=DraftFile(folder),
            milliseconds=milliseconds or Hurrying(),
            now=lambda: datetime.now(UTC),
            example=lambda: numbers[0],
            icons=Icons(RESOURCES / "icons", application.devicePixelRatio()),
            speak=speak,
        )
        exchanges = Exchanges()
        line = HeadOfficeLine(ports, exchanges.happened.emit)
        door = OpenDoor(around(desk_of(folder, ports, line.link)), ports, folder)
        window = MainWindow(application, door, tools, PreferenceFile(folder).load())
        shop = Shop(folder, window, ports, numbers)
        exchanges.happened.connect(window.link_changed, Qt.ConnectionType.QueuedConnection)
        try:
            if talks:
                line.start()
            window.resize(*size)
            window.show()
            window.activateWindow()
            window.entrance.start()
            yield shop
        finally:
            window.end()
            window.close()
            line.stop()
            jobs.stop()
            window.deleteLater()
            shop.settle()
