"""Amounts as they are typed, by keypad and by keyboard."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.presenters.money_entry import BACK, CLEAR, DOUBLE_ZERO, MoneyEntry


def pressed(keys: str, decimals: int = 2, *, minor_first: bool = False) -> MoneyEntry:
    """Press keys one by one."""
    entry = MoneyEntry(decimals, minor_first=minor_first)
    for key in keys:
        entry = entry.press(key)
    return entry


@pytest.mark.parametrize(
    ("keys", "minor"),
    [
        ("", 0),
        ("100", 10000),
        ("100.5", 10050),
        ("100.50", 10050),
        ("100,5", 10050),
        (".5", 50),
        ("0.05", 5),
        ("007", 700),
        ("0", 0),
        ("12.505", 1250),
        ("1.2.3", 123),
    ],
)
def test_whole_units_with_an_optional_separator(keys: str, minor: int) -> None:
    """A point and a comma mean the same; a third decimal is not taken."""
    assert pressed(keys).minor == minor


@pytest.mark.parametrize(("keys", "minor"), [("1000", 1000), ("10.00", 1000), ("5", 5)])
def test_minor_units_first(keys: str, minor: int) -> None:
    """Digits shift in from the right and the separator does nothing."""
    assert pressed(keys, minor_first=True).minor == minor


def test_a_currency_without_minor_units_has_no_separator() -> None:
    """Shillings are whole."""
    assert pressed("10.5", 0).minor == 105


def test_the_keys_of_the_keypad() -> None:
    """Double zero, one back, all away."""
    entry = pressed("1").press(DOUBLE_ZERO)
    assert entry.minor == 10000
    assert entry.press(BACK).minor == 1000
    assert entry.press(CLEAR).is_empty


@pytest.mark.parametrize("entry", [pressed("12").filled(5000), pressed("50").taken_up()])
def test_what_was_filled_in_or_taken_up_is_replaced(entry: MoneyEntry) -> None:
    """By the first key only; one that does not fit leaves it."""
    assert entry.press("6").press("0").text == "60"
    assert entry.press(DOUBLE_ZERO).text == "0"
    assert entry.press("x").press("7").text == "7"
    assert entry.press(BACK).is_empty
    assert entry.press(CLEAR).press("1").press("2").text == "12"


@pytest.mark.parametrize("text", ["1,000.50", "12.500", "-5", "1e3", "abc", "٣x", "1000000000"])
def test_a_text_that_is_no_amount_changes_nothing(text: str) -> None:
    """Nothing is guessed about a pasted text."""
    entry = pressed("42")
    assert entry.typed(text) == entry


def test_digits_of_other_scripts_are_digits() -> None:
    """An Arabic keyboard types the same amount."""
    assert MoneyEntry(2).typed("١٢٫٥").text == "12.5"


@given(minor=st.integers(0, 10**9), decimals=st.integers(0, 3), minor_first=st.booleans())
def test_a_filled_entry_is_the_amount(minor: int, decimals: int, *, minor_first: bool) -> None:
    """Quick cash fills what it says."""
    assert MoneyEntry(decimals, minor_first=minor_first).filled(minor).minor == minor


@given(text=st.text(max_size=30), decimals=st.integers(0, 3), minor_first=st.booleans())
def test_whatever_is_typed_reads_as_an_amount(
    text: str, decimals: int, *, minor_first: bool
) -> None:
    """No character makes an entry that has no amount, or too many decimals."""
    entry = MoneyEntry(decimals, minor_first=minor_first)
    for character in text:
        entry = entry.press(character)
    assert entry.minor >= 0
    assert len(entry.text.partition(".")[2]) <= decimals
