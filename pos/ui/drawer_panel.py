"""The drawer's page: a float to open with, cash that no sale moves, and what happened so far."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QStackedWidget,
    QWidget,
)

from pos.presenters.drawer_presenter import DrawerPresenter
from pos.presenters.drawer_state import DrawerMode, DrawerState
from pos.presenters.sale_state import Tone
from pos.ui.buttons import PrimaryButton, push_button
from pos.ui.count_grid import CountGrid, CountPad, CountTotal
from pos.ui.drawer_form import DrawerForm, SlipList
from pos.ui.icons import IconName
from pos.ui.keypad import Keypad
from pos.ui.labels import FittingLabel
from pos.ui.message_bar import problem_text
from pos.ui.panels import Card, NoticeLine, column
from pos.ui.paper_view import PaperView
from pos.ui.second_panel import PinPad, SecondPanel
from pos.ui.style import Style

_PAGES = {
    DrawerMode.LOADING: 1,
    DrawerMode.OPENING: 0,
    DrawerMode.MOVING: 1,
    DrawerMode.SIGNING: 2,
    DrawerMode.SLIPS: 3,
}


class DrawerPanel(QWidget):
    """Two cards: what is done, and the keypad with the one next thing.

    Args:
        style: look and words.
        drawer: the presenter.
        headline: says which shift this is about.
    """

    def __init__(self, style: Style, drawer: DrawerPresenter, headline: FittingLabel) -> None:
        super().__init__()
        self._style, self._drawer = style, drawer
        self._headline = headline
        self._mode: DrawerMode | None = None
        self.grid = CountGrid(style)
        self.form = DrawerForm(style, drawer)
        self.second = SecondPanel(style)
        self.slips = SlipList(style)
        self.total = CountTotal(style)
        self.count_pad = CountPad(style)
        self.amount_pad = Keypad(style)
        self.pin = PinPad(style)
        self.paper = PaperView(style.translate("cash", "Slip"))
        self.print = push_button(
            style, style.translate("cash", "Print again") + "  F7", icon=IconName.PRINTER
        )
        self.print.clicked.connect(drawer.print_slip)
        self._notices = [NoticeLine(style) for _ in range(4)]
        self.primary = PrimaryButton(style, style.translate("sale", "Enter"))
        self.primary.setObjectName("primary")
        self._left, self._right = QStackedWidget(), QStackedWidget()
        self._lay_out(style)
        self._connect()
        drawer.attach(self.render_state)
        drawer.refresh()

    def _lay_out(self, style: Style) -> None:
        work = Card(style)
        work.setAccessibleName(style.translate("cash", "Drawer"))
        parts: tuple[QWidget, ...] = (self.grid, self.form, self.second, self.slips)
        for part, notice in zip(parts, self._notices, strict=True):
            page = QWidget()
            body = column(page, spacing=style.px(4))
            is_list = part in (self.second, self.slips)
            body.addWidget(part, 1 if is_list else 0)
            body.addWidget(notice, 0 if is_list else 1)
            if not is_list:
                notice.take_what_is_left()
            if part is self.grid:
                body.addWidget(self.total)
            self._left.addWidget(page)
        work.body.addWidget(self._left, 1)
        pads = Card(style)
        pads.setAccessibleName(style.translate("cash", "Keypad"))
        pads.setFixedWidth(style.look.pick(416, 440))
        slip = QWidget()
        shown = column(slip, spacing=style.px(8))
        shown.addWidget(self.paper, 1)
        shown.addWidget(self.print)
        for pad in (self.count_pad, self.amount_pad, self.pin, slip):
            self._right.addWidget(pad)
        pads.body.addWidget(self._right, 1)
        pads.body.addWidget(self.primary)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(style.look.pick(8, 16))
        layout.addWidget(work, 1)
        layout.addWidget(pads)

    def _connect(self) -> None:
        drawer = self._drawer
        self.grid.typed.connect(drawer.piece_typed)
        self.grid.went_to.connect(drawer.piece_visited)
        self.count_pad.pressed.connect(drawer.piece_key)
        self.count_pad.moved.connect(self._move_row)
        self.amount_pad.pressed.connect(self._pad_pressed)
        self.second.chosen.connect(self._second_chosen)
        self.slips.opened.connect(drawer.slip_opened)
        self.primary.clicked.connect(self.primary_pressed)

    def leave(self) -> None:
        """Forget a PIN that was typed and stop rendering."""
        self.pin.field.clear()
        self._drawer.detach()

    def render_state(self, state: DrawerState) -> None:
        """Show the page."""
        style = self._style
        if self.isVisible():
            self._headline.show_text(style.say(state.shift))
        self.grid.render_board(state.board)
        self.total.render_board(state.board)
        self.count_pad.render_board(state.board)
        self.form.render_form(state)
        self.second.render_second(state.second)
        self.pin.forget(state.second.cleared)
        self.slips.render_lines(state)
        self.paper.show_lines(state.paper)
        self.print.setEnabled(bool(state.paper) and not state.is_busy)
        self.primary.show_action(style.say(state.primary.label), enabled=state.primary.enabled)
        notice = self._notices[_PAGES[state.mode]]
        if state.problem is not None:
            notice.show_text(Tone.BAD, problem_text(state.problem, style))
        else:
            notice.show_text(Tone.GOOD, style.say(state.done))
        self._show_mode(state.mode)

    def _show_mode(self, mode: DrawerMode) -> None:
        self._left.setCurrentIndex(_PAGES[mode])
        self._right.setCurrentIndex(_PAGES[mode])
        self.form.setEnabled(mode is not DrawerMode.LOADING)
        if mode is not self._mode:
            self._mode = mode
            if self.isVisible():
                self.focus_step()

    def focus_step(self) -> None:
        """Send the keyboard to where this mode begins."""
        self._headline.show_text(self._style.say(self._drawer.state.shift))
        match self._drawer.state.mode:
            case DrawerMode.OPENING:
                self.grid.focus_row(self._drawer.state.board.at)
            case DrawerMode.MOVING:
                self.form.focus_first()
            case DrawerMode.SIGNING:
                self.pin.field.setFocus(Qt.FocusReason.OtherFocusReason)
            case DrawerMode.SLIPS:
                self.slips.table.setFocus(Qt.FocusReason.OtherFocusReason)
            case DrawerMode.LOADING:
                self.setFocus(Qt.FocusReason.OtherFocusReason)

    def enter(self) -> None:
        """Go to the next row of a count or the next field of the form; at the end, do it."""
        at = self.grid.place_of(QApplication.focusWidget())
        if at is not None and at < len(self.grid.fields) - 1:
            self.grid.focus_row(at + 1)
        elif not self.form.went_on():
            self.primary_pressed()

    def primary_pressed(self) -> None:
        """Do what the large button says."""
        if self._drawer.state.mode is DrawerMode.SIGNING:
            self._drawer.second_signed(self.pin.field.take())
        else:
            self._drawer.enter()

    def back(self) -> bool:
        """Go one step back; False where there is none."""
        return self._drawer.back()

    def step_found(self, by: int) -> bool:
        """Move through the rows of a count, or through those who may sign."""
        if self._drawer.state.mode is DrawerMode.SIGNING:
            return self.second.names.step(by)
        if self._drawer.state.mode is not DrawerMode.OPENING:
            return False
        self._move_row(by)
        return True

    def print_again(self) -> None:
        """Print the slip that is shown."""
        self._drawer.print_slip()

    def _move_row(self, by: int) -> None:
        last = len(self.grid.fields) - 1
        self.grid.focus_row(min(max(self._drawer.state.board.at + by, 0), last))

    def _pad_pressed(self, key: str) -> None:
        """Type into the bag's number if the keyboard is there, else into the amount."""
        if self.form.reference.hasFocus():
            self.form.reference_key(key)
        else:
            self._drawer.amount_key(key)

    def _second_chosen(self, name: str) -> None:
        self._drawer.second_chosen(name)
        self.pin.field.setFocus(Qt.FocusReason.OtherFocusReason)
