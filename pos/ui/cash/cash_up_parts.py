"""Parts of cash-up: the equation with its reason, the difference, and what hinders closing."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from pos.presenters.cash.cash_up_presenter import CashUpPresenter
from pos.presenters.cash.cash_up_state import CashUpState, HindranceLine
from pos.presenters.cash.texts import DIFFERENCES
from pos.presenters.sale.state import Tone
from pos.ui.look.style import Style
from pos.ui.widgets.buttons import push_button
from pos.ui.widgets.choice_row import ChoiceRow
from pos.ui.widgets.fields import TextField
from pos.ui.widgets.labels import FittingLabel, text_label
from pos.ui.widgets.panels import FactRow, TonedBox, column, row

_TERMS = 9
_IN_ROW = 4


class ExplainForm(QWidget):
    """The cash equation term by term, and why the drawer is over or short."""

    def __init__(self, style: Style, cash_up: CashUpPresenter) -> None:
        super().__init__()
        layout = column(self, spacing=style.look.pick(4, 8))
        halves = row(layout, spacing=style.px(24))
        self._rows = [FactRow(style) for _ in range(_TERMS)]
        for half in (self._rows[:5], self._rows[5:]):
            side = QVBoxLayout()
            side.setSpacing(0)
            for fact in half:
                side.addWidget(fact)
            side.addStretch(1)
            halves.addLayout(side, 1)
        name = style.translate("cash", "Why")
        self.reasons = []
        for first in range(0, len(DIFFERENCES), _IN_ROW):
            slots = min(_IN_ROW, len(DIFFERENCES) - first)
            choices = ChoiceRow(style, slots, name=name)
            choices.setProperty("first", first)
            choices.taken.connect(self._taken)
            layout.addWidget(choices)
            self.reasons.append(choices)
        self.reason = TextField(style, name=name, example=name)
        self.reason.setProperty("fit", "body")
        self.reason.textEdited.connect(cash_up.reason_typed)
        layout.addWidget(self.reason)
        self._cash_up = cash_up

    def render_explain(self, state: CashUpState) -> None:
        """Show the equation and the reason."""
        rows = (*state.rows, *(None for _ in range(_TERMS)))
        for fact, shown in zip(self._rows, rows, strict=False):
            fact.show_row(shown)
        for number, choices in enumerate(self.reasons):
            first = number * _IN_ROW
            choices.render_choices(state.reasons[first : first + _IN_ROW])
        self.reason.show_text(state.reason)

    def _taken(self, slot: int) -> None:
        choices = self.sender()
        assert isinstance(choices, ChoiceRow)  # noqa: S101 - only our own rows are connected.
        self._cash_up.reason_taken(int(choices.property("first")) + slot)


class DifferenceCard(QWidget):
    """Over, short or exact, in the largest type."""

    def __init__(self, style: Style) -> None:
        super().__init__()
        self._style = style
        sizes = style.look.theme.type
        self._word = TonedBox(style)
        self._amount = FittingLabel(style, size=sizes.change, size_min=sizes.field, trailing=True)
        layout = column(self, spacing=style.px(12))
        layout.addWidget(self._word)
        layout.addWidget(self._amount)
        layout.addStretch(1)

    def render_difference(self, state: CashUpState) -> None:
        """Show the difference; nothing while it may not be seen."""
        self._word.setVisible(bool(state.difference.text))
        self._word.show_text(state.tone, self._style.say(state.difference))
        colour = self._style.tone_colour(state.tone)
        shown = self._style.words.run(state.amount) if state.difference.text else ""
        self._amount.show_text(shown, colour)


class HindranceList(QWidget):
    """What has to be settled before anybody signs, each with the way to settle it."""

    sale_wanted = Signal(str)  # A sale id.

    def __init__(self, style: Style, cash_up: CashUpPresenter) -> None:
        super().__init__()
        self._style, self._cash_up = style, cash_up
        self._title = TonedBox(style)
        many = QScrollArea()
        many.setWidgetResizable(True)
        many.setFrameShape(QScrollArea.Shape.NoFrame)
        many.setAccessibleName(style.translate("cash", "To be settled"))
        inside = QWidget()
        inside.setObjectName("lines")
        self._lines = QVBoxLayout(inside)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.addStretch(1)
        many.setWidget(inside)
        layout = column(self, spacing=style.px(8))
        layout.addWidget(self._title)
        layout.addWidget(many, 1)
        self._shown: tuple[HindranceLine, ...] = ()
        self.rows: list[_HindranceRow] = []

    def render_hindrances(self, hindrances: tuple[HindranceLine, ...], title: str) -> None:
        """Show them."""
        self._title.show_text(Tone.WARNING, title)
        if hindrances == self._shown:
            return
        self._shown = hindrances
        for old in self.rows:
            old.hide()
            old.deleteLater()
        self.rows = [_HindranceRow(self._style, each) for each in hindrances]
        for place, line in enumerate(self.rows):
            line.settled.connect(self._settled)
            self._lines.insertWidget(place, line)

    def _settled(self, line: HindranceLine, printed: bool) -> None:  # noqa: FBT001 - a signal's slot.
        if line.sale_id:
            self.sale_wanted.emit(line.sale_id)
        else:
            self._cash_up.settle_print(line.job, printed=printed)


class _HindranceRow(QWidget):
    """One of them."""

    settled = Signal(object, bool)  # HindranceLine; whether a print came out.

    def __init__(self, style: Style, line: HindranceLine) -> None:
        super().__init__()
        self._style, self._line = style, line
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(style.px(8))
        layout.addWidget(text_label(style.say(line.text), wrap=True), 1)
        self.buttons: list[QPushButton] = []
        if line.sale_id:
            self._add(style.translate("cash", "Finish or cancel it"), layout)
        else:
            self._add(style.translate("cash", "It came out"), layout)
            self._add(style.translate("cash", "It did not"), layout)

    def _add(self, text: str, layout: QHBoxLayout) -> None:
        button = push_button(self._style, text)
        button.clicked.connect(self._pressed)
        layout.addWidget(button)
        self.buttons.append(button)

    def _pressed(self) -> None:
        self.settled.emit(self._line, self.sender() is self.buttons[0])
