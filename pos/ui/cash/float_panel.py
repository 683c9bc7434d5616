"""The agent's float: how it stands, its statement, and a form for what was paid to the utility."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from pos.presenters.cash.float_presenter import FloatPresenter, FloatState
from pos.presenters.sale.state import Tone
from pos.ui.cash.two_cards import TwoCards
from pos.ui.look.icons import IconName
from pos.ui.look.look import Density
from pos.ui.look.style import Style
from pos.ui.widgets.buttons import push_button
from pos.ui.widgets.fields import AmountField, TextField, went_on
from pos.ui.widgets.keyboard import give_keyboard
from pos.ui.widgets.keypad import Keypad
from pos.ui.widgets.labels import FittingLabel
from pos.ui.widgets.panels import FactRow, TonedBox, column, labelled, row
from pos.ui.widgets.tables import TableColumn, text_table

_FACTS = 6
_AMOUNT = "100 000.00"
_LEFT_OUT = (1, 4)  # Columns, in a compact look.


class FloatPanel(TwoCards):
    """Facts, form and days at the start, the keypad at the end.

    Args:
        style: look and words.
        floats: the presenter.
        headline: says what is left.
    """

    def __init__(self, style: Style, floats: FloatPresenter, headline: FittingLabel) -> None:
        super().__init__(style, style.translate("float", "Agent's float"))
        self._floats, self._headline = floats, headline
        self._alarm = TonedBox(style)
        self._rows = [FactRow(style) for _ in range(_FACTS)]
        translate = style.translate
        columns = (
            TableColumn(translate("float", "Day (UTC)"), "29 Nov 2026___"),
            TableColumn(translate("float", "Sales"), "00000", is_number=True),
            TableColumn(translate("float", "Paid"), _AMOUNT, is_number=True),
            TableColumn(translate("float", "Sold"), _AMOUNT, is_number=True),
            TableColumn(translate("float", "Commission"), _AMOUNT, is_number=True),
            TableColumn(translate("float", "Left"), _AMOUNT, is_number=True),
        )
        name = translate("float", "Statement")
        self.table, self._model = text_table(style, columns, name, self)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        for place in _LEFT_OUT:
            self.table.setColumnHidden(place, style.look.density is Density.COMPACT)
        self.amount = AmountField(style, name=translate("cash", "Amount"))
        slip = translate("float", "Slip or transfer no.")
        self.reference = TextField(style, name=slip, example=slip)
        self.reference.setProperty("fit", "body")
        self.print = push_button(style, translate("cash", "Print"), icon=IconName.PRINTER)
        self.keypad = Keypad(style)
        self.add_page(self._statement(), fills=True)
        self.add_pad(self.keypad)
        self.fill()
        self.pads.body.insertWidget(1, self.print)
        self.amount.textEdited.connect(floats.amount_typed)
        self.reference.textEdited.connect(floats.reference_typed)
        self.keypad.pressed.connect(self._pad_pressed)
        self.primary.clicked.connect(floats.enter)
        self.print.clicked.connect(floats.print_statement)
        floats.attach(self.render_state)
        floats.refresh()

    def _statement(self) -> QWidget:
        page = QWidget()
        body = column(page, spacing=self._style.look.pick(4, 8))
        look = self._style.look
        # One under another where money is as wide as half a card.
        halves: QBoxLayout = QVBoxLayout() if look.is_narrow else QHBoxLayout()
        halves.setSpacing(0 if look.is_narrow else self._style.px(24))
        body.addLayout(halves)
        for half in (self._rows[:3], self._rows[3:]):
            side = QVBoxLayout()
            side.setSpacing(0)
            for fact in half:
                side.addWidget(fact)
            side.addStretch(1)
            halves.addLayout(side, 1)
        body.addWidget(self._alarm)
        fields = row(body, spacing=self._style.px(12))
        for field in (self.amount, self.reference):
            fields.addWidget(labelled(self._style, field), 1)
        body.addWidget(self.table, 1)
        return page

    def leave(self) -> None:
        """Stop rendering."""
        self._floats.detach()

    def render_state(self, state: FloatState) -> None:
        """Show the float."""
        say = self._style.say
        if self.isVisible():
            self._headline.show_text(say(state.headline))
        for fact, shown in zip(self._rows, (*state.rows, *(None,) * _FACTS), strict=False):
            fact.show_row(shown)
        self._alarm.setVisible(bool(state.alarm.text))
        self._alarm.show_text(Tone.WARNING, say(state.alarm))
        self._model.take(
            tuple(
                (each.day, each.sales, each.topped_up, each.sold, each.commission, each.balance)
                for each in state.days
            )
        )
        for field in (self.amount, self.reference, self.keypad):
            field.setEnabled(state.can_top_up)
        self.print.setEnabled(state.can_print and not state.is_busy)
        self.amount.show_amount(state.symbol, state.amount)
        self.reference.show_text(state.reference)
        self.render_page(0, state.primary, state.problem, (Tone.GOOD, say(state.done)))

    def focus_step(self) -> None:
        """Send the keyboard to the amount."""
        self._headline.show_text(self._style.say(self._floats.state.headline))
        give_keyboard(self.amount)

    def enter(self) -> None:
        """Go from the amount to the slip's number; at the end, top it up."""
        if not went_on((self.amount, self.reference)):
            self._floats.enter()

    def back(self) -> bool:
        """There is no step to go back."""
        return False

    def step_found(self, by: int) -> bool:
        """Leave Up and Down to the statement."""
        del by
        return False

    def print_again(self) -> None:
        """Print the statement."""
        self._floats.print_statement()

    def _pad_pressed(self, key: str) -> None:
        """Type into the slip's number if the keyboard is there, else into the amount."""
        if not self.reference.hasFocus():
            self._floats.amount_key(key)
            return
        self.reference.press(key)
        self._floats.reference_typed(self.reference.text())
