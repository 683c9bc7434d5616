"""A supervisor signs in place: for copies beyond what somebody may print alone."""

from pos.presenters.cash.texts import BACK
from pos.presenters.sale.state import Tone
from pos.presenters.second_signing import SecondSigning, SigningState
from pos.ui.cash.two_cards import TwoCards
from pos.ui.look.style import Style
from pos.ui.people.second_panel import SecondPanel
from pos.ui.widgets.buttons import push_button
from pos.ui.window.fan import Fan


class SigningPage(TwoCards):
    """Who signs and for what at the start, their PIN at the end."""

    def __init__(self, style: Style, signing: SecondSigning, signings: Fan[SigningState]) -> None:
        super().__init__(style, style.translate("cash", "Who signs"))
        self.setObjectName("page")
        self._signing, self._signings = signing, signings
        self.second = SecondPanel(style)
        self.second.chosen.connect(signing.second_chosen)
        self.back = push_button(style, style.say(BACK), height=48)
        self.back.clicked.connect(signing.back)
        self.primary.clicked.connect(self.enter)
        self.add_page(self.second, fills=True)
        self.add_pad(self.second.pin)
        self.pads.body.addWidget(self.back)
        self.fill()
        signings.add(self.render_state)

    def leave(self) -> None:
        """Forget a PIN that was typed and stop rendering."""
        self.second.pin.field.clear()
        self._signings.remove(self.render_state)

    def render_state(self, state: SigningState) -> None:
        """Show who may sign."""
        self.second.render_second(state.second)
        self.back.setEnabled(not state.is_busy)
        self.render_page(0, state.primary, state.problem, (Tone.PLAIN, ""))

    def focus_step(self) -> None:
        """Send the keyboard to the PIN."""
        self.second.focus_pin()

    def enter(self) -> None:
        """Hand the PIN over; it stays nowhere here."""
        self._signing.second_signed(self.second.pin.field.take())

    def step_found(self, by: int) -> bool:
        """Move through those who may sign."""
        return self.second.names.step(by)
