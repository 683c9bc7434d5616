"""One layout pass: nothing lost, nothing too wide, nothing broken that must not be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printers.cells import text_cells, wrap
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
from printers.errors import InvalidPrinterUrl
from printers.layout import CutRow, FeedRow, Line, QrRow, lay_out
from printers.paper import Paper
from printers.profiles import EPSON
from printers.render.text import text_lines
from printers.repertoire import UnicodeRepertoire

PAPERS = [Paper.of(columns) for columns in (32, 42, 48)]
papers = st.sampled_from(PAPERS)
texts = st.text(max_size=120)
cells = st.lists(
    st.builds(Cell, texts, st.sampled_from(Align), st.integers(0, 48)), min_size=1, max_size=6
)
blocks = st.one_of(
    st.builds(Text, texts, st.sampled_from(Align), st.booleans(), st.sampled_from(Size)),
    st.builds(Columns, cells.map(tuple), st.booleans()),
    st.from_regex("[0-9]{20}", fullmatch=True).filter(str.isascii).map(Token),
)


def lines_of(paper: Paper, *parts: Block) -> list[str]:
    """Return the text lines of some blocks."""
    return text_lines(lay_out(Document(parts), paper, UnicodeRepertoire()))


@given(papers, st.lists(blocks, max_size=6))
def test_no_line_is_wider_than_its_paper(paper: Paper, parts: list[Block]) -> None:
    """Wide type counts twice."""
    layout = lay_out(Document(tuple(parts)), paper, EPSON.repertoire())
    for row in layout.rows:
        assert isinstance(row, Line)
        assert text_cells(row.text) * (2 if row.style.wide else 1) <= paper.columns


@given(papers, blocks)
def test_no_character_is_lost(paper: Paper, block: Block) -> None:
    """Every character of a block but the spaces is on the paper, as often as in the block."""
    match block:
        case Text(text):
            written = text
        case Columns(row):
            written = "".join(cell.text for cell in row)
        case Token(digits):
            written = digits
        case _:
            written = ""
    shown = "".join(lines_of(paper, block))
    unspaced = str.maketrans("", "", " \u00a0")
    assert sorted(shown.translate(unspaced)) == sorted(written.translate(unspaced))


@given(st.text(max_size=200).map(lambda text: text.replace("\n", "")), st.integers(2, 48))
def test_wrapping_keeps_order(text: str, limit: int) -> None:
    """Lines put together again are the text, but for the spaces at which they broke."""
    lines = wrap(text, limit)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(text_cells(line) <= limit for line in lines)


@pytest.mark.parametrize("paper", PAPERS)
def test_a_token_stands_alone_on_one_line(paper: Paper) -> None:
    """All five groups, in order, with nothing beside them, in the largest type."""
    layout = lay_out(
        Document((Text("\u0627\u0644\u0631\u0645\u0632", size=Size.TALL), Token("0123" * 5))),
        paper,
        UnicodeRepertoire(),
    )
    line = layout.rows[-1]
    assert isinstance(line, Line)
    assert line.text.strip() == "0123 0123 0123 0123 0123"
    assert line.style.tall
    assert line.style.wide == (paper.columns == 48)


@given(papers, st.text("abcdefgh ", max_size=60), st.integers(0, 10**9))
def test_a_value_stays_with_its_currency(paper: Paper, label: str, minor: int) -> None:
    """The amount and its currency are on one line, at the right margin."""
    value = f"{minor // 100:,}.{minor % 100:02} ZAR"
    lines = lines_of(paper, Columns.labelled(label, value))
    assert lines[-1].endswith(value)
    assert len(lines[-1]) == paper.columns


def test_an_amount_in_running_text_stays_with_its_currency() -> None:
    """A no-break space is not a place to break, and is an ordinary space on paper."""
    lines = lines_of(PAPERS[0], Text("Debt paid with this purchase 1\u00a0234.50\u00a0KES"))
    assert lines == ["Debt paid with this purchase", "1 234.50 KES"]


def test_a_label_wraps_beside_its_value() -> None:
    """The value stands on the last line of the label."""
    lines = lines_of(PAPERS[0], Columns.labelled("Energy step two, above 300 kWh", "1,200.00"))
    assert lines == ["Energy step two, above", "300 kWh                 1,200.00"]


def test_a_value_too_wide_for_its_label_gets_its_own_line() -> None:
    """Nothing is cut while it fits the paper."""
    lines = lines_of(PAPERS[0], Columns.labelled("Address", "14 Long Street, Old Harbour"))
    assert lines == ["Address", "     14 Long Street, Old Harbour"]


def test_rows_of_a_table_line_up() -> None:
    """Fixed widths make columns."""
    rows = [
        Columns((Cell(a), Cell(b, Align.RIGHT, 6), Cell(c, Align.RIGHT, 10)))
        for a, b, c in (("200", "3", "600.00"), ("50", "12", "600.00"))
    ]
    assert lines_of(PAPERS[0], *rows) == [
        "200                 3     600.00",
        "50                 12     600.00",
    ]


def test_a_mark_fills_its_line() -> None:
    """White on black over the whole width, and visible in plain text too."""
    layout = lay_out(Document((Mark("TRAINING"),)), PAPERS[1], UnicodeRepertoire())
    (line,) = layout.rows
    assert isinstance(line, Line)
    assert line.style.inverse
    assert len(line.text) == 42
    assert line.text.strip() == "*** TRAINING ***"


def test_the_other_blocks_become_their_rows() -> None:
    """A rule is as wide as the paper; code, feed and cut are handed on."""
    layout = lay_out(Document((Rule(), Qr("x"), Feed(3), Cut())), PAPERS[2], UnicodeRepertoire())
    assert layout.rows == (Line("-" * 48), QrRow("x"), FeedRow(3), CutRow())


def test_text_stands_where_it_should() -> None:
    """Left, middle and right, in spaces."""
    lines = lines_of(PAPERS[0], *(Text("ab", align) for align in Align))
    assert lines == ["ab", " " * 15 + "ab", " " * 30 + "ab"]


def test_replaced_characters_are_counted() -> None:
    """The layout says how much the printer could not show as written."""
    layout = lay_out(Document((Text("\u20a6 \u1200 e"),)), PAPERS[0], EPSON.repertoire())
    assert layout.replaced == 2
    assert layout.rows == (Line("NGN \u25a0 e"),)


def test_a_cell_may_stand_in_the_middle() -> None:
    """Of the width it reserved."""
    row = Columns((Cell("a"), Cell("b", Align.CENTRE, 5), Cell("c")))
    assert lines_of(PAPERS[0], row) == ["a" + " " * 26 + "b   c"]


@pytest.mark.parametrize("columns", [0, 31, 80])
def test_other_papers_are_refused(columns: int) -> None:
    """Three widths are known."""
    with pytest.raises(InvalidPrinterUrl):
        Paper.of(columns)


@pytest.mark.parametrize(("label", "starts_with_label"), [("Total", True), ("المجموع", False)])
def test_a_figure_stands_where_the_labels_around_it_do(
    label: str, *, starts_with_label: bool
) -> None:
    """Among labels that run right to left a line of digits and Latin letters is mirrored too."""
    document = Document(
        (
            Columns.labelled(label, "1.00"),
            Columns.labelled(label, "2.00"),
            Columns.labelled("100.00 x 28", "2800.00"),
        )
    )
    line = text_lines(lay_out(document, PAPERS[0], UnicodeRepertoire()))[-1]
    assert line.strip().startswith("100.00 x 28") is starts_with_label
