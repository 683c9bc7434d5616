"""The second card: how much, and what it buys."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from pos.presenters.sale.state import QUICK_AMOUNT_SLOTS, AmountPanel, QuoteRow
from pos.presenters.texts import NOTHING
from pos.ui.look.look import Density
from pos.ui.look.style import Style
from pos.ui.widgets.buttons import mark_chosen, push_button
from pos.ui.widgets.choice_row import ChoiceRow
from pos.ui.widgets.fields import AmountField
from pos.ui.widgets.labels import FittingLabel, text_label
from pos.ui.widgets.panels import Card, NoticeLine, column, row

# Beside the field there is room for a whole refusal, since there are no lines then.
_LINES_BESIDE = 6
_FIGURE = 72  # Wide enough for a day and for most amounts.
_FIGURE_BESIDE = 58


class AmountCard(Card):
    """Field, usual amounts, breakdown and what the customer gets."""

    quick_taken = Signal(int)  # A slot of the usual amounts.

    def __init__(self, style: Style) -> None:
        super().__init__(style, "2  " + style.translate("sale", "Amount"), "F4")
        self.field = AmountField(style, name=style.translate("sale", "Amount"))
        self.field.setObjectName("amount-field")
        is_beside = style.look.is_beside
        lines = _LINES_BESIDE if is_beside else style.notice_lines()
        self.notice = NoticeLine(style, lines=lines)
        self.quick = ChoiceRow(
            style,
            QUICK_AMOUNT_SLOTS,
            name=style.translate("sale", "Usual amounts"),
        )
        self.quick.taken.connect(self.quick_taken)
        self._lines = _Breakdown(style)
        self._beside: QStackedWidget | None = None
        self._gets = _Gets(style)
        self.compare = push_button(
            style,
            style.translate("sale", "Compare"),
            role="choice",
            description=style.translate("sale", "Beside the last purchase"),
            height=44,
        )
        self.compare.setParent(self)
        self.compare.setProperty("fit", "tiny")
        self.compare.setMinimumWidth(style.px(80))
        self.compare.hide()
        self.compare.clicked.connect(self._compare_pressed)
        # Pressed where there is little room, it shows the last purchase in place of the working.
        self._panel, self._compares = AmountPanel(), False
        if is_beside:
            self._arrange_beside(style)
        else:
            for widget in (self.field, self.quick, self.notice):
                self.body.addWidget(widget)
            self.body.addWidget(self._lines, 1)
            self.body.addWidget(self._gets)

    def _arrange_beside(self, style: Style) -> None:
        """Stand in two columns; a refusal takes the place of the lines there are none of then."""
        side = row(self.body, spacing=style.px(12))
        lead = QVBoxLayout()
        lead.setSpacing(style.px(6))
        lead.addWidget(self.field)
        lead.addWidget(self.quick)
        gets = row(spacing=style.px(8))
        gets.addWidget(self._gets, 1)
        gets.addWidget(self.compare, 0, Qt.AlignmentFlag.AlignBottom)
        lead.addLayout(gets)
        lead.addStretch(1)
        side.addLayout(lead, 1)
        self._beside = QStackedWidget()
        lines = QWidget()
        detail = column(lines)
        detail.addWidget(self._lines, 1)
        detail.addWidget(self._gets.fewer)
        self._beside.addWidget(lines)
        self._beside.addWidget(self.notice)
        side.addWidget(self._beside, 1)

    def render_panel(self, panel: AmountPanel) -> None:
        """Show the amount and what it buys."""
        self.field.show_amount(panel.symbol, panel.text, begins_anew=panel.begins_anew)
        self.quick.render_choices(panel.quick)
        self.notice.show_notice(panel.notice)
        if self._beside is not None:
            self._beside.setCurrentIndex(0 if panel.notice is None else 1)
        self._gets.render_gets(panel)
        self._panel = panel
        self._compares = self._compares and bool(panel.beside)
        self._render_lines()

    def _render_lines(self) -> None:
        """Show the lines; two columns of figures want width, or the place of the working."""
        panel = self._panel
        if self._beside is None:
            self._lines.render_lines(panel.beside or panel.lines)
            return
        self.compare.setVisible(bool(panel.beside))
        mark_chosen(self.compare, chosen=self._compares)
        self._gets.fewer.setVisible(bool(panel.fewer.text) and not self._compares)
        compared = (
            replace(line, label=line.label if line.label.text else line.detail, detail=NOTHING)
            for line in panel.beside
        )
        self._lines.render_lines(tuple(compared) if self._compares else panel.lines)

    def _compare_pressed(self) -> None:
        self._compares = not self._compares
        self._render_lines()


class _Breakdown(QScrollArea):
    """The lines of the quote; only a tariff with very many of them scrolls."""

    def __init__(self, style: Style) -> None:
        super().__init__()
        self._style = style
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.setAccessibleName(style.translate("sale", "What the amount is made of"))
        inside = QWidget()
        inside.setObjectName("lines")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        self.setWidget(inside)
        self._rows: list[_LineRow] = []

    def render_lines(self, lines: tuple[QuoteRow, ...]) -> None:
        """Show the lines; rows are kept for the next quote, so that typing builds nothing."""
        while len(self._rows) < len(lines):
            added = _LineRow(self._style)
            self._rows.append(added)
            self._column.insertWidget(self._column.count() - 1, added)
        for number, widget in enumerate(self._rows):
            widget.setVisible(number < len(lines))
            if number < len(lines):
                widget.show_line(lines[number])
        if self._style.look.is_narrow:
            # A page that scrolls as a whole holds no list that scrolls by itself.
            self.setMinimumHeight(self._column.sizeHint().height())


class _LineRow(QFrame):
    """Label, working and amount of one line of the quote, and the last purchase's beside it."""

    def __init__(self, style: Style) -> None:
        super().__init__()
        self.setProperty("role", "row")
        self._style = style
        sizes = style.look.theme.type
        self._label = FittingLabel(style, size=sizes.body, size_min=sizes.caption, bold=False)
        self._amount = text_label()
        self._before = text_label(kind="caption")
        for figure in (self._before, self._amount):
            figure.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        # Under one another in both columns; a line that is not compared needs no second one.
        self._figure = style.px(_FIGURE_BESIDE if style.look.is_beside else _FIGURE)
        self._before.setMinimumWidth(self._figure)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(style.px(8))
        layout.addWidget(self._label, 1)
        layout.addWidget(self._before)
        layout.addWidget(self._amount)
        self._height, self._height_beside = style.look.pick(26, 36), style.look.pick(26, 28)

    def show_line(self, line: QuoteRow) -> None:
        words = self._style.words
        label = "   ".join(part for part in (words.say(line.label), words.say(line.detail)) if part)
        self._label.show_text(label, self._style.look.theme.colours.muted)
        self._amount.setText(words.run(line.amount))
        self._before.setText(words.run(line.before))
        self._before.setVisible(bool(line.before))
        self._amount.setMinimumWidth(self._figure if line.before else 0)
        self.setFixedHeight(self._height_beside if line.before else self._height)


class _Gets(QWidget):
    """What the customer gets, large, and why it is less than before.

    Where there is little height, the why stands elsewhere: `fewer` is put there by the card.
    """

    def __init__(self, style: Style) -> None:
        super().__init__()
        self._style = style
        sizes = style.look.theme.type
        is_compact = style.look.density is Density.COMPACT
        self._units = FittingLabel(
            style, size=sizes.amount if is_compact else sizes.change, size_min=sizes.heading
        )
        self.fewer = text_label(kind="caption", wrap=True)
        self.fewer.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        layout = column(self)
        kind = "caption" if is_compact else "muted"
        layout.addWidget(text_label(style.translate("sale", "Customer gets"), kind=kind))
        layout.addWidget(self._units)
        if not style.look.is_beside:
            self.fewer.setFixedHeight(style.caption_line() * 2)
            layout.addWidget(self.fewer)

    def render_gets(self, panel: AmountPanel) -> None:
        self._units.show_text(self._style.say(panel.gets))
        self.fewer.setText(self._style.say(panel.fewer))
