"""Lay out a row of cells: label and value, or a line of a table."""

from dataclasses import dataclass, replace
from typing import assert_never

from printers.cells import text_cells, wrap
from printers.document import Align, Cell

_GAP = 1
_FIRST_CELLS_MIN = 8


@dataclass(frozen=True, slots=True)
class Part:
    """A text and its place in a line.

    Attributes:
        text: at most `columns` cells.
        column: where its place begins, from the left edge of the paper.
        columns: width of its place.
        align: where the text stands in its place.
    """

    text: str
    column: int
    columns: int
    align: Align = Align.LEFT

    def mirrored(self, columns: int) -> "Part":
        """Return it where a line of that many columns shows it in a mirror."""
        align = {Align.LEFT: Align.RIGHT, Align.RIGHT: Align.LEFT}.get(self.align, self.align)
        return replace(self, column=columns - self.column - self.columns, align=align)

    def justified(self) -> str:
        """Return the text with the spaces that make it fill its place."""
        free = max(self.columns - text_cells(self.text), 0)
        match self.align:
            case Align.LEFT:
                return self.text + " " * free
            case Align.CENTRE:
                return " " * (free // 2) + self.text + " " * (free - free // 2)
            case Align.RIGHT:
                return " " * free + self.text
            case _ as never:
                assert_never(never)


def joined(parts: tuple[Part, ...]) -> str:
    """Write the parts of one line as a text in which spaces put each in its place."""
    line = ""
    cells = 0
    for part in sorted(parts, key=lambda part: part.column):
        line += " " * (part.column - cells) + part.justified()
        cells = part.column + part.columns
    return line


def lay_out_columns(cells: list[tuple[str, Cell]], columns: int) -> list[tuple[Part, ...]]:
    """Place the cells of one row.

    The first cell takes the room that the others leave and wraps in it; the others stay whole on
    its last line. Where that leaves too little room, the first cell has lines of its own and the
    others follow, together if they fit and one by one if not. Nothing is lost and no value is
    broken unless it alone is wider than the paper.

    Args:
        cells: fitted text with the cell it came from, 1 to 6.
        columns: width of the paper.

    Returns:
        The parts of each line; none goes beyond `columns`.
    """
    (first_text, first), *others = cells
    widths = [max(text_cells(text), cell.width_min) for text, cell in others]
    tail_columns = sum(widths) + _GAP * max(len(widths) - 1, 0)
    room = columns - tail_columns - (_GAP if others else 0)
    tail = _in_a_row(others, widths, columns - tail_columns)
    if room >= _room_needed(first_text, first):
        width = max(room, 2)
        lines = [(Part(text, 0, width),) for text in wrap(first_text, width)]
        last = replace(lines[-1][0], align=first.align)
        return [*lines[:-1], (last, *tail)]
    label = [(Part(text, 0, columns),) for text in wrap(first_text, columns)]
    if tail_columns <= columns:
        return [*label, tail]
    single = (
        (Part(line, 0, columns, cell.align),)
        for text, cell in others
        for line in wrap(text, columns)
    )
    return [*label, *single]


def _in_a_row(cells: list[tuple[str, Cell]], widths: list[int], column: int) -> tuple[Part, ...]:
    parts = []
    for (text, cell), width in zip(cells, widths, strict=True):
        parts.append(Part(text, column, width, cell.align))
        column += width + _GAP
    return tuple(parts)


def _room_needed(text: str, cell: Cell) -> int:
    """Return the least room in which a first cell still reads well: no word of it is cut."""
    whole = max(text_cells(text), cell.width_min)
    longest_word = max(map(text_cells, text.split(" ")))
    return max(min(whole, _FIRST_CELLS_MIN), longest_word)
