"""Opening the window on a terminal's folder: the only place where window and adapters meet."""

import importlib
import logging
import os
import secrets
import signal
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Protocol

from PySide6.QtCore import QObject, QSocketNotifier, Qt, Signal
from PySide6.QtWidgets import QApplication

from pos.cli.logs import log_to_file
from pos.domain.errors import ExitStatus, FolderInUse, FolderNotATerminal
from pos.keystore.files import meeting_point
from pos.keystore.files.folder import AgentFolder
from pos.presenters.cash.count_draft import DraftFile
from pos.presenters.door import Door, Opened
from pos.presenters.settings.preferences import PreferenceFile
from pos.store.file_lock import held_lock
from pos.ui.look.fonts import load_fonts
from pos.ui.look.icons import Icons
from pos.ui.look.languages import Language, chosen_language, words_in
from pos.ui.look.words import Words
from pos.ui.window.main_window import MainWindow
from pos.ui.window.thread_jobs import ThreadJobs
from pos.ui.window.workplace import WindowTools

MEETING_PLACE = "window"
RAISE_WITHIN_S = 2
_DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def resources_folder() -> Path:
    """Return the folder of what ships: beside the packages, or inside once installed."""
    package = Path(__file__).parents[1]
    beside = package.parent / "resources"
    return beside if beside.is_dir() else package / "resources"


def has_display() -> bool:
    """Tell whether a window can be opened here; Qt would end the process where it cannot."""
    return any(os.environ.get(name) for name in _DISPLAYS)


def open_window(folder: Path) -> int:
    """Show the window until it is closed, or raise the one that is open on this folder.

    Args:
        folder: of a terminal.

    Returns:
        The exit status.

    Raises:
        FolderNotATerminal: there is no terminal in it.
        FolderInUse: a window is open on it and does not answer.
        DiskFull, StoreUnusable: the folder cannot be written.
    """
    folder = folder.absolute()
    if not AgentFolder(folder).vault.exists():
        raise FolderNotATerminal
    log_to_file(folder)
    with ExitStack() as held:
        try:
            lock = held_lock(folder / "locks" / "window", FolderInUse(why="window"))
            held.enter_context(lock)
        except FolderInUse:
            _raise_other(folder)
            return ExitStatus.DONE
        return _run(folder)


def _raise_other(folder: Path) -> None:
    """Have the window that is open on this folder come to the front: connecting is asking."""
    try:
        meeting_point.connect(folder / MEETING_PLACE, within_s=RAISE_WITHIN_S).close()
    except (OSError, meeting_point.StrangePeer) as error:
        raise FolderInUse(why="window") from error


def _run(folder: Path) -> int:
    # Ctrl+C ends the window at once; every entry is durable before anybody sees it.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    QApplication.setHighDpiScaleFactorRoundingPolicy(
        Qt.HighDpiScaleFactorRoundingPolicy.PassThrough
    )
    application = QApplication(["vendwatt"])
    application.setApplicationName("Vendwatt")
    application.setDesktopFileName("vendwatt")
    resources = resources_folder()
    load_fonts(resources / "fonts")
    exchanges = Exchanges()
    door = LateDoor(folder, exchanges.happened.emit)
    jobs = ThreadJobs()
    try:
        window = build_window(application, folder, resources, door, jobs)
        exchanges.happened.connect(window.link_changed, Qt.ConnectionType.QueuedConnection)
        raiser = Raiser(folder / MEETING_PLACE, window.raise_up)
        sys.excepthook = _fault_hook(window)
        window.fill_screen()
        window.entrance.start()
        status = application.exec()
        raiser.close()
        window.end()
    finally:
        # What runs comes to its end: a sale between two steps is finished, not torn.
        jobs.stop()
        door.close()
    return status


def build_window(
    application: QApplication, folder: Path, resources: Path, door: "LateDoor", jobs: ThreadJobs
) -> MainWindow:
    """Join the window to a terminal's folder.

    Args:
        application: with its fonts loaded.
        folder: of the terminal.
        resources: what ships with the program.
        door: opens the terminal.
        jobs: runs what takes time.
    """
    preferences = PreferenceFile(folder)

    def speak(code: str) -> tuple[Language, Words]:
        language = chosen_language(code)
        return language, words_in(resources / "i18n", language)

    tools = WindowTools(
        jobs=jobs,
        preferences=preferences,
        drafts=DraftFile(folder),
        milliseconds=lambda: time.monotonic_ns() // 1_000_000,
        now=lambda: datetime.now(UTC),
        example=lambda: door.example,
        icons=Icons(resources / "icons", application.devicePixelRatio()),
        speak=speak,
    )
    return MainWindow(application, door, tools, preferences.load())


class ClosableDoor(Door, Protocol):
    """A door that is closed again at the end.

    Attributes:
        example: a meter number to sell to in training, once the door is open.
    """

    example: str

    def close(self) -> None:
        """Give up store and agent."""


class Exchanges(QObject):
    """Brings word of an exchange with head office from its thread to the window's."""

    happened = Signal()


class LateDoor:
    """Implements `Door`; the code behind it is loaded when it is opened, in a job.

    Args:
        folder: of the terminal.
        exchanged: called in a thread of its own after each exchange with head office.
    """

    def __init__(self, folder: Path, exchanged: Callable[[], None]) -> None:
        self._folder, self._exchanged = folder, exchanged
        self._door: ClosableDoor | None = None

    @property
    def example(self) -> str:
        """A meter number to sell to in training, once the door is open."""
        return "" if self._door is None else self._door.example

    def open(self, passphrase: bytes | None) -> Opened:
        """See `Door.open`."""
        if self._door is None:
            # Loading it before the first picture would keep the window off the screen.
            module = importlib.import_module("pos.bootstrap.window_door")
            made: ClosableDoor = module.TerminalDoor(self._folder, self._exchanged)
            self._door = made
        return self._door.open(passphrase)

    def close(self) -> None:
        """Give up store and agent."""
        if self._door is not None:
            self._door.close()


class Raiser:
    """Waits for other starts of the program, and has the window come to the front.

    Args:
        place: folder of the socket; made if it is not there.
        raise_up: called for each who knocks.
    """

    def __init__(self, place: Path, raise_up: Callable[[], None]) -> None:
        place.mkdir(mode=0o700, exist_ok=True)
        self._place = place
        self._raise_up = raise_up
        self._listener = meeting_point.listen(place)
        self._listener.settimeout(0)
        self._notifier = QSocketNotifier(self._listener.fileno(), QSocketNotifier.Type.Read)
        self._notifier.activated.connect(self._knocked)

    def close(self) -> None:
        """Wait for nobody any more."""
        self._notifier.setEnabled(False)
        self._listener.close()
        meeting_point.leave(self._place)

    def _knocked(self) -> None:
        try:
            connection, _ = self._listener.accept()
        except OSError:
            return
        with connection:
            try:
                meeting_point.must_be_own(connection)
            except meeting_point.StrangePeer:
                return
        self._raise_up()


def _fault_hook(
    window: MainWindow,
) -> Callable[[type[BaseException], BaseException, TracebackType | None], None]:
    """Return what happens to a fault of our own in the window: logged, shown, and life goes on."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        reference = secrets.token_hex(4)
        log = logging.getLogger(__name__)
        log.error("unexpected fault %s", reference, exc_info=(kind, error, trace))
        window.tell_fault(reference)

    return hook
