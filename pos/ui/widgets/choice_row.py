"""A fixed number of buttons to choose from; an empty one keeps its place."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from pos.presenters.sale.state import Choice
from pos.ui.look.style import Style
from pos.ui.widgets.buttons import key_button, mark_chosen
from pos.ui.widgets.labels import change_property
from pos.ui.widgets.panels import row_in

_SMALL_FROM = 5  # Letters of any slot from which all take smaller type.
EMPTY = "–"  # noqa: RUF001 - an en dash marks a slot that is empty now.


class ChoiceRow(QWidget):
    """One row of choices.

    Args:
        style: look and words.
        slots: how many.
        name: of the whole row, for a screen reader.
    """

    taken = Signal(int)  # A slot, from 0.

    def __init__(self, style: Style, slots: int, *, name: str) -> None:
        super().__init__()
        self._style = style
        self._name = name
        layout = row_in(self, spacing=style.px(8))
        self.buttons: list[QPushButton] = []
        for slot in range(slots):
            button = key_button(style, EMPTY, role="choice")
            button.setFixedHeight(style.look.pick(48, 56))
            button.setProperty("slot", slot)
            button.clicked.connect(self._clicked)
            layout.addWidget(button, 1)
            self.buttons.append(button)

    def render_choices(self, choices: tuple[Choice, ...]) -> None:
        """Show the choices, one for each slot."""
        texts = [self._style.say(choice.label) for choice in choices]
        # The marks around a number are no letters.
        letters = max(sum(letter.isprintable() for letter in text) for text in texts)
        for button, choice, text in zip(self.buttons, choices, texts, strict=True):
            button.setText(text or EMPTY)
            button.setAccessibleName(text or self._style.translate("sale", "Empty"))
            button.setAccessibleDescription(self._name)
            button.setEnabled(choice.enabled)
            change_property(button, "fit", "small" if letters >= _SMALL_FROM else "")
            mark_chosen(button, chosen=choice.selected)

    def _clicked(self) -> None:
        button = self.sender()
        assert isinstance(button, QPushButton)  # noqa: S101 - only our own buttons are connected.
        self.taken.emit(int(button.property("slot")))
