"""Keys and lease: what this terminal holds, and the ceremony that brings it more."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from pos.presenters.custody.presenter import CustodyPresenter
from pos.presenters.custody.state import CustodyMode, CustodyState
from pos.presenters.sale.state import Tone
from pos.ui.custody.custody_form import LetterFields, SecretFields
from pos.ui.look.look import Density
from pos.ui.look.style import Style
from pos.ui.widgets.buttons import PrimaryButton, push_button
from pos.ui.widgets.fields import went_on
from pos.ui.widgets.keyboard import give_keyboard
from pos.ui.widgets.letter_pad import LetterPad
from pos.ui.widgets.message_bar import problem_text
from pos.ui.widgets.page_stack import PageStack
from pos.ui.widgets.panels import Card, FactRow, NoticeLine, TonedBox, column, side_by_side
from pos.ui.widgets.tables import TableColumn, fit_to_text, text_table

_FACTS_MOST = 14


class CustodyPage(QWidget):
    """Keys, tier and lease on one side; on the other what is done, with its one next thing."""

    back_wanted = Signal()

    def __init__(self, style: Style, custody: CustodyPresenter) -> None:
        super().__init__()
        self.setObjectName("page")
        self._style, self._custody = style, custody
        self._mode: CustodyMode | None = None
        translate = style.translate
        columns = (
            TableColumn(translate("custody", "Group")),
            TableColumn(translate("custody", "Revision")),
            TableColumn("DKGA"),
            TableColumn(translate("custody", "Base")),
            TableColumn("KEN"),
            TableColumn(translate("custody", "Ends")),
            TableColumn(translate("custody", "Check value")),
        )
        name = translate("custody", "Keys and lease")
        self.table, self._model = text_table(style, columns, name, self)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._facts = [FactRow(style) for _ in range(_FACTS_MOST)]
        self.letter = LetterFields(style, custody)
        self.secrets = SecretFields(style, custody)
        self.pad = LetterPad(style)
        self.sealed = push_button(style, translate("custody", "Key or lease from a stick"))
        self.public = push_button(style, translate("custody", "Public key to the stick"))
        self.forget = push_button(style, translate("custody", "Forget components that wait"))
        self.second = push_button(style, translate("custody", "Begin a second key"))
        self.again = push_button(style, translate("custody", "Look at the stick again"))
        self.back_button = push_button(style, translate("people", "Back"))
        self.primary = PrimaryButton(style, translate("sale", "Enter"))
        self.primary.setObjectName("primary")
        self._guide = TonedBox(style)
        self._is_compact = style.look.density is Density.COMPACT
        self._notice = NoticeLine(style, lines=2 if self._is_compact else 3)
        self._sides = PageStack()
        self._lay_out(name)
        self._connect()
        custody.attach(self.render_state)

    def _lay_out(self, name: str) -> None:
        style = self._style
        held, typing = QWidget(), QWidget()
        lines = column(held, spacing=style.look.pick(1, 4))
        lines.addWidget(self.table, 1)
        # Room for the ring around it.
        lines.addSpacing(style.px(5))
        for fact in self._facts:
            lines.addWidget(fact)
        letters = column(typing, spacing=style.look.pick(4, 8))
        letters.addWidget(self.letter)
        letters.addStretch(1)
        letters.addWidget(self.pad, 4)
        # Where a whole page does not fit, whoever has a keyboard uses that.
        self.pad.setVisible(not style.look.is_narrow)
        self._sides.addWidget(held)
        self._sides.addWidget(typing)
        work = Card(style) if self._is_compact else Card(style, name)
        work.setAccessibleName(name)
        work.body.addWidget(self._sides, 1)
        doing = Card(style)
        doing.setAccessibleName(style.translate("custody", "Loading keys"))
        if not style.look.is_narrow:
            doing.setFixedWidth(style.look.pick(340, 408))
        doing.body.addWidget(self._guide)
        doing.body.addWidget(self.secrets, 1)
        for button in (self.sealed, self.public, self.forget, self.again):
            doing.body.addWidget(button)
        doing.body.addStretch(0)
        doing.body.addWidget(self._notice)
        doing.body.addWidget(self.primary)
        for button in (self.second, self.back_button):
            doing.body.addWidget(button)
        layout = side_by_side(self, style)
        layout.addWidget(work, 1)
        layout.addWidget(doing)

    def _connect(self) -> None:
        custody = self._custody
        self.sealed.clicked.connect(lambda: custody.wanted(CustodyMode.SEALED))
        self.forget.clicked.connect(lambda: custody.wanted(CustodyMode.FORGET))
        self.public.clicked.connect(custody.save_sealing_key)
        self.second.clicked.connect(self._begin_second)
        self.again.clicked.connect(custody.look_again)
        self.primary.clicked.connect(self.enter)
        self.back_button.clicked.connect(self._back_pressed)

    def leave(self) -> None:
        """Forget what nobody may read and stop rendering."""
        self.secrets.forget()
        self._custody.detach()

    def render_state(self, state: CustodyState) -> None:
        """Show what is held, or the form of what is done."""
        style, mode = self._style, state.mode
        rows = tuple(
            (key.group, key.revision, key.dkga, key.base, key.ken, key.until, key.check_value)
            for key in state.keys
        )
        self._model.take(rows)
        fit_to_text(style, self.table, rows, self._model.columns)
        for number, fact in enumerate(self._facts):
            fact.setVisible(number < len(state.facts))
            fact.show_row(state.facts[number] if number < len(state.facts) else None)
        is_held = mode is CustodyMode.HELD
        self._sides.setCurrentIndex(0 if is_held else 1)
        self.letter.setVisible(mode is CustodyMode.BRING)
        self.letter.render_letter(state.form)
        self.secrets.setVisible(not is_held)
        self.secrets.render_secrets(state, brings=mode is CustodyMode.BRING)
        for button in (self.sealed, self.public, self.forget):
            button.setVisible(is_held)
        self.forget.setEnabled(state.can_forget)
        self.again.setVisible(mode is CustodyMode.SEALED)
        # The large button goes back then, and nothing else has to make room.
        self.second.setVisible(state.is_asked)
        self.back_button.setVisible(not state.is_asked)
        self._guide.show_text(Tone.PLAIN if is_held else Tone.WARNING, style.say(state.guide))
        self.primary.show_action(style.say(state.primary.label), enabled=state.primary.enabled)
        if state.problem is not None:
            self._notice.show_text(Tone.BAD, problem_text(state.problem, style))
        else:
            self._notice.show_text(state.tone, style.say(state.notice))
        if mode is not self._mode:
            self._mode = mode
            if self.isVisible():
                self.focus_step()

    def focus_step(self) -> None:
        """Send the keyboard to the list, or to the first field of the form."""
        if self._custody.state.mode is CustodyMode.HELD:
            give_keyboard(self.table)
        else:
            give_keyboard(self._fields()[0])

    def enter(self) -> None:
        """Go to the next field; at the PIN, do it."""
        is_typing = self._custody.state.mode is not CustodyMode.HELD
        if is_typing and self.sender() is not self.primary and went_on(self._fields()):
            return
        if not self._custody.asks():
            self._custody.submitted(self.secrets.take())
        elif not self._custody.state.is_asked:
            give_keyboard(self._fields()[0])

    def _begin_second(self) -> None:
        self._custody.submitted(self.secrets.take())

    def back(self) -> bool:
        """Leave the form; False where none is open."""
        return self._custody.back()

    def step_found(self, by: int) -> bool:
        """Go to another file or key to choose; in the list the keyboard moves."""
        is_choice = self._custody.state.mode in (CustodyMode.SEALED, CustodyMode.FORGET)
        return is_choice and self.secrets.names.step(by)

    def _fields(self) -> list[QLineEdit]:
        secrets = self.secrets
        if self._custody.state.mode is not CustodyMode.BRING:
            return [secrets.pin]
        brought = (secrets.component, secrets.check_value, secrets.key_check_value)
        return [*self.letter.fields.values(), *brought, secrets.pin]

    def _back_pressed(self) -> None:
        if not self.back():
            self.back_wanted.emit()
