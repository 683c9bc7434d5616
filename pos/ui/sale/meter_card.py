"""The first card: whose meter it is."""

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QFrame, QListView, QStackedWidget, QWidget

from pos.presenters.formatting import grouped_meter
from pos.presenters.sale.state import MeterPanel
from pos.ui.look.style import Style
from pos.ui.widgets.fields import TextField
from pos.ui.widgets.labels import FittingLabel, text_label
from pos.ui.widgets.panels import Card, FactRow, NoticeLine, column, row

FACTS = 4
_PAN = int(Qt.ItemDataRole.UserRole)


class MeterCard(Card):
    """Field, message, customer and what is known of the meter."""

    chosen = Signal(str)  # The meter's 18 digits, out of those found.

    def __init__(self, style: Style) -> None:
        super().__init__(style, "1  " + style.translate("sale", "Meter"), "F2")
        is_beside = style.look.is_beside
        gap = style.look.pick(12, 8)
        self.field = TextField(
            style,
            name=style.translate("sale", "Meter number, name or phone"),
            example=style.translate("sale", "Number, name or phone"),
        )
        self.field.setObjectName("meter-field")
        self.notice = NoticeLine(style, lines=style.notice_lines())
        sizes = style.look.theme.type
        self._customer = FittingLabel(style, size=sizes.heading, size_min=sizes.caption)
        self._address = FittingLabel(style, size=sizes.body, size_min=sizes.caption, bold=False)
        self._facts = [FactRow(style) for _ in range(FACTS)]
        self._hint = _HintBox(style)
        self._found = _FoundList(style)
        self._found.clicked.connect(self._took)
        self._below = QStackedWidget()
        self._below.addWidget(self._facts_page(style))
        self._below.addWidget(self._found)
        lead, detail = QWidget(), QWidget()
        lead_column = column(lead, spacing=style.px(4))
        lead_column.addWidget(self.field)
        lead_column.addWidget(self.notice)
        if is_beside:
            # A long refusal takes the room of the hint, which there is none of then.
            self.notice.take_what_is_left()
            self._hint.keep_place(kept=False)
            lead_column.setStretch(1, 1)
            lead_column.addWidget(self._hint)
        column(detail).addWidget(self._below)
        self._arrange(lead, detail, gap, is_beside=is_beside)

    def _arrange(self, lead: QWidget, detail: QWidget, gap: int, *, is_beside: bool) -> None:
        """Stand beside one another where there is no height, else below."""
        if is_beside:
            side = row(self.body, spacing=gap)
            side.addWidget(lead, 9)
            side.addWidget(detail, 10)
        else:
            self.body.addWidget(lead)
            self.body.addWidget(detail, 1)

    def _facts_page(self, style: Style) -> QWidget:
        page = QWidget()
        facts = column(page)
        facts.addWidget(self._customer)
        facts.addWidget(self._address)
        facts.addSpacing(style.look.pick(2, 8))
        for fact in self._facts:
            facts.addWidget(fact)
        facts.addStretch(1)
        if not style.look.is_beside:
            facts.addWidget(self._hint)
        return page

    def render_panel(self, panel: MeterPanel, *, is_typing: bool) -> None:
        """Show the meter; its number stands in groups as soon as it is not being typed."""
        words = self.style_.words
        is_number = panel.text.isascii() and panel.text.isdigit()
        is_grouped = is_number and not is_typing
        self.field.show_text(grouped_meter(panel.text) if is_grouped else panel.text)
        self.notice.show_notice(panel.notice)
        self._customer.show_text(words.run(panel.customer))
        self._address.show_text(words.run(panel.address), self.style_.look.theme.colours.muted)
        rows = (*panel.rows, *(None for _ in range(FACTS - len(panel.rows))))
        for widget, fact in zip(self._facts, rows, strict=True):
            widget.show_row(fact)
        self._hint.show_text(words.say(panel.hint))
        self._found.show_found(panel)
        self._below.setCurrentIndex(1 if panel.found else 0)

    def step_found(self, by: int) -> bool:
        """Move in the list of found meters; False where there is none."""
        return self._below.currentIndex() == 1 and self._found.step(by)

    def take_found(self) -> bool:
        """Take the marked meter; False where none is marked."""
        pan = self._found.marked_pan() if self._below.currentIndex() == 1 else ""
        if pan:
            self.chosen.emit(pan)
        return bool(pan)

    def _took(self) -> None:
        self.take_found()


class _HintBox(QFrame):
    """One quiet sentence at the foot of the card; its place is empty without one."""

    def __init__(self, style: Style) -> None:
        super().__init__()
        self.setProperty("role", "hint")
        self._label = text_label(kind="caption", wrap=True)
        column(self, margin=style.px(8)).addWidget(self._label)
        self.keep_place(kept=True)

    def keep_place(self, *, kept: bool) -> None:
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(kept)
        self.setSizePolicy(policy)

    def show_text(self, text: str) -> None:
        self._label.setText(text)
        self.setVisible(bool(text))


class _FoundList(QListView):
    """Meters that a search found; the keyboard stays in the field above."""

    def __init__(self, style: Style) -> None:
        super().__init__()
        self._style = style
        self.setAccessibleName(style.translate("sale", "Meters found"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._model = QStandardItemModel(self)
        self.setModel(self._model)
        self._shown = MeterPanel()

    def show_found(self, panel: MeterPanel) -> None:
        if panel.found == self._shown.found:
            return
        self._shown = panel
        self._model.clear()
        run = self._style.words.run
        for each in panel.found:
            item = QStandardItem(f"{run(each.number)}  {run(each.customer)}\n{run(each.address)}")
            item.setData(each.pan, _PAN)
            self._model.appendRow(item)

    def step(self, by: int) -> bool:
        """Mark the next or the previous one."""
        now = self.currentIndex().row()
        last = self._model.rowCount() - 1
        line = max(0, min(last, now + by)) if now >= 0 else 0
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(self._model.index(line, 0), flag)
        return True

    def marked_pan(self) -> str:
        """Return the marked meter's 18 digits, empty for none."""
        index = self.currentIndex()
        return str(index.data(_PAN)) if index.isValid() else ""
