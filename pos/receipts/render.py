"""A receipt as a file instead of paper."""

from enum import StrEnum
from typing import assert_never

from printers.bitmap import png
from printers.document import Document
from printers.paper import Paper
from printers.profiles import EPSON
from printers.render.drawing import Drawing
from printers.render.job import render_job
from printers.render.preview import preview_bitmap


class Form(StrEnum):
    """What a receipt can be written as."""

    TEXT = "text"
    ESCPOS = "escpos"
    PNG = "png"
    PDF = "pdf"


def render_receipt(
    document: Document, form: Form, columns: int, drawing: Drawing | None = None
) -> bytes:
    """Lay a document out for a paper width of 32, 42 or 48 columns and return its bytes.

    Args:
        drawing: needed for PNG and PDF; without it text and ESC/POS have boxes for characters that
            no code page holds.

    Raises:
        DrawingUnavailable: PNG or PDF, and nothing can be drawn here.
    """
    paper = Paper.of(columns)
    rendered = render_job(document, paper, EPSON, drawing)
    match form:
        case Form.TEXT:
            return rendered.text.encode()
        case Form.ESCPOS:
            return rendered.data
        case Form.PNG:
            return png(preview_bitmap(rendered.rows, paper, _needed(drawing)))
        case Form.PDF:
            return _needed(drawing).pdf(rendered.rows, paper)
        case _ as never:
            assert_never(never)


def _needed(drawing: Drawing | None) -> Drawing:
    assert drawing is not None  # noqa: S101 - whoever asks for a picture gives what draws it.
    return drawing
