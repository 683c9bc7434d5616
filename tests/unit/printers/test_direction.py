"""Which way a text runs."""

import pytest

from printers.direction import is_right_to_left, with_isolated_numbers


@pytest.mark.parametrize(
    ("text", "is_rtl"),
    [
        ("", False),
        ("Total", False),
        ("12 34", False),
        ("\u0645", True),
        ("12 \u0645", True),
        ("\u05d0", True),
        ("a \u0645", False),
        ("\u12a0", False),
    ],
)
def test_the_first_letter_decides(text: str, is_rtl: bool) -> None:  # noqa: FBT001 -- a parameter
    """Digits and signs do not."""
    assert is_right_to_left(text) is is_rtl


def test_numbers_among_arabic_letters_are_isolated_whole() -> None:
    """A number with its groups and signs is one run; other texts are left alone."""
    assert with_isolated_numbers("\u0645 0800-111 222.") == "\u0645 \u20660800-111 222\u2069."
    assert with_isolated_numbers("call 0800-111") == "call 0800-111"


@pytest.mark.parametrize(
    "name", ["77341673-4a6a-47ae-b5cc-094cde05cc31", "TC914DA-1-000001", "45.9kWh"]
)
def test_a_name_of_letters_and_digits_stays_in_one_piece(name: str) -> None:
    """Else an Arabic line shows the groups of a sale's id in another order."""
    assert with_isolated_numbers(f"\u0645 {name} \u0645") == f"\u0645 \u2066{name}\u2069 \u0645"
