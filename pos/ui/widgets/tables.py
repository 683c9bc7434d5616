"""Tables of text: columns with fixed widths, rows a finger hits, moved through with the arrows."""

from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from pos.ui.look.fonts import window_font
from pos.ui.look.style import Style
from pos.ui.widgets.labels import plain_tip

Index = QModelIndex | QPersistentModelIndex
NO_PARENT = QModelIndex()
ROW_PX = 44
_ROWS_MEASURED = 200
_WIDEST = 260
_CELL_EDGES = 30  # What the style leaves free on both sides of a cell, with some to spare.


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column.

    Attributes:
        title: already translated.
        sample: as wide as what stands in it gets; empty for what is left.
        is_number: stands at the end of its column.
    """

    title: str
    sample: str = ""
    is_number: bool = False


class TextModel(QAbstractTableModel):
    """Rows of cells that are written already."""

    def __init__(self, style: Style, columns: tuple[TableColumn, ...], parent: QObject) -> None:
        super().__init__(parent)
        self._style = style
        self.columns = columns
        self._rows: tuple[tuple[str, ...], ...] = ()

    def take(
        self, rows: tuple[tuple[str, ...], ...], columns: tuple[TableColumn, ...] | None = None
    ) -> None:
        """Show these rows, under other columns if any are given."""
        if rows == self._rows and columns in (None, self.columns):
            return
        self.beginResetModel()
        self._rows = rows
        if columns is not None:
            self.columns = columns
        self.endResetModel()

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = NO_PARENT) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """Return a column's title."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        return self._side(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows."""
        if not index.isValid():
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            text = self._style.words.run(self._rows[index.row()][index.column()])
            return plain_tip(text) if role == Qt.ItemDataRole.ToolTipRole else text
        return self._side(index.column()) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def _side(self, column: int) -> Qt.AlignmentFlag:
        sides = Qt.AlignmentFlag
        side = sides.AlignTrailing if self.columns[column].is_number else sides.AlignLeading
        return side | sides.AlignVCenter


_ROWS_NARROW = 5


def make_table(style: Style, model: QAbstractTableModel, name: str) -> QTableView:
    """Return a table whose rows are chosen whole.

    Args:
        name: accessible name, already translated.
    """
    table = QTableView()
    table.setModel(model)
    table.setAccessibleName(name)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    bars = Qt.ScrollBarPolicy
    is_narrow = style.look.is_narrow
    table.setHorizontalScrollBarPolicy(
        bars.ScrollBarAsNeeded if is_narrow else bars.ScrollBarAlwaysOff
    )
    if is_narrow:
        # A page that scrolls as a whole gives a table no more than it asks for.
        table.setMinimumHeight(style.px(_ROWS_NARROW * ROW_PX))
    table.setShowGrid(False)
    table.setTabKeyNavigation(False)
    table.setWordWrap(False)
    rows = table.verticalHeader()
    rows.hide()
    rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    rows.setDefaultSectionSize(style.px(ROW_PX))
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setSectionsClickable(False)
    header.setAccessibleName(style.translate("history", "Columns"))
    header.setFixedHeight(style.px(36))
    header.setMinimumSectionSize(style.px(40))
    return table


def text_table(
    style: Style, columns: tuple[TableColumn, ...], name: str, parent: QObject
) -> tuple[QTableView, TextModel]:
    """Return a table of text and the model that takes its rows."""
    model = TextModel(style, columns, parent)
    table = make_table(style, model, name)
    fit_columns(style, table, model)
    return table, model


def filling(style: Style, columns: int) -> QHeaderView.ResizeMode:
    """Return how a column takes what is left; beside others on a narrow page that is nothing."""
    modes = QHeaderView.ResizeMode
    return modes.ResizeToContents if style.look.is_narrow and columns > 1 else modes.Stretch


def fit_columns(style: Style, table: QTableView, model: TextModel) -> None:
    """Give each column the room of its sample, what is left to those without one."""
    metrics = QFontMetrics(window_font(style.px(style.look.theme.type.body)))
    small = QFontMetrics(window_font(style.px(style.look.theme.type.caption), bold=True))
    header = table.horizontalHeader()
    for number, column in enumerate(model.columns):
        is_fixed = bool(column.sample)
        mode = QHeaderView.ResizeMode.Fixed if is_fixed else filling(style, len(model.columns))
        header.setSectionResizeMode(number, mode)
        if is_fixed:
            needed = max(
                metrics.horizontalAdvance(column.sample), small.horizontalAdvance(column.title)
            )
            table.setColumnWidth(number, needed + style.px(_CELL_EDGES))


def fit_to_text(
    style: Style,
    table: QTableView,
    rows: tuple[tuple[str, ...], ...],
    columns: tuple[TableColumn, ...],
) -> None:
    """Give each column the room of its longest text; where that is too much, the table scrolls.

    Only so many rows are looked at as a person scrolls through; a text beyond them ends in dots and
    is whole in its tip.
    """
    metrics = QFontMetrics(window_font(style.px(style.look.theme.type.body)))
    small = QFontMetrics(window_font(style.px(style.look.theme.type.caption), bold=True))
    header = table.horizontalHeader()
    widths = []
    for number, column in enumerate(columns):
        texts = (line[number] for line in rows[-_ROWS_MEASURED:])
        widest = max(map(metrics.horizontalAdvance, texts), default=0)
        needed = max(widest, small.horizontalAdvance(column.title)) + style.px(_CELL_EDGES)
        header.setSectionResizeMode(number, QHeaderView.ResizeMode.Fixed)
        widths.append(min(needed, style.px(_WIDEST)))
    if columns:
        # What is left over stands in a column of words, so that figures stay close to them.
        bar = table.verticalScrollBar()
        # Where a bar comes later, no column is hidden by it.
        room = table.viewport().width() - (0 if bar.isVisible() else bar.sizeHint().width())
        spare = room - sum(widths)
        widths[0 if columns[-1].is_number else -1] += max(spare, 0)
    for number, width in enumerate(widths):
        table.setColumnWidth(number, width)
