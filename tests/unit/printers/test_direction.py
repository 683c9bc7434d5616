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
