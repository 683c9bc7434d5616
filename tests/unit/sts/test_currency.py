"""The signed currency amount rounds towards plus infinity."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.sts.currency import (
    CURRENCY_UNITS_MAX,
    credited_currency,
    decode_currency,
    encode_currency,
)
from pos.sts.errors import OutOfRange
from tests.unit.sts.strategies import numbers
from tests.unit.sts.vector_files import Entry, primitives

amounts = st.one_of(
    st.integers(-(10**7), 10**7), st.integers(-CURRENCY_UNITS_MAX, CURRENCY_UNITS_MAX)
)


@pytest.mark.parametrize("entry", primitives("currency"), ids=lambda entry: str(entry["units"]))
def test_vectors(entry: Entry) -> None:
    """Field, S&E and credited amount as published."""
    assert encode_currency(entry["units"]) == (int(entry["field"], 16), entry["se"])
    assert credited_currency(entry["units"]) == entry["credited_units"]


@pytest.mark.parametrize("units", [CURRENCY_UNITS_MAX, -CURRENCY_UNITS_MAX])
def test_the_largest_amounts(units: int) -> None:
    """The largest mantissa at the largest exponent, either way."""
    assert credited_currency(units) == units
    with pytest.raises(OutOfRange):
        encode_currency(units + (1 if units > 0 else -1))


def test_a_gap_between_two_exponents() -> None:
    """Above the end of one exponent a credit takes the next, a debit stays."""
    end, start = 180_214, 180_224
    assert credited_currency(end + 1) == start
    assert credited_currency(-(end + 1)) == -end
    assert credited_currency(-(start - 1)) == -end
    assert credited_currency(-start) == -start


@given(amounts)
def test_never_worse_for_the_customer(units: int) -> None:
    """The credited amount is not less, in size within a ten-thousandth, and stays itself."""
    credited = credited_currency(units)
    assert credited >= units
    assert credited - units <= abs(units) // 1600
    assert credited_currency(credited) == credited


@given(numbers(16), numbers(4))
def test_every_field_means_one_amount(field: int, se: int) -> None:
    """Encoding what a field means gives it again, but for a nought with a minus sign."""
    units = decode_currency(field, se)
    assert encode_currency(units) == ((field, se) if units else (0, 0))
