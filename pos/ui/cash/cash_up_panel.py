"""Cash-up: count, explain, sign, and the Z report, in one place from step to step."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pos.presenters.cash.cash_up_presenter import CashUpPresenter
from pos.presenters.cash.cash_up_state import CashUpState, CashUpStep
from pos.presenters.cash.texts import SETTLE_FIRST, STEPS
from pos.presenters.sale.state import Tone
from pos.ui.cash.cash_up_parts import DifferenceCard, ExplainForm, HindranceList
from pos.ui.cash.two_cards import CountWork, TwoCards
from pos.ui.look.style import Style
from pos.ui.people.second_panel import SecondPanel
from pos.ui.widgets.buttons import push_button
from pos.ui.widgets.choice_row import ChoiceRow
from pos.ui.widgets.keyboard import give_keyboard
from pos.ui.widgets.labels import FittingLabel, change_property, keep_place, text_label
from pos.ui.widgets.page_stack import PageStack
from pos.ui.widgets.panels import column, row
from pos.ui.widgets.paper_view import PaperView

_PADS = {CashUpStep.COUNT: 0, CashUpStep.EXPLAIN: 1, CashUpStep.SIGN: 2, CashUpStep.Z_REPORT: 1}


class CashUpPanel(TwoCards):
    """What is counted, explained, signed; and the keypad with the one next thing.

    Args:
        style: look and words.
        cash_up: the presenter.
        headline: says which shift this is about.
    """

    paused = Signal()
    drawer_wanted = Signal()  # A shift is to be opened.
    sale_wanted = Signal(str)  # An unfinished sale is to be settled.

    def __init__(self, style: Style, cash_up: CashUpPresenter, headline: FittingLabel) -> None:
        super().__init__(style, style.translate("cash", "Cash-up"))
        self._cash_up, self._headline = cash_up, headline
        self._shown: tuple[CashUpStep, bool] | None = None
        self._steps = [text_label(style.say(step), kind="caption") for step in STEPS]
        self.count = CountWork(style, cash_up)
        self.explain = ExplainForm(style, cash_up)
        self.second = SecondPanel(style)
        self.hindrances = HindranceList(style, cash_up)
        self.purposes = ChoiceRow(style, 2, name=style.translate("cash", "What is signed"))
        self.paper = PaperView(style, style.translate("cash", "Z report"))
        self.difference = DifferenceCard(style)
        self._info = text_label(kind="caption", wrap=True)
        self._signing = PageStack()
        self.other = push_button(style, "", height=48)
        keep_place(self.other)
        self._lay_out(style)
        self._connect()
        cash_up.attach(self.render_state)
        cash_up.refresh()

    def _lay_out(self, style: Style) -> None:
        steps = row(self.work.body, spacing=style.px(24))
        for label in self._steps:
            steps.addWidget(label)
        steps.addStretch(1)
        counting, sign = QWidget(), QWidget()
        lines = column(counting, spacing=style.px(4))
        lines.addWidget(self.count.grid)
        lines.addWidget(self._info)
        self._signing.addWidget(self.second)
        self._signing.addWidget(self.hindrances)
        signs = column(sign, spacing=style.px(8))
        signs.addWidget(self.purposes)
        signs.addWidget(self._signing, 1)
        self.add_page(counting, fills=False, below=self.count.total)
        self.add_page(self.explain, fills=False)
        self.add_page(sign, fills=True)
        self.add_page(self.paper, fills=True)
        for pad in (self.count.pad, self.difference, self.second.pin):
            self.add_pad(pad)
        # In a compact look there is no room for it below the keypad.
        (steps if style.look.is_beside else self.pads.body).addWidget(self.other)
        self.fill()

    def _connect(self) -> None:
        cash_up = self._cash_up
        self.purposes.taken.connect(cash_up.purpose_chosen)
        self.second.chosen.connect(cash_up.second_chosen)
        self.hindrances.sale_wanted.connect(self.sale_wanted)
        self.other.clicked.connect(self._other_pressed)
        self.primary.clicked.connect(self.primary_pressed)

    def leave(self) -> None:
        """Forget a PIN that was typed and stop rendering."""
        self.second.pin.field.clear()
        self._cash_up.detach()

    def render_state(self, state: CashUpState) -> None:
        """Show the page."""
        style = self._style
        if self.isVisible():
            self._headline.show_text(style.say(state.shift))
        for number, label in enumerate(self._steps):
            change_property(label, "type", "strong" if number == state.step else "caption")
        self.count.render_board(state.board)
        self.count.grid.setEnabled(state.has_shift)
        self.count.pad.setEnabled(state.has_shift)
        self._info.setText("  ·  ".join(style.say(each) for each in state.info))
        self.explain.render_explain(state)
        self.purposes.render_choices(state.purposes)
        self.second.render_second(state.second)
        self.hindrances.render_hindrances(state.hindrances, style.say(SETTLE_FIRST))
        self._signing.setCurrentIndex(1 if state.hindrances else 0)
        self.difference.render_difference(state)
        self.second.pin.setEnabled(not state.hindrances)
        self.paper.show_lines(state.paper)
        other = style.say(state.secondary.label)
        self.other.setText(other)
        self.other.setAccessibleName(other)
        self.other.setVisible(bool(other))
        self.other.setEnabled(state.secondary.enabled)
        told = (Tone.WARNING, style.say(state.notice))
        self.render_page(state.step, state.primary, state.problem, told)
        self._show_step(state)

    def _show_step(self, state: CashUpState) -> None:
        self.show_page(state.step, _PADS[state.step])
        shown = (state.step, state.has_shift)
        if shown != self._shown:
            self._shown = shown
            if self.isVisible():
                self.focus_step()

    def focus_step(self) -> None:
        """Send the keyboard to where this step begins."""
        state = self._cash_up.state
        self._headline.show_text(self._style.say(state.shift))
        match state.step:
            case CashUpStep.COUNT:
                self.count.focus()
            case CashUpStep.EXPLAIN:
                give_keyboard(self.explain.reason)
            case CashUpStep.SIGN:
                self.second.focus_pin()
            case CashUpStep.Z_REPORT:
                give_keyboard(self.paper)

    def enter(self) -> None:
        """Go to the next row of the count; at its end, and in every other step, do what is next."""
        if not self.count.went_on():
            self.primary_pressed()

    def primary_pressed(self) -> None:
        """Do what the large button says."""
        state = self._cash_up.state
        if not state.primary.enabled:
            return
        if state.goes_on:
            self.paused.emit()
        elif not state.has_shift or state.step is CashUpStep.Z_REPORT:
            self.drawer_wanted.emit()
        elif state.step is CashUpStep.SIGN:
            self._cash_up.second_signed(self.second.pin.field.take())
        else:
            self._cash_up.enter()

    def back(self) -> bool:
        """Go one step back; False where there is none."""
        return self._cash_up.back()

    def step_found(self, by: int) -> bool:
        """Move through the rows of the count, or through those who may sign."""
        if self._cash_up.state.step is CashUpStep.SIGN:
            return self.second.names.step(by)
        if self._cash_up.state.step is not CashUpStep.COUNT:
            return False
        self.count.move(by)
        return True

    def print_again(self) -> None:
        """Print the Z report that is shown."""
        self._cash_up.print_again()

    def _other_pressed(self) -> None:
        if self._cash_up.is_pausing:
            self.paused.emit()
        else:
            self._cash_up.other()
