"""Opening the window on a terminal's folder: the only place where window and adapters meet."""

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

from PySide6.QtCore import QSocketNotifier, Qt
from PySide6.QtWidgets import QApplication

from pos.app.history import SaleStory
from pos.app.settle import settle
from pos.bootstrap.terminals import InstalledTerminals
from pos.cli.logs import log_to_file
from pos.cli.session import PASSPHRASE_FILE, SECRETS_FOLDER, OpenTerminal, read_secret_file
from pos.domain.errors import (
    ExitStatus,
    FolderInUse,
    FolderNotATerminal,
    IdentityLocked,
)
from pos.domain.meter import display_number
from pos.domain.translation import untranslated
from pos.keystore import meeting_point
from pos.keystore.client import AgentClient
from pos.keystore.folder import AgentFolder
from pos.presenters.preferences import PreferenceFile
from pos.presenters.sign_in_presenter import Opened
from pos.presenters.terminal_desk import DeskTools, TerminalDesk
from pos.receipts.address import printer_must_be_an_address
from pos.receipts.render import Form, render_receipt
from pos.receipts.sale_receipt import SaleReceipt
from pos.store.file_lock import held_lock
from pos.ui.fonts import load_fonts
from pos.ui.icons import Icons
from pos.ui.languages import Language, chosen_language, words_in
from pos.ui.main_window import MainWindow
from pos.ui.thread_jobs import ThreadJobs
from pos.ui.words import Words
from pos.ui.workplace import WindowTools

MEETING_PLACE = "window"
RAISE_WITHIN_S = 2
RECEIPT_COLUMNS = 42
_DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


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
    resources = InstalledTerminals().resources()
    load_fonts(resources / "fonts")
    door = TerminalDoor(folder)
    jobs = ThreadJobs()
    try:
        window = build_window(application, folder, resources, door, jobs)
        raiser = Raiser(folder / MEETING_PLACE, window.raise_up)
        sys.excepthook = _fault_hook(window)
        window.show()
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
    application: QApplication, folder: Path, resources: Path, door: "TerminalDoor", jobs: ThreadJobs
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
        milliseconds=lambda: time.monotonic_ns() // 1_000_000,
        now=lambda: datetime.now(UTC),
        example=lambda: door.example,
        icons=Icons(resources / "icons", application.devicePixelRatio()),
        speak=speak,
    )
    return MainWindow(application, door, tools, preferences.load())


class TerminalDoor:
    """Implements `Door` on a folder of this machine.

    Attributes:
        example: a meter number to sell to in training, once the door is open.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._terminal: OpenTerminal | None = None
        self.example = ""

    def open(self, passphrase: bytes | None) -> Opened:
        """See `Door.open`."""

        def ask() -> bytes:
            if passphrase is not None:
                return passphrase
            return self._training_passphrase()

        terminal = InstalledTerminals().open(self._folder, ask)
        try:
            settle(terminal.ports)
            if terminal.training:
                with terminal.ports.store.read() as reads:
                    meters = reads.meters(limit=1)
                self.example = display_number(meters[0].pan) if meters else ""
            opened = self._opened(terminal)
        except BaseException:
            terminal.close()
            raise
        self._terminal = terminal
        return opened

    def close(self) -> None:
        """Give up store and agent."""
        if self._terminal is not None:
            self._terminal.close()
            self._terminal = None

    def _opened(self, terminal: OpenTerminal) -> Opened:
        assert isinstance(terminal.keys, AgentClient)  # noqa: S101 - InstalledTerminals opens no other.
        tools = DeskTools(
            training_meters=terminal.keys,
            receipt_lines=_receipt_lines,
            check_printer=self._check_printer,
            training_pin=self._training_pin if terminal.training else _no_pin,
        )
        desk = TerminalDesk(terminal.ports, tools)
        return Opened(desk, desk.facts())

    def _check_printer(self, address: str) -> None:
        printer_must_be_an_address(address, self._folder)

    def _training_passphrase(self) -> bytes:
        """Return what set-up left in a training terminal; a real one has no such file."""
        file = self._folder / SECRETS_FOLDER / PASSPHRASE_FILE
        if not file.is_file():
            raise IdentityLocked
        return read_secret_file(file, others_may_read=True)

    def _training_pin(self, name: str) -> bytes | None:
        file = self._folder / SECRETS_FOLDER / f"{Path(name).name}.pin"
        return read_secret_file(file, others_may_read=True) if file.is_file() else None


def _no_pin(name: str) -> bytes | None:
    del name
    return None


def _receipt_lines(story: SaleStory) -> tuple[str, ...]:
    document = SaleReceipt(story, untranslated).document()
    return tuple(render_receipt(document, Form.TEXT, RECEIPT_COLUMNS).decode().splitlines())


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
