"""What sounds alike is spelt alike, and digits are digits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.domain import spelling
from pos.domain.meter import parse_meter_number
from pos.domain.spelling import one_spelling, other_spellings, plain_digits, without_accents

WORDS = st.text(
    st.characters(max_codepoint=0x24F)
    | st.characters(min_codepoint=0x300, max_codepoint=0x36F)
    | st.characters(min_codepoint=0x590, max_codepoint=0x6FF)
    | st.characters(min_codepoint=0x1200, max_codepoint=0x137F)
    | st.characters()
)


@pytest.mark.parametrize(
    ("written", "otherwise"),
    [
        ("ŁUKASZ", "lukasz"),
        ("Đặng Øyvind", "dang oyvind"),
        ("O'Brien", "OBRIEN"),
        ("l\u2019Évêché", "leveche"),
        ("Ƙasar Ɗan", "kasar dan"),
        ("أحمد", "احمد"),
        ("إبراهيم", "ابراهيم"),
        ("آمنة", "امنه"),
        ("مصطفى", "مصطفي"),
        ("مُحَمَّد", "محمد"),
        ("ሠላም", "ሰላም"),
        ("ዓለም", "አለም"),
        ("ፀሐይ", "ጸሀይ"),
    ],
)
def test_names_that_sound_alike(written: str, otherwise: str) -> None:
    """Both come to one spelling."""
    assert one_spelling(written) == one_spelling(otherwise)


def test_plain_words_have_no_other_spelling() -> None:
    """Accents and capitals are the index's own business, so it holds nothing twice."""
    assert other_spellings("José MACHAVA 12") == ""
    assert other_spellings("Ann O'Brien Łoś") == "obrien los"


@given(WORDS)
def test_a_sign_is_spelt_alike_whatever_stands_beside_it(text: str) -> None:
    """Sign by sign, which is fast, comes to what the whole text comes to."""
    assert "".join(map(without_accents, text)) == without_accents(text)
    assert one_spelling(text) == without_accents(text).translate(spelling._ONE_SOUND)


@given(WORDS)
def test_a_word_stands_in_the_index_once(text: str) -> None:
    """Other spellings are the one spelling of some words, each where the index has it not."""
    others = other_spellings(text).split()
    # The index takes marks off Latin, Greek and Cyrillic letters only.
    plain = [
        "".join(without_accents(c) if c < "\u0590" else c for c in w.casefold())
        for w in text.split()
    ]
    every = [one_spelling(word) for word in text.split()]
    missed = [one for one, word in zip(every, plain, strict=True) if one != word]
    assert others == " ".join(missed).split()


def test_digits_of_every_script() -> None:
    """Arabic, Persian, Devanagari; what is no digit stays."""
    assert plain_digits("٠١٢ ۳۴ ५-é²") == "012 34 5-é²"
    assert parse_meter_number("٠٠٠٠٠٠٠٠٠١٨").drn == "00000000018"
