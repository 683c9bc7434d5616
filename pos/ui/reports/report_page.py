"""Reports: which one, of which days; drawn, as a table, and as files."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from pos.app.reports.report_table import ReportName
from pos.presenters.reports.presenter import Days, ReportPresenter, ReportState
from pos.presenters.reports.texts import NAMES, SHORT_NAMES
from pos.presenters.sale.state import Tone
from pos.ui.look.style import Style
from pos.ui.reports.report_pdf import ReportPdf
from pos.ui.widgets.buttons import mark_chosen, push_button
from pos.ui.widgets.fields import TextField
from pos.ui.widgets.keyboard import give_keyboard
from pos.ui.widgets.labels import FittingLabel, change_property, keep_place, text_label
from pos.ui.widgets.message_bar import problem_text
from pos.ui.widgets.panels import Card, NoticeLine, row, side_by_side
from pos.ui.widgets.plot_view import PlotView
from pos.ui.widgets.tables import TableColumn, TextModel, fit_to_text, make_table

_DAY = "2026-12-31"
_SALES = "sales-by-"


class ReportPage(QWidget):
    """The reports at the start, the chosen one beside them."""

    def __init__(self, style: Style, reports: ReportPresenter, *, is_training: bool) -> None:
        super().__init__()
        self._is_training = is_training
        self.setObjectName("page")
        self._style, self._reports = style, reports
        self._rows: tuple[tuple[str, ...], ...] = ()
        self.names = {name: self._name_button(name) for name in NAMES}
        self.days = {days: self._choice(style.say(days.value), height=48) for days in Days}
        self.first = self._day_field(style.translate("reports", "First day"))
        self.last = self._day_field(style.translate("reports", "Last day"))
        sizes = style.look.theme.type
        self._title = FittingLabel(style, size=sizes.heading, size_min=sizes.caption)
        self.plot = PlotView(style)
        self.model = TextModel(style, (), self)
        self.table = make_table(style, self.model, style.translate("reports", "Report"))
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        # Days and files stay where they are when a report is empty.
        keep_place(self.plot)
        keep_place(self.table)
        self.place = push_button(
            style,
            "",
            description=style.translate("reports", "Where files are kept; press for another"),
        )
        self.csv = push_button(style, style.translate("reports", "CSV"))
        self.pdf = push_button(style, style.translate("reports", "PDF"))
        self.audit = push_button(
            style,
            style.translate("reports", "Audit export"),
            description=style.translate(
                "reports", "The whole journal with signatures, for an auditor"
            ),
        )
        self._notice = NoticeLine(style, lines=2)
        layout = side_by_side(self, style)
        layout.addWidget(self._list())
        layout.addWidget(self._shown(), 1)
        self._connect()
        reports.attach(self.render_state)

    def _choice(self, text: str, height: int = 56) -> QPushButton:
        button = push_button(self._style, text, role="choice", height=height)
        change_property(button, "fit", "tiny")
        return button

    def _name_button(self, name: ReportName) -> QPushButton:
        button = self._choice(self._style.say(SHORT_NAMES[name]))
        button.setAccessibleName(self._style.say(NAMES[name]))
        return button

    def _day_field(self, name: str) -> TextField:
        field = TextField(self._style, name=name, example=name)
        field.setProperty("fit", "body")
        field.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        if not self._style.look.is_narrow:
            field.setFixedWidth(self._style.px(118))
        field.setFixedHeight(self._style.look.pick(44, 48))
        field.setMaxLength(len(_DAY))
        return field

    def _list(self) -> Card:
        style = self._style
        card = Card(style)
        card.setAccessibleName(style.translate("reports", "Reports"))
        if not style.look.is_narrow:
            card.setFixedWidth(style.look.pick(264, 288))
        sales = [name for name in self.names if name.startswith(_SALES)]
        others = [name for name in self.names if name not in sales]
        self._group(card, style.translate("reports", "Sales by"), sales)
        self._group(card, style.translate("reports", "Lists"), others)
        card.body.addStretch(1)
        return card

    def _group(self, card: Card, title: str, names: list[ReportName]) -> None:
        card.body.addWidget(text_label(title, kind="caption-strong"))
        grid = QGridLayout()
        grid.setSpacing(self._style.look.pick(4, 8))
        for number, name in enumerate(names):
            grid.addWidget(self.names[name], number // 2, number % 2)
        card.body.addLayout(grid)

    def _shown(self) -> Card:
        style = self._style
        card = Card(style)
        card.setAccessibleName(style.translate("reports", "Report"))
        period = row(card.body, spacing=style.px(8))
        for button in self.days.values():
            period.addWidget(button, 1)
        if style.look.is_narrow:
            period = row(card.body, spacing=style.px(8))
        period.addWidget(self.first)
        period.addWidget(self.last)
        card.body.addWidget(self._title)
        both = QVBoxLayout()
        both.setSpacing(style.px(8))
        both.addWidget(self.plot, 2)
        both.addWidget(self.table, 3)
        card.body.addLayout(both, 1)
        end = row(spacing=style.px(8))
        if style.look.is_narrow:
            card.body.addWidget(self._notice)
        else:
            end.addWidget(self._notice, 1)
        card.body.addLayout(end)
        end.addWidget(self.place)
        end.addWidget(self.csv)
        end.addWidget(self.pdf)
        end.addWidget(self.audit)
        return card

    def _connect(self) -> None:
        for button in self.names.values():
            button.clicked.connect(self._name_pressed)
        for button in self.days.values():
            button.clicked.connect(self._days_pressed)
        self.csv.clicked.connect(self._reports.save_csv)
        self.pdf.clicked.connect(self._save_pdf)
        self.audit.clicked.connect(self._reports.export_audit)
        self.place.clicked.connect(self._reports.next_place)

    def leave(self) -> None:
        """Stop rendering."""
        self._reports.detach()

    def render_state(self, state: ReportState) -> None:
        """Show the report."""
        style = self._style
        for name, button in self.names.items():
            mark_chosen(button, chosen=name is state.name)
        for days, button in self.days.items():
            mark_chosen(button, chosen=days is state.days)
        for field, text in ((self.first, state.first), (self.last, state.last)):
            if not field.hasFocus():
                field.show_text(text)
        title = style.say(state.title)
        self._title.show_text(f"{title}  ·  {style.words.run(state.span)}" if title else "")
        self.plot.show_plot(state.plot)
        self.plot.setVisible(bool(state.plot.bars))
        self._render_table(state)
        can_save = bool(state.columns) and not state.is_busy
        self.csv.setEnabled(can_save)
        self.pdf.setEnabled(can_save)
        self.audit.setEnabled(not state.is_busy)
        place = style.say(state.place)
        self.place.setText(f"{'←' if style.look.is_mirrored else '→'} {place}")
        self.place.setAccessibleName(place)
        if state.problem is not None:
            self._notice.show_text(Tone.BAD, problem_text(state.problem, style))
        else:
            self._notice.show_text(Tone.PLAIN, style.say(state.notice))

    def _render_table(self, state: ReportState) -> None:
        say = self._style.say
        columns = tuple(
            TableColumn(say(column.title), is_number=column.is_number) for column in state.columns
        )
        self._rows = tuple(tuple(say(cell) for cell in line) for line in state.rows)
        self.model.take(self._rows, columns)
        self.table.setVisible(bool(self._rows))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the columns the room there is."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        fit_to_text(self._style, self.table, self._rows, self.model.columns)

    def focus_step(self) -> None:
        """Send the keyboard to the chosen report."""
        give_keyboard(self.names[self._reports.state.name])

    def enter(self) -> None:
        """Take typed days."""
        if self.first.hasFocus() or self.last.hasFocus():
            self._reports.days_typed(self.first.text(), self.last.text())

    def step_found(self, by: int) -> bool:
        """Go to the report above or below, while the keyboard is among them."""
        names = list(self.names)
        at = next((at for at, name in enumerate(names) if self.names[name].hasFocus()), None)
        if at is None:
            return False
        following = names[min(max(at + by, 0), len(names) - 1)]
        give_keyboard(self.names[following])
        self._reports.chosen(following)
        return True

    def _name_pressed(self) -> None:
        pressed = self.sender()
        for name, button in self.names.items():
            if button is pressed:
                self._reports.chosen(name)

    def _days_pressed(self) -> None:
        pressed = self.sender()
        for days, button in self.days.items():
            if button is pressed:
                self._reports.days_chosen(days)

    def _save_pdf(self) -> None:
        self._reports.save_pdf(ReportPdf(self._style, is_training=self._is_training))
