"""The line at the foot of every page: faults, what waits, head office, then the guide, then keys.

It always has its place, so nothing moves when it has something to say.
"""

from dataclasses import dataclass, field
from enum import Enum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel

from pos.domain.errors import NextStep
from pos.presenters.problem_view import ProblemView
from pos.presenters.sale.guide_presenter import LESSONS, GuideState
from pos.presenters.sale.state import Tone
from pos.presenters.status.presenter import StatusState
from pos.ui.look.icons import IconName
from pos.ui.look.style import Style
from pos.ui.widgets.buttons import push_button
from pos.ui.widgets.labels import change_property, plain_tip, text_label
from pos.ui.widgets.panels import row_in


class MessageAction(Enum):
    """What the button of the line does."""

    NONE = ""
    OPEN_UNSETTLED = "open"
    OPEN_DRAWER_PAGE = "drawer"
    OPEN_FLOAT_PAGE = "float"
    UNLOCK_KEYS = "unlock"
    DISMISS_GUIDE = "dismiss"
    DISMISS_PROBLEM = "close"
    DISMISS_TOLD = "told"
    DISMISS_NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Message:
    """What the line says.

    Attributes:
        button: words on its button, already translated; empty for none.
    """

    tone: Tone
    text: str
    action: MessageAction = MessageAction.NONE
    button: str = ""
    icon: IconName | None = None


@dataclass(frozen=True, slots=True)
class MessageSources:
    """Everything that may want to say something.

    Attributes:
        told: a sentence that somebody asked for by touching a chip.
        selling: problem of the sale on the screen.
    """

    told: str = ""
    selling: ProblemView | None = None
    status: StatusState = field(default_factory=StatusState)
    guide: GuideState = field(default_factory=GuideState)


def message_of(sources: MessageSources, style: Style) -> Message:
    """Choose what matters most."""
    status = sources.status
    close, unlock = style.translate("window", "Close"), style.translate("window", "Unlock")
    if sources.selling is not None:
        text = problem_text(sources.selling, style)
        if status.keys_locked and sources.selling.next is NextStep.UNLOCK_KEYS:
            return Message(Tone.BAD, text, MessageAction.UNLOCK_KEYS, unlock)
        return Message(Tone.BAD, text, MessageAction.DISMISS_PROBLEM, close)
    if sources.told:
        return Message(Tone.PLAIN, sources.told, MessageAction.DISMISS_TOLD, close)
    if status.problem is not None:
        return Message(Tone.BAD, problem_text(status.problem, style))
    if status.keys_locked:
        text = style.translate("window", "The vending keys are locked: nothing can be sold.")
        return Message(Tone.WARNING, text, MessageAction.UNLOCK_KEYS, unlock)
    if status.unsettled:
        more = len(status.unsettled) - 1
        text = style.say(status.unsettled[0].text) + (f"  (+{more})" if more else "")
        opening = style.translate("window", "Open")
        return Message(Tone.WARNING, text, MessageAction.OPEN_UNSETTLED, opening)
    if status.drawer.text:
        to_drawer = style.translate("window", "Drawer")
        drawer = style.say(status.drawer)
        return Message(Tone.WARNING, drawer, MessageAction.OPEN_DRAWER_PAGE, to_drawer)
    if status.agent_float.text:
        to_float, low = style.translate("float", "Float"), style.say(status.agent_float)
        return Message(Tone.WARNING, low, MessageAction.OPEN_FLOAT_PAGE, to_float)
    if status.notice.text:
        # Head office's own words say nothing of the direction that they run in.
        said = style.words.line(style.say(status.notice))
        return Message(status.notice_tone, said, MessageAction.DISMISS_NOTICE, close)
    if sources.guide.lesson is not None:
        text = f"{sources.guide.number}/{LESSONS}  {style.say(sources.guide.text)}"
        hide = style.translate("window", "Hide the guide")
        icon = IconName.TRAINING
        return Message(Tone.PLAIN, text, MessageAction.DISMISS_GUIDE, hide, icon)
    legend = style.translate(
        "window",
        "Enter: next · Esc: back · F2: new sale · F3: find · F7: print again · F8: history · "
        "F12: lock · F1: all keys",
    )
    # It begins with the name of a key, in Latin letters.
    return Message(Tone.PLAIN, style.words.line(legend), icon=IconName.KEYS)


def problem_text(problem: ProblemView, style: Style) -> str:
    """Return a refusal as one paragraph, its code last."""
    parts = (problem.happened, problem.money, problem.next_step)
    return " ".join([*(style.say(part) for part in parts if part.text), f"({problem.code})"])


class MessageBar(QFrame):
    """Shows one message and its button."""

    acted = Signal(object)  # MessageAction

    def __init__(self, style: Style) -> None:
        super().__init__()
        self._style = style
        if style.look.is_narrow:
            self.setMinimumHeight(style.px(48))
        else:
            self.setFixedHeight(style.px(48))
        self._icon = QLabel()
        self._icon.setFixedWidth(style.px(20))
        self._text = text_label(kind="caption", wrap=True)
        self._button = push_button(style, "", height=44)
        self._button.clicked.connect(self._pressed)
        layout = row_in(self, spacing=style.px(8))
        layout.setContentsMargins(style.px(12), 0, style.px(2), 0)
        layout.addWidget(self._icon)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._button)
        self.shown = Message(Tone.PLAIN, "")

    def show_message(self, message: Message) -> None:
        """Say this from now on."""
        if message == self.shown:
            return
        self.shown = message
        style = self._style
        is_plain = message.tone is Tone.PLAIN
        change_property(self, "box", "" if is_plain else message.tone.value)
        change_property(self._text, "tone", "" if is_plain else message.tone.value)
        self._text.setText(message.text)
        self._text.setToolTip(plain_tip(message.text))
        if message.icon is None:
            self._icon.setPixmap(style.tone_pixmap(message.tone))
        else:
            self._icon.setPixmap(style.pixmap(message.icon, style.look.theme.colours.muted))
        self._button.setText(message.button)
        self._button.setAccessibleName(message.button)
        self._button.setVisible(bool(message.button))

    def _pressed(self) -> None:
        self.acted.emit(self.shown.action)
