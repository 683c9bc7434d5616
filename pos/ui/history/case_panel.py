"""What went wrong with a sale: words for it, and the meter that was meant."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QGridLayout, QPushButton, QWidget

from pos.presenters.history.case_presenter import CasePresenter
from pos.presenters.history.case_view import CaseMode, CaseView
from pos.presenters.sale.state import Tone
from pos.ui.look.look import Density
from pos.ui.look.style import Style
from pos.ui.widgets.buttons import PrimaryButton, push_button
from pos.ui.widgets.fields import TextField
from pos.ui.widgets.keyboard import give_keyboard
from pos.ui.widgets.message_bar import problem_text
from pos.ui.widgets.panels import NoticeLine, TonedBox, column

_REASONS = 4
_IN_ROW = 2


class CasePanel(QWidget):
    """One form for opening a case and for closing it; what a mode has not is hidden."""

    def __init__(self, style: Style, case: CasePresenter) -> None:
        super().__init__()
        self._style, self._case = style, case
        translate = style.translate
        self._text = TonedBox(style)
        self._words = QWidget()
        self.reasons = self._reason_buttons()
        self.reason = TextField(
            style, name=translate("case", "Reason"), example=translate("case", "Reason")
        )
        meant = translate("case", "Meter that was meant, if known")
        self.meant = TextField(style, name=meant, example=meant)
        is_compact = style.look.density is Density.COMPACT
        self._notice = NoticeLine(style, lines=1 if is_compact else 2)
        self.primary = PrimaryButton(style, translate("sale", "Enter"))
        self.primary.setObjectName("primary")
        self.back_button = push_button(style, translate("codes", "Back"))
        layout = column(self, spacing=style.look.pick(4, 8))
        for widget in (self._text, self._words, self.reason, self.meant):
            layout.addWidget(widget)
        layout.addStretch(1)
        for widget in (self._notice, self.primary, self.back_button):
            layout.addWidget(widget)
        self.reason.textEdited.connect(case.reason_typed)
        self.meant.textEdited.connect(case.meant_typed)
        self.primary.clicked.connect(case.enter)
        self.back_button.clicked.connect(case.back)

    def _reason_buttons(self) -> list[QPushButton]:
        grid = QGridLayout(self._words)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(self._style.look.pick(4, 8))
        buttons: list[QPushButton] = []
        for slot in range(_REASONS):
            button = push_button(self._style, "", role="choice")
            button.setProperty("fit", "small")
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(self._reason_pressed)
            grid.addWidget(button, slot // _IN_ROW, slot % _IN_ROW)
            buttons.append(button)
        return buttons

    def render_case(self, case: CaseView) -> None:
        """Show the form of a mode."""
        style = self._style
        self._text.show_text(case.tone, style.say(case.text))
        # Where there is little height, a refusal takes the place of the guide.
        self._text.setVisible(case.problem is None or style.look.density is not Density.COMPACT)
        for button, choice in zip(self.reasons, case.reasons, strict=False):
            text = style.say(choice.label)
            button.setText(text)
            button.setAccessibleName(text)
        self.reason.show_text(style.words.typed(case.told))
        self.meant.setVisible(case.mode is CaseMode.WRITING)
        self.meant.show_text(case.meant)
        problem = "" if case.problem is None else problem_text(case.problem, style)
        self._notice.show_text(Tone.BAD, problem)
        self.primary.show_action(style.say(case.primary.label), enabled=case.primary.enabled)

    def focus_step(self) -> None:
        """Send the keyboard to what went wrong."""
        give_keyboard(self.reason)

    def enter(self) -> None:
        """Go from the reason to the meter that was meant; from there do what the button says."""
        is_writing = self._case.state.mode is CaseMode.WRITING
        if is_writing and QApplication.focusWidget() is self.reason:
            give_keyboard(self.meant)
        else:
            self._case.enter()

    def _reason_pressed(self) -> None:
        button = self.sender()
        assert isinstance(button, QPushButton)  # noqa: S101 - only our own buttons are connected.
        self._case.reason_taken(self.reasons.index(button))
