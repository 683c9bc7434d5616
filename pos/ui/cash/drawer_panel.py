"""The drawer's page: a float to open with, cash that no sale moves, and what happened so far."""

from PySide6.QtWidgets import QWidget

from pos.presenters.cash.drawer_presenter import DrawerPresenter
from pos.presenters.cash.drawer_state import DrawerMode, DrawerState
from pos.presenters.sale.state import Tone
from pos.ui.cash.drawer_form import DrawerForm, SlipList
from pos.ui.cash.two_cards import CountWork, TwoCards
from pos.ui.look.icons import IconName
from pos.ui.look.style import Style
from pos.ui.people.second_panel import SecondPanel
from pos.ui.widgets.buttons import push_button
from pos.ui.widgets.keyboard import give_keyboard
from pos.ui.widgets.keypad import Keypad
from pos.ui.widgets.labels import FittingLabel
from pos.ui.widgets.panels import column
from pos.ui.widgets.paper_view import PaperView

_PAGES = {
    DrawerMode.LOADING: 1,
    DrawerMode.OPENING: 0,
    DrawerMode.MOVING: 1,
    DrawerMode.SIGNING: 2,
    DrawerMode.SLIPS: 3,
}


class DrawerPanel(TwoCards):
    """What is done at the drawer, and the keypad with the one next thing.

    Args:
        style: look and words.
        drawer: the presenter.
        headline: says which shift this is about.
    """

    def __init__(self, style: Style, drawer: DrawerPresenter, headline: FittingLabel) -> None:
        super().__init__(style, style.translate("cash", "Drawer"))
        self._drawer = drawer
        self._headline = headline
        self._mode: DrawerMode | None = None
        self.count = CountWork(style, drawer)
        self.form = DrawerForm(style, drawer)
        self.second = SecondPanel(style)
        self.slips = SlipList(style)
        self.amount_pad = Keypad(style)
        self.paper = PaperView(style, style.translate("cash", "Slip"))
        self.print = push_button(
            style, style.translate("cash", "Print again") + "  F7", icon=IconName.PRINTER
        )
        self.add_page(self.count.grid, fills=False, below=self.count.total)
        self.add_page(self.form, fills=False)
        self.add_page(self.second, fills=True)
        self.add_page(self.slips, fills=True)
        for pad in (self.count.pad, self.amount_pad, self.second.pin, self._slip()):
            self.add_pad(pad)
        self.fill()
        self.print.clicked.connect(drawer.print_slip)
        self.amount_pad.pressed.connect(self._pad_pressed)
        self.second.chosen.connect(drawer.second_chosen)
        self.slips.opened.connect(drawer.slip_opened)
        self.primary.clicked.connect(self.primary_pressed)
        drawer.attach(self.render_state)
        drawer.refresh()

    def _slip(self) -> QWidget:
        slip = QWidget()
        shown = column(slip, spacing=self._style.px(8))
        shown.addWidget(self.paper, 1)
        shown.addWidget(self.print)
        return slip

    def leave(self) -> None:
        """Forget a PIN that was typed and stop rendering."""
        self.second.pin.field.clear()
        self._drawer.detach()

    def render_state(self, state: DrawerState) -> None:
        """Show the page."""
        say = self._style.say
        if self.isVisible():
            self._headline.show_text(say(state.shift))
        self.count.render_board(state.board)
        self.form.render_form(state)
        self.second.render_second(state.second)
        self.slips.render_lines(state)
        self.paper.show_lines(state.paper)
        self.print.setEnabled(bool(state.paper) and not state.is_busy)
        told = (Tone.GOOD, say(state.done))
        self.render_page(_PAGES[state.mode], state.primary, state.problem, told)
        self._show_mode(state.mode)

    def _show_mode(self, mode: DrawerMode) -> None:
        self.show_page(_PAGES[mode], _PAGES[mode])
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
                self.count.focus()
            case DrawerMode.MOVING:
                self.form.focus_first()
            case DrawerMode.SIGNING:
                self.second.focus_pin()
            case DrawerMode.SLIPS:
                give_keyboard(self.slips.table)
            case DrawerMode.LOADING:
                give_keyboard(self)

    def enter(self) -> None:
        """Go to the next row of a count or the next field of the form; at the end, do it."""
        if not self.count.went_on() and not self.form.went_on():
            self.primary_pressed()

    def primary_pressed(self) -> None:
        """Do what the large button says."""
        if self._drawer.state.mode is DrawerMode.SIGNING:
            self._drawer.second_signed(self.second.pin.field.take())
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
        self.count.move(by)
        return True

    def print_again(self) -> None:
        """Print the slip that is shown."""
        self._drawer.print_slip()

    def _pad_pressed(self, key: str) -> None:
        """Type into the bag's number if the keyboard is there, else into the amount."""
        if self.form.reference.hasFocus():
            self.form.reference_key(key)
        else:
            self._drawer.amount_key(key)
