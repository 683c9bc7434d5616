"""A forgotten PIN, before anybody is in: who, what stands in for a supervisor, and the new PIN."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from pos.presenters.people.reset_presenter import ResetPresenter, ResetSecrets, ResetState, StandIn
from pos.presenters.sale.state import Tone
from pos.ui.look.look import Density
from pos.ui.look.style import Style
from pos.ui.people.second_panel import NameChoices, SecretField
from pos.ui.widgets.buttons import PrimaryButton, mark_chosen, push_button
from pos.ui.widgets.fields import went_on
from pos.ui.widgets.labels import change_property
from pos.ui.widgets.letter_pad import LetterPad
from pos.ui.widgets.message_bar import problem_text
from pos.ui.widgets.panels import Card, NoticeLine, TonedBox, labelled, row, side_by_side


class ResetPage(QWidget):
    """Names and letters on one side, the PIN and the one next thing on the other."""

    back_wanted = Signal()

    def __init__(self, style: Style, reset: ResetPresenter) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._style, self._reset = style, reset
        self._cleared = 0
        translate = style.translate
        self.ways = {by: self._way(by) for by in StandIn}
        self.names = NameChoices(style, name=translate("entrance", "Operators"))
        self.supervisor = push_button(
            style, translate("reset", "Becomes a supervisor"), role="choice", height=44
        )
        self.new = SecretField(style, name=translate("people", "New PIN"))
        self.again = SecretField(style, name=translate("people", "New PIN again"))
        self.code = SecretField(style, name=translate("reset", "Recovery code"))
        self.code.is_pin = False
        self.pad = LetterPad(style)
        self.back_button = push_button(style, translate("people", "Back"))
        self.primary = PrimaryButton(style, translate("sale", "Enter"))
        self.primary.setObjectName("primary")
        self._guide = TonedBox(style)
        is_compact = style.look.density is Density.COMPACT
        self._notice = NoticeLine(style, lines=2 if is_compact else 3)
        self._lay_out()
        self._connect()
        reset.attach(self.render_state)

    def _way(self, by: StandIn) -> QPushButton:
        button = push_button(self._style, self._style.say(by.title), role="choice", height=44)
        change_property(button, "fit", "small")
        button.clicked.connect(self._way_pressed)
        return button

    def _lay_out(self) -> None:
        style, name = self._style, self._style.translate("reset", "PIN forgotten")
        is_compact = style.look.density is Density.COMPACT
        work = Card(style) if is_compact else Card(style, name)
        work.setAccessibleName(name)
        ways = row(work.body, spacing=style.px(4))
        for button in self.ways.values():
            ways.addWidget(button, 1)
        work.body.addWidget(self.names, 2)
        work.body.addWidget(self.supervisor)
        work.body.addWidget(self.pad, 4)
        # Where a whole page does not fit, whoever has a keyboard uses that.
        self.pad.setVisible(not style.look.is_narrow)
        doing = Card(style)
        doing.setAccessibleName(style.translate("people", "Form"))
        if not style.look.is_narrow:
            doing.setFixedWidth(style.look.pick(340, 408))
        doing.body.addWidget(self._guide)
        self._secrets = [labelled(style, field) for field in (self.code, self.new, self.again)]
        code, *pins = self._secrets
        doing.body.addWidget(code)
        both = row(doing.body, spacing=style.px(8))
        for pin in pins:
            both.addWidget(pin, 1)
        doing.body.addStretch(1)
        for last in (self._notice, self.primary, self.back_button):
            doing.body.addWidget(last)
        layout = side_by_side(self, style)
        layout.addWidget(work, 1)
        layout.addWidget(doing)

    def _connect(self) -> None:
        self.names.chosen.connect(self._reset.name_chosen)
        self.supervisor.clicked.connect(self._supervisor_pressed)
        self.primary.clicked.connect(self.enter)
        self.back_button.clicked.connect(self.back_wanted)

    def leave(self) -> None:
        """Forget what was typed and stop rendering."""
        self.forget()
        self._reset.detach()

    def forget(self) -> None:
        """Empty what was typed."""
        for field in (self.code, self.new, self.again):
            field.clear()

    def render_state(self, state: ResetState) -> None:
        """Show the form."""
        style = self._style
        for by, button in self.ways.items():
            mark_chosen(button, chosen=by is state.by)
        self.names.render_names(state.names, state.name)
        mark_chosen(self.supervisor, chosen=state.becomes_supervisor)
        is_answer = state.by is StandIn.ANSWER
        self.supervisor.setEnabled(not is_answer)
        code, *pins = self._secrets
        code.setVisible(state.by is StandIn.CODE)
        for each in pins:
            each.setVisible(not is_answer)
        self._guide.show_text(Tone.WARNING, style.say(state.guide))
        self.primary.show_action(style.say(state.primary.label), enabled=state.primary.enabled)
        if state.problem is not None:
            self._notice.show_text(Tone.BAD, problem_text(state.problem, style))
        else:
            self._notice.show_text(state.tone, style.say(state.notice))
        if state.cleared != self._cleared:
            self._cleared = state.cleared
            self.forget()

    def focus_step(self) -> None:
        """Send the keyboard to the first field; an answer has none, and Enter takes it."""
        is_answer = self._reset.state.by is StandIn.ANSWER
        first: QWidget = self if is_answer else self._fields()[0]
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def enter(self) -> None:
        """Go to the next field; at the last one, do it."""
        if self.sender() is not self.primary and went_on(self._fields()):
            return
        secrets = ResetSecrets(self.new.take(), self.again.take(), self.code.take())
        self._reset.submitted(secrets)
        self.focus_step()

    def step_found(self, by: int) -> bool:
        """Go to another person; the field keeps the keyboard."""
        return self.names.step(by)

    def _fields(self) -> list[QLineEdit]:
        is_code = self._reset.state.by is StandIn.CODE
        return [*([self.code] if is_code else []), self.new, self.again]

    def _supervisor_pressed(self) -> None:
        self._reset.supervisor_wanted(wanted=not self._reset.state.becomes_supervisor)

    def _way_pressed(self) -> None:
        pressed = self.sender()
        for by, button in self.ways.items():
            if button is pressed:
                self._reset.way_chosen(by)
                self.focus_step()
