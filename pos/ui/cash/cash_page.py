"""The pages about cash under one roof: the drawer, cash-up, and the reports of shifts."""

from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from pos.presenters.cash.presenters import CashPart, CashPresenters
from pos.ui.cash.cash_up_panel import CashUpPanel
from pos.ui.cash.drawer_panel import DrawerPanel
from pos.ui.cash.float_panel import FloatPanel
from pos.ui.cash.shift_reports_panel import ShiftReportsPanel
from pos.ui.look.style import Style
from pos.ui.widgets.buttons import mark_chosen, push_button
from pos.ui.widgets.labels import FittingLabel, plain_tip
from pos.ui.widgets.page_stack import PageStack
from pos.ui.widgets.panels import column, row


class CashPanel(Protocol):
    """What each part can do for the keys of the window."""

    def leave(self) -> None:
        """Stop rendering for good."""

    def focus_step(self) -> None:
        """Send the keyboard to where this part begins."""

    def enter(self) -> None:
        """Do the one next thing."""

    def back(self) -> bool:
        """Go one step back; False where there is none."""

    def step_found(self, by: int) -> bool:
        """Go up or down; False if the field may have the key."""

    def print_again(self) -> None:
        """Print the paper that is shown, if there is one."""


class CashPage(QWidget):
    """A line of parts, and the part that is shown; each is built when it is first visited."""

    sale_wanted = Signal(str)  # An unfinished sale is to be settled; empty to sell something new.

    def __init__(self, style: Style, cash: CashPresenters) -> None:
        super().__init__()
        self.setObjectName("page")
        self._style, self._cash = style, cash
        self._panels: dict[CashPart, tuple[QWidget, CashPanel]] = {}
        self._stack = PageStack()
        layout = column(self, spacing=style.look.pick(4, 8))
        line = row(layout, spacing=style.px(8))
        self.parts = {part: self._part_button(part) for part in CashPart}
        for button in self.parts.values():
            line.addWidget(button)
        sizes = style.look.theme.type
        self._headline = FittingLabel(
            style, size=sizes.body, size_min=sizes.caption, bold=False, trailing=True, lines=2
        )
        if style.look.is_narrow:
            layout.addWidget(self._headline)
        else:
            line.addWidget(self._headline, 1)
        layout.addWidget(self._stack, 1)
        self._shown = cash.part
        self.show_part(cash.part)

    def _part_button(self, part: CashPart) -> QPushButton:
        style = self._style
        button = push_button(style, style.say(part.title), role="nav", height=44)
        button.setToolTip(plain_tip(f"{style.say(part.title)}  {part.key}".rstrip()))
        button.setProperty("part", part.name)
        button.clicked.connect(self._pressed)
        return button

    @property
    def panel(self) -> CashPanel:
        """The part that is shown."""
        return self._panels[self._shown][1]

    def show_part(self, part: CashPart) -> None:
        """Show a part."""
        self._cash.part = self._shown = part
        if part not in self._panels:
            made = self._made(part)
            self._panels[part] = made
            self._stack.addWidget(made[0])
        for each, button in self.parts.items():
            mark_chosen(button, chosen=each is part)
        self._stack.setCurrentWidget(self._panels[part][0])
        if part is CashPart.SHIFTS:
            self._headline.show_text("")
        if self.isVisible():
            self._cash.refresh(part)
            self.panel.focus_step()

    def _made(self, part: CashPart) -> tuple[QWidget, CashPanel]:
        match part:
            case CashPart.DRAWER:
                drawer = DrawerPanel(self._style, self._cash.drawer, self._headline)
                return drawer, drawer
            case CashPart.CASH_UP:
                cash_up = CashUpPanel(self._style, self._cash.cash_up, self._headline)
                cash_up.paused.connect(self._sell)
                cash_up.sale_wanted.connect(self.sale_wanted)
                cash_up.drawer_wanted.connect(self._open_drawer)
                return cash_up, cash_up
            case CashPart.SHIFTS:
                shifts = ShiftReportsPanel(self._style, self._cash.shifts)
                return shifts, shifts
            case CashPart.FLOAT:
                floats = FloatPanel(self._style, self._cash.floats, self._headline)
                return floats, floats

    def leave(self) -> None:
        """Stop rendering for good."""
        for _, panel in self._panels.values():
            panel.leave()

    def focus_step(self) -> None:
        """Show the part that is wanted as it is now, and send the keyboard to where it begins."""
        self.show_part(self._cash.part)

    def enter(self) -> None:
        """Do the one next thing."""
        self.panel.enter()

    def back(self) -> bool:
        """Go one step back; False where there is none."""
        return self.panel.back()

    def step_found(self, by: int) -> bool:
        """Go up or down in the shown part."""
        return self.panel.step_found(by)

    def print_again(self) -> None:
        """Print the paper that is shown, if there is one."""
        self.panel.print_again()

    def _sell(self) -> None:
        self.sale_wanted.emit("")

    def _open_drawer(self) -> None:
        self.show_part(CashPart.DRAWER)

    def _pressed(self) -> None:
        button = self.sender()
        assert isinstance(button, QPushButton)  # noqa: S101 - only our own buttons are connected.
        self.show_part(CashPart[str(button.property("part"))])
