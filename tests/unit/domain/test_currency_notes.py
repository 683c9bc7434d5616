"""Notes, quick cash and change."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.domain.currency_notes import notes_for, notes_of, quick_amounts, quick_cash, symbol_of


@pytest.mark.parametrize(
    ("due", "sums"),
    [
        (3700, (3700, 4000, 5000, 10000, 20000)),
        (8700, (8700, 9000, 10000, 20000)),
        (12345, (12345, 13000, 14000, 15000, 20000)),
        (26000, (26000, 30000, 40000)),
    ],
)
def test_quick_cash_is_what_customers_hand_over(due: int, sums: tuple[int, ...]) -> None:
    """The exact sum, then the least sums of equal notes."""
    assert quick_cash(due, "ZAR", 5) == sums


@given(st.integers(1, 10**8), st.sampled_from(["ZAR", "UGX", "KES", "TND", "MKD"]))
def test_quick_cash_always_covers_what_is_due(due: int, currency: str) -> None:
    """Exact comes first, nothing is too little, nothing twice."""
    sums = quick_cash(due, currency, 5)
    assert sums[0] == due
    assert list(sums) == sorted(set(sums))


@given(st.integers(0, 10**8), st.sampled_from(["ZAR", "UGX", "KES", "TND", "MKD"]))
def test_notes_to_hand_out_leave_only_coins(change: int, currency: str) -> None:
    """What is handed out in notes never exceeds the change; the rest is less than a note."""
    handed = sum(count * note for count, note in notes_for(change, currency))
    assert 0 <= change - handed < notes_of(currency)[0]


def test_quick_amounts_are_notes_in_minor_units() -> None:
    """Four of them; a currency without minor units has whole ones."""
    assert quick_amounts("ZAR", 4) == (2000, 5000, 10000, 20000)
    assert quick_amounts("UGX", 4) == (5000, 10000, 20000, 50000)


def test_an_unknown_currency_is_named_by_its_code() -> None:
    """And still gets the usual notes."""
    assert symbol_of("MKD") == "MKD"
    assert notes_of("MKD")[0] == 100
