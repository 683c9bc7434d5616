"""Notes and coins."""

import pytest

from pos.domain.currency_notes import notes_of
from pos.domain.denominations import denominations_of, is_denomination


@pytest.mark.parametrize("currency", ["ZAR", "KES", "UGX", "EUR", "TND", "MKD", "JPY"])
def test_denominations_fall_and_hold_all_notes(currency: str) -> None:
    """Greatest first, each once, every one of them countable."""
    found = denominations_of(currency)
    assert list(found) == sorted(set(found), reverse=True)
    assert set(notes_of(currency)) <= set(found)
    assert all(value > 0 and is_denomination(value, currency) for value in found)


def test_a_piece_that_is_not_listed_may_still_be_counted() -> None:
    """An old coin of five cents is money; a note of thirty or minus one is not."""
    assert 5 not in denominations_of("ZAR")
    assert is_denomination(5, "ZAR")
    assert not is_denomination(3_000, "ZAR")
    assert not is_denomination(0, "ZAR")
    assert not is_denomination(-100, "ZAR")
