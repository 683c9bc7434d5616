"""The bar at the top: where to go, and everything that must always be seen."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QWidget

from pos.presenters.sale.state import Tone
from pos.presenters.status.chips import Chip
from pos.presenters.status.presenter import StatusState
from pos.ui.look.icons import IconName
from pos.ui.look.style import Style
from pos.ui.widgets.buttons import mark_chosen, push_button
from pos.ui.widgets.labels import change_property, plain_tip, text_label
from pos.ui.widgets.panels import row_in
from pos.ui.window.page_name import PageName


@dataclass(frozen=True, slots=True)
class _ChipKind:
    """One place in the bar: its part of the status, and its icon when all is well and when not."""

    part: Callable[[StatusState], Chip]
    icon: IconName
    trouble: IconName


# In the order in which they give up their words when the bar is narrow, last one first.
_KINDS = (
    _ChipKind(lambda state: state.operator, IconName.USER, IconName.USER),
    _ChipKind(lambda state: state.link, IconName.ONLINE, IconName.OFFLINE),
    _ChipKind(lambda state: state.lease, IconName.ALLOWANCE, IconName.WARNING),
    _ChipKind(lambda state: state.printer, IconName.PRINTER, IconName.PRINTER),
    _ChipKind(lambda state: state.tier, IconName.KEY_STORE, IconName.KEY_STORE),
)


_NAMES_IN_ROW = 4


class TopBar(QFrame):
    """Pages at the start of the line, the status at its end.

    Attributes:
        pages_row: the way to the pages; in a narrow window it scrolls with what is below the bar.
    """

    page_chosen = Signal(object)  # PageName
    told = Signal(str)  # The whole sentence behind a chip, for a finger that cannot hover.
    lock_wanted = Signal()

    def __init__(self, style: Style) -> None:
        super().__init__()
        self.setProperty("role", "bar")
        self.setFixedHeight(style.look.pick(48, 56))
        self._style = style
        layout = row_in(self, spacing=style.px(4))
        layout.setContentsMargins(style.look.pick(8, 16), 0, style.look.pick(8, 16), 0)
        self.pages = {name: self._page_button(name) for name in PageName if name.is_in_bar}
        self.pages_row = QWidget()
        places = QGridLayout(self.pages_row)
        places.setContentsMargins(0, 0, 0, 0)
        places.setSpacing(style.px(4))
        in_row = _NAMES_IN_ROW if style.look.is_narrow else len(self.pages)
        for number, button in enumerate(self.pages.values()):
            places.addWidget(button, number // in_row, number % in_row)
        if not style.look.is_narrow:
            layout.addWidget(self.pages_row)
        layout.addStretch(1)
        self.chips = [StatusChip(style, kind) for kind in _KINDS]
        for chip in self.chips:
            chip.clicked.connect(self._chip_pressed)
            layout.addWidget(chip)
        self._clock = text_label(kind="strong")
        self._clock.setAccessibleName(style.translate("window", "Time"))
        layout.addSpacing(style.px(8))
        layout.addWidget(self._clock)
        lock = push_button(style, "", role="plain", icon=IconName.LOCK, height=44)
        lock.setAccessibleName(style.translate("window", "Lock"))
        lock.setToolTip(plain_tip(style.translate("window", "Lock") + "  F12"))
        lock.clicked.connect(self.lock_wanted)
        self.lock = lock
        layout.addWidget(lock)

    def _page_button(self, name: PageName) -> QPushButton:
        style = self._style
        button = push_button(style, style.say(name.title), role="nav", height=44)
        button.setProperty("page", name.name)
        button.setToolTip(plain_tip(f"{style.say(name.title)}  {name.key}"))
        button.clicked.connect(self._page_pressed)
        return button

    def show_page(self, shown: PageName | None) -> None:
        """Mark the page that is shown; None while nobody is signed in."""
        for name, button in self.pages.items():
            button.setEnabled(shown is not None)
            mark_chosen(button, chosen=name is shown)
        self.lock.setEnabled(shown is not None)

    def render_status(self, state: StatusState) -> None:
        """Show the status."""
        for chip in self.chips:
            chip.render_chip(state)
        self._clock.setText(state.clock)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the chips as many words as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - self._fixed_width()
        for chip in self.chips:
            chip.show_words(shown=True)
        # Trouble keeps its words longest.
        order = list(reversed(self.chips))
        order.sort(key=lambda chip: chip.is_trouble)
        for chip in order:
            if sum(each.sizeHint().width() for each in self.chips) <= room:
                return
            chip.show_words(shown=False)

    def _fixed_width(self) -> int:
        others: list[QWidget] = [self._clock, self.lock]
        if not self._style.look.is_narrow:
            others.extend(self.pages.values())
        gaps = self._style.px(4) * (len(others) + len(self.chips)) + self._style.px(48)
        return sum(widget.sizeHint().width() for widget in others) + gaps

    def _page_pressed(self) -> None:
        button = self.sender()
        assert isinstance(button, QPushButton)  # noqa: S101 - only our own buttons are connected.
        self.page_chosen.emit(PageName[str(button.property("page"))])

    def _chip_pressed(self) -> None:
        chip = self.sender()
        assert isinstance(chip, StatusChip)  # noqa: S101 - only our own chips are connected.
        self.told.emit(chip.whole)


class StatusChip(QPushButton):
    """An icon, a word, and a whole sentence behind it."""

    def __init__(self, style: Style, kind: _ChipKind) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMinimumSize(style.px(44), style.px(44))
        self._style = style
        self._kind = kind
        self._icon = QLabel()
        self._text = text_label(kind="caption")
        self._row = row_in(self, spacing=style.px(6))
        edge = style.look.pick(6, 8)
        self._row.setContentsMargins(edge, 0, edge, 0)
        self._row.addWidget(self._icon)
        self._row.addWidget(self._text)
        for child in (self._icon, self._text):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._tone = Tone.PLAIN
        self.whole = ""

    @property
    def text_shown(self) -> str:
        """The word that is shown beside the icon."""
        return self._text.text()

    @property
    def is_trouble(self) -> bool:
        """Whether it asks for attention."""
        return self._tone in (Tone.WARNING, Tone.BAD)

    def render_chip(self, state: StatusState) -> None:
        """Show this chip's part of the status."""
        chip = self._kind.part(state)
        self._tone = chip.tone
        self._text.setText(self._style.say(chip.text))
        change_property(self._text, "tone", chip.tone.value if self.is_trouble else "")
        colours = self._style.look.theme.colours
        plain = colours.good if chip.tone is Tone.GOOD else colours.muted
        colour = self._style.tone_colour(chip.tone) if self.is_trouble else plain
        name = self._kind.trouble if self.is_trouble else self._kind.icon
        self._icon.setPixmap(self._style.pixmap(name, colour))
        self.whole = self._style.say(chip.whole) or self._text.text()
        self.setToolTip(plain_tip(self.whole))
        self.setAccessibleName(self._text.text())
        self.setAccessibleDescription(self.whole)
        self.setVisible(bool(chip.text.text))

    def show_words(self, *, shown: bool) -> None:
        """Show the word, or the icon alone."""
        self._text.setVisible(shown)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Ask for the room of icon and word."""
        return self._row.sizeHint().expandedTo(self.minimumSize())
