"""Past sales: a list that loads as it is scrolled, and one of them whole."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from pos.presenters.history.case_presenter import CasePresenter
from pos.presenters.history.case_view import CaseMode
from pos.presenters.history.presenter import HistoryPresenter, HistoryState
from pos.presenters.sale.presenter import SalePresenter
from pos.presenters.sale.state import Tone
from pos.ui.history.history_model import COLUMNS, HistoryModel
from pos.ui.history.sale_detail import SaleDetail
from pos.ui.look.style import Style
from pos.ui.widgets.buttons import mark_chosen, push_button
from pos.ui.widgets.fields import TextField
from pos.ui.widgets.keyboard import give_keyboard
from pos.ui.widgets.message_bar import problem_text
from pos.ui.widgets.panels import Card, NoticeLine, row, side_by_side
from pos.ui.widgets.tables import make_table

_MORE_WITHIN_ROWS = 10


class HistoryPage(QWidget):
    """A filter, the table, and what was opened.

    Args:
        style: look and words.
        history: the presenter.
        case: what went wrong with the opened sale.
        sale: takes an unfinished sale back to the sale screen.
    """

    resumed = Signal()  # An unfinished sale is on the sale screen now.

    def __init__(
        self, style: Style, history: HistoryPresenter, case: CasePresenter, sale: SalePresenter
    ) -> None:
        super().__init__()
        self.setObjectName("page")
        self._style = style
        self._history, self._case, self._sale = history, case, sale
        self.filter = TextField(
            style,
            name=style.translate("history", "Filter"),
            example=style.translate("history", "Receipt, code, amount, customer, meter or day"),
        )
        self.filter.setObjectName("history-filter")
        self.filter.textEdited.connect(history.filtered)
        self.model = HistoryModel(style, self)
        self.table = self._table()
        self._notice = NoticeLine(style, lines=2)
        self.cases = push_button(style, style.translate("case", "Open cases"), role="choice")
        self.cases.setProperty("fit", "small")
        self.cases.clicked.connect(history.cases_wanted)
        self.detail = SaleDetail(style, case)
        self.detail.turned.connect(self.focus_step)
        self.detail.copy_wanted.connect(history.print_copy)
        self.detail.statement_wanted.connect(history.statement_wanted)
        self.detail.resume_wanted.connect(self._resume)
        if not style.look.is_narrow:
            self.detail.setFixedWidth(style.look.pick(416, 440))
        self.filter.setProperty("fit", "body")
        listing = Card(style)
        listing.body.setSpacing(style.px(8))
        above = row(listing.body, spacing=style.px(8))
        above.addWidget(self.filter, 1)
        if style.look.is_narrow:
            above = row(listing.body)
        above.addWidget(self.cases)
        listing.body.addWidget(self.table)
        listing.body.addWidget(self._notice)
        layout = side_by_side(self, style)
        layout.addWidget(listing, 1)
        layout.addWidget(self.detail)
        history.attach(self.render_state)
        case.attach(self.detail.render_case)

    def _table(self) -> QTableView:
        style = self._style
        table = make_table(style, self.model, style.translate("history", "Past sales"))
        header = table.horizontalHeader()
        for number, column in enumerate(COLUMNS):
            fills = column.stretches and not style.look.is_narrow
            mode = QHeaderView.ResizeMode.Stretch if fills else QHeaderView.ResizeMode.Fixed
            header.setSectionResizeMode(number, mode)
            table.setColumnWidth(number, self.model.width_of(number))
            table.setColumnHidden(number, style.look.density in column.left_out)
        table.selectionModel().currentRowChanged.connect(self._row_changed)
        table.clicked.connect(self._row_clicked)
        table.verticalScrollBar().valueChanged.connect(self._scrolled)
        return table

    def leave(self) -> None:
        """Stop rendering and let the opened sale go."""
        self._history.detach()
        self._case.detach()

    def render_state(self, state: HistoryState) -> None:
        """Show the list and what is opened."""
        self.model.take_rows(state.rows)
        self.filter.show_text(state.filter)
        mark_chosen(self.cases, chosen=state.only_cases)
        self.detail.render_detail(state.detail)
        if state.detail is not None and not self.table.currentIndex().isValid():
            self._mark(self.model.line_of(state.detail.sale_id))
        if state.problem is not None:
            self._notice.show_text(Tone.BAD, problem_text(state.problem, self._style))
        elif not state.rows and not state.is_loading:
            translate = self._style.translate
            none = translate("history", "No sales.")
            if state.only_cases:
                none = translate("case", "No open cases.")
            self._notice.show_text(Tone.PLAIN, none)
        else:
            self._notice.show_text(Tone.PLAIN, "")

    def focus_step(self) -> None:
        """Send the keyboard to the list, or to the form that is filled in."""
        if self._case.state.is_typing:
            self.detail.panel.focus_step()
            return
        give_keyboard(self.table)

    def filter_wanted(self) -> bool:
        """Go to the filter, unless its key is being typed into it or a form is filled in."""
        if self.filter.hasFocus() or self._case.state.is_typing:
            return False
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def enter(self) -> None:
        """Open the marked sale, the first one if none is marked; in a form, go on."""
        if self._case.state.is_typing:
            self.detail.panel.enter()
            return
        if not self.table.currentIndex().isValid():
            self._mark(0)
        self._open(self.table.currentIndex())

    def back(self) -> bool:
        """Leave the form; False where none is filled in."""
        return self._case.back()

    def scanned(self, text: str) -> bool:
        """Take the meter that was meant, or is looked for; False where none is asked for."""
        if self._case.state.mode is CaseMode.WRITING:
            self._case.meant_typed(text)
            return True
        if self.filter.hasFocus():
            self._history.filtered(text)
            return True
        return False

    def step_found(self, by: int) -> bool:
        """Move in the list from the filter too."""
        if not self.filter.hasFocus():
            return False
        last = self.model.rowCount() - 1
        now = self.table.currentIndex()
        line = max(0, min(last, now.row() + by)) if now.isValid() else 0
        self._mark(line)
        return True

    def _mark(self, line: int) -> None:
        # `selectRow` looks for a column at the window's edge, and finds none from right to left.
        self.table.setCurrentIndex(self.model.index(line, 0))

    def _row_changed(self, now: QModelIndex, before: QModelIndex) -> None:
        del before
        self._open(now)

    def _row_clicked(self, index: QModelIndex) -> None:
        self._open(index)

    def _open(self, index: QModelIndex) -> None:
        sale_id = self.model.sale_at(index.row()) if index.isValid() else ""
        if sale_id:
            self._history.opened(sale_id)

    def _scrolled(self, value: int) -> None:
        bar = self.table.verticalScrollBar()
        if value >= bar.maximum() - self._style.px(44) * _MORE_WITHIN_ROWS:
            self._history.more()

    def _resume(self, sale_id: str) -> None:
        self._sale.open_unsettled(sale_id)
        self.resumed.emit()
