"""One filter for all keys of the window: its own keys, scans, and everything else to the field."""

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from pos.domain.meter import CARD_STARTS
from pos.presenters.reader_watch import ReaderWatch
from pos.presenters.scan_router import Key, Routed, ScanRouter
from pos.ui.window.keys import WindowKey, person_wanted, window_key

_SILENCE_MORE_MS = 10
_MODIFIERS = (
    Qt.Key.Key_Shift,
    Qt.Key.Key_Control,
    Qt.Key.Key_Alt,
    Qt.Key.Key_AltGr,
    Qt.Key.Key_Meta,
    Qt.Key.Key_CapsLock,
    Qt.Key.Key_NumLock,
)
_TABS = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
_LATE_ENDING_MS = 1_000
_TOUCHES = (QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.Wheel)


class KeyTaker(Protocol):
    """Who is told of keys; the window."""

    def take_key(self, key: WindowKey) -> bool:
        """Do what a key of the window means here; False if it means nothing."""

    def take_scan(self, text: str) -> None:
        """A scanner gave a meter number."""

    def take_unread(self) -> None:
        """A card was swiped, or something scanned into an amount, in which no meter number is."""

    def take_reader(self, field: QWidget) -> None:
        """A card was swiped or something scanned where a PIN is typed, or a number that is none.

        What a field of PINs has of it goes.
        """

    def take_step(self, by: int) -> bool:
        """Up or Down; False if the field may have it."""

    def take_person(self, number: int) -> None:
        """The person with this number, from 1, wants to be at the terminal."""

    def wants_scans(self) -> bool:
        """Whether a scan makes sense now; where it does not, all keys go straight to the field."""

    def is_meter_field(self, widget: QWidget) -> bool:
        """Whether a scan may be typed into this field for a moment, since it replaces its text."""

    def is_number_field(self, widget: QWidget) -> bool:
        """Whether an amount or a count is typed into this field, which no scanner can mean."""

    def is_secret_field(self, widget: QWidget) -> bool:
        """Whether a PIN or a passphrase is typed into this field."""

    def is_pin_field(self, widget: QWidget) -> bool:
        """Whether it is a PIN, which no reader can mean."""

    def was_used(self) -> None:
        """Somebody pressed or touched something."""


class KeyFilter(QObject):
    """Sits on the application, so that a scanner works wherever the keyboard is.

    What is typed into a field of PINs is no scan, and goes into such a field or nowhere. Its keys
    are not held back, only counted: what came at a reader's pace is no PIN.

    Args:
        window: only keys of this window are looked at.
        taker: who is told.
        milliseconds: a clock that never goes back.
    """

    def __init__(
        self, window: QWidget, taker: KeyTaker, router: ScanRouter, milliseconds: Callable[[], int]
    ) -> None:
        super().__init__(window)
        self._window = window
        self._taker = taker
        self._router = router
        self._watch = ReaderWatch(router.rules.gap_ms)
        self._watched: QWidget | None = None
        self._milliseconds = milliseconds
        self._is_replaying = False
        self._is_in_secret = False
        self._ending_until_ms = 0
        # Stamps of events are of a clock of their own; this brings ours to theirs.
        self._ahead_ms = 0
        self._silence = QTimer(self)
        self._silence.setSingleShot(True)
        self._silence.timeout.connect(self._fell_silent)

    def take_rules(self, router: ScanRouter) -> None:
        """Tell scans by other rules from now on."""
        self.flush()
        self._router = router
        self._watch = ReaderWatch(router.rules.gap_ms)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take keys before the field that has the focus does."""
        kind = event.type()
        if kind in _TOUCHES:
            # What was typed is in its field before a finger presses anything.
            self.flush()
            self._is_in_secret = False
            self._taker.was_used()
            return False
        if kind is not QEvent.Type.KeyPress or self._is_replaying:
            return False
        if not isinstance(event, QKeyEvent) or not isinstance(watched, QWidget):
            return False
        if watched.window() is not self._window:
            return False
        focused = QApplication.focusWidget()
        if focused is None:
            # It gets keys without having the keyboard: nobody manages windows here.
            self._window.activateWindow()
        if watched is not (focused or self._window):
            return False
        self._taker.was_used()
        # Scanners press Shift inside a scan; alone it means nothing to anybody here.
        return event.key() not in _MODIFIERS and self._take(event, watched)

    def flush(self) -> None:
        """Let go of keys that are held back, into the field that has the focus."""
        self._silence.stop()
        self._watched = None
        self._watch.ended()
        self._ending_until_ms = 0
        if self._router.is_holding:
            self._play(self._router.key(Key("", self._milliseconds() + self._ahead_ms)))

    def _take(self, event: QKeyEvent, focused: QWidget) -> bool:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.flush()
            return self._taker.take_step(1 if event.key() == Qt.Key.Key_Down else -1)
        if number := person_wanted(event.key(), event.modifiers()):
            self.flush()
            self._taker.take_person(number)
            return True
        own = window_key(event.key(), event.modifiers())
        if own is WindowKey.SWAP and self._router.is_holding_card:
            # A name stands on the card, and a stroke in it.
            own = None
        is_secret = self._taker.is_secret_field(focused)
        is_text = own in (None, WindowKey.SWAP) and event.key() not in _TABS
        self._is_in_secret = is_text and (is_secret or self._is_in_secret)
        if self._is_in_secret and not is_secret:
            # The field of a PIN has gone while it was typed; the rest of it is for nobody to read.
            return True
        is_late_ending = own is WindowKey.ENTER and self._milliseconds() <= self._ending_until_ms
        self._ending_until_ms = 0
        if is_late_ending or (own is not None and event.isAutoRepeat()):
            # A key held down must not run through the steps of a sale, nor must Enter after a
            # number that was typed like a scan, which has gone on already.
            return True
        if own is not None and own is not WindowKey.ENTER:
            self.flush()
            return self._taker.take_key(own)
        if is_secret and self._taker.is_pin_field(focused) and self._is_read(event, own, focused):
            return True
        if is_secret or not self._is_guarded(event, focused):
            return own is WindowKey.ENTER and self._taker.take_key(own)
        return self._route(event, own, focused)

    def _is_guarded(self, event: QKeyEvent, focused: QWidget) -> bool:
        """Whether a key may belong to a scan; in a form only a card, or where a number is typed."""
        is_card = event.text() in CARD_STARTS or self._router.is_holding_card
        return is_card or self._taker.wants_scans() or self._taker.is_number_field(focused)

    def _is_read(self, event: QKeyEvent, own: WindowKey | None, field: QWidget) -> bool:
        """Watch the pace of keys where a PIN is typed; True for the end of what a reader sent."""
        if own is WindowKey.ENTER or event.key() in _TABS:
            return self._told_of_reader(field)
        self._watch.key(Key("" if event.isAutoRepeat() else event.text(), self._stamp(event)))
        self._watched = field
        self._silence.start(self._router.rules.gap_ms + _SILENCE_MORE_MS)
        return False

    def _told_of_reader(self, field: QWidget | None) -> bool:
        self._watched = None
        if not self._watch.ended() or field is None:
            return False
        self._taker.take_reader(field)
        return True

    def _stamp(self, event: QKeyEvent) -> int:
        now = self._milliseconds()
        stamp = event.timestamp() or now
        self._ahead_ms = stamp - now
        return stamp

    def _route(self, event: QKeyEvent, own: WindowKey | None, focused: QWidget) -> bool:
        """Ask the router; a key that it does not hold back goes on as it came."""
        key = Key(event.text(), self._stamp(event))
        routed = self._router.key(key)
        is_shadowed = self._taker.is_meter_field(focused) and not self._router.is_holding_card
        is_passed = bool(routed.replay) and routed.replay[-1] is key
        if self._play(replace(routed, replay=routed.replay[:-1]) if is_passed else routed):
            return True
        if self._router.is_holding:
            self._silence.start(self._router.rules.gap_ms + _SILENCE_MORE_MS)
        if own is WindowKey.ENTER:
            return self._taker.take_key(own)
        return not is_passed and not is_shadowed

    def _fell_silent(self) -> None:
        if self._watched is not None:
            if self._told_of_reader(self._watched):
                self._ending_until_ms = self._milliseconds() + _LATE_ENDING_MS
            return
        # The timer has run, so the gap is over, whatever two clocks say about each other.
        over = self._router.rules.gap_ms + _SILENCE_MORE_MS
        routed = self._router.silence(self._milliseconds() + self._ahead_ms + over)
        if self._play(routed):
            self._ending_until_ms = self._milliseconds() + _LATE_ENDING_MS

    def _play(self, routed: Routed) -> bool:
        """Give a scan to the window, or held keys to the field in their order; True for a scan.

        The meter field had them as they came, all but cards: a scan replaces its text, so nothing
        else was held back.
        """
        if routed.scan:
            self._taker.take_scan(routed.scan)
            return True
        focused = QApplication.focusWidget()
        is_number = focused is not None and self._taker.is_number_field(focused)
        if routed.is_unread or (routed.is_burst and is_number):
            self._taker.take_unread()
            return True
        is_card = bool(routed.replay) and routed.replay[0].text in CARD_STARTS
        if focused is None or (self._taker.is_meter_field(focused) and not is_card):
            return False
        self._is_replaying = True
        try:
            for key in routed.replay:
                if key.text:
                    press = QKeyEvent(
                        QEvent.Type.KeyPress,
                        ord(key.text.upper()),
                        Qt.KeyboardModifier.NoModifier,
                        key.text,
                    )
                    QApplication.sendEvent(focused, press)
        finally:
            self._is_replaying = False
        return False
