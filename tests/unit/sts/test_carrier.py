"""Between 64 bits with a class and 20 digits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.sts.carrier import Token20, extract_class, insert_class
from pos.sts.errors import NotAToken
from tests.unit.sts.strategies import blocks, numbers
from tests.unit.sts.vector_files import Entry, primitives


@pytest.mark.parametrize("entry", primitives("class_bits"), ids=lambda entry: entry["token"])
def test_vectors(entry: Entry) -> None:
    """Class bits in, digits out, and back."""
    sealed, token66 = int(entry["sealed"], 16), int(entry["token66"], 16)
    assert insert_class(entry["class"], sealed) == token66
    assert extract_class(token66) == (entry["class"], sealed)
    assert Token20.from_number(token66).digits == entry["token"]
    assert Token20.parse(entry["token"]).number == token66


def test_worked_example() -> None:
    """SPEC.md section 6.1."""
    assert insert_class(0, 0xC45ED1619406DF95) == 0x2C45ED1618406DF95


@given(st.integers(0, 3), blocks)
def test_extracting_undoes_inserting(token_class: int, block: int) -> None:
    """For every class and block."""
    assert extract_class(insert_class(token_class, block)) == (token_class, block)


@given(numbers(66))
def test_inserting_undoes_extracting(token66: int) -> None:
    """For every 66-bit number."""
    assert insert_class(*extract_class(token66)) == token66


@pytest.mark.parametrize(
    "text",
    [
        *primitives("not_a_token"),
        "123456789012345678901",
        "1234567890123456789\N{ARABIC-INDIC DIGIT ONE}",
        "1234567890123456789\n",
        "0" * 20 + " " * 45,
    ],
)
def test_what_is_no_token(text: str) -> None:
    """Other lengths, other characters, numbers of 2^66 and above."""
    with pytest.raises(NotAToken):
        Token20.parse(text)


def test_the_largest_token() -> None:
    """2^66 - 1 has 20 digits and is a token; the next is not, nor is a negative number."""
    assert Token20.from_number(2**66 - 1).digits == "73786976294838206463"
    for number in (2**66, -1, 10**20):
        with pytest.raises(NotAToken):
            Token20.from_number(number)


def test_separators_are_ignored() -> None:
    """Printed in groups, typed in groups."""
    token20 = Token20("67540125520408448957")
    assert token20.grouped == "6754 0125 5204 0844 8957"
    assert Token20.parse(token20.grouped) == Token20.parse("6754-0125-5204-0844-8957") == token20
    assert Token20.parse(token20.digits + " " * 44) == token20
    assert str(token20) == token20.digits


def test_a_token_is_not_shown_by_accident() -> None:
    """The digits are money: a log of the object does not hold them."""
    assert "6754" not in repr(Token20("67540125520408448957"))
