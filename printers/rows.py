"""Lay out a row of cells: label and value, or a line of a table."""

from typing import assert_never

from printers.cells import text_cells, wrap
from printers.document import Align, Cell

_GAP = 1
_FIRST_CELLS_MIN = 8


def lay_out_columns(cells: list[tuple[str, Cell]], columns: int) -> list[str]:
    """Place the cells of one row.

    The first cell takes the room that the others leave and wraps in it; the others stay whole on
    its last line. Where that leaves too little room, the first cell has lines of its own and the
    others follow, together if they fit and one by one if not. Nothing is lost and no value is
    broken unless it alone is wider than the paper.

    Args:
        cells: fitted text with the cell it came from, 1 to 6.
        columns: width of the paper.

    Returns:
        Lines of at most `columns` cells.
    """
    (first_text, first), *others = cells
    tail = _joined(others)
    tail_cells = text_cells(tail)
    room = columns - tail_cells - (_GAP if others else 0)
    if room >= _room_needed(first_text, first):
        lines = wrap(first_text, max(room, 2))
        lines[-1] = _justified(lines[-1], room, first.align)
        if not others:
            return lines
        return [*lines[:-1], f"{lines[-1]}{' ' * _GAP}{tail}"]
    return [*wrap(first_text, columns), *_stacked(others, tail, columns)]


def _room_needed(text: str, cell: Cell) -> int:
    """Return the least room in which a first cell still reads well: no word of it is cut."""
    whole = max(text_cells(text), cell.width_min)
    longest_word = max(map(text_cells, text.split(" ")))
    return max(min(whole, _FIRST_CELLS_MIN), longest_word)


def _stacked(others: list[tuple[str, Cell]], tail: str, columns: int) -> list[str]:
    if text_cells(tail) <= columns:
        return [_justified(tail, columns, Align.RIGHT)]
    return [
        _justified(line, columns, cell.align)
        for text, cell in others
        for line in wrap(text, columns)
    ]


def _joined(cells: list[tuple[str, Cell]]) -> str:
    return (" " * _GAP).join(
        _justified(text, max(text_cells(text), cell.width_min), cell.align) for text, cell in cells
    )


def _justified(text: str, width: int, align: Align) -> str:
    free = max(width - text_cells(text), 0)
    match align:
        case Align.LEFT:
            return text + " " * free
        case Align.CENTRE:
            return " " * (free // 2) + text + " " * (free - free // 2)
        case Align.RIGHT:
            return " " * free + text
        case _ as never:
            assert_never(never)
