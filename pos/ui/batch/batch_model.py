"""The rows of a list that is sold, as a table asks for them; a row that is sold changes alone."""

from PySide6.QtCore import QObject

from pos.domain.translation import QT_TRANSLATE_NOOP
from pos.presenters.batch.view import BatchLine
from pos.ui.look.style import Style
from pos.ui.widgets.row_model import Column, RowModel

COLUMNS = (
    Column(QT_TRANSLATE_NOOP("batch", "Line"), "line", "10 000", is_number=True),
    Column(QT_TRANSLATE_NOOP("batch", "Meter"), "meter", "0000 0000 0000 0"),
    Column(QT_TRANSLATE_NOOP("batch", "Customer"), "name", ""),
    Column(QT_TRANSLATE_NOOP("batch", "Amount"), "amount", "10 000.00", is_number=True),
    Column(QT_TRANSLATE_NOOP("batch", "State"), "state", ""),
)


class BatchTable(RowModel[BatchLine]):
    """Holds what the presenter shows."""

    def __init__(self, style: Style, parent: QObject) -> None:
        super().__init__(style, COLUMNS, "batch", parent)

    def width_of(self, column: int) -> int:
        """Return how wide a column has to be: no figure of this list may end in dots."""
        field = self._columns[column].field
        longest = max((self._shown(row, field) for row in self._rows), key=len, default="")
        return max(super().width_of(column), self._width_for(longest))

    def take(self, lines: tuple[BatchLine, ...]) -> None:
        """Show these lines; of a list of the same length only the lines that changed are drawn."""
        before, self._rows = self._rows, lines
        if len(before) != len(lines):
            self.beginResetModel()
            self.endResetModel()
            return
        for line, (old, new) in enumerate(zip(before, lines, strict=True)):
            if old is not new and old != new:
                self.dataChanged.emit(self.index(line, 0), self.index(line, len(COLUMNS) - 1))
