"""What the customer takes away: the vend code, its QR code, and what became of the receipt."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from pos.presenters.sale.state import CodeView, SoldView, Tone
from pos.presenters.texts import NOTHING
from pos.ui.look.icons import IconName
from pos.ui.look.look import Density
from pos.ui.look.style import Style
from pos.ui.sale.meter_panel import MeterPanelView
from pos.ui.widgets.buttons import push_button
from pos.ui.widgets.labels import FittingLabel, plain_tip, text_label
from pos.ui.widgets.panels import Card, TonedBox, row
from pos.ui.widgets.qr_view import QrView
from pos.ui.widgets.token_label import TokenLabel

# So many have room for large digits and a QR code; the virtual meter takes the room of one.
_LARGE_CODES_MAX = 2
# So many have room for a line each; more stand two in a line.
_LINES_MAX, _LINES_MAX_COMPACT = 4, 2
_ROW_SIZE_MIN = 12
_NOBODYS = SoldView("", NOTHING, NOTHING, (), NOTHING, NOTHING, Tone.PLAIN, NOTHING, Tone.PLAIN)


class CodeCard(Card):
    """A finished sale; it stays until the next one.

    Args:
        style: look and words.
        meter: the virtual meter of a training terminal, None on a real one.
    """

    copy_wanted = Signal()
    paper_came = Signal()
    paper_lost = Signal()

    def __init__(self, style: Style, meter: MeterPanelView | None) -> None:
        super().__init__(style)
        sizes = style.look.theme.type
        self._title = FittingLabel(style, size=sizes.body, size_min=sizes.caption)
        self._receipt = text_label(kind="caption-strong")
        self._codes = QVBoxLayout()
        self._codes.setSpacing(style.look.pick(6, 16))
        self._checked = TonedBox(style)
        self._paper = TonedBox(style)
        self.shown = _NOBODYS
        self.labels: list[TokenLabel] = []
        self._large_max = _LARGE_CODES_MAX - (meter is not None)
        heading = row(self.body, spacing=style.px(12))
        heading.addWidget(self._title, 1)
        heading.addWidget(self._receipt)
        self.body.addLayout(self._codes)
        self._boxes(style)
        self._buttons(style)
        self.body.addStretch(1)
        if meter is not None:
            self.body.addWidget(meter)

    def _boxes(self, style: Style) -> None:
        """Say side by side what was checked and what became of the paper."""
        boxes = row(self.body, spacing=style.px(8))
        boxes.addWidget(self._checked, 1)
        boxes.addWidget(self._paper, 1)

    def _buttons(self, style: Style) -> None:
        buttons = row(self.body, spacing=style.px(8))
        self.copy = push_button(
            style,
            style.translate("sale", "Print a copy") + "  F7",
            icon=IconName.PRINTER,
            description=style.translate("sale", "Print the receipt once more, marked as a copy"),
        )
        self.copy.clicked.connect(self.copy_wanted)
        self.came_out = push_button(style, style.translate("sale", "It came out"))
        self.came_out.clicked.connect(self.paper_came)
        self.is_lost = push_button(style, style.translate("sale", "It did not"))
        self.is_lost.clicked.connect(self.paper_lost)
        for button in (self.copy, self.came_out, self.is_lost):
            buttons.addWidget(button)
        buttons.addStretch(1)

    def render_sold(self, sold: SoldView | None) -> None:
        """Show a finished sale; without one nothing of the last is left to be read."""
        style = self.style_
        sold = sold or _NOBODYS
        self._title.show_text(style.say(sold.title))
        self._receipt.setText(style.say(sold.receipt))
        self._checked.show_text(sold.checked_tone, style.say(sold.checked))
        self._paper.show_text(sold.print_tone, style.say(sold.print_state))
        for button in (self.came_out, self.is_lost):
            button.setVisible(bool(sold.must_settle))
        if (sold.codes, sold.details) != (self.shown.codes, self.shown.details):
            self._render_codes(sold)
        self.shown = sold

    def _render_codes(self, sold: SoldView) -> None:
        while (item := self._codes.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self.labels = []
        if len(sold.codes) > self._large_max:
            self._render_rows(sold)
            return
        for number, code in enumerate(sold.codes):
            details = self.style_.say(NOTHING if number else sold.details)
            view = _CodeView(self.style_, code, details, is_alone=len(sold.codes) == 1)
            self.labels.append(view.token)
            self._codes.addWidget(view)

    def _render_rows(self, sold: SoldView) -> None:
        """Show many codes, as a key change has, in little room; their QR codes are on paper."""
        style = self.style_
        is_compact = style.look.density is Density.COMPACT
        columns = 1 if len(sold.codes) <= (_LINES_MAX_COMPACT if is_compact else _LINES_MAX) else 2
        places = [f"{number}/{len(sold.codes)}" for number in range(1, len(sold.codes) + 1)]
        rows = [
            _CodeRow(style, place, code, columns=columns)
            for place, code in zip(places, sold.codes, strict=True)
        ]
        self.labels = [row.token for row in rows]
        table = QWidget()
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(style.look.pick(0, 16 // columns))
        for number, one in enumerate(rows):
            grid.addWidget(one, number // columns, number % columns)
        self._codes.addWidget(table)
        self._codes.addWidget(_details(style, style.say(sold.details), is_compact=is_compact))


class _CodeRow(QWidget):
    """One code among many: its place, digits, and what it does where there is room to say it."""

    def __init__(self, style: Style, place: str, code: CodeView, *, columns: int) -> None:
        super().__init__()
        is_compact = style.look.density is Density.COMPACT
        size_max = 16 if is_compact and columns > 1 else 26
        self.token = TokenLabel(style, code.groups, size_max=size_max)
        self.token.setAccessibleDescription(f"{place}, {style.say(code.units)}")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(style.px(12))
        layout.addWidget(text_label(place, kind="caption-strong"))
        if is_compact and columns > 1:
            layout.addWidget(self.token, 3)
            self.token.setToolTip(plain_tip(style.say(code.units)))
            return
        says = FittingLabel(style, size=style.look.theme.type.body, size_min=_ROW_SIZE_MIN)
        says.show_text(style.say(code.units))
        if columns == 1:
            layout.addWidget(self.token, 5)
            layout.addWidget(says, 2)
            return
        below = QVBoxLayout()
        below.setSpacing(0)
        below.addWidget(self.token)
        below.addWidget(says)
        layout.addLayout(below, 1)


class _CodeView(QWidget):
    """One code: digits first, then what it is worth beside its QR code."""

    def __init__(self, style: Style, code: CodeView, details: str, *, is_alone: bool) -> None:
        super().__init__()
        self.token = TokenLabel(style, code.groups)
        sizes = style.look.theme.type
        units = FittingLabel(style, size=sizes.change, size_min=sizes.heading)
        units.show_text(style.say(code.units))
        is_compact = style.look.density is Density.COMPACT
        # Whole pixels for each of the 29 modules, 3 or 5 of them.
        side = 92 if is_compact or not is_alone else 148
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(style.look.pick(4, 12))
        layout.addWidget(self.token)
        worth = QHBoxLayout()
        worth.setSpacing(style.px(20))
        worth.addWidget(QrView(style, code.digits, side))
        told = QVBoxLayout()
        told.setSpacing(style.px(4))
        told.addStretch(1)
        told.addWidget(units)
        told.addWidget(_details(style, details, is_compact=is_compact))
        told.addStretch(1)
        worth.addLayout(told, 1)
        layout.addLayout(worth)


def _details(style: Style, text: str, *, is_compact: bool) -> QWidget:
    """Return amount, moment and tariff; where there is little height, in one line."""
    if not is_compact:
        return text_label(text, kind="muted", wrap=True)
    size = style.look.theme.type.caption
    line = FittingLabel(style, size=size, size_min=size, bold=False)
    line.show_text(text, style.look.theme.colours.muted)
    return line
