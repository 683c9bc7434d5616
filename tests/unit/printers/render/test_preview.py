"""The preview is the paper, dot by dot."""

import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from printers.bitmap import Bitmap, png
from printers.document import Align, Block, Columns, Document, Mark, Picture, Size, Text, Token
from printers.errors import DrawingUnavailable
from printers.layout import Style
from printers.paper import Paper
from printers.profiles import EPSON
from printers.render.drawing import FontDrawing
from printers.render.job import render_job
from printers.render.preview import preview_bitmap
from printers.rows import Part
from tests.escpos_reader import read_dots, read_paper
from tests.paper_stories import LANGUAGES, TOKEN, a_drawing, a_receipt

PAPERS = [Paper.of(columns) for columns in (32, 42, 48)]
HOSTILE = st.one_of(
    st.text(max_size=60),
    st.text(
        "\x00\x1b\x1dp@!\x10\x04\x14\u202e\u2067\u0645\u0631 12-\u1230\u0995\u09cd", max_size=60
    ),
)
blocks = st.one_of(
    st.builds(Text, HOSTILE, st.sampled_from(Align), st.booleans(), st.sampled_from(Size)),
    st.builds(Columns.labelled, HOSTILE, HOSTILE, bold=st.booleans()),
    st.just(Token(TOKEN)),
    st.just(Mark("\u062a\u062f\u0631\u064a\u0628")),
)


def dots_of(bitmap: Bitmap) -> list[str]:
    """Write a bitmap as strings of 0 and 1."""
    return ["".join(f"{byte:08b}" for byte in row) for row in bitmap.rows]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("paper", PAPERS)
def test_the_preview_equals_the_paper(paper: Paper, language: str) -> None:
    """Every script on every paper."""
    drawing = a_drawing()
    rendered = render_job(a_receipt(language), paper, EPSON, drawing)
    assert rendered.replaced == (1 if language == "french" and not drawing.holds("\u2019") else 0)
    preview = preview_bitmap(rendered.rows, paper, drawing)
    assert dots_of(preview) == read_dots(rendered.data, paper.dots, drawing.glyph)


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(PAPERS), st.lists(blocks, max_size=4))
def test_the_preview_equals_the_paper_for_hostile_texts(paper: Paper, parts: list[Block]) -> None:
    """Whatever names hold: no command, no line too many, no token digit moved."""
    drawing = a_drawing()
    rendered = render_job(Document(tuple(parts)), paper, EPSON, drawing)
    preview = preview_bitmap(rendered.rows, paper, drawing)
    assert dots_of(preview) == read_dots(rendered.data, paper.dots, drawing.glyph)
    read = read_paper(rendered.data)
    assert (read.drawer_kicks, read.cuts) == (0, 0)
    tokens = [line for line in read.lines if TOKEN[:4] in line]
    assert [line.replace(" ", "") for line in tokens] == [TOKEN] * parts.count(Token(TOKEN))


def test_a_token_is_never_a_picture() -> None:
    """Even on an Arabic receipt it is the printer's own digits, in order."""
    rendered = render_job(a_receipt("arabic"), PAPERS[0], EPSON, a_drawing())
    read = read_paper(rendered.data)
    assert [line.replace(" ", "") for line in read.lines if "6754" in line] == [TOKEN]


def test_bytes_that_a_printer_would_obey_are_not_sent() -> None:
    """A picture whose dots spell a drawer kick in real time gets a dot more."""
    row = b"\x10\x14\x01\x00\x08\x10\x04\x02"
    picture = Picture(Bitmap(64, (row,) * 3))
    rendered = render_job(Document((picture,)), PAPERS[0], EPSON)
    assert b"\x10\x14" not in rendered.data
    assert b"\x10\x04" not in rendered.data
    assert b"\x10\x1c\x01\x00\x08\x10\x0c\x02" in rendered.data


def test_a_picture_too_wide_for_the_paper_is_left_out() -> None:
    """Half a logo is worse than none."""
    picture = Picture(Bitmap(512, (b"\xff" * 64,)))
    assert read_paper(render_job(Document((picture,)), PAPERS[0], EPSON).data).rasters == []
    assert len(read_paper(render_job(Document((picture,)), PAPERS[1], EPSON).data).rasters) == 1


def test_an_arabic_row_is_laid_out_in_the_mirror() -> None:
    """The label is at the right edge, the amount at the left."""
    drawing = a_drawing()
    block = Columns.labelled("\u0627\u0644\u0645\u062c\u0645\u0648\u0639", "100.00")
    rendered = render_job(Document((block,)), PAPERS[1], EPSON, drawing)
    rows = read_dots(rendered.data, 512, drawing.glyph)
    inked = [any(row[x] == "1" for row in rows) for x in range(512)]
    assert any(inked[:8])
    assert any(inked[488:504])
    assert not any(inked[100:400])


def test_a_number_in_an_arabic_sentence_is_not_turned() -> None:
    """Its dots at the left edge are those of the number alone."""
    drawing = a_drawing()
    alone, after_arabic = (
        dots_of(drawing.line((Part(text, 0, 42),), Style(), 512))
        for text in ("0800-111-222", "\u0645 0800-111-222")
    )
    width = max(row.rindex("1") for row in alone if "1" in row) + 1
    assert width > 100
    # The Arabic letter may make its line a few dots higher, below.
    beside = after_arabic[: len(alone)]
    assert [row[:width] for row in alone] == [row[:width] for row in beside]


def test_a_png_holds_the_dots() -> None:
    """One bit a dot, black on white."""
    bitmap = Bitmap(16, (b"\x80\x01", b"\xff\x00"))
    data = png(bitmap)
    start = data.index(b"IDAT")
    size = int.from_bytes(data[start - 4 : start], "big")
    assert zlib.decompress(data[start + 4 : start + 4 + size]) == b"\x00\x7f\xfe\x00\x00\xff"
    assert data[16:24] == (16).to_bytes(4, "big") + (2).to_bytes(4, "big")


def test_without_fonts_a_receipt_still_comes_out(tmp_path: Path) -> None:
    """Names are boxed and counted; only a preview is impossible, and says so."""
    a_drawing()
    missing = FontDrawing(tmp_path)
    rendered = render_job(a_receipt("amharic"), PAPERS[0], EPSON, missing)
    assert rendered.replaced > 0
    with pytest.raises(DrawingUnavailable):
        preview_bitmap(rendered.rows, PAPERS[0], missing)
