"""Counting by denomination."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.domain.cash_count import count_of, count_text, counted_sum, parse_count
from pos.domain.denominations import denominations_of
from pos.domain.entries import CountLine
from pos.domain.errors import CountMalformed, DenominationUnknown


def test_a_count_is_read_greatest_first() -> None:
    """The form of the command line, coins and empty places included."""
    lines = parse_count("0.50x3, 200x3,100X10,50x0", "ZAR")
    assert lines == (
        CountLine(20_000, 3),
        CountLine(10_000, 10),
        CountLine(5_000, 0),
        CountLine(50, 3),
    )
    assert counted_sum(lines) == 160_150


NO_COUNTS = (
    *("", "200", "x3", "200x", "200x-1", "200x1.5", "200x3,", "200x3,200x1", "200x3;100x1"),
    *("1e2x1", "200x1234567", "0x5", "-5x1", "٢x1", "10.000x1", ",".join(["200x1"] * 65)),
)


@pytest.mark.parametrize("text", NO_COUNTS)
def test_anything_else_is_no_count(text: str) -> None:
    """Neither half a count nor one that names a note twice."""
    with pytest.raises(CountMalformed):
        parse_count(text, "ZAR")


@pytest.mark.parametrize(("text", "currency"), [("30x1", "ZAR"), ("7x1", "KES"), ("0.03x1", "USD")])
def test_a_note_that_cannot_exist_is_refused(text: str, currency: str) -> None:
    """It is a slip of the finger."""
    with pytest.raises(DenominationUnknown):
        parse_count(text, currency)


@given(
    st.sampled_from(["ZAR", "KES", "UGX", "TND", "MKD", "RWF"]).flatmap(
        lambda currency: st.tuples(
            st.just(currency),
            st.dictionaries(st.sampled_from(denominations_of(currency)), st.integers(0, 999_999)),
        )
    )
)
def test_a_count_reads_back_and_adds_up(case: tuple[str, dict[int, int]]) -> None:
    """In any currency, whatever its decimals."""
    currency, pieces = case
    lines = count_of(pieces, currency)
    assert counted_sum(lines) == sum(value * number for value, number in pieces.items())
    if pieces:
        assert parse_count(count_text(lines, currency), currency) == lines
