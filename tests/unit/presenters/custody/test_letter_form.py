"""A custodian's letter as typed: what fits into its fields, and what the key agent is told."""

from dataclasses import replace
from typing import Any

import pytest

from pos.presenters.custody.desk import BroughtComponent, Letter
from pos.presenters.custody.letter_form import NO_LETTER, fitted

FORM = replace(NO_LETTER, sgc="123456", krn="1", ken="255", offset="+02:00")


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("+02:00", 120), ("2", 120), ("-3.30", -210), ("00:00", 0), ("5:45", 345)],
)
def test_the_clock_may_be_typed_in_several_ways(text: str, minutes: int) -> None:
    """With the keys of a small keyboard, too."""
    letter = replace(FORM, offset=text).letter()
    assert letter == Letter("123456", 1, 2, "04", 2014, 255, minutes, 2)


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("sgc", "12345"),
        ("krn", ""),
        ("ken", ""),
        ("offset", ""),
        ("offset", "+"),
        ("offset", "1:75"),
    ],
)
def test_a_letter_is_whole_or_none(field: str, text: str) -> None:
    """Nothing is made up for what is missing."""
    changes: dict[str, Any] = {field: text}
    assert replace(FORM, **changes).letter() is None


def test_fields_hold_digits_only() -> None:
    """Up to as many as there can be."""
    assert fitted("sgc", "12 34-567") == "123456"
    assert fitted("krn", "x12") == "1"
    assert fitted("ken", "\u06f2255") == "255"
    assert fitted("check_value", " 1a2b3c ") == "1a2b3c"


def test_a_component_has_as_many_digits_as_its_key() -> None:
    """160 or 64 bits."""
    assert (FORM.digits, replace(FORM, dkga="02").digits) == (40, 16)


def test_a_component_is_one_line_and_is_not_shown() -> None:
    """Blanks between groups are the typist's; check values are compared where they stand."""
    brought = BroughtComponent("00 11\t22", "1a2b3c", "4d5e6f")
    assert brought.file() == b"001122\ncheck value 1a2b3c\nkey check value 4d5e6f"
    assert BroughtComponent("0011").file() == b"0011"
    assert "00" not in repr(brought)
