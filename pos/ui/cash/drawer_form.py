"""Parts of the drawer's page: the form of a movement, and the list of what happened."""

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from pos.presenters.cash.desk import CashAct
from pos.presenters.cash.drawer_presenter import DrawerPresenter
from pos.presenters.cash.drawer_state import DrawerState
from pos.presenters.cash.texts import ACTS
from pos.presenters.sale.state import Tone
from pos.ui.look.style import Style
from pos.ui.widgets.buttons import mark_chosen, push_button
from pos.ui.widgets.choice_row import ChoiceRow
from pos.ui.widgets.fields import AmountField, TextField
from pos.ui.widgets.keyboard import give_keyboard
from pos.ui.widgets.labels import change_property
from pos.ui.widgets.panels import TonedBox, column, labelled, row
from pos.ui.widgets.tables import TableColumn, text_table

_REASON_SLOTS = 4


class DrawerForm(QWidget):
    """What to do, how much, why, and the number of a bag or a paper."""

    def __init__(self, style: Style, drawer: DrawerPresenter) -> None:
        super().__init__()
        self._style, self._drawer = style, drawer
        layout = column(self, spacing=style.look.pick(6, 12))
        acts = row(layout, spacing=style.px(8))
        self.acts = {act: self._act_button(act) for act in CashAct}
        for button in self.acts.values():
            acts.addWidget(button, 1)
        self.amount = AmountField(style, name=style.translate("cash", "Amount"))
        self.amount.textEdited.connect(drawer.amount_typed)
        self.reference = TextField(
            style,
            name=style.translate("cash", "Bag or paper no."),
            example=style.translate("cash", "Bag or paper no."),
        )
        self.reference.textEdited.connect(drawer.reference_typed)
        fields = row(layout, spacing=style.px(12))
        for field in (self.amount, self.reference):
            fields.addWidget(labelled(style, field), 1)
        self.reasons = ChoiceRow(style, _REASON_SLOTS, name=style.translate("cash", "Why"))
        self.reasons.taken.connect(drawer.reason_taken)
        layout.addWidget(self.reasons)
        self.reason = TextField(
            style, name=style.translate("cash", "Why"), example=style.translate("cash", "Why")
        )
        self.reason.textEdited.connect(drawer.reason_typed)
        layout.addWidget(self.reason)
        self.list = push_button(style, style.translate("cash", "This shift's slips"))
        self.list.clicked.connect(drawer.slips_wanted)
        self._alarm = TonedBox(style)
        end = row(spacing=style.px(12))
        end.addWidget(self.list)
        if style.look.is_narrow:
            layout.addWidget(self._alarm)
        else:
            end.addWidget(self._alarm, 1)
        layout.addLayout(end)
        for field in (self.reference, self.reason):
            field.setProperty("fit", "body")

    def _act_button(self, act: CashAct) -> QPushButton:
        style = self._style
        button = push_button(style, style.say(ACTS[act]), role="choice", height=56)
        change_property(button, "fit", "tiny")
        button.setProperty("act", act.name)
        button.clicked.connect(self._act_pressed)
        return button

    def render_form(self, state: DrawerState) -> None:
        """Show what was typed."""
        for act, button in self.acts.items():
            mark_chosen(button, chosen=act is state.act)
        has_amount = state.act is not CashAct.OPEN_DRAWER
        self.amount.setEnabled(has_amount)
        self.reference.setEnabled(has_amount)
        self.amount.show_amount(state.symbol, state.amount)
        self.reference.show_text(state.reference)
        self._alarm.setVisible(bool(state.alarm.text))
        self._alarm.show_text(Tone.WARNING, self._style.say(state.alarm))
        self.reasons.render_choices(state.reasons)
        self.reason.show_text(self._style.words.typed(state.reason))

    def reference_key(self, key: str) -> None:
        """Take a key of the keypad into the number of a bag or a paper."""
        self.reference.press(key)
        self._drawer.reference_typed(self.reference.text())

    def focus_first(self) -> None:
        """Send the keyboard to the amount, or to the reason where there is none."""
        field = self.amount if self.amount.isEnabled() else self.reason
        give_keyboard(field)

    def went_on(self) -> bool:
        """Go from amount to reason, if something of it is missing; False if all is there."""
        focused = QApplication.focusWidget()
        state = self._drawer.state
        if focused in (self.amount, self.reference) and state.amount and not state.reason.text:
            give_keyboard(self.reason)
            return True
        return False

    def _act_pressed(self) -> None:
        button = self.sender()
        assert isinstance(button, QPushButton)  # noqa: S101 - only our own buttons are connected.
        self._drawer.act_chosen(CashAct[str(button.property("act"))])
        self.focus_first()


class SlipList(QWidget):
    """What happened at the drawer in this shift; a slip is opened by its line."""

    opened = Signal(int)  # A journal entry.

    def __init__(self, style: Style) -> None:
        super().__init__()
        self._style = style
        translate = style.translate
        columns = (
            TableColumn(translate("cash", "Time"), "00:00"),
            TableColumn(translate("cash", "What"), "Expected shown"),
            TableColumn(translate("cash", "Amount"), "100 000.00", is_number=True),
            TableColumn(translate("cash", "Why")),
        )
        name = translate("cash", "This shift's slips")
        self.table, self._model = text_table(style, columns, name, self)
        self._entries: tuple[int, ...] = ()
        self.table.selectionModel().currentRowChanged.connect(self._row_changed)
        layout = column(self)
        layout.addWidget(self.table, 1)

    def render_lines(self, state: DrawerState) -> None:
        """Show the list."""
        say = self._style.say
        self._entries = tuple(line.seq if line.has_slip else 0 for line in state.lines)
        self._model.take(
            tuple(
                (line.time, say(line.what), line.amount, say(line.reason)) for line in state.lines
            )
        )

    def _row_changed(self, now: QModelIndex, before: QModelIndex) -> None:
        del before
        if now.isValid() and self._entries[now.row()]:
            self.opened.emit(self._entries[now.row()])
