"""What a custodian fills in: the letter for all to see, component and PIN for nobody."""

from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from pos.presenters.custody.letter_form import BASE_DATES, COUNTS, DERIVATIONS, KINDS, LetterForm
from pos.presenters.custody.presenter import CustodyPresenter
from pos.presenters.custody.state import CustodyState, Secrets
from pos.ui.look.style import Style
from pos.ui.people.second_panel import NameChoices, SecretField
from pos.ui.widgets.buttons import mark_chosen, push_button
from pos.ui.widgets.fields import TextField
from pos.ui.widgets.labels import change_property, text_label
from pos.ui.widgets.panels import column, labelled, row, row_in


class LetterFields(QWidget):
    """Group, revision, expiry and clock of a key, and how its components are counted."""

    def __init__(self, style: Style, custody: CustodyPresenter) -> None:
        super().__init__()
        self._style, self._custody = style, custody
        translate = style.translate
        self.fields = {
            "sgc": TextField(style, name=translate("custody", "Group")),
            "krn": TextField(style, name=translate("custody", "Revision")),
            "ken": TextField(style, name="KEN"),
            "offset": TextField(style, name=translate("custody", "UTC hours")),
        }
        self.choices: list[tuple[QPushButton, str, str | int]] = []
        layout = column(self, spacing=style.look.pick(2, 8))
        line = row(layout, spacing=style.px(8))
        for name, field in self.fields.items():
            field.setProperty("field", name)
            field.textEdited.connect(self._typed)
            line.addWidget(labelled(style, field), 2 if name in ("krn", "ken") else 3)
        kinds: list[tuple[str, str | int]] = [
            (translate("custody", "Unique"), KINDS[0]),
            (translate("custody", "Default"), KINDS[1]),
        ]
        kind = self._choices(translate("custody", "Kind"), "key_type", kinds)
        if style.look.is_narrow:
            layout.addWidget(kind)
        else:
            line.addWidget(kind, 5)
        below: tuple[tuple[str, str, list[tuple[str, str | int]]], ...] = (
            ("DKGA", "dkga", [(value, value) for value in DERIVATIONS]),
            (translate("custody", "Base"), "base_date", [(str(n), n) for n in BASE_DATES]),
            (translate("custody", "Components"), "of", [(str(n), n) for n in COUNTS]),
        )
        line = row(layout, spacing=style.px(12))
        for title, name, values in below:
            line.addWidget(self._choices(title, name, values), len(values))

    def _choices(self, title: str, name: str, values: list[tuple[str, str | int]]) -> QWidget:
        holder = QWidget()
        buttons = row_in(holder, spacing=self._style.px(4))
        for text, value in values:
            button = push_button(self._style, text, role="choice", height=44)
            button.setFixedHeight(self._style.look.pick(44, 56))
            change_property(button, "fit", "tiny")
            button.setAccessibleDescription(title)
            button.clicked.connect(self._pressed)
            buttons.addWidget(button, 1)
            self.choices.append((button, name, value))
        return labelled(self._style, holder, text_label(title, kind="caption"))

    def render_letter(self, form: LetterForm) -> None:
        """Show what was typed and chosen."""
        for name, field in self.fields.items():
            field.show_text(getattr(form, name))
        for button, name, value in self.choices:
            mark_chosen(button, chosen=getattr(form, name) == value)

    def _typed(self, text: str) -> None:
        field = self.sender()
        assert isinstance(field, QLineEdit)  # noqa: S101 - only our own fields are connected.
        self._custody.typed(str(field.property("field")), text)

    def _pressed(self) -> None:
        pressed = self.sender()
        for button, name, value in self.choices:
            if button is pressed:
                self._custody.took(name, value)
                return


class SecretFields(QWidget):
    """A component with its check values, or a choice; and the PIN of whoever does it."""

    def __init__(self, style: Style, custody: CustodyPresenter) -> None:
        super().__init__()
        self._style, self._custody = style, custody
        self._cleared = 0
        self._digits = 0
        translate = style.translate
        self.component = SecretField(style, name=translate("custody", "Component"))
        self.component.is_pin = False
        self.check_value = TextField(style, name=translate("custody", "Its check value"))
        self.key_check_value = TextField(style, name=translate("custody", "That of the key"))
        self.pin = SecretField(style, name=translate("people", "Your own PIN"))
        self.names = NameChoices(style, name=translate("custody", "What to choose from"))
        self._count = text_label(kind="caption")
        self._brought = QWidget()
        layout = column(self, spacing=style.look.pick(2, 8))
        brought = column(self._brought, spacing=style.look.pick(2, 8))
        brought.addWidget(labelled(style, self.component, self._count))
        values = row(brought, spacing=style.px(8))
        for field in (self.check_value, self.key_check_value):
            values.addWidget(labelled(style, field), 1)
        layout.addWidget(self._brought)
        layout.addWidget(self.names, 20)
        layout.addWidget(self.pin if style.look.is_beside else labelled(style, self.pin))
        layout.addStretch(1)
        self.component.textChanged.connect(self._tell_count)
        self.check_value.textEdited.connect(lambda text: custody.typed("check_value", text))
        self.key_check_value.textEdited.connect(lambda text: custody.typed("key_check_value", text))
        self.names.chosen.connect(custody.chosen)

    def render_secrets(self, state: CustodyState, *, brings: bool) -> None:
        """Show the fields of what is done; what was typed goes when the presenter says so."""
        self._brought.setVisible(brings)
        self.names.setVisible(not brings)
        self.check_value.show_text(state.form.check_value)
        self.key_check_value.show_text(state.form.key_check_value)
        self.names.render_names(state.names, state.chosen)
        self._digits = state.form.digits
        if state.cleared != self._cleared:
            self._cleared = state.cleared
            self.forget()
        self._tell_count()

    def take(self) -> Secrets:
        """Return what was typed and forget it."""
        return Secrets(pin=self.pin.take(), component=self.component.take())

    def forget(self) -> None:
        """Empty the fields that nobody may read."""
        self.component.clear()
        self.pin.clear()

    def _tell_count(self) -> None:
        count = len("".join(self.component.text().split()))
        text = self._style.translate("custody", "Component: {count} of {all} digits")
        self._count.setText(text.format(count=count, all=self._digits))
