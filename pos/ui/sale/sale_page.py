"""The sale screen: three cards; when the code is made it takes the place of the first two."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from pos.presenters.sale.state import SaleViewState, SoldView, Step
from pos.ui.look.look import Density
from pos.ui.look.style import Style
from pos.ui.sale.amount_card import AmountCard
from pos.ui.sale.code_card import CodeCard
from pos.ui.sale.meter_card import MeterCard
from pos.ui.sale.meter_panel import MeterPanelView
from pos.ui.sale.pay_card import PayCard
from pos.ui.widgets.keyboard import give_keyboard
from pos.ui.widgets.panels import side_by_side
from pos.ui.widgets.voice import Voice, found_speaker, spoken_codes
from pos.ui.window.workplace import Workplace

# A touch screen that bounces, or a second tap meant for the button as it was before.
DEAF_MS = 300


class SalePage(QWidget):
    """Shows the sale and tells its presenter what was pressed.

    Attributes:
        turned: the step changed, and this card is what it is about.

    Args:
        style: look and words.
        work: the presenters.
        milliseconds: a clock that never goes back.
    """

    turned = Signal(object)  # QWidget

    def __init__(
        self,
        style: Style,
        work: Workplace,
        *,
        milliseconds: Callable[[], int],
    ) -> None:
        super().__init__()
        self.setObjectName("page")
        sale, meter = work.sale, work.meter
        self._work, self._sale, self._meter = work, sale, meter
        self._milliseconds = milliseconds
        self._deaf_until = 0
        self._filled_of, self._filled = "", 0
        self._step: Step | None = None
        self._primary = sale.state.primary
        self.meter_view = None if meter is None else MeterPanelView(style)
        self.meter_card = MeterCard(style)
        self.amount_card = AmountCard(style)
        self.code_card = CodeCard(style, self.meter_view)
        self.pay_card = PayCard(style)
        self._left = QStackedWidget()
        self._left.addWidget(self._cards(style))
        self._left.addWidget(self.code_card)
        layout = side_by_side(self, style)
        layout.addWidget(self._left, 1)
        layout.addWidget(self.pay_card)
        if not style.look.is_narrow:
            self.pay_card.setFixedWidth(style.look.pick(416, 408))
        self._voice = Voice(self, found_speaker())
        self._connect()
        work.sales.add(self.render_state)
        if work.meters is not None and self.meter_view is not None:
            work.meters.add(self.meter_view.render_state)

    def _cards(self, style: Style) -> QWidget:
        cards = QWidget()
        is_compact = style.look.density is Density.COMPACT
        layout: QBoxLayout = QVBoxLayout(cards) if is_compact else QHBoxLayout(cards)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(style.look.pick(8, 16))
        layout.addWidget(self.meter_card, 7)
        layout.addWidget(self.amount_card, 8)
        return cards

    def _connect(self) -> None:
        sale = self._sale
        self.meter_card.field.textEdited.connect(self._meter_edited)
        self.meter_card.field.visited.connect(self.go_to_meter)
        self.meter_card.chosen.connect(sale.meter_chosen)
        self.amount_card.field.textEdited.connect(self._amount_edited)
        self.amount_card.field.visited.connect(self.go_to_amount)
        self.amount_card.quick_taken.connect(sale.quick_amount)
        self.pay_card.money.field.textEdited.connect(self._tender_edited)
        self.pay_card.money.field.visited.connect(self._go_to_tender)
        self.pay_card.quick_taken.connect(sale.quick_cash)
        self.pay_card.keypad.pressed.connect(self._pad_pressed)
        self.pay_card.units_key.clicked.connect(sale.swap_units)
        self.pay_card.undo_key.clicked.connect(sale.undo_clear)
        self.pay_card.primary.clicked.connect(self._primary_clicked)
        self.pay_card.question.answered.connect(self._other_clicked)
        self.code_card.copy_wanted.connect(sale.print_again)
        self.code_card.paper_came.connect(self._paper_came)
        self.code_card.paper_lost.connect(self._paper_lost)
        if self._meter is not None and self.meter_view is not None:
            self.meter_view.typed.connect(self._meter.text_changed)
            self.meter_view.entered.connect(self._meter.enter)
            self.meter_view.fill_wanted.connect(self._fill_code)

    def leave(self) -> None:
        """Stop rendering; another page, built for another look, takes over."""
        self._voice.hush()
        self._work.sales.remove(self.render_state)
        if self._work.meters is not None and self.meter_view is not None:
            self._work.meters.remove(self.meter_view.render_state)

    def render_state(self, state: SaleViewState) -> None:
        """Show the sale; nothing but the left side's content changes place."""
        if (state.step, state.primary) != (self._step, self._primary):
            self._deaf_until = self._milliseconds() + DEAF_MS
        self._primary = state.primary
        self.meter_card.render_panel(state.meter, is_typing=state.step is Step.METER)
        self.amount_card.render_panel(state.amount)
        self.pay_card.render_state(state)
        self.code_card.render_sold(state.sold)
        self._left.setCurrentIndex(1 if state.step is Step.SOLD else 0)
        if state.step is not self._step:
            self._step = state.step
            self._say_codes(state.sold)
            self.focus_step()
            self.turned.emit(self._card_of(state.step))

    def _say_codes(self, sold: SoldView | None) -> None:
        """Read a new sale's codes aloud where that was asked for; a next sale ends it."""
        preferences = self._work.settings.state.preferences
        self._voice.hush()
        if sold is not None and preferences.read_aloud:
            codes = tuple(code.groups for code in sold.codes)
            self._voice.say(spoken_codes(codes), preferences.language)

    def _card_of(self, step: Step) -> QWidget:
        match step:
            case Step.METER:
                return self.meter_card
            case Step.AMOUNT:
                return self.amount_card
            case Step.TENDER | Step.STOPPED:
                return self.pay_card
            case Step.SOLD:
                return self.code_card

    def focus_step(self) -> None:
        """Send the keyboard to where this step needs it."""
        match self._sale.state.step:
            case Step.METER:
                target: QWidget = self.meter_card.field
            case Step.AMOUNT:
                target = self.amount_card.field
            case Step.TENDER:
                target = self.pay_card.money.field
            case Step.SOLD | Step.STOPPED:
                target = self.pay_card.primary
        give_keyboard(target)

    def enter(self) -> None:
        """Enter: whatever has the keyboard decides what the one next thing is."""
        meter, view = self._meter, self.meter_view
        if meter is not None and view is not None and view.field.hasFocus():
            meter.enter()
        elif not (self.meter_card.field.hasFocus() and self.meter_card.take_found()):
            self._sale.enter()

    def step_found(self, by: int) -> bool:
        """Up and Down: move among the meters found; False where they mean nothing here."""
        return self.meter_card.field.hasFocus() and self.meter_card.step_found(by)

    def go_to_meter(self) -> None:
        """Go back to the meter; what was typed stays."""
        self._go_back_from(Step.AMOUNT, Step.TENDER)
        self.focus_step()

    def go_to_amount(self) -> None:
        """Go to the amount, from either side; it may be typed before the meter is known."""
        if self._sale.state.step is Step.METER:
            give_keyboard(self.amount_card.field)
            return
        self._go_back_from(Step.TENDER)

    def amount_wanted(self) -> None:
        """Go to the amount and let what is typed next replace what stands there."""
        self.go_to_amount()
        self._sale.amount_taken_up()
        self.amount_card.field.selectAll()

    def _go_back_from(self, *steps: Step) -> None:
        """Leave these steps; one step back may close no more than a refusal or a question."""
        for _ in range(len(Step)):
            if self._sale.state.step not in steps:
                break
            self._sale.back()

    def find_customer(self) -> None:
        """Go to the meter and let what is typed next replace what stands there."""
        self.go_to_meter()
        self.meter_card.field.selectAll()

    def is_in_amount(self) -> bool:
        """Whether the keyboard is in the amount."""
        return self.amount_card.field.hasFocus()

    def _go_to_tender(self) -> None:
        if self._sale.state.step is Step.AMOUNT:
            self._sale.enter()
        if self._sale.state.step is not Step.TENDER:
            self.focus_step()

    def _meter_edited(self, text: str) -> None:
        self._sale.meter_text_changed(text)
        self.meter_card.field.show_text(self._sale.state.meter.text)

    def _amount_edited(self, text: str) -> None:
        self._sale.amount_text_changed(text)
        # What does not belong into an amount is not left standing in its field.
        self.amount_card.field.show_text(self._sale.state.amount.text)

    def _tender_edited(self, text: str) -> None:
        self._sale.tender_text_changed(text)
        self.pay_card.money.field.show_text(self._sale.state.tender.text)

    def _pad_pressed(self, key: str) -> None:
        if self.amount_card.field.hasFocus():
            self._sale.amount_key(key)
        else:
            self._sale.pad_key(key)

    def _primary_clicked(self) -> None:
        if self._milliseconds() >= self._deaf_until:
            self._sale.enter()

    def _other_clicked(self) -> None:
        if self._milliseconds() >= self._deaf_until:
            self._sale.secondary()

    def _paper_came(self) -> None:
        self._sale.settle_print(printed=True)

    def _paper_lost(self) -> None:
        self._sale.settle_print(printed=False)

    def _fill_code(self) -> None:
        """Type the sale's next code into the virtual meter; after the last the first again."""
        sold = self._sale.state.sold
        if self._meter is None or sold is None or not sold.codes:
            return
        if sold.sale_id != self._filled_of:
            self._filled_of, self._filled = sold.sale_id, 0
        self._meter.text_changed(sold.codes[self._filled % len(sold.codes)].digits)
        self._filled += 1
