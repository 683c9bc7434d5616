"""Buttons: how they look is a role of the style sheet, and none takes the keyboard from a field."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy

from pos.ui.look.icons import IconName
from pos.ui.look.style import Style
from pos.ui.widgets.labels import FittingLabel, change_property, plain_tip, text_label
from pos.ui.widgets.text_button import TextButton


def push_button(
    style: Style,
    text: str,
    *,
    role: str = "",
    icon: IconName | None = None,
    description: str = "",
    height: int = 48,
) -> TextButton:
    """Return a button that is reached by Tab but takes no focus from a click.

    Its words and what a finger hits say how narrow it may be.

    Args:
        text: already translated; also its accessible name.
        role: a role of the style sheet, empty for the usual one.
        description: what it does, for a screen reader and as a tip.
        height: in pixels at 100 %; less in a compact look, never under what a finger hits.
    """
    button = TextButton(style, text)
    sizes = style.look.theme.sizes
    button.setMinimumHeight(style.look.pick(max(sizes.target_min, height - 4), height))
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setAutoDefault(False)
    button.setAccessibleName(text)
    if description:
        button.setToolTip(plain_tip(description))
        button.setAccessibleDescription(description)
    if role:
        button.setProperty("role", role)
    if icon is not None:
        button.setIcon(style.icon(icon))
        button.setIconSize(QSize(style.px(20), style.px(20)))
    return button


def key_button(style: Style, text: str, *, role: str = "key", height_min: int = 48) -> TextButton:
    """Return a button that leaves the keyboard where it is, for keypads and choices."""
    button = push_button(style, text, role=role)
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    button.setMinimumHeight(style.px(height_min))
    button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
    return button


def mark_chosen(button: QPushButton, *, chosen: bool) -> None:
    """Show a button as the chosen one of its row, and say so to a screen reader."""
    change_property(button, "chosen", "yes" if chosen else "no")
    button.setCheckable(chosen)
    button.setChecked(chosen)


class PrimaryButton(QPushButton):
    """The one next thing to do: always in the same place, with the key that does it.

    Args:
        style: look and words.
        key: name of the key, already translated.
    """

    def __init__(self, style: Style, key: str) -> None:
        super().__init__()
        self.setProperty("role", "primary")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFixedHeight(style.look.pick(56, 72))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._style = style
        sizes = style.look.theme.type
        self._label = FittingLabel(style, size=sizes.field, size_min=sizes.caption)
        self._label.centre()
        self._label.keep_to_one_line()
        self._key = text_label(key, kind="keycap")
        row = QHBoxLayout(self)
        row.setContentsMargins(style.px(16), 0, style.px(16), 0)
        row.setSpacing(style.px(8))
        row.addWidget(self._label, 1)
        row.addWidget(self._key, 0, Qt.AlignmentFlag.AlignVCenter)
        for child in (self._label, self._key):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    @property
    def label(self) -> str:
        """The words on it."""
        return self._label.text

    def show_action(self, text: str, *, enabled: bool) -> None:
        """Show what it does now and whether it may be done."""
        self.setEnabled(enabled)
        self.setAccessibleName(text)
        colours = self._style.look.theme.colours
        self._label.show_text(text, colours.on_primary if enabled else colours.disabled)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave all keys to the window, which handles Enter in one place."""
        event.ignore()
