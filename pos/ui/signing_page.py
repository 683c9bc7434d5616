"""A supervisor signs in place: for copies beyond what somebody may print alone."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from pos.presenters.cash_texts import BACK
from pos.presenters.sale_state import Tone
from pos.presenters.second_signing import SecondSigning, SigningState
from pos.ui.buttons import PrimaryButton, push_button
from pos.ui.fan import Fan
from pos.ui.message_bar import problem_text
from pos.ui.panels import Card, NoticeLine, side_by_side
from pos.ui.second_panel import PinPad, SecondPanel
from pos.ui.style import Style


class SigningPage(QWidget):
    """Who signs and for what at the start, their PIN at the end."""

    def __init__(self, style: Style, signing: SecondSigning, signings: Fan[SigningState]) -> None:
        super().__init__()
        self.setObjectName("page")
        self._style, self._signing, self._signings = style, signing, signings
        self.second = SecondPanel(style)
        self.second.chosen.connect(self._second_chosen)
        self._notice = NoticeLine(style, lines=2)
        self.pin = PinPad(style)
        self.back = push_button(style, style.say(BACK), height=48)
        self.back.clicked.connect(signing.back)
        self.primary = PrimaryButton(style, style.translate("sale", "Enter"))
        self.primary.setObjectName("primary")
        self.primary.clicked.connect(self.enter)
        who = Card(style)
        who.setAccessibleName(style.translate("cash", "Who signs"))
        who.body.addWidget(self.second, 1)
        who.body.addWidget(self._notice)
        signs = Card(style)
        signs.setAccessibleName(style.translate("cash", "Keypad"))
        signs.body.addWidget(self.pin, 1)
        signs.body.addWidget(self.back)
        signs.body.addWidget(self.primary)
        if not style.look.is_narrow:
            signs.setFixedWidth(style.look.pick(416, 440))
        layout = side_by_side(self, style)
        layout.addWidget(who, 1)
        layout.addWidget(signs)
        signings.add(self.render_state)

    def leave(self) -> None:
        """Forget a PIN that was typed and stop rendering."""
        self.pin.field.clear()
        self._signings.remove(self.render_state)

    def render_state(self, state: SigningState) -> None:
        """Show who may sign."""
        self.second.render_second(state.second)
        self.pin.forget(state.second.cleared)
        self.back.setEnabled(not state.is_busy)
        self.primary.show_action(
            self._style.say(state.primary.label), enabled=state.primary.enabled
        )
        problem = state.problem
        self._notice.show_text(
            Tone.BAD, "" if problem is None else problem_text(problem, self._style)
        )

    def focus_step(self) -> None:
        """Send the keyboard to the PIN."""
        self.pin.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def enter(self) -> None:
        """Hand the PIN over; it stays nowhere here."""
        self._signing.second_signed(self.pin.field.take())

    def step_found(self, by: int) -> bool:
        """Move through those who may sign."""
        return self.second.names.step(by)

    def _second_chosen(self, name: str) -> None:
        self._signing.second_chosen(name)
        self.focus_step()
