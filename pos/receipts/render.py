"""A receipt as a file instead of paper."""

from enum import StrEnum

from printers.document import Document
from printers.paper import Paper
from printers.profiles import EPSON
from printers.render.job import render_job


class Form(StrEnum):
    """What a receipt can be written as."""

    TEXT = "text"
    ESCPOS = "escpos"


def render_receipt(document: Document, form: Form, columns: int) -> bytes:
    """Lay a document out for a paper width of 32, 42 or 48 columns and return its bytes."""
    rendered = render_job(document, Paper.of(columns), EPSON)
    return rendered.data if form is Form.ESCPOS else rendered.text.encode()
