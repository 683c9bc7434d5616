"""Render a layout as plain text, one line of text for each line on paper."""

from typing import assert_never

from printers.cells import split_cells
from printers.layout import CutRow, FeedRow, Layout, Line, PictureRow, QrRow

_QR_LABEL = "QR: "


def text_lines(layout: Layout) -> list[str]:
    """Return the lines of a layout without their styles.

    A QR code is written as "QR: " and its data, cut hard at the paper's width; a cut is an empty
    line; a picture is left out.
    """
    lines: list[str] = []
    for row in layout.rows:
        match row:
            case Line():
                lines.append(row.text)
            case QrRow():
                lines.extend(_hard_lines(_QR_LABEL + row.data, layout.paper.columns))
            case PictureRow():
                pass
            case FeedRow():
                lines.extend([""] * row.lines)
            case CutRow():
                lines.append("")
            case _ as never:
                assert_never(never)
    return lines


def render_text(layout: Layout) -> str:
    """Return a layout as text, every line ended by a line feed."""
    return "".join(f"{line}\n" for line in text_lines(layout))


def _hard_lines(text: str, columns: int) -> list[str]:
    lines: list[str] = []
    rest = "".join(character if character.isprintable() else " " for character in text)
    while rest:
        head, rest = split_cells(rest, columns)
        lines.append(head)
    return lines
