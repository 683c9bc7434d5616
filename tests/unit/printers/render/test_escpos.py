"""ESC/POS bytes, read back by an independent reader."""

import logging
import os
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from printers.document import (
    Align,
    Block,
    Cell,
    Columns,
    Cut,
    Document,
    Feed,
    Mark,
    Qr,
    Rule,
    Size,
    Text,
    Token,
)
from printers.paper import Paper
from printers.profiles import EPSON
from printers.render.escpos import drawer_kick
from printers.render.job import render_job
from printers.render.qr import qr_bitmap, qr_matrix
from tests.escpos_reader import OperationReader, read_paper

PAPERS = [Paper.of(columns) for columns in (32, 42, 48)]
TOKEN = "67540125520408448957"

hostile = st.one_of(
    st.text(max_size=80),
    st.text("\x00\x1b\x1dpd@!a(Vv0\n\r\u202e\u2067\u00a0 12", max_size=80),
    st.sampled_from(["\u20a6" * 60, "\U0001f468\u200d\U0001f469" * 30, "\u0645\u0631\u062d" * 20]),
)
blocks = st.one_of(
    st.builds(Text, hostile, st.sampled_from(Align), st.booleans(), st.sampled_from(Size)),
    st.builds(Columns.labelled, hostile, hostile, bold=st.booleans()),
    st.builds(lambda a, b, c: Columns((Cell(a), Cell(b), Cell(c))), hostile, hostile, hostile),
    st.just(Token(TOKEN)),
    st.just(Rule()),
    st.builds(Feed, st.integers(1, 20)),
)


@settings(max_examples=60)
@given(st.sampled_from(PAPERS), st.lists(blocks, max_size=6))
def test_paper_reads_as_the_text_rendering(paper: Paper, parts: list[Block]) -> None:
    """Whatever is in the blocks, the lines on paper are the lines of the text, and nothing else."""
    rendered = render_job(Document(tuple(parts)), paper, EPSON)
    read = read_paper(rendered.data)
    assert [line.rstrip(" ") for line in read.lines] == rendered.text.splitlines()
    assert (read.drawer_kicks, read.cuts, read.rasters) == (0, 0, [])


@pytest.mark.parametrize("paper", PAPERS)
def test_a_token_is_in_the_largest_type(paper: Paper) -> None:
    """Its line is as tall as any, bold, and its digits are in order."""
    document = Document((Text("Shop", size=Size.TALL), Mark("TRAINING"), Token(TOKEN), Text("x")))
    read = read_paper(render_job(document, paper, EPSON).data)
    at = next(n for n, line in enumerate(read.lines) if "6754" in line)
    assert read.lines[at].replace(" ", "") == TOKEN
    assert read.styles[at] == max(read.styles)
    assert read.styles[at][:3] == (2 if paper.columns == 48 else 1, 2, True)


def test_a_job_begins_with_a_known_state() -> None:
    """Reset first, then code page, size, bold and inverse before the first letter."""
    data = render_job(Document((Text("\u00e9"),)), PAPERS[1], EPSON).data
    names = [operation.name for operation in OperationReader().feed(data)]
    before_text = names[: names.index("text")]
    assert before_text[0] == "ESC @"
    needed = {"ESC R", "FS .", "ESC t", "ESC 2", "ESC a", "GS !", "ESC E", "GS B", "ESC M"}
    assert needed <= set(before_text)


def test_jobs_do_not_depend_on_each_other() -> None:
    """The same document twice gives the same bytes, code page commands included."""
    document = Document((Text("\u20ac 5"), Text("plain")))
    first, second = (render_job(document, PAPERS[0], EPSON).data for _ in range(2))
    assert first == second
    assert read_paper(second).lines == ["\u20ac 5", "plain"]


def test_every_character_of_every_page_comes_out() -> None:
    """Our idea of a code page is the same as that of the encoder."""
    for page in EPSON.code_pages:
        upper = bytes(range(0x80, 0x100)).decode(page.codec, errors="ignore")
        text = "".join(c for c in upper if c.isprintable())
        profile = replace(EPSON, code_pages=(page,))
        rendered = render_job(Document((Text(text),)), PAPERS[0], profile)
        assert rendered.replaced == 0
        assert "".join(read_paper(rendered.data).lines) == text


@pytest.mark.parametrize("paper", PAPERS)
def test_a_qr_code_is_sent_as_its_bitmap_in_strips(paper: Paper) -> None:
    """Strips of at most 128 rows make up the very bitmap, within the paper."""
    read = read_paper(render_job(Document((Qr(TOKEN),)), paper, EPSON).data)
    bitmap = qr_bitmap(TOKEN, paper.dots)
    assert b"".join(bits for _, _, bits in read.rasters) == b"".join(bitmap.rows)
    assert {width for width, _, _ in read.rasters} == {bitmap.width // 8}
    assert all(rows <= 128 for _, rows, _ in read.rasters)
    assert bitmap.width <= paper.dots


def test_a_qr_code_has_four_light_modules_around_it() -> None:
    """The code is found again in the bitmap, in the middle and with its quiet zone."""
    matrix = qr_matrix(TOKEN)
    bitmap = qr_bitmap(TOKEN, 384)
    dots = [[bool(row[x // 8] & 0x80 >> x % 8) for x in range(bitmap.width)] for row in bitmap.rows]
    dark_columns = [x for x in range(bitmap.width) if any(row[x] for row in dots)]
    dark_rows = [y for y, row in enumerate(dots) if any(row)]
    side = (dark_columns[-1] - dark_columns[0] + 1) // len(matrix)
    left, top = dark_columns[0], dark_rows[0]
    assert top == len(dots) - 1 - dark_rows[-1] == 4 * side
    assert bitmap.width - 1 - dark_columns[-1] >= 4 * side
    assert abs(left - (384 - side * len(matrix)) // 2) <= 1
    read = [
        [dots[top + y * side + side // 2][left + x * side + side // 2] for x in range(len(matrix))]
        for y in range(len(matrix))
    ]
    assert read == matrix


def test_a_printer_that_draws_codes_is_let_to() -> None:
    """The data arrive whole, in the middle, and text goes on at the left."""
    profile = replace(EPSON, has_native_qr=True)
    data = render_job(Document((Qr("a\u00e9"), Text("x"))), PAPERS[0], profile).data
    assert read_paper(data).qr_codes == ["a\u00e9"]
    aligned = [op.data for op in OperationReader().feed(data) if op.name == "ESC a"]
    assert aligned == [b"\x00", b"\x01", b"\x00"]


def test_a_cut_needs_a_cutter() -> None:
    """Without one the paper is fed far enough to tear."""
    document = Document((Text("x"), Cut()))
    assert read_paper(render_job(document, PAPERS[0], EPSON).data).cuts == 1
    read = read_paper(render_job(document, PAPERS[0], replace(EPSON, has_cutter=False)).data)
    assert (read.cuts, read.lines) == (0, ["x", "", "", "", "", ""])


def test_a_drawer_kick_prints_nothing() -> None:
    """One pulse on the right pin and no more."""
    assert drawer_kick(EPSON, 2)[:3] == b"\x1bp\x00"
    assert drawer_kick(EPSON, 5)[:3] == b"\x1bp\x01"
    assert len(drawer_kick(EPSON, 2)) == 5


def test_loading_the_encoder_leaves_nothing_behind(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """No file in the temporary folder, no logging handler, no environment variable."""
    folder = tmp_path_factory.mktemp("temporary")
    program = (
        "import logging, os\n"
        "from printers.profiles import EPSON\n"
        "from printers.render.escpos import drawer_kick\n"
        "before = dict(os.environ)\n"
        "drawer_kick(EPSON, 2)\n"
        "assert dict(os.environ) == before\n"
        "assert logging.getLogger().handlers == []\n"
    )
    environment = {**os.environ, "TMPDIR": str(folder)}
    subprocess.run([sys.executable, "-c", program], check=True, env=environment)
    assert list(folder.iterdir()) == []


def test_python_escpos_is_not_loaded_before_it_is_needed() -> None:
    """Commands that print nothing do not pay for it."""
    program = (
        "import sys, printers.worker, printers.transport.opening\n"
        "assert not {'escpos', 'PIL', 'qrcode'} & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_size_is_set_before_bold() -> None:
    """A size command that resets bold on some printers cannot undo it."""
    data = render_job(Document((Text("x", bold=True),)), PAPERS[0], EPSON).data
    names = [op.name for op in OperationReader().feed(data)]
    assert ("GS !", "ESC E") in pairwise(names[names.index("GS !") :])
    assert logging.getLogger("escpos").handlers == []
