"""The 16-bit amount field rounds up, in the customer's favour."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.sts.amount import (
    STEPS_MAX,
    credited_milli,
    credited_steps,
    decode_amount,
    encode_amount,
    steps_up_from_milli,
)
from pos.sts.errors import OutOfRange
from tests.unit.sts.strategies import numbers, steps
from tests.unit.sts.vector_files import Entry, primitives


@pytest.mark.parametrize("entry", primitives("amount"), ids=lambda entry: str(entry["units"]))
def test_vectors(entry: Entry) -> None:
    """Field and credited amount as published."""
    assert f"{encode_amount(entry['units']):04x}" == entry["field"]
    assert credited_steps(entry["units"]) == entry["credited_units"]


@pytest.mark.parametrize("amount", [*primitives("amount_too_large"), -1])
def test_what_does_not_fit(amount: int) -> None:
    """Too large and negative amounts are refused."""
    with pytest.raises(OutOfRange):
        encode_amount(amount)


@given(numbers(16))
def test_every_field_means_one_amount(field: int) -> None:
    """Encoding what a field means gives that field again."""
    assert encode_amount(decode_amount(field)) == field


@given(steps)
def test_never_less_and_hardly_more(amount: int) -> None:
    """The credited amount is the least that the field can say and that is not less than asked."""
    credited = credited_steps(amount)
    field = encode_amount(amount)
    assert credited >= amount
    assert field == 0 or decode_amount(field - 1) < amount


@given(steps, steps)
def test_more_money_never_buys_less(one: int, other: int) -> None:
    """The credited amount grows with the amount asked for."""
    low, high = sorted((one, other))
    assert credited_steps(low) <= credited_steps(high)


@pytest.mark.parametrize(("milli", "tenths"), [(0, 0), (1, 1), (99, 1), (100, 1), (101, 2)])
def test_thousandths_become_tenths_upwards(milli: int, tenths: int) -> None:
    """A begun step counts whole."""
    assert steps_up_from_milli(milli) == tenths


def test_negative_thousandths_are_refused() -> None:
    """Nobody is sold less than nothing."""
    with pytest.raises(OutOfRange):
        steps_up_from_milli(-1)


def test_credited_thousandths() -> None:
    """Both roundings together: 1,638.401 kWh becomes 1,639.4 kWh."""
    assert credited_milli(1_638_401) == 1_639_400
    assert credited_milli(STEPS_MAX * 100) == STEPS_MAX * 100
    with pytest.raises(OutOfRange):
        credited_milli(STEPS_MAX * 100 + 1)


@given(st.integers(0, STEPS_MAX * 100))
def test_credited_thousandths_are_never_less(milli: int) -> None:
    """The meter adds at least what was bought."""
    assert credited_milli(milli) >= milli
