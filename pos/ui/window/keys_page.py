"""The keys of the window, each with what it does."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from pos.ui.look.style import Style
from pos.ui.widgets.buttons import push_button
from pos.ui.widgets.labels import text_label
from pos.ui.widgets.panels import Card, row
from pos.ui.window.keys import WindowKey

_COLUMNS = 2


class KeysPage(QWidget):
    """A card with all keys; Esc goes back to selling.

    Args:
        style: look and words.
        sell: goes back to selling.
    """

    def __init__(self, style: Style, sell: Callable[[], None]) -> None:
        super().__init__()
        self.setObjectName("page")
        card = Card(style, style.translate("window", "Keys"), "F1")
        grid = QGridLayout()
        grid.setHorizontalSpacing(style.px(16))
        grid.setVerticalSpacing(style.px(6))
        lines = -(-len(WindowKey) // _COLUMNS)
        for number, key in enumerate(WindowKey):
            line, side = number % lines, number // lines * 2
            grid.addWidget(text_label(key.label, kind="strong"), line, side)
            grid.addWidget(text_label(style.say(key.does), wrap=True), line, side + 1)
            grid.setColumnStretch(side + 1, 1)
        card.body.addSpacing(style.px(4))
        card.body.addLayout(grid)
        card.body.addStretch(1)
        self.back = push_button(style, style.translate("window", "Back to selling"))
        self.back.clicked.connect(sell)
        line_end = row(card.body)
        line_end.addWidget(self.back)
        line_end.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(card)

    def leave(self) -> None:
        """Nothing is rendered here."""

    def focus_step(self) -> None:
        """Send the keyboard to the way back."""
        self.back.setFocus(Qt.FocusReason.OtherFocusReason)

    def enter(self) -> None:
        """Enter on the button goes back; the window presses it."""

    def step_found(self, by: int) -> bool:
        """Up and Down mean nothing here."""
        del by
        return False
