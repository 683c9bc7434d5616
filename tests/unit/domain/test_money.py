"""Money is whole minor units, and what is typed is read strictly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.domain.errors import (
    AmountNotANumber,
    AmountNotPositive,
    AmountTooPrecise,
    CurrencyMismatch,
)
from pos.domain.money import (
    Money,
    format_minor,
    parse_money,
    parse_positive_money,
    parse_price_milli,
)

CURRENCIES = ("ZAR", "UGX", "TND")


@pytest.mark.parametrize(
    ("text", "currency", "minor"),
    [
        ("100", "ZAR", 10000),
        ("100.5", "ZAR", 10050),
        ("0.01", "ZAR", 1),
        ("007", "ZAR", 700),
        ("100", "UGX", 100),
        ("1.234", "TND", 1234),
        ("999999999999.99", "ZAR", 99999999999999),
    ],
)
def test_reads_decimal_strings(text: str, currency: str, minor: int) -> None:
    """Decimals are those of the currency."""
    assert parse_money(text, currency) == Money(minor, currency)


@pytest.mark.parametrize(
    "text",
    ["", " ", "abc", "1,00", "1.", ".5", "+1", "1e3", "0x10", "１００", "1 000", "--1", "1" * 13],
)
def test_refuses_what_is_no_amount(text: str) -> None:
    """Nothing is guessed: no grouping, exponents, full-width digits or spaces."""
    with pytest.raises(AmountNotANumber):
        parse_money(text, "ZAR")


@pytest.mark.parametrize(
    ("text", "currency"), [("10.000", "ZAR"), ("1.5", "UGX"), ("1.2345", "TND")]
)
def test_refuses_more_decimals_than_the_currency_has(text: str, currency: str) -> None:
    """`10.000` may mean ten thousand: it is refused, not cut."""
    with pytest.raises(AmountTooPrecise):
        parse_money(text, currency)


def test_a_price_has_three_decimals_more() -> None:
    """Thousandths of a minor unit."""
    assert parse_price_milli("2.5", "ZAR") == 250_000
    assert parse_price_milli("2.50001", "ZAR") == 250_001
    assert parse_price_milli("500", "UGX") == 500_000
    with pytest.raises(AmountTooPrecise):
        parse_price_milli("2.500001", "ZAR")


@pytest.mark.parametrize("text", ["0", "0.00", "-5", "-0.01"])
def test_a_sale_needs_a_positive_amount(text: str) -> None:
    """Zero and negative amounts have their own refusal."""
    with pytest.raises(AmountNotPositive):
        parse_positive_money(text, "ZAR")


@given(st.integers(0, 10**13), st.sampled_from(CURRENCIES))
def test_what_is_written_is_read_back(minor: int, currency: str) -> None:
    """Writing and reading are inverse to the minor unit."""
    money = Money(minor % 10**12, currency)
    assert parse_money(str(money), currency) == money


def test_currencies_do_not_mix() -> None:
    """Adding rand to shillings is refused."""
    with pytest.raises(CurrencyMismatch):
        _ = Money(1, "ZAR") + Money(1, "UGX")


def test_negative_amounts_are_written_with_one_sign() -> None:
    """Minus one cent is not 0.-1."""
    assert format_minor(-1, 2) == "-0.01"
    assert format_minor(-250, 0) == "-250"
