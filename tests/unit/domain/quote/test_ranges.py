"""Ranges of the month: blocks, lifelines, and what begins or ends with them."""

from tests.unit.domain.tariff_builders import VAT, a_tariff, amounts, buy, price

LIFELINE = [{"up_to": "50", "blocks": [{"rate": "4.36"}]}]
VAT_14 = VAT | {"percent": "14"}


def test_a_tax_that_begins_with_a_months_units() -> None:
    """Above 200 units a month all of the purchase is taxed."""
    tariff = a_tariff(adjustments=[VAT | {"when": {"month_above": "200"}}])
    assert "VAT" not in amounts(buy(tariff, "400"))
    assert amounts(buy(tariff, "460"))["VAT"] == "60.00"
    assert "VAT" not in amounts(price(tariff, 200_000))
    assert amounts(price(tariff, 200_100))["VAT"] == "60.03"


def test_a_charge_for_small_purchases_and_small_months() -> None:
    """Conditions upwards end where they say."""
    small = {
        "id": "a",
        "label": "Small",
        "amount": "1",
        "per": "vend",
        "when": {"total_up_to": "10"},
    }
    month = {
        "id": "b",
        "label": "Month",
        "amount": "2",
        "per": "vend",
        "when": {"month_up_to": "9"},
    }
    tariff = a_tariff(charges=[small, month])
    assert set(amounts(buy(tariff, "10"))) == {"Small", "Month", "Energy"}
    assert set(amounts(buy(tariff, "10.01"))) == {"Month", "Energy"}
    assert set(amounts(buy(tariff, "30"))) == {"Energy"}


def test_a_monthly_charge_of_a_higher_range_replaces_that_of_a_lower_one() -> None:
    """Egypt: the service charge grows with the month; what was paid of the lower one counts."""
    small = {"id": "s", "label": "Small", "amount": "2", "per": "month"}
    large = {"id": "l", "label": "Large", "amount": "6", "per": "month"}
    tariff = a_tariff(
        charges=[small | {"when": {"month_up_to": "50"}}, large | {"when": {"month_above": "50"}}]
    )
    assert amounts(buy(tariff, "62"))["Small"] == "2.00"
    later = {"month_to_date_milli": 30_000, "fixed_paid_minor": 200}
    assert amounts(buy(tariff, "100", **later))["Large"] == "4.00"
    assert "Small" not in amounts(buy(tariff, "20", **later))


def test_declining_blocks() -> None:
    """The second block is cheaper."""
    tariff = a_tariff(blocks=[{"up_to": "10", "rate": "3"}, {"rate": "1"}])
    assert buy(tariff, "50").units_milli == 30_000
    assert price(tariff, 30_000).total.minor == 5000


def test_a_free_first_block_is_used_up_by_any_money() -> None:
    """A block at nothing costs nothing and comes whole."""
    tariff = a_tariff(blocks=[{"up_to": "10", "rate": "0"}, {"rate": "2"}])
    quote = buy(tariff, "20")
    assert quote.units_milli == 20_000
    assert amounts(quote) == {"Block 1": "0.00", "Block 2": "20.00"}


def test_a_lifeline_is_all_or_nothing() -> None:
    """218.00 buys 50 units, one cent more only 41.4."""
    tariff = a_tariff(blocks=[{"rate": "5.26"}], lifelines=LIFELINE)
    assert buy(tariff, "218").units_milli == 50_000
    assert buy(tariff, "218.01").units_milli == 41_400
    assert price(tariff, 50_000).total.minor == 21_800
    assert price(tariff, 50_100).total.minor == 26_353


def test_a_passed_lifeline_keeps_or_recovers_earlier_prices() -> None:
    """40 units bought at 4.36 cost 36.00 more at 5.26."""
    kept = a_tariff(blocks=[{"rate": "5.26"}], lifelines=LIFELINE)
    assert price(kept, 20_000, month_to_date_milli=40_000).total.minor == 10_520
    recovered = a_tariff(
        blocks=[{"rate": "5.26"}],
        lifelines=[LIFELINE[0] | {"when_passed": "recover"}],
        units_from="rounded_money",
    )
    quote = price(recovered, 20_000, month_to_date_milli=40_000)
    assert amounts(quote) == {"Earlier units at full price": "36.00", "Energy": "105.20"}
    assert buy(recovered, "141.20", month_to_date_milli=40_000).units_milli == 20_000
    assert price(recovered, 20_000, month_to_date_milli=60_000).total.minor == 10_520
    assert buy(recovered, "105.20", month_to_date_milli=60_000).units_milli == 20_000
    assert price(recovered, 5_000, month_to_date_milli=40_000).total.minor == 2_180


def test_the_block_of_the_month_may_set_the_price_of_all_units() -> None:
    """One lifeline with one rate for each block but the last."""
    tariff = a_tariff(
        blocks=[{"rate": "3"}],
        lifelines=[
            {"up_to": "50", "blocks": [{"rate": "1"}]},
            {"up_to": "100", "blocks": [{"rate": "2"}]},
        ],
    )
    totals = [price(tariff, units).total.minor for units in (50_000, 51_000, 100_000, 101_000)]
    assert totals == [5_000, 10_200, 20_000, 30_300]
