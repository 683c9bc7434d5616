"""Letters and digits for a finger, where no keyboard is: they go to the field with the keyboard."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QGridLayout, QLineEdit, QPushButton, QWidget

from pos.ui.look.icons import IconName
from pos.ui.look.style import Style
from pos.ui.widgets.buttons import key_button, mark_chosen
from pos.ui.widgets.labels import change_property

_ROWS = ("1234567890", "qwertyuiop", "asdfghjkl-", "zxcvbnm.")
_SPACE, _BACK, _CAPITALS = "space", "back", "capitals"


class LetterPad(QWidget):
    """A small keyboard; none of its keys takes the keyboard from a field."""

    def __init__(self, style: Style) -> None:
        super().__init__()
        self._style = style
        self._letters: list[QPushButton] = []
        self._are_capitals = False
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(style.px(6))
        # Letters stand as on every keyboard, whichever way the language runs.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        for line, letters in enumerate(_ROWS):
            for place, letter in enumerate(letters):
                self._letters.append(self._add(letter, letter, line, place))
        self.capitals = self._add(_CAPITALS, "⇧", 3, 8)
        self.capitals.setAccessibleName(style.translate("keypad", "Capital letters"))
        back = self._add(_BACK, "", 3, 9)
        back.setIcon(style.icon(IconName.BACKSPACE))
        back.setAccessibleName(style.translate("keypad", "Delete the last letter"))
        self._add(_SPACE, style.translate("keypad", "Space"), 4, 2, 6)

    def _add(self, key: str, text: str, line: int, place: int, wide: int = 1) -> QPushButton:
        button = key_button(self._style, text, height_min=44)
        button.setMaximumHeight(self._style.px(56))
        change_property(button, "fit", "word" if key == _SPACE else "")
        button.setProperty("key", key)
        button.clicked.connect(self._clicked)
        self._grid.addWidget(button, line, place, 1, wide)
        return button

    def _clicked(self) -> None:
        button = self.sender()
        assert isinstance(button, QPushButton)  # noqa: S101 - only our own keys are connected.
        key = str(button.property("key"))
        field = QApplication.focusWidget()
        if key == _CAPITALS:
            self._turn(are_capitals=not self._are_capitals)
        elif isinstance(field, QLineEdit) and key == _BACK:
            field.backspace()
            field.textEdited.emit(field.text())
        elif isinstance(field, QLineEdit):
            field.insert({_SPACE: " "}.get(key, key.upper() if self._are_capitals else key))
            field.textEdited.emit(field.text())
            self._turn(are_capitals=False)

    def _turn(self, *, are_capitals: bool) -> None:
        self._are_capitals = are_capitals
        mark_chosen(self.capitals, chosen=are_capitals)
        for button in self._letters:
            letter = str(button.property("key"))
            button.setText(letter.upper() if are_capitals else letter)
            button.setAccessibleName(button.text())
