"""The rows of a list that is sold, as a table asks for them; a row that is sold changes alone."""

from PySide6.QtCore import QObject

from pos.domain.translation import QT_TRANSLATE_NOOP
from pos.presenters.batch.view import BatchLine
from pos.ui.look.style import Style
from pos.ui.widgets.row_model import Column, RowModel

_NAME, _NAME_BESIDE = 240, 124  # The widest column of names, pixels at 100 %.
COLUMNS = (
    Column(QT_TRANSLATE_NOOP("batch", "Line"), "line", "000", is_number=True),
    Column(QT_TRANSLATE_NOOP("batch", "Meter"), "meter", "0000 0000 0000 0"),
    Column(QT_TRANSLATE_NOOP("batch", "Customer"), "name", "Customer"),
    Column(QT_TRANSLATE_NOOP("batch", "Amount"), "amount", "000.00", is_number=True),
    Column(QT_TRANSLATE_NOOP("batch", "State"), "state", ""),
)


class BatchTable(RowModel[BatchLine]):
    """Holds what the presenter shows."""

    def __init__(self, style: Style, parent: QObject) -> None:
        super().__init__(style, COLUMNS, "batch", parent)

    def width_of(self, column: int) -> int:
        """Return how wide a column has to be: no figure of this list may end in dots.

        A name may, where it leaves too little for what became of its row.
        """
        field, look = self._columns[column].field, self._style.look
        longest = max((self._shown(row, field) for row in self._rows), key=len, default="")
        width = self._width_for(longest)
        if field == "name":
            width = min(width, look.px(_NAME_BESIDE if look.is_beside else _NAME))
        return max(super().width_of(column), width)

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
