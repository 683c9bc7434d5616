"""The cash equation, and the words that go with cash."""

import pytest

from pos.domain.cash import expected_cash, parse_reason, parse_reference, z_number
from pos.domain.entries import CashFigures
from pos.domain.errors import ReasonMalformed

DAY = CashFigures(
    opening_float=500,
    cash_tendered=10_000,
    change=2_000,
    refunds=300,
    paid_in=50,
    paid_out=70,
    drops=4_000,
)


def test_the_equation_adds_what_comes_in_and_takes_off_what_goes_out() -> None:
    """The sum of the design, by hand."""
    assert expected_cash(DAY) == 500 + 10_000 - 2_000 - 300 + 50 - 70 - 4_000 == 4_180


@pytest.mark.parametrize(
    ("name", "sign"),
    [
        ("opening_float", 1),
        ("cash_tendered", 1),
        ("change", -1),
        ("refunds", -1),
        ("paid_in", 1),
        ("paid_out", -1),
        ("drops", -1),
    ],
)
def test_every_term_counts_once_with_its_sign(name: str, sign: int) -> None:
    """A cent more of one term moves the sum by a cent."""
    values = {field: getattr(DAY, field) for field in DAY.__struct_fields__}
    moved = CashFigures(**values | {name: values[name] + 1})
    assert expected_cash(moved) - expected_cash(DAY) == sign


def test_every_term_of_the_entry_is_in_the_equation() -> None:
    """A new term cannot be forgotten."""
    zero = dict.fromkeys(DAY.__struct_fields__, 0)
    assert all(abs(expected_cash(CashFigures(**zero | {name: 1}))) == 1 for name in zero)


def test_a_z_number_names_terminal_incarnation_and_counter() -> None:
    """So that no two in the world are alike."""
    assert z_number("T1", 2, 7) == "T1-2-000007"


@pytest.mark.parametrize("text", ["", "  ", "x" * 121, "bell\a", "zero\u200bwidth"])
def test_a_reason_is_something_a_person_can_read(text: str) -> None:
    """Nothing empty, endless or invisible goes into the journal."""
    with pytest.raises(ReasonMalformed):
        parse_reason(text)


def test_white_space_in_a_reason_is_joined() -> None:
    """A pasted line break does no harm; a reference may be empty."""
    assert parse_reason("  change \n from  the bank ") == "change from the bank"
    assert parse_reference("  ") == ""
    assert parse_reference(" BAG-7 ") == "BAG-7"
