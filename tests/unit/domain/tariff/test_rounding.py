"""Rounding to steps."""

from fractions import Fraction

import pytest

from pos.domain.tariff.rounding import Rounding, RoundingMode, format_rate

_CASES = [
    ("nearest", "249.9", 200),
    ("nearest", "250", 300),
    ("nearest", "-250", -200),
    ("nearest_even", "250", 200),
    ("nearest_even", "350", 400),
    ("up", "200.1", 300),
    ("up", "-299", -200),
    ("down", "299.9", 200),
    ("down", "-201", -300),
    ("up", "300", 300),
    ("down", "300", 300),
]


@pytest.mark.parametrize(("mode", "value", "expected"), _CASES)
def test_each_mode_takes_its_step(mode: str, value: str, expected: int) -> None:
    """Ties and negatives too."""
    assert Rounding(RoundingMode(mode), 100).apply(Fraction(value)) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("0", "0"),
        ("1.5", "1.5"),
        ("-0.25", "-0.25"),
        ("10", "10"),
        ("0.0000004", "0"),
        ("-0.0000004", "0"),
    ],
)
def test_rates_are_written_short(value: str, expected: str) -> None:
    """No trailing zeros, no negative zero."""
    assert format_rate(Fraction(value)) == expected
