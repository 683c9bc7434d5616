"""The rows of a list that is sold, as a table asks for them; a row that is sold changes alone."""

from PySide6.QtCore import QAbstractTableModel, QObject, Qt
from PySide6.QtGui import QFontMetrics

from pos.domain.translation import QT_TRANSLATE_NOOP
from pos.presenters.batch_view import BatchLine
from pos.ui.fonts import window_font
from pos.ui.history_model import NO_PARENT, Column, Index
from pos.ui.labels import plain_tip
from pos.ui.style import Style

_CELL_EDGES = 30  # What the style leaves free on both sides of a cell, with some to spare.
COLUMNS = (
    Column(QT_TRANSLATE_NOOP("batch", "Line"), "line", "10 000", is_number=True),
    Column(QT_TRANSLATE_NOOP("batch", "Meter"), "meter", "0000 0000 0000 0"),
    Column(QT_TRANSLATE_NOOP("batch", "Customer"), "name", ""),
    Column(QT_TRANSLATE_NOOP("batch", "Amount"), "amount", "10 000.00", is_number=True),
    Column(QT_TRANSLATE_NOOP("batch", "State"), "state", ""),
)


class BatchTable(QAbstractTableModel):
    """Holds what the presenter shows."""

    def __init__(self, style: Style, parent: QObject) -> None:
        super().__init__(parent)
        self._style = style
        self._lines: tuple[BatchLine, ...] = ()

    def width_of(self, column: int) -> int:
        """Return how wide a column with a sample has to be, in pixels."""
        style = self._style
        metrics = QFontMetrics(window_font(style.px(style.look.theme.type.body)))
        return metrics.horizontalAdvance(COLUMNS[column].sample) + style.px(_CELL_EDGES)

    def take(self, lines: tuple[BatchLine, ...]) -> None:
        """Show these lines; of a list of the same length only the lines that changed are drawn."""
        before, self._lines = self._lines, lines
        if len(before) != len(lines):
            self.beginResetModel()
            self.endResetModel()
            return
        for line, (old, new) in enumerate(zip(before, lines, strict=True)):
            if old is not new and old != new:
                self.dataChanged.emit(self.index(line, 0), self.index(line, len(COLUMNS) - 1))

    def line_at(self, line: int) -> BatchLine | None:
        """Return a row; None where there is none."""
        return self._lines[line] if 0 <= line < len(self._lines) else None

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._lines)

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
            return self._style.translate("batch", COLUMNS[section].title)
        return self._side(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows."""
        if not index.isValid():
            return None
        line, column = self._lines[index.row()], COLUMNS[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._shown(line, column.field)
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(self._shown(line, column.field))
            case Qt.ItemDataRole.TextAlignmentRole:
                return self._side(index.column())
            case Qt.ItemDataRole.DecorationRole if column.field == "state":
                return self._style.tone_pixmap(line.tone)
        return None

    def _shown(self, line: BatchLine, name: str) -> str:
        if name == "state":
            return self._style.say(line.state)
        return self._style.words.run(str(getattr(line, name)))

    def _side(self, column: int) -> Qt.AlignmentFlag:
        sides = Qt.AlignmentFlag
        side = sides.AlignTrailing if COLUMNS[column].is_number else sides.AlignLeading
        return side | sides.AlignVCenter
