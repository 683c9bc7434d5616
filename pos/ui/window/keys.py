"""Every key of the window, in one place."""

from enum import Enum

from PySide6.QtCore import Qt

from pos.domain.translation import QT_TRANSLATE_NOOP
from pos.presenters.texts import Say

_CTRL = Qt.KeyboardModifier.ControlModifier
_NONE = Qt.KeyboardModifier.NoModifier


def _say(text: str) -> Say:
    return Say("keys", text)


class WindowKey(Enum):
    """A key, the modifier held with it, its name, and what it does."""

    HELP = (Qt.Key.Key_F1, _NONE, "F1", _say(QT_TRANSLATE_NOOP("keys", "Show these keys")))
    NEW_SALE = (Qt.Key.Key_F2, _NONE, "F2", _say(QT_TRANSLATE_NOOP("keys", "New sale, meter")))
    FIND = (
        Qt.Key.Key_F3,
        _NONE,
        "F3",
        _say(QT_TRANSLATE_NOOP("keys", "Find by name, phone or address")),
    )
    AMOUNT = (Qt.Key.Key_F4, _NONE, "F4", _say(QT_TRANSLATE_NOOP("keys", "Amount")))
    SETTINGS = (Qt.Key.Key_F6, _NONE, "F6", _say(QT_TRANSLATE_NOOP("keys", "Settings")))
    PRINT_AGAIN = (
        Qt.Key.Key_F7,
        _NONE,
        "F7",
        _say(QT_TRANSLATE_NOOP("keys", "Print the last receipt again, marked as a copy")),
    )
    HISTORY = (Qt.Key.Key_F8, _NONE, "F8", _say(QT_TRANSLATE_NOOP("keys", "History")))
    DRAWER = (
        Qt.Key.Key_F9,
        _NONE,
        "F9",
        _say(QT_TRANSLATE_NOOP("keys", "Drawer: open a shift, move cash, open it without a sale")),
    )
    CASH_UP = (Qt.Key.Key_F10, _NONE, "F10", _say(QT_TRANSLATE_NOOP("keys", "Cash-up")))
    REPORTS = (Qt.Key.Key_F11, _NONE, "F11", _say(QT_TRANSLATE_NOOP("keys", "Reports")))
    LOCK = (Qt.Key.Key_F12, _NONE, "F12", _say(QT_TRANSLATE_NOOP("keys", "Lock")))
    SWITCH = (
        Qt.Key.Key_F1,
        _CTRL,
        "Ctrl+F1…F9",
        _say(QT_TRANSLATE_NOOP("keys", "Switch to the first…ninth person; their PIN ends it")),
    )
    UNDO = (
        Qt.Key.Key_Z,
        _CTRL,
        "Ctrl+Z",
        _say(QT_TRANSLATE_NOOP("keys", "Bring back the cleared sale")),
    )
    SWAP = (
        Qt.Key.Key_Slash,
        _NONE,
        "/",
        _say(QT_TRANSLATE_NOOP("keys", "In the amount: money or units; in the history: filter")),
    )
    BACK = (
        Qt.Key.Key_Escape,
        _NONE,
        "Esc",
        _say(QT_TRANSLATE_NOOP("keys", "One step back; what was typed stays")),
    )
    ENTER = (
        Qt.Key.Key_Return,
        _NONE,
        "Enter",
        _say(QT_TRANSLATE_NOOP("keys", "The one next thing; it stands on the large button")),
    )

    @property
    def label(self) -> str:
        """The name on the key."""
        return self.value[2]

    @property
    def does(self) -> Say:
        """What the key does."""
        return self.value[3]


def person_wanted(key: int, modifiers: Qt.KeyboardModifier) -> int:
    """Return the number of the person that a press switches to, from 1; 0 for another press.

    A row of function keys is the same on every keyboard, which a row of digits is not.
    """
    first, last = Qt.Key.Key_F1.value, Qt.Key.Key_F9.value
    is_one = modifiers == _CTRL and first <= key <= last
    return key - first + 1 if is_one else 0


def window_key(key: int, modifiers: Qt.KeyboardModifier) -> WindowKey | None:
    """Return the window's key for a press; None for one that belongs to the field."""
    held = modifiers & ~Qt.KeyboardModifier.KeypadModifier
    if key == Qt.Key.Key_Enter:
        key = Qt.Key.Key_Return
    for each in WindowKey:
        if (each.value[0], each.value[1]) == (key, held):
            return each
    return None
