"""Prices of a month's first purchase only, and what falls due by the week."""

from datetime import UTC, datetime

import pytest

from pos.domain.errors import TariffMalformed
from tests.unit.domain.tariff_builders import MOMENT, a_tariff, amounts, buy, price

# Uganda's Yaka: 15 units at 250 in the month's first purchase, as published for 20 000.
_YAKA = a_tariff(
    currency="UGX",
    blocks=[{"up_to": "15", "rate": "250", "first_vend_only": True}, {"rate": "750.9"}],
    charges=[{"id": "fee", "label": "Fee", "amount": "3360", "per": "unpaid_months"}],
    adjustments=[
        {"id": "vat", "label": "VAT", "kind": "tax", "percent": "18", "of": ["energy", "charges"]}
    ],
)


def test_the_first_purchase_has_the_lifeline() -> None:
    """20 000 less the fee of 3 360 and VAT of 3 051 buys 15 and 13.1 units."""
    quote = buy(_YAKA, "20000")
    assert amounts(quote) == {"Fee": "3360", "Block 1": "3750", "Block 2": "9839", "VAT": "3051"}
    assert quote.units_milli == 28_100


def test_a_later_purchase_has_not_even_what_is_left_of_it() -> None:
    """After 3.5 units the other 11.5 cost what those of the next block do."""
    quote = buy(_YAKA, "5000", month_to_date_milli=3_500)
    assert amounts(quote) == {"Block 2": "4237", "VAT": "763"}
    assert quote.units_milli == 5_600
    assert str(price(_YAKA, 5_600, month_to_date_milli=3_500).total) == "4962"


def test_a_month_in_which_nothing_was_bought_begins_anew() -> None:
    """The last purchase was in another month."""
    quote = buy(_YAKA, "20000", last_purchase=datetime(2026, 10, 31, tzinfo=UTC))
    assert quote.units_milli == 28_100


def test_what_the_first_purchase_would_have_bought_can_be_asked() -> None:
    """With the charges as they are now: the fee was paid."""
    bought = {"last_purchase": datetime(2026, 11, 20, tzinfo=UTC)}
    assert buy(_YAKA, "5000", **bought).units_milli == 5_600
    assert buy(_YAKA, "5000", is_first=True, **bought).units_milli == 15_600


def test_the_last_block_is_for_every_purchase() -> None:
    """Or a later one would have no price."""
    with pytest.raises(TariffMalformed) as refused:
        a_tariff(blocks=[{"rate": "1", "first_vend_only": True}])
    assert "first_vend_only" in str(refused.value.facts["where"])


@pytest.mark.parametrize(
    ("last", "weeks"),
    [
        (datetime(2026, 11, 16, tzinfo=UTC), 0),
        (datetime(2026, 11, 15, 12, tzinfo=UTC), 1),
        # In the tariff's zone it is Monday already.
        (datetime(2026, 11, 15, 23, tzinfo=UTC), 0),
        (datetime(2026, 10, 31, tzinfo=UTC), 3),
        (None, 1),
    ],
)
def test_weeks_begin_on_monday(last: datetime | None, weeks: int) -> None:
    """3.50 a week of what is owed and a charge of 1.00, on a Sunday."""
    assert MOMENT.isoweekday() == 7
    tariff = a_tariff(
        charges=[{"id": "rent", "label": "Rent", "amount": "1.00", "per": "week"}],
        arrears={"collect": "per_week", "amount": "3.50"},
    )
    quote = buy(tariff, "100", last_purchase=last, arrears_minor=10_000)
    assert quote.arrears_paid == 350 * weeks
    assert amounts(quote).get("Rent") == (f"{weeks}.00" if weeks else None)
