"""Cards, rows and messages: the frames that everything on a page stands in."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from pos.presenters.sale.state import Notice, Row, Tone
from pos.ui.look.look import Density
from pos.ui.look.style import Style
from pos.ui.widgets.fields import TextField
from pos.ui.widgets.labels import FittingLabel, change_property, plain_tip, text_label

NOTICE_LINES = 3


def column(parent: QWidget, *, margin: int = 0, spacing: int = 0) -> QVBoxLayout:
    """Give a widget a column to fill."""
    layout = QVBoxLayout(parent)
    layout.setContentsMargins(margin, margin, margin, margin)
    layout.setSpacing(spacing)
    return layout


def row(into: QBoxLayout | None = None, *, spacing: int = 0) -> QHBoxLayout:
    """Return a row without margins, already in its place if one is given."""
    layout = QHBoxLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    if into is not None:
        into.addLayout(layout)
    return layout


def row_in(parent: QWidget, *, spacing: int = 0) -> QHBoxLayout:
    """Give a widget a row to fill."""
    layout = QHBoxLayout(parent)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    return layout


def labelled(style: Style, field: QWidget, label: QWidget | None = None) -> QWidget:
    """Return a field below its name, or another label, with room for the ring between them.

    A field in which its name stands as well no longer says it.
    """
    if isinstance(field, TextField) and field.example == field.accessibleName():
        field.example = ""
    holder = QWidget()
    lines = column(holder, spacing=style.look.pick(3, 4))
    lines.addWidget(label or text_label(field.accessibleName(), kind="caption"))
    lines.addWidget(field)
    return holder


def side_by_side(page: QWidget, style: Style) -> QBoxLayout:
    """Give a page cards beside one another, or in a column where there is no room for that."""
    layout: QBoxLayout = QVBoxLayout(page) if style.look.is_narrow else QHBoxLayout(page)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(style.look.pick(8, 16))
    return layout


class Card(QFrame):
    """A quiet frame with a heading line.

    Args:
        style: look and words.
        title: already translated, empty for none.
        key: the key that goes there, empty for none.
    """

    def __init__(self, style: Style, title: str = "", key: str = "") -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.style_ = style
        margin = style.look.pick(8, 20)
        self.body = column(self, margin=margin, spacing=style.look.pick(4, 8))
        if title:
            self.setAccessibleName(title)
            heading = row(self.body)
            heading.addWidget(text_label(title, kind="caption-strong"))
            heading.addStretch(1)
            heading.addWidget(text_label(key, kind="caption-strong"))


class NoticeLine(QWidget):
    """A message under a field; its room is kept whether or not there is one."""

    def __init__(self, style: Style, lines: int = NOTICE_LINES) -> None:
        super().__init__()
        self._style = style
        self._icon = QLabel()
        self._icon.setFixedWidth(style.px(20))
        self._icon.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._text = text_label(kind="caption", wrap=True)
        self._text.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(style.px(6))
        layout.addWidget(self._icon)
        layout.addWidget(self._text, 1)
        self.setMinimumHeight(style.caption_line() * lines)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def take_what_is_left(self) -> None:
        """Be as high as there is room, instead of a number of lines."""
        self.setMinimumHeight(self._style.caption_line())
        self.setMaximumHeight(self._style.px(400))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def text(self) -> str:
        """The words that are shown."""
        return self._text.text()

    def show_notice(self, notice: Notice | None) -> None:
        """Show a message, or nothing."""
        if notice is None:
            self.show_text(Tone.PLAIN, "")
            return
        said = [self._style.say(part) for part in (*notice.first, notice.then) if part.text]
        self.show_text(notice.tone, " ".join(said))

    def show_text(self, tone: Tone, text: str) -> None:
        """Show words in a tone; a screen reader is told of new ones."""
        is_new = text != self._text.text()
        self._text.setText(text)
        self._text.setToolTip(plain_tip(text))
        self._icon.setPixmap(self._style.tone_pixmap(tone))
        self._icon.setVisible(bool(text))
        change_property(self._text, "tone", "" if tone is Tone.PLAIN else tone.value)
        if text and is_new:
            QAccessible.updateAccessibility(QAccessibleEvent(self._text, QAccessible.Event.Alert))


class TonedBox(QFrame):
    """A message in a box of its tone, with an icon."""

    def __init__(self, style: Style) -> None:
        super().__init__()
        self._style = style
        self._icon = QLabel()
        self._icon.setFixedWidth(style.px(20))
        self._text = text_label(wrap=True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(style.px(12), style.px(8), style.px(12), style.px(8))
        layout.setSpacing(style.px(8))
        layout.addWidget(self._icon)
        layout.addWidget(self._text, 1)

    @property
    def text(self) -> str:
        """The words that are shown."""
        return self._text.text()

    def show_text(self, tone: Tone, text: str) -> None:
        """Show words in a tone."""
        change_property(self, "box", tone.value)
        change_property(self._text, "tone", "" if tone is Tone.PLAIN else tone.value)
        self._icon.setPixmap(self._style.tone_pixmap(tone))
        self._text.setText(text)


class FactRow(QFrame):
    """A label at the start of the line and its value at the end."""

    def __init__(self, style: Style) -> None:
        super().__init__()
        self.setProperty("role", "row")
        self._style = style
        is_compact = style.look.density is Density.COMPACT
        self._label = text_label(kind="caption" if is_compact else "muted")
        sizes = style.look.theme.type
        self._value = FittingLabel(
            style, size=sizes.body, size_min=sizes.caption, bold=False, trailing=True
        )
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(style.px(8))
        layout.addWidget(self._label)
        layout.addWidget(self._value, 1)
        height = style.look.pick(28, 36)
        self.setMinimumHeight(height)
        if not style.look.is_narrow:
            self.setMaximumHeight(height)

    def show_row(self, fact: Row | None) -> None:
        """Show a fact, or an empty line."""
        self._label.setText("" if fact is None else self._style.say(fact.label))
        self._value.show_text("" if fact is None else self._style.say(fact.value))
