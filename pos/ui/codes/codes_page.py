"""Codes without a sale: what for, for which meter, why; and the second person beside it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from pos.presenters.codes.desk import CodeKind
from pos.presenters.codes.presenter import PLAN_SLOTS, CodesPresenter, CodesState
from pos.presenters.codes.texts import KINDS
from pos.presenters.sale.state import Tone
from pos.ui.look.look import Density
from pos.ui.look.style import Style
from pos.ui.people.second_panel import NameChoices, SecretField
from pos.ui.widgets.buttons import PrimaryButton, mark_chosen, push_button
from pos.ui.widgets.choice_row import ChoiceRow
from pos.ui.widgets.fields import TextField, went_on
from pos.ui.widgets.keyboard import give_keyboard
from pos.ui.widgets.labels import change_property, text_label
from pos.ui.widgets.letter_pad import LetterPad
from pos.ui.widgets.message_bar import problem_text
from pos.ui.widgets.panels import Card, NoticeLine, TonedBox, labelled, row, side_by_side

_KINDS_IN_ROW = 4
_LETTERS_USUAL = 11


class CodesPage(QWidget):
    """One form for all kinds; fields that a kind has not are hidden."""

    back_wanted = Signal()
    given = Signal()

    def __init__(self, style: Style, codes: CodesPresenter) -> None:
        super().__init__()
        self.setObjectName("page")
        self._style, self._codes = style, codes
        self._cleared, self._given = 0, codes.state.given
        self._is_compact = style.look.density is Density.COMPACT
        translate = style.translate
        self.kinds = {kind: self._kind_button(kind) for kind in CodeKind}
        self.about = TextField(style, name=translate("codes", "Meter number"))
        self.value = TextField(style, name=translate("codes", "Units or watts"))
        self.reason = TextField(style, name=translate("codes", "Reason"))
        self.names = NameChoices(style, name=translate("codes", "Who approves"))
        self.pin = SecretField(style, name=translate("entrance", "PIN"))
        self.pad = LetterPad(style)
        self.back_button = push_button(style, translate("codes", "Back"))
        self.primary = PrimaryButton(style, translate("sale", "Enter"))
        self.primary.setObjectName("primary")
        self._planned = text_label(kind="caption")
        self.plan = ChoiceRow(style, PLAN_SLOTS, name=translate("codes", "Key change"))
        for button in self.plan.buttons:
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._plan_holder = labelled(style, self.plan, self._planned)
        self.show_plan = push_button(style, translate("codes", "New keys"), role="choice")
        self.show_plan.setParent(self)
        self.show_plan.setProperty("fit", "tiny")
        self.show_plan.setMinimumWidth(style.px(80))
        self._shows_plan = False
        self._about_name = text_label(kind="caption")
        self._value_name = text_label(kind="caption")
        self._guide = TonedBox(style)
        self._notice = NoticeLine(style, lines=2)
        self._lay_out()
        self._connect()
        codes.attach(self.render_state)

    def _kind_button(self, kind: CodeKind) -> QPushButton:
        text = self._style.say(KINDS[kind])
        button = push_button(self._style, text, role="choice", height=44)
        is_long = self._is_compact or len(text) > _LETTERS_USUAL
        change_property(button, "fit", "tiny" if is_long else "small")
        return button

    def _lay_out(self) -> None:
        style, translate = self._style, self._style.translate
        name = translate("codes", "Codes without a sale")
        work = Card(style) if self._is_compact else Card(style, name)
        work.setAccessibleName(name)
        kinds = QGridLayout()
        kinds.setSpacing(style.px(4))
        in_row = _KINDS_IN_ROW // 2 if style.look.is_narrow else _KINDS_IN_ROW
        for number, button in enumerate(self.kinds.values()):
            kinds.addWidget(button, number // in_row, number % in_row)
        work.body.addLayout(kinds)
        fields = row(work.body, spacing=style.px(8))
        self._value_holder = labelled(style, self.value, self._value_name)
        fields.addWidget(labelled(style, self.about, self._about_name), 2)
        if style.look.is_beside:
            # Letters take all the height: the plan takes their place while it is looked at.
            fields.addWidget(self.show_plan, 0, Qt.AlignmentFlag.AlignBottom)
        fields.addWidget(self._value_holder, 1)
        fields.addWidget(labelled(style, self.reason), 2)
        work.body.addWidget(self._plan_holder)
        if style.look.is_beside or not self._is_compact:
            work.body.addStretch(1)
        work.body.addWidget(self.pad, 4)
        # Where a whole page does not fit, whoever has a keyboard uses that.
        self.pad.setVisible(not style.look.is_narrow)
        signing = Card(style, translate("codes", "Second person"))
        if not style.look.is_narrow:
            signing.setFixedWidth(style.look.pick(340, 408))
        signing.body.addWidget(self._guide)
        signing.body.addWidget(self.names, 1)
        signing.body.addWidget(self.pin)
        signing.body.addWidget(self._notice)
        signing.body.addWidget(self.primary)
        signing.body.addWidget(self.back_button)
        layout = side_by_side(self, style)
        layout.addWidget(work, 1)
        layout.addWidget(signing)

    def _connect(self) -> None:
        codes = self._codes
        for button in self.kinds.values():
            button.clicked.connect(self._kind_pressed)
        self.about.textEdited.connect(codes.about_typed)
        self.value.textEdited.connect(codes.value_typed)
        self.reason.textEdited.connect(codes.reason_typed)
        self.plan.taken.connect(self._plan_taken)
        self.show_plan.clicked.connect(self._plan_pressed)
        self.names.chosen.connect(codes.approver_chosen)
        self.primary.clicked.connect(self.enter)
        self.back_button.clicked.connect(self.back_wanted)

    def leave(self) -> None:
        """Forget the PIN that was typed and stop rendering."""
        self.pin.clear()
        self._codes.detach()

    def render_state(self, state: CodesState) -> None:
        """Show the form."""
        style, translate = self._style, self._style.translate
        for kind, button in self.kinds.items():
            mark_chosen(button, chosen=kind is state.kind)
        about = translate("codes", "Receipt") if state.is_reissue else self.about.accessibleName()
        self._about_name.setText(about)
        self._value_name.setText(
            translate("codes", "Watts") if state.is_limit else translate("codes", "kWh")
        )
        self._value_holder.setVisible(state.has_value)
        self.about.show_text(state.about)
        self.value.show_text(state.value)
        self.reason.show_text(state.reason)
        self._planned.setText(style.say(state.planned))
        self._show_plan(has_plan=bool(state.planned.text))
        self.plan.render_choices(state.plan)
        self._guide.show_text(Tone.WARNING, style.say(state.guide))
        self.names.render_names(state.approvers, state.approver)
        self.primary.show_action(style.say(state.primary.label), enabled=state.primary.enabled)
        problem = "" if state.problem is None else problem_text(state.problem, style)
        self._notice.show_text(Tone.BAD, problem)
        # Where there is little height, a refusal takes the place of the guide.
        self._guide.setVisible(not problem or not self._is_compact)
        if state.cleared != self._cleared:
            self._cleared = state.cleared
            self.pin.clear()
        if state.given != self._given:
            self._given = state.given
            self.given.emit()

    def focus_step(self) -> None:
        """Send the keyboard to the number."""
        give_keyboard(self.about)

    def wants_scans(self) -> bool:
        """Whether a meter is asked for, wherever the keyboard is."""
        return not self._codes.state.is_reissue

    def scanned(self, text: str) -> None:
        """Take a meter from a scanner; go on from its field, stay in another."""
        self._codes.about_typed(text)
        if self.about.hasFocus():
            self._went_on()

    def enter(self) -> None:
        """Go to the next field; at the PIN, give the codes."""
        if self.sender() is not self.primary and self._went_on():
            return
        self._codes.submitted(self.pin.take())

    def back(self) -> bool:
        """Nothing to go back from on the page itself."""
        return False

    def step_found(self, by: int) -> bool:
        """Go to another person who approves; the field keeps the keyboard."""
        return self.names.step(by)

    def _show_plan(self, *, has_plan: bool) -> None:
        """Show the plan where there is room, else in place of the letters, if it is asked for."""
        is_beside = self._style.look.is_beside
        self._shows_plan = self._shows_plan and has_plan
        self._plan_holder.setVisible(self._shows_plan if is_beside else has_plan)
        self.show_plan.setVisible(is_beside and has_plan)
        mark_chosen(self.show_plan, chosen=self._shows_plan)
        if is_beside:
            self.pad.setVisible(not self._shows_plan)

    def _plan_pressed(self) -> None:
        self._shows_plan = not self._shows_plan
        self._show_plan(has_plan=True)

    def _plan_taken(self, slot: int) -> None:
        self._shows_plan = False
        self._codes.planned_taken(slot)
        give_keyboard(self.about)

    def _went_on(self) -> bool:
        value = (self.value,) if self._codes.state.has_value else ()
        return went_on((self.about, *value, self.reason, self.pin))

    def _kind_pressed(self) -> None:
        pressed = self.sender()
        for kind, button in self.kinds.items():
            if button is pressed:
                self._codes.kind_chosen(kind)
