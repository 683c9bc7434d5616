"""Who gets the keyboard."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def give_keyboard(widget: QWidget) -> None:
    """Send the keyboard to a widget that is shown.

    A page that is hidden goes on changing, while the lock or a signature has the keyboard: a PIN
    must not be typed into it. It asks again when it is shown.
    """
    if widget.isVisible():
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
