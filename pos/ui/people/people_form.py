"""The form of whatever is done with a person; fields that do not belong to it are hidden."""

from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from pos.domain.operator import NAME_LENGTH_MAX, Role
from pos.presenters.people.presenter import PeopleMode, PeoplePresenter, PeopleState
from pos.presenters.people.texts import ROLES
from pos.presenters.sale.state import Tone
from pos.ui.look.style import Style
from pos.ui.people.second_panel import SecretField
from pos.ui.widgets.buttons import mark_chosen, push_button
from pos.ui.widgets.fields import AmountField, TextField, went_on
from pos.ui.widgets.keyboard import give_keyboard
from pos.ui.widgets.labels import FittingLabel, change_property
from pos.ui.widgets.panels import TonedBox, column, labelled, row, row_in


class PeopleForm(QWidget):
    """Name, role, limits, a new PIN twice, and the PIN of whoever changes it."""

    def __init__(self, style: Style, people: PeoplePresenter) -> None:
        super().__init__()
        self._style, self._people = style, people
        self._cleared = 0
        translate = style.translate
        sizes = style.look.theme.type
        self._title = FittingLabel(style, size=sizes.heading, size_min=sizes.caption)
        self.name = TextField(style, name=translate("people", "Name"))
        self.name.setMaxLength(NAME_LENGTH_MAX)
        self.sale_limit = AmountField(style, name=translate("people", "Most for one sale"))
        self.cash_limit = AmountField(style, name=translate("people", "Most cash out alone"))
        self.new = SecretField(style, name=translate("people", "New PIN"))
        self.again = SecretField(style, name=translate("people", "New PIN again"))
        self.own = SecretField(style, name=translate("people", "Your own PIN"))
        self.roles = {role: self._role_button(role) for role in Role}
        self._warning = TonedBox(style)
        layout = column(self, spacing=style.look.pick(4, 10))
        layout.addWidget(self._title)
        layout.addWidget(self._warning)
        self._name = self._labelled(self.name)
        layout.addWidget(self._name)
        self._standing = QWidget()
        standing = column(self._standing, spacing=style.look.pick(4, 10))
        roles = QGridLayout()
        roles.setSpacing(style.px(4))
        for number, button in enumerate(self.roles.values()):
            roles.addWidget(button, number // 2, number % 2)
        standing.addLayout(roles)
        limits = row(standing, spacing=style.px(8))
        for field in (self.sale_limit, self.cash_limit):
            limits.addWidget(self._labelled(field), 1)
        layout.addWidget(self._standing)
        self._pins = QWidget()
        pins = row_in(self._pins, spacing=style.px(8))
        for secret in (self.new, self.again):
            pins.addWidget(self._labelled(secret), 1)
        layout.addWidget(self._pins)
        self._own = self._labelled(self.own)
        layout.addWidget(self._own)
        layout.addStretch(1)
        self.name.textEdited.connect(people.name_typed)
        self.sale_limit.textEdited.connect(people.sale_limit_typed)
        self.cash_limit.textEdited.connect(people.cash_limit_typed)

    def _role_button(self, role: Role) -> QPushButton:
        button = push_button(self._style, self._style.say(ROLES[role]), role="choice", height=48)
        change_property(button, "fit", "tiny")
        button.clicked.connect(self._role_pressed)
        return button

    def _labelled(self, field: TextField) -> QWidget:
        field.setFixedHeight(self._style.look.pick(44, 48))
        has_room = not self._style.look.is_beside
        if has_room or not isinstance(field, SecretField):
            return labelled(self._style, field)
        return field

    def render_form(self, state: PeopleState) -> None:
        """Show the fields of what is done."""
        style, mode = self._style, state.mode
        self._title.show_text(style.say(state.title))
        self._warning.setVisible(bool(state.warning.text))
        self._warning.show_text(Tone.WARNING, style.say(state.warning))
        self._name.setVisible(mode is PeopleMode.ADD)
        self._standing.setVisible(mode in (PeopleMode.ADD, PeopleMode.CHANGE))
        self._pins.setVisible(mode in (PeopleMode.ADD, PeopleMode.PIN))
        self._own.setVisible(mode is not PeopleMode.LIST)
        self.name.show_text(state.name)
        for role, button in self.roles.items():
            mark_chosen(button, chosen=role is state.role)
        self.sale_limit.show_amount(state.symbol, state.sale_limit)
        self.cash_limit.show_amount(state.symbol, state.cash_limit)
        if state.cleared != self._cleared:
            self._cleared = state.cleared
            self.forget_secrets()

    def forget_secrets(self) -> None:
        """Empty the fields of PINs."""
        for secret in (self.own, self.new, self.again):
            secret.clear()

    def take_secrets(self) -> tuple[str, str, str]:
        """Return own, new and again, and forget them."""
        return self.own.take(), self.new.take(), self.again.take()

    def focus_first(self) -> None:
        """Send the keyboard to the first field."""
        give_keyboard(self._fields()[0])

    def went_on(self) -> bool:
        """Go to the next field; False at the last one."""
        return went_on(self._fields())

    def _fields(self) -> list[TextField]:
        order: tuple[TextField, ...] = (
            self.name,
            self.sale_limit,
            self.cash_limit,
            self.new,
            self.again,
            self.own,
        )
        shown = {
            PeopleMode.ADD: order,
            PeopleMode.CHANGE: (self.sale_limit, self.cash_limit, self.own),
            PeopleMode.PIN: (self.new, self.again, self.own),
        }
        return list(shown.get(self._people.state.mode, (self.own,)))

    def _role_pressed(self) -> None:
        pressed = self.sender()
        for role, button in self.roles.items():
            if button is pressed:
                self._people.role_chosen(role)
