"""The rows of the history, as a table asks for them."""

from datetime import UTC, datetime

from PySide6.QtCore import QModelIndex, QObject

from pos.domain.translation import QT_TRANSLATE_NOOP
from pos.presenters.history.view import HistoryRow
from pos.ui.look.look import Density
from pos.ui.look.style import Style
from pos.ui.widgets.row_model import Column, RowModel

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


class HistoryModel(RowModel[HistoryRow]):
    """Holds what the presenter loaded; the presenter pages and filters."""

    def __init__(self, style: Style, parent: QObject) -> None:
        super().__init__(style, COLUMNS, "history", parent)

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
        row = self.row_at(line)
        return row.sale_id if row else ""

    def line_of(self, sale_id: str) -> int:
        """Return the row of a sale, -1 where it is not listed."""
        lines = (line for line, row in enumerate(self._rows) if row.sale_id == sale_id)
        return next(lines, -1)

    def _sample(self) -> str:
        """Return the longest moment, for the column of times."""
        return self._style.words.formatter.moment(_LONGEST_MOMENT)
