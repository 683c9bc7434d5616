"""Counting by denomination: a field for each note and coin, and a keypad for the one of them."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from pos.presenters.cash.piece_count import DIGITS_MAX, CountBoard, PieceRow
from pos.presenters.cash.texts import PIECES
from pos.ui.look.look import Density
from pos.ui.look.style import Style
from pos.ui.widgets.buttons import key_button
from pos.ui.widgets.fields import TextField
from pos.ui.widgets.keyboard import give_keyboard
from pos.ui.widgets.keypad import Keypad
from pos.ui.widgets.labels import FittingLabel, change_property, text_label
from pos.ui.widgets.panels import row, row_in

_ROWS_MAX = 7
_QUICK = (1, 5, 10, 20)
_NOTHING = "–"  # noqa: RUF001 - an en dash marks what is not counted yet.


class PieceField(TextField):
    """How many pieces of one note or coin."""

    went_to = Signal(int)  # Its place.

    def __init__(self, style: Style, place: int) -> None:
        super().__init__(style, name="")
        self._place = place
        self.setMaxLength(DIGITS_MAX)
        self.setFixedHeight(style.look.pick(44, 48))
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that the keyboard is here, and let the next digit replace what stands here."""
        super().focusInEvent(event)
        self.selectAll()
        self.went_to.emit(self._place)

    def _turn(self, text: str) -> None:
        """Never turn: pieces are digits."""


class CountGrid(QWidget):
    """Notes beside coins, greatest first; nothing of it ever scrolls."""

    typed = Signal(int, str)  # A place, and the text of its field.
    went_to = Signal(int)  # A place.

    def __init__(self, style: Style) -> None:
        super().__init__()
        self._style = style
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(style.px(8))
        self._grid.setVerticalSpacing(style.look.pick(2, 8))
        self.fields: list[PieceField] = []
        self._values: list[FittingLabel] = []
        self._labels: list[QLabel] = []
        self._rows: tuple[PieceRow, ...] = ()

    def render_board(self, board: CountBoard) -> None:
        """Show the count; its rows are built with the first one."""
        if len(board.rows) != len(self.fields):
            self._build(board.rows)
        self._rows = board.rows
        for field, value, piece in zip(self.fields, self._values, board.rows, strict=True):
            field.show_text(piece.text)
            field.setAccessibleName(piece.label)
            field.setAccessibleDescription(piece.value)
            value.show_text(self._style.words.run(piece.value) or _NOTHING)
        for label, piece in zip(self._labels, board.rows, strict=True):
            label.setText(self._style.words.run(piece.label))

    def focus_row(self, place: int) -> None:
        """Send the keyboard to a row."""
        if 0 <= place < len(self.fields):
            give_keyboard(self.fields[place])
            self.fields[place].selectAll()

    def place_of(self, widget: QWidget | None) -> int | None:
        """Return the place of a field, None for anything else."""
        return next((at for at, field in enumerate(self.fields) if field is widget), None)

    def _build(self, rows: tuple[PieceRow, ...]) -> None:
        for old in (*self.fields, *self._values, *self._labels):
            old.deleteLater()
        self.fields, self._values, self._labels = [], [], []
        notes = sum(piece.is_note for piece in rows)
        half = notes if max(notes, len(rows) - notes) <= _ROWS_MAX else -(-len(rows) // 2)
        for place in range(len(rows)):
            column, line = (0, place) if place < half else (4, place - half)
            self._add_row(place, line, column)
        self._grid.setColumnMinimumWidth(3, self._style.px(8 if self._style.look.is_narrow else 24))
        for column in (2, 6):
            self._grid.setColumnStretch(column, 1)
        self._grid.setRowStretch(_ROWS_MAX, 1)

    def _add_row(self, place: int, line: int, column: int) -> None:
        style = self._style
        label = text_label(kind="strong")
        label.setMinimumWidth(style.look.pick(72, 84))
        field = PieceField(style, place)
        field.setFixedWidth(style.look.pick(92, 112))
        field.textEdited.connect(self._edited)
        field.went_to.connect(self.went_to)
        sizes = style.look.theme.type
        # A sum that is too long for its place would lose its first digits in a plain label.
        value = FittingLabel(
            style, size=sizes.body, size_min=sizes.caption, bold=False, trailing=True
        )
        self._grid.addWidget(label, line, column)
        self._grid.addWidget(field, line, column + 1)
        self._grid.addWidget(value, line, column + 2)
        self.fields.append(field)
        self._values.append(value)
        self._labels.append(label)

    def _edited(self, text: str) -> None:
        sender = self.sender()
        place = self.place_of(sender if isinstance(sender, QWidget) else None)
        if place is not None:
            self.typed.emit(place, text)
            # What is no number is not left standing in the field.
            self.fields[place].show_text(self._rows[place].text)


class CountTotal(QWidget):
    """What is counted so far, large; where there is little height the large button says it."""

    def __init__(self, style: Style) -> None:
        super().__init__()
        self._style = style
        sizes = style.look.theme.type
        self._pieces = text_label(kind="muted")
        self._total = FittingLabel(style, size=sizes.change, size_min=sizes.field, trailing=True)
        line = row_in(self, spacing=style.px(8))
        line.addWidget(self._pieces)
        line.addWidget(self._total, 1)
        if style.look.density is Density.COMPACT:
            self.hide()

    def render_board(self, board: CountBoard) -> None:
        """Show pieces and sum."""
        self._pieces.setText(self._style.say(PIECES.with_facts(pieces=board.pieces)))
        self._total.show_text(self._style.words.run(board.total))


class CountPad(QWidget):
    """The note or coin of the moment in large type, quick keys and a keypad."""

    pressed = Signal(str)  # As `PieceCount.press` takes it.
    moved = Signal(int)  # To the next row, or back.

    def __init__(self, style: Style) -> None:
        super().__init__()
        self._style = style
        sizes = style.look.theme.type
        self._label = text_label(kind="caption-strong")
        self._pieces = FittingLabel(style, size=sizes.change, size_min=sizes.field, trailing=True)
        self.keypad = Keypad(style, has_separator=False)
        self.keypad.pressed.connect(self.pressed)
        self.following = self.keypad.add_word_key(style.translate("cash", "Next"), 2)
        self.following.clicked.connect(self._next)
        self.previous = self.keypad.add_word_key(style.translate("cash", "Back"), 3)
        self.previous.clicked.connect(self._previous)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(style.px(8))
        head = row(layout)
        head.addWidget(self._label)
        head.addWidget(self._pieces, 1)
        quick = row(layout, spacing=style.px(8))
        self.quick = [self._quick_key(pieces) for pieces in _QUICK]
        for button in self.quick:
            quick.addWidget(button)
        layout.addWidget(self.keypad, 1)

    def _quick_key(self, pieces: int) -> QPushButton:
        text = f"+{pieces}"
        button = key_button(self._style, self._style.words.run(text), role="choice")
        change_property(button, "fit", "small")
        button.setFixedHeight(self._style.look.pick(44, 48))
        button.setProperty("key", text)
        button.clicked.connect(self._quick_pressed)
        return button

    def render_board(self, board: CountBoard) -> None:
        """Show the row that has the keyboard."""
        if not board.rows:
            return
        piece = board.rows[board.at]
        run = self._style.words.run
        self._label.setText(run(piece.label))
        self._pieces.show_text(run(piece.text) or _NOTHING)

    def _quick_pressed(self) -> None:
        button = self.sender()
        assert isinstance(button, QPushButton)  # noqa: S101 - only our own keys are connected.
        self.pressed.emit(str(button.property("key")))

    def _next(self) -> None:
        self.moved.emit(1)

    def _previous(self) -> None:
        self.moved.emit(-1)
