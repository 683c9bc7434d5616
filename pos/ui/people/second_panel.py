"""A second person signs in place: their name, their PIN; the first one stays signed in."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QScrollArea, QWidget

from pos.presenters.cash.drawer_state import SecondView
from pos.ui.look.style import Style
from pos.ui.widgets.buttons import mark_chosen, push_button
from pos.ui.widgets.fields import HiddenField
from pos.ui.widgets.keyboard import give_keyboard
from pos.ui.widgets.keypad import Keypad
from pos.ui.widgets.labels import text_label
from pos.ui.widgets.panels import column

_NAMES_IN_ROW = 2
_WITH_KEY = 9
_NAME_PX = 56


class NameChoices(QScrollArea):
    """People to choose from, one of them chosen.

    Args:
        style: look and words.
        name: of all of them, for a screen reader.
        has_keys: Ctrl and a function key choose one too.
    """

    chosen = Signal(str)

    def __init__(self, style: Style, *, name: str, has_keys: bool = False) -> None:
        super().__init__()
        self._style, self._has_keys = style, has_keys
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setAccessibleName(name)
        inside = QWidget()
        inside.setObjectName("lines")
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(style.px(8))
        self._grid.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setWidget(inside)
        self.buttons: dict[str, QPushButton] = {}
        self._chosen = ""

    def step(self, by: int) -> bool:
        """Choose the person after or before; False where there is nobody to choose."""
        names = list(self.buttons)
        if not names:
            return False
        at = names.index(self._chosen) + by if self._chosen in names else min(by, 0)
        self.chosen.emit(names[at % len(names)])
        return True

    def render_names(self, names: tuple[str, ...], chosen: str) -> None:
        """Show the people, and who is chosen."""
        if tuple(self.buttons) != names:
            for button in self.buttons.values():
                button.hide()
                button.deleteLater()
            self.buttons = {}
            for number, name in enumerate(names):
                key = f"Ctrl+F{number + 1}" if self._has_keys and number < _WITH_KEY else ""
                button = push_button(
                    self._style, name, role="choice", description=key, height=_NAME_PX
                )
                button.clicked.connect(self._pressed)
                self._grid.addWidget(button, number // _NAMES_IN_ROW, number % _NAMES_IN_ROW)
                self.buttons[name] = button
            self._show_all()
        self._chosen = chosen
        for name, button in self.buttons.items():
            mark_chosen(button, chosen=name == chosen)

    def _show_all(self) -> None:
        """Be as high as the names where the page scrolls as a whole."""
        if self._style.look.is_narrow:
            lines = -(-len(self.buttons) // _NAMES_IN_ROW)
            self.setMinimumHeight(lines * self._style.px(_NAME_PX + 8))

    def _pressed(self) -> None:
        pressed = self.sender()
        for name, button in self.buttons.items():
            if button is pressed:
                self.chosen.emit(name)
                return


class SecretField(HiddenField):
    """A PIN; it is handed over once and stays nowhere."""

    def __init__(self, style: Style, *, name: str) -> None:
        super().__init__(style, name=name, example=name)

    def take(self) -> str:
        """Return what was typed and forget it."""
        text = self.text()
        self.clear()
        return text


class SecondPanel(QWidget):
    """Says what is signed, and asks who signs.

    Attributes:
        pin: where they type their PIN, to be put where there is room for it.
    """

    chosen = Signal(str)  # A name.

    def __init__(self, style: Style) -> None:
        super().__init__()
        self._style = style
        self._why = text_label(wrap=True)
        self.names = NameChoices(style, name=style.translate("cash", "Who signs"))
        self.names.chosen.connect(self._name_chosen)
        self.pin = PinPad(style)
        layout = column(self, spacing=style.px(8))
        layout.addWidget(self._why)
        layout.addWidget(self.names, 1)

    def render_second(self, second: SecondView) -> None:
        """Show what is signed and by whom."""
        self._why.setText(self._style.say(second.why))
        self.names.render_names(second.names, second.name)
        self.pin.forget(second.cleared)

    def focus_pin(self) -> None:
        """Send the keyboard to the PIN."""
        give_keyboard(self.pin.field)

    def _name_chosen(self, name: str) -> None:
        self.chosen.emit(name)
        self.focus_pin()


class PinPad(QWidget):
    """A PIN's field and keypad, in the order of a telephone."""

    def __init__(self, style: Style) -> None:
        super().__init__()
        self._cleared = 0
        self.field = SecretField(style, name=style.translate("entrance", "PIN"))
        self.keypad = Keypad(style, is_money=False)
        self.keypad.pressed.connect(self.field.press)
        layout = column(self, spacing=style.px(8))
        layout.addWidget(self.field)
        layout.addWidget(self.keypad, 1)

    def forget(self, cleared: int) -> None:
        """Empty the field when the presenter's count of refusals has grown."""
        if cleared != self._cleared:
            self._cleared = cleared
            self.field.clear()
