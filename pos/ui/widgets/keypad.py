"""The keypad: the same order as on a keyboard and a calculator, in every language."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from pos.ui.look.icons import IconName
from pos.ui.look.style import Style
from pos.ui.widgets.buttons import key_button
from pos.ui.widgets.labels import change_property, plain_tip

_DIGITS = (("7", "8", "9"), ("4", "5", "6"), ("1", "2", "3"))
BACK, CLEAR, DOUBLE_ZERO, SEPARATOR = "back", "clear", "00", "."


class Keypad(QWidget):
    """Four rows of keys; none of them ever moves or takes the keyboard.

    Args:
        style: look and words.
        is_money: has 00 and is ordered as on a calculator; a PIN is neither.
        has_separator: an amount may have parts of a unit; pieces have none.
    """

    pressed = Signal(str)  # A digit, `00`, the separator, `back` or `clear`.

    def __init__(self, style: Style, *, is_money: bool = True, has_separator: bool = True) -> None:
        super().__init__()
        self._style = style
        self._buttons: dict[str, QPushButton] = {}
        # Where letters are high, the way in has no room for more; money has.
        self._lowest = 48 if is_money else style.look.theme.sizes.target_min
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(style.px(8))
        # Digits are never mirrored: hands know where they are.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        # A PIN is typed as on a telephone and a cash machine, an amount as on a calculator.
        for line, digits in enumerate(_DIGITS if is_money else reversed(_DIGITS)):
            for place, digit in enumerate(digits):
                self._add(digit, digit, line, place)
        self._add("0", "0", 3, 0 if is_money else 1)
        self.separator = self._add_money_keys(has_separator=has_separator) if is_money else None
        back = self._add(BACK, "", 0, 3)
        back.setIcon(style.icon(IconName.BACKSPACE))
        back.setIconSize(QSize(style.px(22), style.px(22)))
        back.setAccessibleName(style.translate("keypad", "Delete the last digit"))
        back.setToolTip(plain_tip(back.accessibleName()))
        clear = self._add(CLEAR, style.translate("keypad", "Clear"), 1, 3)
        change_property(clear, "fit", "word")
        self.setMinimumHeight(style.look.pick(4 * self._lowest + 24, 4 * 50 + 24))
        self.setMaximumHeight(style.px(4 * 64 + 24))

    def button(self, key: str) -> QPushButton:
        """Return the button of a key; KeyError where there is none."""
        return self._buttons[key]

    def add_word_key(self, text: str, line: int) -> QPushButton:
        """Put a key of its own into the last column; line 2 or 3."""
        button = key_button(self._style, text, height_min=self._lowest)
        change_property(button, "fit", "word")
        self._grid.addWidget(button, line, 3)
        return button

    def _add_money_keys(self, *, has_separator: bool) -> QPushButton | None:
        self._add(DOUBLE_ZERO, "00", 3, 1, 1 if has_separator else 2)
        if not has_separator:
            return None
        separator = self._add(SEPARATOR, ".", 3, 2)
        separator.setAccessibleName(self._style.translate("keypad", "Decimal separator"))
        return separator

    def _add(self, key: str, text: str, line: int, place: int, wide: int = 1) -> QPushButton:
        button = key_button(self._style, text, height_min=self._lowest)
        button.setObjectName(f"key-{key}")
        # The key's name travels in the button, so that no closure holds this widget.
        button.setProperty("key", key)
        button.clicked.connect(self._clicked)
        self._grid.addWidget(button, line, place, 1, wide)
        self._buttons[key] = button
        return button

    def _clicked(self) -> None:
        button = self.sender()
        assert isinstance(button, QPushButton)  # noqa: S101 - only our own keys are connected.
        self.pressed.emit(str(button.property("key")))
