"""Fields to type into: a meter or a name, and an amount beside its currency."""

import unicodedata
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QInputMethodQueryEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QLineEdit, QStyle, QStyleOptionFrame

from pos.ui.look.style import Style
from pos.ui.widgets.keypad import BACK, CLEAR
from pos.ui.widgets.labels import text_label

TEXT_MAX = 120
_TEXT_EDGE = 2  # What Qt keeps free on both sides of what is typed.
_RIGHT_TO_LEFT = {"R", "AL"}
_TOLD_OF_SECRETS: Final = {
    Qt.InputMethodQuery.ImSurroundingText: "",
    Qt.InputMethodQuery.ImCurrentSelection: "",
    Qt.InputMethodQuery.ImTextBeforeCursor: "",
    Qt.InputMethodQuery.ImTextAfterCursor: "",
    Qt.InputMethodQuery.ImCursorPosition: 0,
    Qt.InputMethodQuery.ImAnchorPosition: 0,
    Qt.InputMethodQuery.ImAbsolutePosition: 0,
}
_CHOSEN_BY_HAND = (Qt.FocusReason.MouseFocusReason, Qt.FocusReason.TabFocusReason)


def went_on(fields: Sequence[QLineEdit]) -> bool:
    """Send the keyboard to the next field; False at the last one and outside of them."""
    focused = QApplication.focusWidget()
    at = next((at for at, field in enumerate(fields) if field is focused), len(fields) - 1)
    if at == len(fields) - 1:
        return False
    fields[at + 1].setFocus(Qt.FocusReason.OtherFocusReason)
    return True


class TextField(QLineEdit):
    """A line of text that says when somebody goes to it.

    Args:
        style: look and words.
        name: accessible name, already translated.
        example: what goes in; shown in grey and told to a screen reader.
    """

    visited = Signal()

    def __init__(self, style: Style, *, name: str, example: str = "") -> None:
        super().__init__()
        self._style = style
        self.setFixedHeight(style.look.pick(44, 56))
        self.setMaxLength(TEXT_MAX)
        self.setAccessibleName(name)
        self.setAccessibleDescription(example)
        self._example = example
        self.textChanged.connect(self._turn)

    @property
    def example(self) -> str:
        """What is shown in grey, in the largest type in which it can be read whole."""
        return self._example

    @example.setter
    def example(self, text: str) -> None:
        self._example = text
        self.update()

    def show_text(self, text: str) -> None:
        """Show what the presenter holds, if that is not what stands here already."""
        if self.text() != text:
            self.setText(text)

    def press(self, key: str) -> None:
        """Take a key of a keypad."""
        if key == BACK:
            self.backspace()
        elif key == CLEAR:
            self.clear()
        else:
            self.insert(key)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that the keyboard is here, where somebody sent it."""
        super().focusInEvent(event)
        if event.reason() in _CHOSEN_BY_HAND:
            self.visited.emit()

    def example_shown(self) -> tuple[QFont, str]:
        """Return type and text of the example; in dots where even small type is too long."""
        room = self._example_room().width()
        usual, smallest = (
            self.font().pixelSize(),
            self._style.px(self._style.look.theme.type.caption),
        )
        font = QFont(self.font())
        for size in range(max(usual, smallest), smallest - 1, -1):
            font.setPixelSize(size)
            if QFontMetrics(font).horizontalAdvance(self.example) < room:
                return font, self.example
        end = Qt.TextElideMode.ElideRight
        return font, QFontMetrics(font).elidedText(self.example, end, room)

    def _example_room(self) -> QRect:
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        element = QStyle.SubElement.SE_LineEditContents
        room = self.style().subElementRect(element, option, self)
        return room.adjusted(_TEXT_EDGE, 0, -_TEXT_EDGE, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the example where nothing is typed."""
        super().paintEvent(event)
        if self.text() or not self.example:
            return
        painter = QPainter(self)
        font, shown = self.example_shown()
        painter.setFont(font)
        painter.setPen(self.palette().placeholderText().color())
        side = QStyle.visualAlignment(self.layoutDirection(), self.alignment())
        flags = side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        painter.drawText(self._example_room(), int(flags), shown)
        painter.end()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Show no menu: it would lie over what is sold."""
        event.accept()

    def _turn(self, text: str) -> None:
        """Keep groups of digits in their order, also where the language runs the other way."""
        if not self._style.look.is_mirrored:
            return
        is_word = any(unicodedata.bidirectional(letter) in _RIGHT_TO_LEFT for letter in text)
        direction = Qt.LayoutDirection
        turned = direction.RightToLeft if is_word or not text else direction.LeftToRight
        self.setLayoutDirection(turned)
        # Whichever way it runs, it begins where the lines of this language begin.
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)


class HiddenField(TextField):
    """A secret: dots for whoever looks, and nothing at all for an input method.

    An input method may learn what it is told, or suggest it to the next person.

    Attributes:
        is_pin: it is typed by fingers; a passphrase, a code or a component may come from a reader.
    """

    def __init__(self, style: Style, *, name: str, example: str = "") -> None:
        super().__init__(style, name=name, example=example)
        self.is_pin = True
        self.setObjectName("secret-field")
        self.setEchoMode(TextField.EchoMode.Password)
        # Beside those that hiding gives it: no prediction, no capitals.
        self.setInputMethodHints(self.inputMethodHints() | Qt.InputMethodHint.ImhSensitiveData)

    def clear(self) -> None:
        """Forget what was typed, and what undoing would bring back."""
        self.setText("")

    def event(self, event: QEvent) -> bool:
        """Answer an input method as if the field were empty."""
        is_done = super().event(event)
        if isinstance(event, QInputMethodQueryEvent):
            for query, empty in _TOLD_OF_SECRETS.items():
                if event.queries() & query:
                    event.setValue(query, empty)
        return is_done


class AmountField(TextField):
    """Digits with the currency or unit at their left, in every language.

    Args:
        style: look and words.
        name: accessible name, already translated.
        trailing: digits stand at the right, in a column with other amounts.
    """

    def __init__(self, style: Style, *, name: str, trailing: bool = False) -> None:
        super().__init__(style, name=name)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        is_right = trailing or style.look.is_mirrored
        side = Qt.AlignmentFlag.AlignRight if is_right else Qt.AlignmentFlag.AlignLeft
        self.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        self._symbol = text_label(kind="symbol")
        self._symbol.setParent(self)
        self._symbol.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._begins_anew = False

    def show_amount(self, symbol: str, text: str, *, begins_anew: bool = False) -> None:
        """Show what was typed, beside its currency or unit; marked where typing replaces it."""
        if self._symbol.text() != symbol:
            self._symbol.setText(symbol)
            self._place()
        is_new = begins_anew and (text != self.text() or not self._begins_anew)
        self._begins_anew = begins_anew
        self.show_text(text)
        if is_new and self.hasFocus():
            self.selectAll()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Mark what typing replaces."""
        super().focusInEvent(event)
        if self._begins_anew:
            self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Mark nothing where nobody types."""
        super().focusOutEvent(event)
        self.deselect()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the currency at its place."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        self._symbol.adjustSize()
        self._symbol.move(self._style.px(13), (self.height() - self._symbol.height()) // 2)
        self.setTextMargins(self._symbol.width() + self._style.px(4), 0, 0, 0)

    def _turn(self, text: str) -> None:
        """Never turn: an amount is digits."""
