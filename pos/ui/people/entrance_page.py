"""The way in: who works here, their PIN, or the passphrase of the key store."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from pos.presenters.entrance.sign_in_presenter import SignInPresenter
from pos.presenters.entrance.state import PIN_STEPS, Entrance, SignInState
from pos.presenters.people.reset_presenter import ResetPresenter
from pos.presenters.sale.state import Tone
from pos.ui.look.look import Density
from pos.ui.look.style import Style
from pos.ui.people.reset_page import ResetPage
from pos.ui.people.second_panel import NameChoices
from pos.ui.widgets.buttons import PrimaryButton, push_button
from pos.ui.widgets.fields import HiddenField
from pos.ui.widgets.keypad import Keypad
from pos.ui.widgets.labels import FittingLabel, text_label
from pos.ui.widgets.message_bar import problem_text
from pos.ui.widgets.page_stack import PageStack
from pos.ui.widgets.panels import Card, NoticeLine, column, row_in
from pos.ui.window.fan import Fan


class EntrancePage(QWidget):
    """Shows the entrance and hands what was typed to its presenter, keeping nothing of it.

    Args:
        style: look and words.
        entrance, entrances: who is in, and who is told of it.
        reset: gives PINs that were forgotten; None until a terminal is open.
    """

    def __init__(
        self,
        style: Style,
        entrance: SignInPresenter,
        entrances: Fan[SignInState],
        reset: ResetPresenter | None,
    ) -> None:
        super().__init__()
        self.setObjectName("page")
        self._reset_presenter = reset
        self.reset_page: ResetPage | None = None
        self._style = style
        self._entrance, self._entrances = entrance, entrances
        self._cleared = -1
        self._step: Entrance | None = None
        card = Card(style)
        card.setAccessibleName(style.translate("entrance", "Sign in"))
        sizes = style.look.theme.type
        is_compact = style.look.density is Density.COMPACT
        if not style.look.is_narrow:
            card.setMaximumWidth(style.px(860))
            card.setMaximumHeight(style.px(580))
        title = sizes.heading if is_compact else sizes.amount
        self._title = FittingLabel(style, size=title, size_min=sizes.body)
        self._notice = NoticeLine(style)
        self._hint = text_label(kind="muted", wrap=True)
        told = style.translate("entrance", "Ctrl+F1 to F9: that person's PIN, at any time.")
        self._switching = text_label(style.words.line(told), kind="muted", wrap=True)
        self.field = HiddenField(style, name=style.translate("entrance", "PIN"))
        self.keypad = Keypad(style, is_money=False)
        self.keypad.pressed.connect(self.field.press)
        self.primary = PrimaryButton(style, style.translate("sale", "Enter"))
        self.primary.setObjectName("primary")
        self.primary.clicked.connect(self.enter)
        self.training = push_button(
            style, style.translate("entrance", "Fill in the training PIN"), height=56
        )
        self.training.clicked.connect(entrance.use_training_pin)
        self.forgotten = push_button(style, style.translate("entrance", "PIN forgotten"))
        self.forgotten.clicked.connect(self._forgot)
        told = style.translate("entrance", "Operators")
        self.names = NameChoices(style, name=told, has_keys=True)
        self.names.chosen.connect(entrance.name_chosen)
        card.body.addWidget(self._title)
        self._fill(card)
        holder = QWidget()
        row_in(holder).addWidget(card, 1)
        self._stack = PageStack()
        self._stack.addWidget(holder)
        column(self).addWidget(self._stack)
        entrances.add(self.render_state)

    def _fill(self, card: Card) -> None:
        style = self._style
        halves: QBoxLayout = QVBoxLayout() if style.look.is_narrow else QHBoxLayout()
        halves.setSpacing(style.px(24))
        card.body.addLayout(halves)
        names = QVBoxLayout()
        names.setSpacing(style.px(12))
        names.addWidget(self.names, 1)
        names.addWidget(self._switching)
        names.addWidget(self._hint)
        names.addWidget(self.training)
        names.addWidget(self.forgotten)
        halves.addLayout(names, 1)
        secret = QVBoxLayout()
        secret.setSpacing(style.px(8))
        secret.addWidget(self.field)
        secret.addWidget(self._notice)
        secret.addWidget(self.keypad, 1)
        secret.addWidget(self.primary)
        halves.addLayout(secret, 1)

    def leave(self) -> None:
        """Forget what was typed and stop rendering."""
        self.field.clear()
        if self.reset_page is not None:
            self.reset_page.leave()
        self._entrances.remove(self.render_state)

    def render_state(self, state: SignInState) -> None:
        """Show the entrance."""
        style = self._style
        self._title.show_text(style.say(state.title or state.busy))
        self._hint.setText(style.say(state.hint))
        self.training.setVisible(state.has_training_pin)
        self._show_reset(state)
        self.names.render_names(state.names, state.name)
        self._switching.setVisible(len(state.names) > 1)
        is_pin = state.step in PIN_STEPS
        pin, passphrase = (
            style.translate("entrance", "PIN"),
            style.translate("entrance", "Passphrase"),
        )
        name = pin if is_pin else passphrase
        self.field.setAccessibleName(name)
        self.field.example = name
        self.field.is_pin = is_pin
        self.keypad.setEnabled(is_pin)
        busy = style.say(state.busy)
        is_free = not busy and state.step not in (Entrance.IN, Entrance.FORGOTTEN)
        self.field.setEnabled(is_free)
        self.training.setEnabled(is_free)
        self.forgotten.setVisible(is_pin)
        self.primary.show_action(busy or style.say(state.primary), enabled=is_free)
        if state.problem is not None:
            self._notice.show_text(Tone.BAD, problem_text(state.problem, style))
        else:
            self._notice.show_text(Tone.PLAIN, style.say(state.notice))
        if state.clear_secret != self._cleared or state.step is not self._step:
            self._cleared, self._step = state.clear_secret, state.step
            self.field.clear()
        if is_free:
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def enter(self) -> None:
        """Hand the secret over; it stays nowhere here."""
        if self._shown_reset is not None:
            self._shown_reset.enter()
            return
        text = self.field.text()
        self.field.clear()
        self._entrance.secret_entered(text)

    def focus_step(self) -> None:
        """Send the keyboard to the secret."""
        if self._shown_reset is not None:
            self._shown_reset.focus_step()
            return
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def step_found(self, by: int) -> bool:
        """Go to another name; the PIN's field keeps the keyboard."""
        if self._shown_reset is not None:
            return self._shown_reset.step_found(by)
        return self._entrance.next_name(by)

    @property
    def _shown_reset(self) -> ResetPage | None:
        return self.reset_page if self._stack.currentIndex() else None

    def _show_reset(self, state: SignInState) -> None:
        is_forgotten = state.step is Entrance.FORGOTTEN and self._reset_presenter is not None
        if is_forgotten and self.reset_page is None and self._reset_presenter is not None:
            self.reset_page = ResetPage(self._style, self._reset_presenter)
            self.reset_page.back_wanted.connect(self._entrance.back)
            self._stack.addWidget(self.reset_page)
        is_new = int(is_forgotten) != self._stack.currentIndex()
        self._stack.setCurrentIndex(int(is_forgotten))
        if is_new and self.reset_page is not None:
            self.reset_page.forget()
        if is_new:
            self.focus_step()

    def _forgot(self) -> None:
        if self._reset_presenter is not None:
            self._reset_presenter.begin(self._entrance.state.name)
            self._entrance.forgot()
