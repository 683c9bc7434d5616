"""A monthly charge that grows with the month: what was paid of a lower one counts."""

from datetime import timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from pos.domain.errors import AmountBuysNothing
from pos.domain.quote import Quote
from tests.unit.domain.tariff_builders import MOMENT, VAT, a_tariff, amounts, buy, price

SMALL = {"id": "small", "label": "Service", "amount": "1.00", "when": {"month_up_to": "50"}}
LARGE = {"id": "large", "label": "Service", "amount": "6.00", "when": {"month_above": "50"}}
RENT = {"id": "rent", "label": "Rent", "amount": "2.00", "per": "month"}
VAT_ON_SERVICE = VAT | {"of": ["energy", "small", "large"]}


def tiered(per: str = "month", **fields: Any) -> Any:
    """Return a tariff of 1.00 a unit with two ranges of the service charge, and a rent."""
    charges = [SMALL | {"per": per}, LARGE | {"per": per}, RENT]
    return a_tariff(charges=charges, **({"blocks": [{"rate": "1.00"}]} | fields))


def paid_before(*quotes: Quote) -> dict[str, Any]:
    """Return the history of a meter that bought these, this month."""
    paid: dict[str, int] = {}
    for quote in quotes:
        for name, amount in quote.fixed_paid:
            paid[name] = paid.get(name, 0) + amount
    return {
        "month_to_date_milli": sum(quote.units_milli for quote in quotes),
        "last_purchase": MOMENT - timedelta(hours=1),
        "fixed_paid_of": tuple(sorted(paid.items())),
    }


def test_the_higher_charge_takes_off_what_was_paid_of_the_lower() -> None:
    """43 buys 40 at 1 and 2; the next 45 ends in the higher range: 6 less 1, and no second rent."""
    first = buy(tiered(), "43.00")
    assert amounts(first) == {"Service": "1.00", "Rent": "2.00", "Energy": "40.00"}
    assert first.fixed_paid == (("small", 100), ("rent", 200))
    second = buy(tiered(), "45.00", **paid_before(first))
    assert amounts(second) == {"Service": "5.00", "Energy": "40.00"}
    third = buy(tiered(), "45.00", **paid_before(first, second))
    assert amounts(third) == {"Energy": "45.00"}


def test_a_charge_that_was_not_due_below_its_range_is_due_when_the_month_reaches_it() -> None:
    """Whoever paid no charge at first is not taken to have paid it."""
    tariff = a_tariff(charges=[LARGE | {"per": "month"}], blocks=[{"rate": "1.00"}])
    first = buy(tariff, "40.00")
    assert first.fixed_paid == ()
    assert amounts(buy(tariff, "46.00", **paid_before(first))) == {
        "Service": "6.00",
        "Energy": "40.00",
    }


def test_a_history_that_tells_only_the_units_has_paid_for_their_range() -> None:
    """Ghana 2025: 30 units pay the low charge; the next one pays the difference and its price."""
    tariff = a_tariff(
        currency="GHS",
        lifelines=[{"up_to": "30", "blocks": [{"rate": "0.8150877"}], "when_passed": "recover"}],
        blocks=[{"up_to": "300", "rate": "1.84668015"}, {"rate": "2.4400866"}],
        charges=[
            SMALL | {"amount": "2.13", "per": "month", "when": {"month_up_to": "30"}},
            LARGE | {"amount": "10.730886", "per": "month", "when": {"month_above": "30"}},
        ],
    )
    assert str(price(tariff, 30_000).total) == "26.58"
    assert str(price(tariff, 300_000).total) == "564.73"
    # 39.5486595 for passing 30, and 1.84668015 for one unit.
    assert str(price(tariff, 1_000, month_to_date_milli=30_000).total) == "41.40"
    assert "Service" not in amounts(buy(tariff, "10", month_to_date_milli=40_000))


def test_what_was_rounded_is_not_asked_for_again() -> None:
    """A charge with VAT inside is paid in whole cents, and no part of a cent is left of it."""
    charge = {"id": "fee", "label": "Fee", "amount": "1.00", "per": "month", "includes": ["vat"]}
    vat = VAT | {"of": ["energy", "fee"]}
    tariff = a_tariff(charges=[charge], adjustments=[vat], blocks=[{"rate": "1.00"}])
    first = buy(tariff, "24.00")
    assert amounts(first)["Fee"] == "0.87"
    again = buy(tariff, "23.00", **paid_before(first))
    assert (amounts(again), again.units_milli) == ({"Energy": "20.00", "VAT": "3.00"}, 20_000)


def test_months_that_went_by_without_a_unit_are_charged_as_such() -> None:
    """Two months at the lower charge, this one by what it comes to."""
    tariff = tiered("unpaid_months")
    late = {"last_purchase": MOMENT - timedelta(days=110)}
    quote = price(tariff, 60_000, **late)
    lines = [(line.label, line.amount) for line in quote.lines if line.kind == "fixed"]
    assert lines == [("Service", 200), ("Service", 600), ("Rent", 200)]
    assert quote.fixed_paid == (("large", 600), ("rent", 200))
    again = buy(tariff, "10.00", **paid_before(quote))
    assert amounts(again) == {"Energy": "10.00"}


@given(
    parts=st.lists(st.integers(1, 9_000), min_size=1, max_size=5),
    step=st.sampled_from(["0.1", "0.01"]),
)
@settings(max_examples=60, deadline=None)
def test_however_a_month_is_split_its_charges_are_paid_once(parts: list[int], step: str) -> None:
    """The month ends with one service charge, that of its range, and one rent."""
    tariff = tiered(adjustments=[VAT_ON_SERVICE], units_rounding={"mode": "down", "step": step})
    quotes: list[Quote] = []
    for minor in parts:
        amount = f"{minor // 100}.{minor % 100:02d}"
        try:
            quotes.append(buy(tariff, amount, **(paid_before(*quotes) if quotes else {})))
        except AmountBuysNothing:
            continue
    if not quotes:
        return
    month_milli = sum(quote.units_milli for quote in quotes)
    fixed = sum(line.amount for quote in quotes for line in quote.lines if line.kind == "fixed")
    at_least = 600 if month_milli > 50_000 else 100
    # An amount that just passes the range is priced as if it had, and units are rounded down.
    assert fixed - 200 in (at_least, 600)
