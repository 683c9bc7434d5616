"""Settings: language, look, printer, lock; each holds at once."""

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from pos.presenters.sale.state import Tone
from pos.presenters.settings.preferences import SCALES
from pos.presenters.settings.presenter import SettingsPresenter, SettingsState
from pos.ui.look.icons import IconName
from pos.ui.look.languages import LANGUAGES
from pos.ui.look.style import Style
from pos.ui.widgets.buttons import mark_chosen, push_button
from pos.ui.widgets.fields import TextField
from pos.ui.widgets.keyboard import give_keyboard
from pos.ui.widgets.labels import text_label
from pos.ui.widgets.message_bar import problem_text
from pos.ui.widgets.panels import Card, NoticeLine, row, side_by_side
from pos.ui.widgets.voice import found_speaker
from pos.ui.window.page_name import PageName

LOCK_MINUTES = (1, 5, 15, 30)
COPIES_ALONE = (0, 1, 3, 10)
_LETTERS_USUAL = 10  # A longer choice takes smaller type.


class SettingsPage(QWidget):
    """Two cards: how the window looks, and what the terminal works with."""

    page_wanted = Signal(object)  # PageName

    def __init__(self, style: Style, settings: SettingsPresenter) -> None:
        super().__init__()
        self.setObjectName("page")
        self._style = style
        self._settings = settings
        self._fields: list[tuple[QPushButton, str, object]] = []
        self._rules: list[tuple[QPushButton, str, object]] = []
        self.printer = TextField(
            style,
            name=style.translate("settings", "Printer's address"),
            example="tcp://192.168.1.50:9100",
        )
        self.printer.setObjectName("printer-field")
        self.printer.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.use = push_button(
            style, style.translate("settings", "Use this printer"), icon=IconName.PRINTER
        )
        self.use.clicked.connect(self._printer_entered)
        people = style.translate("settings", "People: add, change, new PIN")
        codes = style.translate("settings", "Codes without a sale")
        custody = style.translate("settings", "Keys and lease")
        self.pages = {
            PageName.PEOPLE: push_button(style, people, icon=IconName.USER),
            PageName.LISTS: push_button(style, style.translate("settings", "Sell a list")),
            PageName.CODES: push_button(style, codes),
            PageName.CUSTODY: push_button(style, custody),
        }
        self._notice = NoticeLine(style)
        layout = side_by_side(self, style)
        layout.addWidget(self._looks(), 1)
        layout.addWidget(self._works(), 1)
        settings.attach(self.render_state)

    def _looks(self) -> Card:
        style = self._style
        card = Card(style, style.translate("settings", "Language and look"))
        automatic = (style.translate("settings", "Automatic"), "")
        languages = [automatic, *((each.name, each.code) for each in LANGUAGES)]
        self._row(card, style.translate("settings", "Language"), "language", languages)
        themes = [
            automatic,
            (style.translate("settings", "Light"), "light"),
            (style.translate("settings", "Dark"), "dark"),
            (style.translate("settings", "Contrast"), "contrast"),
        ]
        self._row(card, style.translate("settings", "Colours"), "theme", themes)
        sizes = [(f"{scale} %", scale) for scale in SCALES]
        self._row(card, style.translate("settings", "Size"), "scale", sizes)
        languages = [(each.name, each.code) for each in self._settings.paper_languages]
        title = style.translate("settings", "Language of papers")
        self._row(card, title, "language", languages, is_rule=True)
        copies = [(str(number), number) for number in COPIES_ALONE]
        title = style.translate("settings", "Copies of a paper without a supervisor")
        self._row(card, title, "copies_alone", copies, is_rule=True)
        card.body.addStretch(1)
        return card

    def _works(self) -> Card:
        style = self._style
        card = Card(style, style.translate("settings", "This terminal"))
        card.body.addWidget(text_label(style.translate("settings", "Printer's address")))
        card.body.addWidget(self.printer)
        buttons = row(card.body)
        buttons.addWidget(self.use)
        buttons.addStretch(1)
        card.body.addWidget(self._notice)
        minutes = [
            (style.translate("settings", "{minutes} min").format(minutes=number), number)
            for number in LOCK_MINUTES
        ]
        title = style.translate("settings", "Lock when nobody touches anything for")
        self._row(card, title, "lock_minutes", minutes)
        if found_speaker() is not None:
            no_or_yes: list[tuple[str, int]] = [
                (style.translate("settings", "No"), False),
                (style.translate("settings", "Yes"), True),
            ]
            title = style.translate("settings", "Read new codes aloud")
            self._row(card, title, "read_aloud", no_or_yes)
        card.body.addStretch(1)
        people, lists, *others = self.pages.values()
        lines = [[people, lists], others]
        if style.look.is_narrow:
            lines = [[people], [lists], others]
        for side_by in lines:
            line_of = row(card.body, spacing=style.px(8))
            for button in side_by:
                button.setProperty("fit", "small")
                # Beside another, the longest of them takes the room that it needs.
                line_of.addWidget(button, 0 if button is people and len(side_by) > 1 else 1)
        for button in self.pages.values():
            button.clicked.connect(self._page_pressed)
        return card

    def _row(
        self,
        card: Card,
        title: str,
        field: str,
        choices: list[tuple[str, str]] | list[tuple[str, int]],
        *,
        is_rule: bool = False,
    ) -> None:
        """Add a titled row of choices that set one field of the preferences, or of the rules."""
        card.body.addSpacing(self._style.px(4))
        card.body.addWidget(text_label(title))
        line = row(card.body, spacing=self._style.px(8))
        for text, value in choices:
            button = push_button(self._style, text, role="choice", height=48)
            button.setProperty("fit", "tiny" if len(text) > _LETTERS_USUAL else "small")
            button.setAccessibleDescription(title)
            button.clicked.connect(self._rule_chosen if is_rule else self._chosen)
            line.addWidget(button, 1)
            (self._rules if is_rule else self._fields).append((button, field, value))

    def leave(self) -> None:
        """Stop rendering."""
        self._settings.detach()

    def render_state(self, state: SettingsState) -> None:
        """Show what holds now."""
        for button, field, value in self._fields:
            mark_chosen(button, chosen=getattr(state.preferences, field) == value)
        for button, field, value in self._rules:
            mark_chosen(button, chosen=getattr(state.rules, field, None) == value)
            button.setEnabled(not state.is_busy)
        if not self.printer.hasFocus():
            self.printer.show_text(state.printer)
        self.use.setEnabled(not state.is_busy)
        if state.problem is not None:
            self._notice.show_text(Tone.BAD, problem_text(state.problem, self._style))
        else:
            self._notice.show_text(Tone.GOOD, self._style.say(state.notice))

    def focus_step(self) -> None:
        """Send the keyboard to the first choice."""
        give_keyboard(self._fields[0][0])

    def enter(self) -> None:
        """Take what is typed, or press what has the focus."""
        if self.printer.hasFocus():
            self._printer_entered()

    def step_found(self, by: int) -> bool:
        """Up and Down mean nothing here."""
        del by
        return False

    def _chosen(self) -> None:
        pressed = self.sender()
        for button, field, value in self._fields:
            if button is pressed:
                now = self._settings.state.preferences
                self._settings.prefer(msgspec.structs.replace(now, **{field: value}))
                return

    def _rule_chosen(self) -> None:
        pressed = self.sender()
        for button, _, value in self._rules:
            if button is pressed and isinstance(value, str):
                self._settings.paper_language_chosen(value)
            elif button is pressed and isinstance(value, int):
                self._settings.copies_chosen(value)

    def _page_pressed(self) -> None:
        pressed = self.sender()
        for page, button in self.pages.items():
            if button is pressed:
                self.page_wanted.emit(page)

    def _printer_entered(self) -> None:
        self._settings.printer_entered(self.printer.text())
