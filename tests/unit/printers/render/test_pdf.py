"""Receipts as PDF files."""

import re
import zlib

import pytest

from printers.document import Cut, Document, Feed, Text
from printers.paper import Paper
from printers.profiles import EPSON
from printers.render.job import render_job
from tests.paper_stories import a_drawing, a_receipt


def pages_of(data: bytes) -> list[tuple[float, float]]:
    """Return width and height of every page in millimetres."""
    boxes = re.findall(rb"/MediaBox \[0 0 ([0-9.]+) ([0-9.]+)\]", data)
    return [(float(wide) / 72 * 25.4, float(high) / 72 * 25.4) for wide, high in boxes]


@pytest.mark.parametrize(("columns", "millimetres"), [(32, 56), (42, 72), (48, 80)])
def test_a_page_is_as_wide_as_the_paper(columns: int, millimetres: int) -> None:
    """Printable width and a margin of 4 mm on either side."""
    paper = Paper.of(columns)
    rendered = render_job(a_receipt("arabic"), paper, EPSON, a_drawing())
    data = a_drawing().pdf(rendered.rows, paper)
    ((width, height),) = pages_of(data)
    assert data.startswith(b"%PDF-")
    assert abs(width - millimetres) < 0.5
    assert height > 60


def test_text_stays_text() -> None:
    """A font is embedded and letters are drawn with it, so a code can be copied."""
    paper = Paper.of(42)
    rendered = render_job(Document((Text("code"),)), paper, EPSON)
    data = a_drawing().pdf(rendered.rows, paper)
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", data, re.DOTALL)
    content = b"".join(zlib.decompress(part) for part in streams if part.startswith(b"x"))
    assert b"/ToUnicode" in data
    assert re.search(rb"\bT[jJ]\b", content) is not None


def test_every_piece_of_paper_is_a_page() -> None:
    """A cut ends one; what is longer than a page may be goes on on another."""
    paper = Paper.of(42)
    two = Document((Text("one"), Cut(), Text("two"), Cut()))
    assert len(pages_of(a_drawing().pdf(render_job(two, paper, EPSON).rows, paper))) == 2
    long = Document((Feed(20),) * 100)
    assert len(pages_of(a_drawing().pdf(render_job(long, paper, EPSON).rows, paper))) == 2
    assert len(pages_of(a_drawing().pdf((), paper))) == 1
