"""Render one document into everything that delivering it needs."""

from dataclasses import dataclass

from printers.document import Document
from printers.layout import lay_out
from printers.paper import Paper
from printers.profiles import PrinterProfile
from printers.render.escpos import render_escpos
from printers.render.text import render_text


@dataclass(frozen=True, slots=True)
class Rendered:
    """A document as it goes to paper.

    Attributes:
        data: ESC/POS bytes.
        text: the same lines as plain text; empty for a drawer kick.
        replaced: characters that the printer cannot show as they were written.
    """

    data: bytes
    text: str
    replaced: int


def render_job(document: Document, paper: Paper, profile: PrinterProfile) -> Rendered:
    """Lay a document out once and render that layout as bytes and as text.

    Raises:
        InvalidDocument: a QR code that does not fit the paper.
    """
    layout = lay_out(document, paper, profile.repertoire())
    return Rendered(render_escpos(layout, profile), render_text(layout), layout.replaced)
