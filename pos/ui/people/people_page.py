"""People: the list of who may sign in, and one form beside it for whatever is done."""

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from pos.presenters.people.presenter import PeopleMode, PeoplePresenter, PeopleState, Typed
from pos.presenters.sale.state import Tone
from pos.ui.look.style import Style
from pos.ui.people.people_form import PeopleForm
from pos.ui.widgets.buttons import PrimaryButton, push_button
from pos.ui.widgets.keyboard import give_keyboard
from pos.ui.widgets.labels import keep_place
from pos.ui.widgets.letter_pad import LetterPad
from pos.ui.widgets.message_bar import problem_text
from pos.ui.widgets.page_stack import PageStack
from pos.ui.widgets.panels import Card, NoticeLine, column, row, side_by_side
from pos.ui.widgets.tables import TableColumn, text_table


class PeoplePage(QWidget):
    """List and buttons; while something is done, the form and letters for a finger."""

    def __init__(self, style: Style, people: PeoplePresenter) -> None:
        super().__init__()
        self.setObjectName("page")
        self._style, self._people = style, people
        self._mode: PeopleMode | None = None
        translate = style.translate
        name = translate("people", "People")
        columns = (
            TableColumn(translate("people", "Name")),
            TableColumn(translate("people", "Role"), "Supervisor___"),
            TableColumn(translate("people", "Sale limit"), "100 000.00", is_number=True),
            TableColumn(translate("people", "Cash limit"), "100 000.00", is_number=True),
        )
        self.table, self._model = text_table(style, columns, name, self)
        self.table.selectionModel().currentRowChanged.connect(self._row_changed)
        self.buttons = {
            PeopleMode.ADD: push_button(style, translate("people", "Add")),
            PeopleMode.CHANGE: push_button(style, translate("people", "Change")),
            PeopleMode.PIN: push_button(style, translate("people", "New PIN")),
            PeopleMode.REMOVE: push_button(style, translate("people", "Remove")),
        }
        self.form = PeopleForm(style, people)
        self.pad = LetterPad(style)
        self.cancel = push_button(style, translate("people", "Back"))
        keep_place(self.cancel)
        self.primary = PrimaryButton(style, translate("sale", "Enter"))
        self.primary.setObjectName("primary")
        self._notice = NoticeLine(style, lines=2)
        self._sides = PageStack()
        self._lay_out(name)
        self._connect()
        people.attach(self.render_state)

    def _lay_out(self, name: str) -> None:
        style = self._style
        listing = QWidget()
        lines = column(listing, spacing=style.px(8))
        lines.addWidget(self.table, 1)
        buttons = row(lines, spacing=style.px(8))
        for button in self.buttons.values():
            buttons.addWidget(button, 1)
        typing = QWidget()
        letters = QVBoxLayout(typing)
        letters.setContentsMargins(0, 0, 0, 0)
        letters.addStretch(1)
        letters.addWidget(self.pad, 4)
        # Where a whole page does not fit, whoever has a keyboard uses that.
        self.pad.setVisible(not style.look.is_narrow)
        self._sides.addWidget(listing)
        self._sides.addWidget(typing)
        work = Card(style, name)
        work.body.addWidget(self._sides, 1)
        end = row(work.body, spacing=style.px(8))
        end.addWidget(self._notice, 1)
        end.addWidget(self.cancel)
        doing = Card(style)
        doing.setAccessibleName(style.translate("people", "Form"))
        if not style.look.is_narrow:
            doing.setFixedWidth(style.look.pick(400, 408))
        doing.body.addWidget(self.form, 1)
        doing.body.addWidget(self.primary)
        layout = side_by_side(self, style)
        layout.addWidget(work, 1)
        layout.addWidget(doing)

    def _connect(self) -> None:
        for button in self.buttons.values():
            button.clicked.connect(self._wanted)
        self.cancel.clicked.connect(self.back)
        self.primary.clicked.connect(self.enter)

    def leave(self) -> None:
        """Forget the PINs that were typed and stop rendering."""
        self.form.forget_secrets()
        self._people.detach()

    def render_state(self, state: PeopleState) -> None:
        """Show list and form."""
        style = self._style
        self._model.take(
            tuple(
                (each.name, style.say(each.role), each.sale_limit, each.cash_limit)
                for each in state.rows
            )
        )
        is_list = state.mode is PeopleMode.LIST
        self._sides.setCurrentIndex(0 if is_list else 1)
        for mode, button in self.buttons.items():
            button.setEnabled(mode is PeopleMode.ADD or bool(state.chosen))
        self.form.render_form(state)
        self.cancel.setVisible(not is_list)
        self.primary.show_action(style.say(state.primary.label), enabled=state.primary.enabled)
        if state.problem is not None:
            self._notice.show_text(Tone.BAD, problem_text(state.problem, style))
        else:
            tone = Tone.GOOD if is_list else Tone.WARNING
            self._notice.show_text(tone, style.say(state.notice))
        if state.mode is not self._mode:
            self._mode = state.mode
            if self.isVisible():
                self.focus_step()

    def focus_step(self) -> None:
        """Send the keyboard to the list, or to the first field of the form."""
        if self._people.state.mode is PeopleMode.LIST:
            give_keyboard(self.table)
        else:
            self.form.focus_first()

    def enter(self) -> None:
        """Go to the next field; at the last one, do it. In the list, change who is marked."""
        if self._people.state.mode is PeopleMode.LIST:
            if not self.table.currentIndex().isValid():
                self.table.setCurrentIndex(self._model.index(0, 0))
            else:
                self._people.wanted(PeopleMode.CHANGE)
        elif self.sender() is self.primary or not self.form.went_on():
            own, new, again = self.form.take_secrets()
            self._people.submitted(Typed(own=own, new=new, again=again))

    def back(self) -> bool:
        """Leave the form; False in the list."""
        return self._people.back()

    def step_found(self, by: int) -> bool:
        """Leave Up and Down to the list."""
        del by
        return False

    def _wanted(self) -> None:
        pressed = self.sender()
        for mode, button in self.buttons.items():
            if button is pressed and isinstance(button, QPushButton):
                self._people.wanted(mode)

    def _row_changed(self, now: QModelIndex, before: QModelIndex) -> None:
        del before
        rows = self._people.state.rows
        if now.isValid() and now.row() < len(rows):
            self._people.chosen(rows[now.row()].name)
