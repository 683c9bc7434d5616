"""A list of meters and amounts: chosen, looked at, sold as one run."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHeaderView, QProgressBar, QWidget

from pos.presenters.batch.presenter import BatchPresenter
from pos.presenters.batch.view import BatchState, BatchStep
from pos.presenters.sale.state import Tone
from pos.ui.batch.batch_model import COLUMNS, BatchTable
from pos.ui.look.look import Density
from pos.ui.look.style import Style
from pos.ui.widgets.buttons import PrimaryButton, mark_chosen, push_button
from pos.ui.widgets.fields import TextField
from pos.ui.widgets.keyboard import give_keyboard
from pos.ui.widgets.labels import text_label
from pos.ui.widgets.message_bar import problem_text
from pos.ui.widgets.panels import Card, NoticeLine, TonedBox, side_by_side
from pos.ui.widgets.tables import TableColumn, filling, make_table, text_table

_CHOICES_MAX = 6
_NAME_LENGTH_MAX = 80


class BatchPage(QWidget):
    """The list at the start; what it comes to, and the one next thing, at the end."""

    back_wanted = Signal()

    def __init__(self, style: Style, batch: BatchPresenter) -> None:
        super().__init__()
        self.setObjectName("page")
        self._style, self._batch = style, batch
        self._step: BatchStep | None = None
        self._problem = ""
        translate = style.translate
        self.model = BatchTable(style, self)
        self.table = make_table(style, self.model, translate("batch", "Rows of the list"))
        self.model.modelReset.connect(self._fit_columns)
        self._fit_columns()
        lists = (TableColumn(translate("batch", "Lists")),)
        self.lists, self._lists = text_table(style, lists, translate("batch", "Lists"), self)
        self.lists.clicked.connect(self._list_pressed)
        self.table.selectionModel().currentRowChanged.connect(self._row_changed)
        self.path = TextField(
            style,
            name=translate("batch", "The list"),
            example=translate("batch", "Where the list is, as /media/stick/rents.csv"),
        )
        self.path.setMaxLength(1_000)
        self.path.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.name = TextField(
            style,
            name=translate("batch", "Name of the run"),
            example=translate("batch", "File's name and month"),
        )
        self.name.setMaxLength(_NAME_LENGTH_MAX)
        self.slips = push_button(style, translate("batch", "A slip each"), role="choice")
        self.sheet_only = push_button(style, translate("batch", "One sheet"), role="choice")
        self.save = push_button(style, translate("batch", "Save one sheet"))
        self.back_button = push_button(style, translate("codes", "Back"))
        self.primary = PrimaryButton(style, translate("sale", "Enter"))
        self.primary.setObjectName("primary")
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(translate("batch", "Progress"))
        self._text = TonedBox(style)
        is_compact = style.look.density is Density.COMPACT
        self.notice = NoticeLine(style, lines=2 if is_compact else 3)
        self._choosing = QWidget()
        self._lay_out()
        self._connect()
        batch.attach(self.render_state)

    def _lay_out(self) -> None:
        style, translate = self._style, self._style.translate
        name = translate("batch", "Sell a list")
        listing = Card(style, name)
        listing.body.addWidget(self.lists, 1)
        listing.body.addWidget(self.table, 1)
        doing = Card(style)
        doing.setAccessibleName(name)
        if not style.look.is_narrow:
            doing.setFixedWidth(style.look.pick(400, 440))
        doing.body.addWidget(self._text)
        form = QGridLayout(self._choosing)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(style.px(6))
        for place, field in enumerate((self.path, self.name)):
            field.setProperty("fit", "body")
            if style.look.density is not Density.COMPACT:
                label = text_label(field.accessibleName(), kind="caption")
                form.addWidget(label, 2 * place, 0, 1, 2)
            form.addWidget(field, 2 * place + 1, 0, 1, 2)
        for place, button in enumerate((self.slips, self.sheet_only)):
            button.setProperty("fit", "small")
            form.addWidget(button, 4, place)
        doing.body.addWidget(self._choosing)
        doing.body.addWidget(self.progress)
        doing.body.addStretch(1)
        doing.body.addWidget(self.notice)
        doing.body.addWidget(self.save)
        doing.body.addWidget(self.primary)
        doing.body.addWidget(self.back_button)
        layout = side_by_side(self, style)
        layout.addWidget(listing, 1)
        layout.addWidget(doing)

    def _connect(self) -> None:
        batch = self._batch
        self.path.textEdited.connect(batch.path_typed)
        self.name.textEdited.connect(batch.name_typed)
        self.slips.clicked.connect(lambda: batch.slips_chosen(slips=True))
        self.sheet_only.clicked.connect(lambda: batch.slips_chosen(slips=False))
        self.save.clicked.connect(batch.save_sheet)
        self.primary.clicked.connect(batch.enter)
        self.back_button.clicked.connect(self._back_pressed)

    def _fit_columns(self) -> None:
        header = self.table.horizontalHeader()
        for number, column in enumerate(COLUMNS):
            is_fixed = bool(column.sample)
            mode = QHeaderView.ResizeMode.Fixed if is_fixed else filling(self._style, len(COLUMNS))
            header.setSectionResizeMode(number, mode)
            if is_fixed:
                self.table.setColumnWidth(number, self.model.width_of(number))

    def leave(self) -> None:
        """Stop rendering; a run goes on."""
        self._batch.detach()

    def render_state(self, state: BatchState) -> None:
        """Show the list and how far it is."""
        style = self._style
        is_choosing = state.step is BatchStep.CHOOSING
        self.lists.setVisible(is_choosing)
        self.table.setVisible(not is_choosing)
        self._choosing.setVisible(is_choosing)
        self._lists.take(tuple((style.say(text),) for _, text in state.files))
        self.model.take(state.lines)
        self.path.show_text(state.path)
        self.name.show_text(state.name)
        mark_chosen(self.slips, chosen=state.slips)
        mark_chosen(self.sheet_only, chosen=not state.slips)
        tone = Tone.GOOD if state.step is BatchStep.DONE else Tone.PLAIN
        self._text.show_text(tone, " ".join(style.say(part) for part in state.text))
        self.progress.setVisible(state.step in (BatchStep.RUNNING, BatchStep.STOPPED))
        self.progress.setRange(0, max(state.count, 1))
        self.progress.setValue(state.done)
        problem = "" if state.problem is None else problem_text(state.problem, style)
        self._problem = problem
        self._tell()
        self.save.setVisible(state.can_save)
        self.primary.show_action(style.say(state.primary.label), enabled=state.primary.enabled)
        if state.step is BatchStep.RUNNING and state.done:
            self.table.scrollTo(self.model.index(min(state.done, len(state.lines)) - 1, 0))
        if state.step is not self._step:
            self._step = state.step
            if self.isVisible():
                self.focus_step()

    def focus_step(self) -> None:
        """Send the keyboard to the list's place, or to the one next thing."""
        is_choosing = self._batch.state.step is BatchStep.CHOOSING
        target = self.path if is_choosing else self.primary
        give_keyboard(target)

    def enter(self) -> None:
        """Do the one next thing."""
        self._batch.enter()

    def back(self) -> bool:
        """Leave the list; False where none is open."""
        return self._batch.back()

    def step_found(self, by: int) -> bool:
        """Move through the lists, or through the rows."""
        state = self._batch.state
        is_choosing = state.step is BatchStep.CHOOSING
        table = self.lists if is_choosing else self.table
        last = table.model().rowCount() - 1
        if last < 0:
            return False
        now = table.currentIndex()
        line = max(0, min(last, now.row() + by)) if now.isValid() else 0
        table.setCurrentIndex(table.model().index(line, 0))
        if is_choosing:
            self._batch.path_typed(state.files[line][0])
        return True

    def _list_pressed(self, index: QModelIndex) -> None:
        files = self._batch.state.files
        if 0 <= index.row() < len(files):
            self._batch.file_chosen(files[index.row()][0])

    def _row_changed(self, now: QModelIndex, before: QModelIndex) -> None:
        del now, before
        self._tell()

    def _tell(self) -> None:
        """Say what is wrong with the list, or whole what stands in the marked row."""
        line = self.model.row_at(self.table.currentIndex().row())
        if self._problem or line is None:
            self.notice.show_text(Tone.BAD, self._problem)
        else:
            self.notice.show_text(line.tone, self._style.say(line.state))

    def _back_pressed(self) -> None:
        if not self._batch.back():
            self.back_wanted.emit()
