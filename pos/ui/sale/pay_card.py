"""The third card: money, keypad, and the one button that does the next thing."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from pos.presenters.sale.state import QUICK_CASH_SLOTS, SaleViewState, Step, TenderPanel, Tone
from pos.ui.look.look import Density
from pos.ui.look.style import Style
from pos.ui.widgets.buttons import PrimaryButton, mark_chosen, push_button
from pos.ui.widgets.choice_row import EMPTY, ChoiceRow
from pos.ui.widgets.fields import AmountField
from pos.ui.widgets.keypad import Keypad
from pos.ui.widgets.labels import FittingLabel, text_label
from pos.ui.widgets.panels import Card, TonedBox, column, row

# A wait shorter than this is not worth a word; a longer one is told on the button.
BUSY_AFTER_MS = 300


class PayCard(Card):
    """What is due, what was handed over, the change, and everything that is pressed."""

    quick_taken = Signal(int)  # A slot of the likely sums.

    def __init__(self, style: Style) -> None:
        super().__init__(style)
        self.setAccessibleName(style.translate("sale", "Payment"))
        self.money = _MoneyLines(style)
        self.quick = ChoiceRow(
            style, QUICK_CASH_SLOTS, name=style.translate("sale", "Cash received")
        )
        self.quick.taken.connect(self.quick_taken)
        self.keypad = Keypad(style)
        self.units_key = self.keypad.add_word_key(style.translate("sale", "kWh"), 2)
        self.units_key.setAccessibleName(style.translate("sale", "Type units or money"))
        self.undo_key = self.keypad.add_word_key(style.translate("sale", "Undo"), 3)
        self.undo_key.setAccessibleName(style.translate("sale", "Bring back the cleared sale"))
        self.question = _QuestionPanel(style)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._typing(style))
        self._stack.addWidget(self.question)
        self._hand_out = _HandOut(style)
        self._stack.addWidget(self._hand_out)
        self.primary = PrimaryButton(style, style.translate("sale", "Enter"))
        self.primary.setObjectName("primary")
        self.body.addWidget(self.money)
        if style.look.is_narrow:
            # What is sold and what pays for it stay together where the rest is scrolled away.
            self.body.addWidget(self.primary)
        self.body.addWidget(self._stack, 1)
        if not style.look.is_narrow:
            self.body.addWidget(self.primary)
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.setInterval(BUSY_AFTER_MS)
        self._waiting.timeout.connect(self._tell_waiting)
        self._busy = ""

    def _typing(self, style: Style) -> QWidget:
        page = QWidget()
        layout = column(page, spacing=style.px(10))
        # Room that the keypad has no use for stays above the choices, away from the hand.
        layout.addStretch(1)
        layout.addWidget(self.quick)
        layout.addWidget(self.keypad, 100)
        return page

    def render_state(self, state: SaleViewState) -> None:
        """Show the money and what can be pressed."""
        style = self.style_
        is_over = state.step in (Step.SOLD, Step.STOPPED)
        symbol = "" if state.amount.in_units else state.amount.symbol
        self.money.setVisible(not state.tender.is_free)
        self.money.render_tender(state.tender, symbol, is_over=is_over)
        self.quick.render_choices(state.tender.quick)
        if self.keypad.separator is not None:
            self.keypad.separator.setEnabled(state.tender.has_separator or state.amount.in_units)
        is_typing = state.step in (Step.METER, Step.AMOUNT, Step.TENDER)
        self.keypad.setEnabled(is_typing)
        self.units_key.setEnabled(state.step in (Step.AMOUNT, Step.TENDER))
        mark_chosen(self.units_key, chosen=state.amount.in_units)
        self.undo_key.setEnabled(state.can_undo)
        self.question.render_question(state)
        self._hand_out.render_tender(state.tender)
        if state.question.text:
            self._stack.setCurrentWidget(self.question)
        elif state.step is Step.SOLD:
            self._stack.setCurrentWidget(self._hand_out)
        else:
            self._stack.setCurrentIndex(0)
        self.primary.show_action(style.say(state.primary.label), enabled=state.primary.enabled)
        self._busy = style.say(state.busy)
        if not self._busy:
            self._waiting.stop()
        elif not self._waiting.isActive():
            self._waiting.start()

    def _tell_waiting(self) -> None:
        if self._busy:
            self.primary.show_action(self._busy, enabled=False)


class _MoneyLines(QWidget):
    """To pay, received and change in one column of amounts."""

    def __init__(self, style: Style) -> None:
        super().__init__()
        self._style = style
        sizes = style.look.theme.type
        tender = style.translate("sale", "Cash received")
        self.field = AmountField(style, name=tender, trailing=True)
        self.field.setObjectName("tender-field")
        self.field.setFixedHeight(style.look.pick(44, 48))
        is_compact = style.look.density is Density.COMPACT
        self._to_pay_label = text_label(kind="caption" if is_compact else "muted")
        self._to_pay = FittingLabel(style, size=sizes.amount, size_min=sizes.heading, trailing=True)
        self._change_label = text_label(kind="muted")
        self._notes = text_label(kind="caption")
        self._change = FittingLabel(style, size=sizes.change, size_min=sizes.field, trailing=True)
        layout = column(self, spacing=style.look.pick(4, 6))
        self._due_line(layout, tender)
        change = row(layout, spacing=style.px(8))
        labels = QVBoxLayout()
        labels.setSpacing(0)
        labels.addStretch(1)
        labels.addWidget(self._change_label)
        labels.addWidget(self._notes)
        labels.addStretch(1)
        change.addLayout(labels)
        change.addWidget(self._change, 1)

    def _due_line(self, layout: QVBoxLayout, tender: str) -> None:
        """Share one line where there is little height."""
        style = self._style
        if style.look.density is Density.COMPACT:
            line = row(layout, spacing=style.px(8))
            line.addWidget(self._to_pay_label)
            line.addWidget(self._to_pay, 4)
            line.addWidget(text_label(style.translate("sale", "Received"), kind="caption"))
            line.addWidget(self.field, 5)
            return
        line = row(layout, spacing=style.px(8))
        line.addWidget(self._to_pay_label)
        line.addWidget(self._to_pay, 1)
        below = row(layout, spacing=style.px(8))
        below.addWidget(text_label(tender, kind="muted"), 1)
        below.addWidget(self.field, 1)

    def render_tender(self, tender: TenderPanel, symbol: str, *, is_over: bool) -> None:
        """Show the money; after the sale the change stays in large type."""
        style = self._style
        run, translate = style.words.run, style.translate
        paid, due = translate("sale", "Paid"), translate("sale", "To pay")
        self._to_pay_label.setText(paid if is_over else due)
        muted = style.look.theme.colours.muted
        self._to_pay.show_text(run(tender.to_pay) or EMPTY, "" if tender.to_pay else muted)
        self.field.setReadOnly(is_over)
        self.field.show_amount(symbol, tender.text, begins_anew=tender.begins_anew)
        if is_over:
            self.field.show_amount("", tender.received)
        give, change = translate("sale", "Give change"), translate("sale", "Change")
        self._change_label.setText(give if is_over else change)
        # After the sale the notes stand large where the keypad was.
        self._notes.setText("" if is_over else run(tender.hand_out))
        colours = style.look.theme.colours
        if tender.short.text:
            self._change.show_text(style.say(tender.short), colours.bad)
        else:
            tone = colours.good if tender.change else muted
            self._change.show_text(run(tender.change) or EMPTY, tone)


class _HandOut(QWidget):
    """The notes of the change, large, until the next sale."""

    def __init__(self, style: Style) -> None:
        super().__init__()
        self._style = style
        sizes = style.look.theme.type
        self._label = text_label(style.translate("sale", "Hand out"), kind="muted")
        self._notes = FittingLabel(style, size=sizes.amount, size_min=sizes.body)
        layout = column(self, spacing=style.px(4))
        layout.addSpacing(style.px(12))
        layout.addWidget(self._label)
        layout.addWidget(self._notes)
        layout.addStretch(1)

    def render_tender(self, tender: TenderPanel) -> None:
        """Show the notes, or nothing where there is no change in notes."""
        self._label.setVisible(bool(tender.hand_out))
        self._notes.show_text(self._style.words.run(tender.hand_out))


class _QuestionPanel(QWidget):
    """A question in place of the keypad; the primary button below it goes back."""

    answered = Signal()

    def __init__(self, style: Style) -> None:
        super().__init__()
        self._style = style
        self._text = TonedBox(style)
        self.other = push_button(style, "", height=56)
        self.other.clicked.connect(self.answered)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._text)
        layout.addStretch(1)
        layout.addWidget(self.other)

    @property
    def text(self) -> str:
        """The question."""
        return self._text.text

    def render_question(self, state: SaleViewState) -> None:
        """Show the question and the other way on."""
        self._text.show_text(Tone.WARNING, self._style.say(state.question))
        other = state.secondary
        self.other.setVisible(other is not None)
        if other is not None:
            text = self._style.say(other.label)
            self.other.setText(text)
            self.other.setAccessibleName(text)
            self.other.setEnabled(other.enabled)
