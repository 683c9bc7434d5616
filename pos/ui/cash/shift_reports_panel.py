"""X and Z reports: a list of closed shifts, and one report as it is printed."""

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QWidget

from pos.presenters.cash.shift_reports_presenter import ShiftReportsPresenter, ShiftReportsState
from pos.presenters.cash.texts import SEE_X
from pos.presenters.sale.state import Tone
from pos.ui.look.icons import IconName
from pos.ui.look.look import Density
from pos.ui.look.style import Style
from pos.ui.widgets.buttons import push_button
from pos.ui.widgets.keyboard import give_keyboard
from pos.ui.widgets.message_bar import problem_text
from pos.ui.widgets.panels import Card, NoticeLine, row, side_by_side
from pos.ui.widgets.paper_view import PaperView
from pos.ui.widgets.tables import TableColumn, text_table


class ShiftReportsPanel(QWidget):
    """The list at the start, the report at the end.

    Args:
        style: look and words.
        reports: the presenter.
    """

    def __init__(self, style: Style, reports: ShiftReportsPresenter) -> None:
        super().__init__()
        self._style, self._reports = style, reports
        name = style.translate("cash", "Closed shifts")
        self.table, self._model = text_table(style, self._columns(), name, self)
        self.table.setColumnHidden(3, style.look.density is Density.COMPACT)
        self.table.selectionModel().currentRowChanged.connect(self._row_changed)
        self.see_x = push_button(style, style.say(SEE_X), icon=IconName.RECEIPT)
        self.see_x.clicked.connect(reports.x_wanted)
        self.print = push_button(style, style.translate("cash", "Print"), icon=IconName.PRINTER)
        self.print.clicked.connect(reports.print_shown)
        self.paper = PaperView(style, style.translate("cash", "Report"))
        self._notice = NoticeLine(style, lines=2)
        listing = Card(style, name)
        listing.body.addWidget(self.table, 1)
        listing.body.addWidget(self._notice)
        shown = Card(style)
        shown.setAccessibleName(style.translate("cash", "Report"))
        if not style.look.is_narrow:
            shown.setFixedWidth(style.look.pick(416, 440))
        shown.body.addWidget(self.paper, 1)
        buttons = row(shown.body, spacing=style.px(8))
        buttons.addWidget(self.see_x, 1)
        buttons.addWidget(self.print, 1)
        layout = side_by_side(self, style)
        layout.addWidget(listing, 1)
        layout.addWidget(shown)
        reports.attach(self.render_state)
        reports.refresh()

    def _columns(self) -> tuple[TableColumn, ...]:
        translate = self._style.translate
        return (
            TableColumn(translate("cash", "Number"), "TAAAAAA-1-000000"),
            TableColumn(translate("cash", "Closed")),
            TableColumn(translate("cash", "Over or short"), "-100 000.00", is_number=True),
            TableColumn(translate("cash", "Signed by")),
        )

    def leave(self) -> None:
        """Stop rendering."""
        self._reports.detach()

    def render_state(self, state: ShiftReportsState) -> None:
        """Show list and report."""
        style = self._style
        self._model.take(
            tuple((each.number, each.closed, each.over_short, each.people) for each in state.rows)
        )
        self.paper.show_lines(state.paper)
        self.print.setEnabled(state.can_print and not state.is_busy)
        if state.problem is not None:
            self._notice.show_text(Tone.BAD, problem_text(state.problem, style))
        else:
            self._notice.show_text(Tone.PLAIN, style.say(state.notice))

    def focus_step(self) -> None:
        """Send the keyboard to the list."""
        give_keyboard(self.table)

    def enter(self) -> None:
        """Open the marked shift, the newest if none is marked."""
        if not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self._model.index(0, 0))
        else:
            self._open(self.table.currentIndex())

    def back(self) -> bool:
        """There is no step here to go back from."""
        return False

    def step_found(self, by: int) -> bool:
        """Leave Up and Down to the list."""
        del by
        return False

    def print_again(self) -> None:
        """Print what is shown."""
        self._reports.print_shown()

    def _row_changed(self, now: QModelIndex, before: QModelIndex) -> None:
        del before
        self._open(now)

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self._reports.opened(self._reports.state.rows[index.row()].number)
