"""Rows with a state, as a table asks for them, whatever they are rows of."""

from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFontMetrics

from pos.presenters.sale.state import Tone
from pos.presenters.texts import Say
from pos.ui.look.fonts import window_font
from pos.ui.look.look import Density
from pos.ui.look.style import Style
from pos.ui.widgets.labels import plain_tip

Index = QModelIndex | QPersistentModelIndex
NO_PARENT = QModelIndex()
_CELL_EDGES = 26  # What the style leaves free on both sides of a cell, with some to spare.


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table.

    Attributes:
        title: marked for translation in the table's context.
        field: of its rows.
        sample: as wide as what stands in it gets; empty where the table says what that is.
        left_out: where there is no room for it.
    """

    title: str
    field: str
    sample: str
    left_out: tuple[Density, ...] = ()
    is_number: bool = False
    stretches: bool = False


class StatedRow(Protocol):
    """A row whose column `state` has words and a tone."""

    @property
    def state(self) -> Say:
        """What became of it."""

    @property
    def tone(self) -> Tone:
        """How good that is."""


Row = TypeVar("Row", bound=StatedRow)


class RowModel(QAbstractTableModel, Generic[Row]):
    """Holds rows that a presenter shows.

    Args:
        style: look and words.
        columns: of the table.
        context: of their titles' translations.
        parent: owns it.
    """

    def __init__(
        self, style: Style, columns: tuple[Column, ...], context: str, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._style, self._columns, self._context = style, columns, context
        self._rows: tuple[Row, ...] = ()

    def width_of(self, column: int) -> int:
        """Return how wide a column has to be, in pixels."""
        style, shown = self._style, self._columns[column]
        small = QFontMetrics(window_font(style.px(style.look.theme.type.caption), bold=True))
        title = small.horizontalAdvance(style.translate(self._context, shown.title))
        return max(self._width_for(shown.sample or self._sample()), title + style.px(_CELL_EDGES))

    def _width_for(self, text: str) -> int:
        style = self._style
        metrics = QFontMetrics(window_font(style.px(style.look.theme.type.body)))
        return metrics.horizontalAdvance(text) + style.px(_CELL_EDGES)

    def row_at(self, line: int) -> Row | None:
        """Return a row; None where there is none."""
        return self._rows[line] if 0 <= line < len(self._rows) else None

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = NO_PARENT) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self._columns)

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
            return self._style.translate(self._context, self._columns[section].title)
        return self._side(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows."""
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], self._columns[index.column()]
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

    def _sample(self) -> str:
        """Return what is as wide as a column without a sample of its own."""
        return ""

    def _shown(self, row: Row, name: str) -> str:
        if name == "state":
            return self._style.say(row.state)
        return self._style.words.run(str(getattr(row, name)))

    def _side(self, column: int) -> Qt.AlignmentFlag:
        sides = Qt.AlignmentFlag
        side = sides.AlignTrailing if self._columns[column].is_number else sides.AlignLeading
        return side | sides.AlignVCenter
