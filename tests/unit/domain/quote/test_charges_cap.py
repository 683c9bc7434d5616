"""A cap on what monthly charges take of a purchase; what is left stays due."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pos.domain.errors import MeterStateMalformed, TariffMalformed
from pos.domain.quote import Quote
from pos.domain.quote.charges import owed_after_month
from pos.domain.quote.state_file import read_meter_state
from pos.domain.quote.tariff_check import check_tariff
from pos.domain.tariff import Tariff
from tests.unit.domain.tariff_builders import MOMENT, VAT, a_tariff, amounts, buy, price

IN_OCTOBER = datetime(2026, 10, 15, 10, 0, tzinfo=UTC)


def _charge(name: str, amount: str, **fields: Any) -> dict[str, Any]:
    return {"id": name, "label": name, "amount": amount, "per": "unpaid_months"} | fields


def _johannesburg(**fields: Any) -> Tariff:
    """Return 200 a month, of which a purchase takes at most half."""
    charges = [_charge("service", "70"), _charge("capacity", "130")]
    return a_tariff(**({"charges": charges, "charges_cap": "50"} | fields))


def _paid_this_month(*quotes: Quote) -> dict[str, Any]:
    paid: dict[str, int] = {}
    for quote in quotes:
        for name, amount in quote.fixed_paid:
            paid[name] = paid.get(name, 0) + amount
    return {
        "month_to_date_milli": sum(quote.units_milli for quote in quotes),
        "last_purchase": MOMENT,
        "fixed_paid_of": tuple(paid.items()),
    }


def test_a_purchase_pays_the_charges_whole_where_half_of_it_covers_them() -> None:
    """City Power 2024: R500 is R200 of charges and R300 of energy."""
    quote = buy(_johannesburg(), "500")
    assert amounts(quote) == {"service": "70.00", "capacity": "130.00", "Energy": "300.00"}
    assert quote.fixed_paid == (("service", 7_000), ("capacity", 13_000))


def test_a_small_purchase_pays_half_of_itself_and_the_next_one_the_rest() -> None:
    """City Power 2024: R200 is R100 and R100; the rest is taken next time."""
    tariff = _johannesburg()
    first = buy(tariff, "200")
    assert amounts(first) == {"service": "70.00", "capacity": "30.00", "Energy": "100.00"}
    second = buy(tariff, "100", **_paid_this_month(first))
    assert amounts(second) == {"capacity": "50.00", "Energy": "50.00"}
    third = buy(tariff, "500", **_paid_this_month(first, second))
    assert amounts(third) == {"capacity": "50.00", "Energy": "450.00"}
    fourth = buy(tariff, "500", **_paid_this_month(first, second, third))
    assert amounts(fourth) == {"Energy": "500.00"}


def test_a_cap_counts_what_a_charge_includes() -> None:
    """Half of 200 with VAT inside it; a charge given without VAT is capped without it."""
    gross = [_charge("service", "230", includes=["vat"])]
    vat = VAT | {"of": ["energy", "charges"]}
    quote = buy(_johannesburg(charges=gross, adjustments=[vat]), "200")
    assert amounts(quote) == {"service": "86.96", "Energy": "86.95", "VAT": "26.09"}
    net = [_charge("service", "200")]
    quote = buy(_johannesburg(charges=net, adjustments=[vat]), "200")
    assert amounts(quote)["service"] == "100.00"


def test_months_that_went_by_are_paid_first_and_stay_owed() -> None:
    """Two months are 400: 300 pays 150 of them, all for October, so November is short by 250."""
    tariff = _johannesburg(charges=[_charge("fixed", "200")])
    first = buy(tariff, "300", last_purchase=datetime(2026, 9, 15, 10, 0, tzinfo=UTC))
    assert amounts(first) == {"fixed": "150.00", "Energy": "150.00"}
    assert first.fixed_paid == (("fixed", -5_000),)
    second = buy(tariff, "1000", **_paid_this_month(first))
    assert amounts(second) == {"fixed": "250.00", "Energy": "750.00"}
    later = buy(tariff, "1000", last_purchase=IN_OCTOBER, fixed_owed_of=(("fixed", 5_000),))
    assert amounts(later) == {"fixed": "250.00", "Energy": "750.00"}


def test_what_a_month_leaves_due_is_what_was_not_paid_of_its_range() -> None:
    """By the charges that held where the month ended; what was paid of a lower one counts."""
    tariff = _johannesburg()
    assert owed_after_month(tariff, 50_000, {"service": 7_000, "capacity": 3_000}) == (
        ("capacity", 10_000),
    )
    assert owed_after_month(tariff, 50_000, {"service": 7_000, "capacity": 13_000}) == ()
    assert owed_after_month(tariff, 50_000, {"service": -5_000, "capacity": 13_000}) == (
        ("service", 12_000),
    )
    ranges = _johannesburg(
        charges=[
            _charge("small", "10", when={"month_up_to": "50"}),
            _charge("large", "60", when={"month_above": "50"}),
            _charge("rent", "5", per="month"),
        ]
    )
    assert owed_after_month(ranges, 60_000, {"small": 1_000, "large": 2_000}) == (("large", 3_000),)
    assert owed_after_month(a_tariff(), 60_000, {}) == ()


def test_a_history_may_tell_what_is_owed_of_charges() -> None:
    """`fixed_owed` goes to the first charge that catches up."""
    tariff = _johannesburg(charges=[_charge("rent", "5", per="month"), _charge("fixed", "200")])
    state = read_meter_state(b'{"fixed_owed": "50", "last_purchase": "2026-10-02"}', tariff, MOMENT)
    assert state.fixed_owed_of == (("fixed", 5_000),)
    with pytest.raises(MeterStateMalformed):
        read_meter_state(b'{"fixed_owed": "50"}', a_tariff(), MOMENT)


def test_what_is_paid_at_each_purchase_and_first_of_a_month_is_not_capped() -> None:
    """The cap is on what can stay due."""
    charges = [_charge("fee", "60", per="vend"), _charge("fixed", "200", per="month")]
    quote = buy(_johannesburg(charges=charges), "200")
    assert amounts(quote) == {"fee": "60.00", "fixed": "100.00", "Energy": "40.00"}


@pytest.mark.parametrize("cap", ["0", "100", "150"])
def test_a_cap_is_a_share(cap: str) -> None:
    """None and all of it are no cap."""
    with pytest.raises(TariffMalformed):
        _johannesburg(charges_cap=cap)


@settings(max_examples=100)
@given(minor=st.integers(100, 100_000), more=st.integers(1, 5_000), cap=st.integers(1, 80))
def test_a_capped_tariff_is_monotone_and_its_inverse_agrees(
    minor: int, more: int, cap: int
) -> None:
    """With VAT on the charges, on both sides of the cap and between two charges."""
    tariff = _johannesburg(
        charges_cap=str(cap),
        adjustments=[VAT | {"of": ["energy", "charges"]}],
        units_rounding={"mode": "down", "step": "0.001"},
    )
    assert check_tariff(tariff) == ()
    quote, greater = buy(tariff, f"{minor / 100:.2f}"), buy(tariff, f"{(minor + more) / 100:.2f}")
    assert greater.units_milli >= quote.units_milli
    charged = sum(line.amount for line in quote.lines if line.kind == "fixed")
    assert charged <= min(20_000, -(-minor * cap // 100) + 1)
    least = price(tariff, quote.units_milli).total.minor
    assert least <= minor
    assert buy(tariff, f"{least / 100:.2f}").units_milli == quote.units_milli
