"""Under which words a phone number is found."""

import pytest

from pos.store.meter_search import phone_words


@pytest.mark.parametrize(
    ("phone", "words"),
    [
        ("+27 82 123 4567", ["+27", "82", "123", "4567", "27821234567", "821234567"]),
        ("082 123 4567", ["082", "123", "4567", "0821234567", "821234567"]),
        ("555", ["555", "555", "555"]),
        ("", []),
    ],
)
def test_a_phone_number_is_found_in_every_spelling(phone: str, words: list[str]) -> None:
    """As written, as one number, and without what stands in front of the last nine digits."""
    assert phone_words(phone).split() == words
