"""Cash-up: count, explain, sign, and the Z report, in one place from step to step."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QWidget

from pos.presenters.cash_texts import SETTLE_FIRST, STEPS
from pos.presenters.cash_up_presenter import CashUpPresenter
from pos.presenters.cash_up_state import CashUpState, CashUpStep
from pos.presenters.sale_state import Tone
from pos.ui.buttons import PrimaryButton, push_button
from pos.ui.cash_up_parts import DifferenceCard, ExplainForm, HindranceList
from pos.ui.choice_row import ChoiceRow
from pos.ui.count_grid import CountGrid, CountPad, CountTotal
from pos.ui.labels import FittingLabel, change_property, keep_place, text_label
from pos.ui.look import Density
from pos.ui.message_bar import problem_text
from pos.ui.panels import Card, NoticeLine, column, row
from pos.ui.paper_view import PaperView
from pos.ui.second_panel import PinPad, SecondPanel
from pos.ui.style import Style


class CashUpPanel(QWidget):
    """Two cards: what is counted, explained, signed; and the keypad with the one next thing.

    Args:
        style: look and words.
        cash_up: the presenter.
        headline: says which shift this is about.
    """

    paused = Signal()
    drawer_wanted = Signal()  # A shift is to be opened.
    sale_wanted = Signal(str)  # An unfinished sale is to be settled.

    def __init__(self, style: Style, cash_up: CashUpPresenter, headline: FittingLabel) -> None:
        super().__init__()
        self._style, self._cash_up, self._headline = style, cash_up, headline
        self._shown: tuple[CashUpStep, bool] | None = None
        self._steps = [text_label(style.say(step), kind="caption") for step in STEPS]
        self.grid = CountGrid(style)
        self.explain = ExplainForm(style, cash_up)
        self.second = SecondPanel(style)
        self.hindrances = HindranceList(style, cash_up)
        self.paper = PaperView(style.translate("cash", "Z report"))
        self.total = CountTotal(style)
        self.count_pad = CountPad(style)
        self.pin = PinPad(style)
        self.difference = DifferenceCard(style)
        self._info = text_label(kind="caption", wrap=True)
        self._notices = [NoticeLine(style) for _ in CashUpStep]
        self.other = push_button(style, "", height=48)
        keep_place(self.other)
        self.primary = PrimaryButton(style, style.translate("sale", "Enter"))
        self.primary.setObjectName("primary")
        self._left, self._right, self._signing = (QStackedWidget() for _ in range(3))
        self._lay_out(style)
        self._connect()
        cash_up.attach(self.render_state)
        cash_up.refresh()

    def _lay_out(self, style: Style) -> None:
        work = Card(style)
        work.setAccessibleName(style.translate("cash", "Cash-up"))
        steps = row(work.body, spacing=style.px(24))
        for label in self._steps:
            steps.addWidget(label)
        steps.addStretch(1)
        if style.look.density is Density.COMPACT:
            # Below the keypad there is no room for it.
            steps.addWidget(self.other)
        counting = QWidget()
        lines = column(counting, spacing=style.px(4))
        lines.addWidget(self.grid)
        lines.addWidget(self._info)
        self.purposes = ChoiceRow(style, 2, name=style.translate("cash", "What is signed"))
        self.purposes.taken.connect(self._cash_up.purpose_chosen)
        self._signing.addWidget(self.second)
        self._signing.addWidget(self.hindrances)
        sign = QWidget()
        signs = column(sign, spacing=style.px(8))
        signs.addWidget(self.purposes)
        signs.addWidget(self._signing, 1)
        parts: tuple[QWidget, ...] = (counting, self.explain, sign, self.paper)
        for part, notice in zip(parts, self._notices, strict=True):
            page = QWidget()
            body = column(page, spacing=style.px(4))
            is_filled = part in (sign, self.paper)
            body.addWidget(part, 1 if is_filled else 0)
            body.addWidget(notice, 0 if is_filled else 1)
            if not is_filled:
                notice.take_what_is_left()
            if part is counting:
                body.addWidget(self.total)
            self._left.addWidget(page)
        work.body.addWidget(self._left, 1)
        pads = Card(style)
        pads.setAccessibleName(style.translate("cash", "Keypad"))
        pads.setFixedWidth(style.look.pick(416, 440))
        for pad in (self.count_pad, self.difference, self.pin):
            self._right.addWidget(pad)
        pads.body.addWidget(self._right, 1)
        if style.look.density is not Density.COMPACT:
            pads.body.addWidget(self.other)
        pads.body.addWidget(self.primary)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(style.look.pick(8, 16))
        layout.addWidget(work, 1)
        layout.addWidget(pads)

    def _connect(self) -> None:
        cash_up = self._cash_up
        self.grid.typed.connect(cash_up.piece_typed)
        self.grid.went_to.connect(cash_up.piece_visited)
        self.count_pad.pressed.connect(cash_up.piece_key)
        self.count_pad.moved.connect(self._move_row)
        self.second.chosen.connect(self._second_chosen)
        self.hindrances.sale_wanted.connect(self.sale_wanted)
        self.other.clicked.connect(self._other_pressed)
        self.primary.clicked.connect(self.primary_pressed)

    def leave(self) -> None:
        """Forget a PIN that was typed and stop rendering."""
        self.pin.field.clear()
        self._cash_up.detach()

    def render_state(self, state: CashUpState) -> None:
        """Show the page."""
        style = self._style
        if self.isVisible():
            self._headline.show_text(style.say(state.shift))
        for number, label in enumerate(self._steps):
            change_property(label, "type", "strong" if number == state.step else "caption")
        self.grid.render_board(state.board)
        self.grid.setEnabled(state.has_shift)
        self.total.render_board(state.board)
        self.count_pad.render_board(state.board)
        self.count_pad.setEnabled(state.has_shift)
        self._info.setText("  ·  ".join(style.say(each) for each in state.info))
        self.explain.render_explain(state)
        self.purposes.render_choices(state.purposes)
        self.second.render_second(state.second)
        self.hindrances.render_hindrances(state.hindrances, style.say(SETTLE_FIRST))
        self._signing.setCurrentIndex(1 if state.hindrances else 0)
        self.difference.render_difference(state)
        self.pin.setEnabled(not state.hindrances)
        self.pin.forget(state.second.cleared)
        self.paper.show_lines(state.paper)
        other = style.say(state.secondary.label)
        self.other.setText(other)
        self.other.setAccessibleName(other)
        self.other.setVisible(bool(other))
        self.other.setEnabled(state.secondary.enabled)
        self.primary.show_action(style.say(state.primary.label), enabled=state.primary.enabled)
        notice = self._notices[state.step]
        if state.problem is not None:
            notice.show_text(Tone.BAD, problem_text(state.problem, style))
        else:
            notice.show_text(Tone.WARNING, style.say(state.notice))
        self._show_step(state)

    def _show_step(self, state: CashUpState) -> None:
        pads = {CashUpStep.COUNT: 0, CashUpStep.SIGN: 2}
        self._left.setCurrentIndex(state.step)
        self._right.setCurrentIndex(pads.get(state.step, 1))
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
                self.grid.focus_row(state.board.at)
            case CashUpStep.EXPLAIN:
                self.explain.reason.setFocus(Qt.FocusReason.OtherFocusReason)
            case CashUpStep.SIGN:
                self.pin.field.setFocus(Qt.FocusReason.OtherFocusReason)
            case CashUpStep.Z_REPORT:
                self.paper.setFocus(Qt.FocusReason.OtherFocusReason)

    def enter(self) -> None:
        """Go to the next row of the count; at its end, and in every other step, do what is next."""
        at = self.grid.place_of(QApplication.focusWidget())
        if at is not None and at < len(self.grid.fields) - 1:
            self.grid.focus_row(at + 1)
        else:
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
            self._cash_up.second_signed(self.pin.field.take())
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
        self._move_row(by)
        return True

    def print_again(self) -> None:
        """Print the Z report that is shown."""
        self._cash_up.print_again()

    def _move_row(self, by: int) -> None:
        last = len(self.grid.fields) - 1
        self.grid.focus_row(min(max(self._cash_up.state.board.at + by, 0), last))

    def _second_chosen(self, name: str) -> None:
        self._cash_up.second_chosen(name)
        self.pin.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _other_pressed(self) -> None:
        if self._cash_up.is_pausing:
            self.paused.emit()
        else:
            self._cash_up.other()
