"""The rows of the history, as a table asks for them."""

from dataclasses import dataclass
from datetime import UTC, datetime

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFontMetrics

from pos.domain.translation import QT_TRANSLATE_NOOP
from pos.presenters.history_view import HistoryRow
from pos.ui.fonts import window_font
from pos.ui.labels import plain_tip
from pos.ui.look import Density
from pos.ui.style import Style

Index = QModelIndex | QPersistentModelIndex
NO_PARENT = QModelIndex()


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table.

    Attributes:
        title: marked for translation in the context `history`.
        field: of `HistoryRow`.
        sample: as wide as what stands in it gets; empty for the longest moment.
        left_out: where there is no room for it.
    """

    title: str
    field: str
    sample: str
    left_out: tuple[Density, ...] = ()
    is_number: bool = False
    stretches: bool = False


_CELL_EDGES = 30  # What the style leaves free on both sides of a cell, with some to spare.
_NOT_COMPACT = (Density.COMPACT,)
_ONLY_WIDE = (Density.COMPACT, Density.STANDARD)
_LONGEST_MOMENT = datetime(2026, 9, 28, 22, 58, tzinfo=UTC)
COLUMNS = (
    Column(QT_TRANSLATE_NOOP("history", "Time"), "time", ""),
    Column(QT_TRANSLATE_NOOP("history", "Receipt"), "receipt", "TAAAAAA-1-000000", _NOT_COMPACT),
    Column(QT_TRANSLATE_NOOP("history", "Meter"), "meter", "0000 0000 0000 0", stretches=True),
    Column(QT_TRANSLATE_NOOP("history", "Money"), "money", "10 000.00", is_number=True),
    Column(QT_TRANSLATE_NOOP("history", "kWh"), "units", "1 000.0", _ONLY_WIDE, is_number=True),
    Column(QT_TRANSLATE_NOOP("history", "State"), "state", "Unfinished_"),
)


class HistoryModel(QAbstractTableModel):
    """Holds what the presenter loaded; the presenter pages and filters."""

    def __init__(self, style: Style, parent: QObject) -> None:
        super().__init__(parent)
        self._style = style
        self._rows: tuple[HistoryRow, ...] = ()

    def width_of(self, column: int) -> int:
        """Return how wide a column has to be, in pixels."""
        style = self._style
        metrics = QFontMetrics(window_font(style.px(style.look.theme.type.body)))
        sample = COLUMNS[column].sample or style.words.formatter.moment(_LONGEST_MOMENT)
        return metrics.horizontalAdvance(sample) + style.px(_CELL_EDGES)

    def take_rows(self, rows: tuple[HistoryRow, ...]) -> None:
        """Show these rows; more of the same are only added, so that the place is kept."""
        known = len(self._rows)
        if rows == self._rows:
            return
        if rows[:known] == self._rows and known:
            self.beginInsertRows(QModelIndex(), known, len(rows) - 1)
            self._rows = rows
            self.endInsertRows()
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def sale_at(self, line: int) -> str:
        """Return the sale id of a row, empty where there is none."""
        return self._rows[line].sale_id if 0 <= line < len(self._rows) else ""

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = NO_PARENT) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(COLUMNS)

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
            return self._style.translate("history", COLUMNS[section].title)
        return self._side(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows."""
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], COLUMNS[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._shown(row, column.field)
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(self._shown(row, column.field))
            case Qt.ItemDataRole.TextAlignmentRole:
                return self._side(index.column())
            case Qt.ItemDataRole.DecorationRole if column.field == "state":
                return self._style.tone_pixmap(row.tone)
        return None

    def _shown(self, row: HistoryRow, name: str) -> str:
        if name == "state":
            return self._style.say(row.state)
        return self._style.words.run(str(getattr(row, name)))

    def _side(self, column: int) -> Qt.AlignmentFlag:
        sides = Qt.AlignmentFlag
        side = sides.AlignTrailing if COLUMNS[column].is_number else sides.AlignLeading
        return side | sides.AlignVCenter
