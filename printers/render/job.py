"""Render one document into everything that delivering it needs."""

from dataclasses import dataclass

from printers.document import Document
from printers.layout import lay_out
from printers.paper import Paper
from printers.profiles import PrinterProfile
from printers.render.drawing import Drawing
from printers.render.escpos import render_escpos
from printers.render.printed import PrintRow
from printers.render.row_maker import print_rows
from printers.render.text import render_text
from printers.repertoire import DrawnRepertoire


@dataclass(frozen=True, slots=True)
class Rendered:
    """A document as it goes to paper.

    Attributes:
        data: ESC/POS bytes.
        text: the same lines as plain text; empty for a drawer kick.
        replaced: characters that are not on paper as they were written.
        rows: what `data` was made from, for previews; empty for a drawer kick.
    """

    data: bytes
    text: str
    replaced: int
    rows: tuple[PrintRow, ...] = ()


def render_job(
    document: Document, paper: Paper, profile: PrinterProfile, drawing: Drawing | None = None
) -> Rendered:
    """Lay a document out once and render that layout as bytes and as text.

    Args:
        document: what to print.
        paper: where.
        profile: what the printer can do.
        drawing: draws the lines that the printer has no characters for; without it such characters
            are spelt out or boxed.

    Raises:
        InvalidDocument: a QR code that does not fit the paper.
    """
    pages = profile.repertoire()
    repertoire = pages if drawing is None else DrawnRepertoire(pages, drawing.holds)
    layout = lay_out(document, paper, repertoire)
    rows = print_rows(layout, profile, drawing)
    return Rendered(render_escpos(rows, profile), render_text(layout), layout.replaced, rows)
