"""What sounds alike is spelt alike, and digits are digits."""

import pytest

from pos.domain.meter import parse_meter_number
from pos.domain.spelling import one_spelling, other_spellings, plain_digits


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


def test_digits_of_every_script() -> None:
    """Arabic, Persian, Devanagari; what is no digit stays."""
    assert plain_digits("٠١٢ ۳۴ ५-é²") == "012 34 5-é²"
    assert parse_meter_number("٠٠٠٠٠٠٠٠٠١٨").drn == "00000000018"
