"""What stands in for characters that a printer does not have."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printers.profiles import EPSON
from printers.repertoire import CodePageRepertoire


@given(st.text(max_size=60))
def test_a_fitted_text_can_always_be_encoded(text: str) -> None:
    """Every character left has a page, but for the no-break spaces that layout takes out."""
    repertoire = EPSON.repertoire()
    fitted = repertoire.fit(" ".join(text.split()))
    clean = "".join(c for c in fitted.text if c.isprintable() and c != "\u00a0")
    runs = repertoire.page_runs(clean)
    assert "".join(run for _, run in runs) == clean
    for page, run in runs:
        assert run.encode(page).decode(page) == run


@pytest.mark.parametrize(
    ("text", "shown", "replaced"),
    [
        ("plain", "plain", 0),
        ("S\u00e3o Tom\u00e9 \u20ac5", "S\u00e3o Tom\u00e9 \u20ac5", 0),
        ("\u0181ata", "\u25a0ata", 1),
        ("\u1e0dan", "dan", 1),
        ("\ufb01n", "fin", 1),
        ("\u09ac\u09be\u0982", "\u25a0\u25a0\u25a0", 3),
        ("\U0001f44d", "\u25a0", 1),
        ("\u20a65", "NGN5", 1),
    ],
)
def test_stand_ins_are_visible_and_counted(text: str, shown: str, replaced: int) -> None:
    """Spelt out where a plain form exists, boxed where none does."""
    fitted = EPSON.repertoire().fit(text)
    assert (fitted.text, fitted.replaced) == (shown, replaced)


def test_a_printer_without_a_box_shows_a_number_sign() -> None:
    """A placeholder is never a character that the printer lacks."""
    assert CodePageRepertoire(["cp1252"]).fit("\u1200").text == "#"


def test_one_page_is_used_where_one_is_enough() -> None:
    """A line with the euro sign goes whole into the page that has it."""
    assert EPSON.repertoire().page_runs("\u00e9 \u20ac") == [("cp858", "\u00e9 \u20ac")]


def test_an_unfitted_line_is_refused() -> None:
    """A character without a page is our own fault, and never becomes a question mark."""
    with pytest.raises(ValueError, match="no code page"):
        EPSON.repertoire().page_runs("\u1200")


def test_a_line_that_needs_two_pages_changes_between_them() -> None:
    """Each character comes from a page that has it, and pages change as seldom as can be."""
    profile_pages = CodePageRepertoire(["cp437", "cp866"])
    assert profile_pages.page_runs("\u00e9 \u0434\u0430 x") == [
        ("cp437", "\u00e9 "),
        ("cp866", "\u0434\u0430 x"),
    ]
