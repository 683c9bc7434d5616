"""The edge of a document: whatever comes in, nothing harmful goes on."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printers.document import (
    BLOCKS_MAX,
    Cell,
    Columns,
    Document,
    Feed,
    Mark,
    Qr,
    Rule,
    Text,
    Token,
    printable,
)
from printers.errors import InvalidDocument


@given(st.text(max_size=200))
def test_printable_text_holds_no_control_and_no_bidi_control(text: str) -> None:
    """No character that steers a printer or the direction of text survives."""
    for character in printable(text):
        assert unicodedata.category(character) not in ("Cc", "Cs", "Zl", "Zp")
        assert unicodedata.bidirectional(character) not in (
            "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI",
        )  # fmt: skip


@given(st.text(max_size=200))
def test_printable_is_stable(text: str) -> None:
    """Cleaning twice is cleaning once."""
    once = printable(text)
    assert printable(once) == once


def test_a_drawer_kick_in_a_name_becomes_harmless_text() -> None:
    """ESC and the NUL of a pulse are dropped; the letters around them stay."""
    assert Text("Ann\x1bp\x00\x19\xfa").text == "Annp\u00fa"


def test_line_breaks_become_spaces() -> None:
    """A name cannot start a line of its own."""
    assert Text("Ann\r\n\u2028TOTAL 0.00").text == "Ann TOTAL 0.00"


def test_no_break_spaces_stay() -> None:
    """What keeps an amount with its currency is not a space to collapse."""
    assert Text("1\u202f234,50\u00a0EUR").text == "1\u00a0234,50\u00a0EUR"


@pytest.mark.parametrize("text", ["x" * 10_000, "ab " * 5000, "\x00" * 9000 + "tail"])
def test_a_cut_text_says_so(text: str) -> None:
    """Ten thousand characters end in dots within the bound."""
    clean = printable(text)
    assert len(clean) <= 1000
    assert clean.endswith("...")


def test_letters_are_composed() -> None:
    """A letter and its accent become one character, which a code page may hold."""
    assert Text("Zoe\u0308").text == "Zo\u00eb"


@pytest.mark.parametrize("digits", ["", "1" * 19, "1" * 21, "1" * 19 + "x", "\u0661" * 20])
def test_a_token_has_twenty_ascii_digits(digits: str) -> None:
    """Anything else is refused, and the error does not repeat it."""
    with pytest.raises(InvalidDocument) as caught:
        Token(digits)
    assert digits not in str(caught.value) or not digits


def test_a_token_is_grouped_in_fours() -> None:
    """Five groups, in order."""
    assert Token("67540125520408448957").grouped == "6754 0125 5204 0844 8957"


def test_blocks_are_bounded() -> None:
    """Documents, rows, feeds, codes and marks have limits with a typed error."""
    with pytest.raises(InvalidDocument):
        Document((Rule(),) * (BLOCKS_MAX + 1))
    with pytest.raises(InvalidDocument):
        Columns(())
    with pytest.raises(InvalidDocument):
        Cell("x", width_min=49)
    with pytest.raises(InvalidDocument):
        Feed(0)
    with pytest.raises(InvalidDocument):
        Qr("x" * 401)
    with pytest.raises(InvalidDocument):
        Qr("\ud800")
    with pytest.raises(InvalidDocument):
        Mark("\u202e\x1b")
