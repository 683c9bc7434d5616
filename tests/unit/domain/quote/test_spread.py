"""Which line takes what roundings leave, and what taxes are laid on."""

from typing import Any

import pytest

from pos.domain.errors import TariffMalformed
from pos.domain.quote import Quote
from tests.unit.domain.tariff_builders import a_tariff, amounts, buy, price

_TAX = {"id": "vat", "label": "VAT", "kind": "tax", "percent": "15", "of": ["energy"]}
# Kenya Power in 2014: what 500 shillings bought in a month's first purchase, as published.
_KENYA: dict[str, Any] = {
    "currency": "KES",
    "blocks": [{"up_to": "50", "rate": "2.50"}, {"rate": "12.75"}],
    "charges": [{"id": "fixed", "label": "fixed", "amount": "150", "per": "month"}],
    "adjustments": [
        *(
            {"id": name, "label": name, "kind": "levy", "per_unit": rate}
            for name, rate in (
                ("fuel", "5.71"),
                ("forex", "0.17"),
                ("warma", "0.05"),
                ("inflation", "0.18"),
                ("erc", "0.03"),
            )
        ),
        {"id": "rep", "label": "rep", "kind": "levy", "percent": "5", "of": ["energy"]},
        {"id": "vat", "label": "vat", "kind": "tax", "percent": "16"}
        | {"of": ["charges", "energy", "fuel", "forex"]},
    ],
    "lines_from": "sold_units",
}


def _sums_up(quote: Quote) -> bool:
    return sum(line.amount for line in quote.lines) == quote.total.minor


def test_a_line_of_its_own_leaves_units_at_their_rate() -> None:
    """32.3 units at 2.50 are 80.75; what rounding the units moved is said as what it is."""
    quote = buy(a_tariff(**_KENYA, remainder_to="rounding"), "500")
    assert quote.units_milli == 32_300
    assert amounts(quote) == {
        "fixed": "150.00",
        "Block 1": "80.75",
        "fuel": "184.43",
        "forex": "5.49",
        "warma": "1.62",
        "inflation": "5.81",
        "erc": "0.97",
        "rep": "4.04",
        "vat": "67.31",
        "Rounding": "-0.42",
    }
    assert _sums_up(quote)


def test_energy_takes_the_remainder_if_nothing_is_said() -> None:
    """As files without the field always had it."""
    quote = buy(a_tariff(**_KENYA), "500")
    assert amounts(quote)["Block 1"] == "80.33"
    assert "Rounding" not in amounts(quote)


def test_a_tax_may_be_what_the_other_lines_leave() -> None:
    """5000 at 22 percent of levies and VAT are a cent short when each line is rounded."""
    taxes = [
        {"id": name, "label": name, "kind": "tax", "percent": percent, "of": ["energy"]}
        for name, percent in (("vat", "18"), ("ewura", "1"), ("rea", "3"))
    ]
    tanzania = {"currency": "TZS", "blocks": [{"rate": "292"}], "adjustments": taxes}
    lines = {"vat": "737.70", "ewura": "40.98", "rea": "122.95"}
    assert amounts(buy(a_tariff(**tanzania), "5000")) == {"Energy": "4098.37"} | lines
    subtracted = buy(a_tariff(**tanzania, remainder_to="vat"), "5000")
    assert amounts(subtracted) == {"Energy": "4098.36"} | lines | {"vat": "737.71"}


def test_a_tax_that_takes_remainders_is_never_below_nothing() -> None:
    """Whole units move more than the tax; energy takes what it cannot."""
    tariff = a_tariff(
        units_rounding={"mode": "up", "step": "1"},
        adjustments=[_TAX | {"percent": "1"}],
        lines_from="sold_units",
        remainder_to="vat",
    )
    quote = buy(tariff, "2.10")
    assert quote.units_milli == 2_000
    assert amounts(quote) == {"Energy": "2.10"}


def test_where_the_tax_is_not_made_energy_takes_it() -> None:
    """VAT above 100 units only."""
    tariff = a_tariff(
        blocks=[{"rate": "2.22"}],
        adjustments=[_TAX | {"when": {"month_above": "100"}}],
        lines_from="sold_units",
        remainder_to="vat",
    )
    assert amounts(buy(tariff, "10")) == {"Energy": "10.00"}


def test_by_units_the_coins_and_the_remainder_are_one_line() -> None:
    """3 units at 1.005 are 3.02 by their line and 3.015 in all; coins of 0.05 make it 3.00."""
    tariff = a_tariff(
        blocks=[{"rate": "1.005"}],
        total_rounding={"mode": "down"},
        cash_rounding={"mode": "nearest", "step": "0.05"},
        remainder_to="rounding",
    )
    assert amounts(price(tariff, 3_000)) == {"Energy": "3.02", "Rounding": "-0.02"}


def test_taxes_may_be_laid_on_rounded_lines() -> None:
    """Half of a line of 1 is cut to nothing; of one of 2 it is 1."""
    levy = _TAX | {"id": "levy", "label": "Levy", "percent": "10"}
    vat = _TAX | {"percent": "50", "of": ["energy", "levy"], "rounding": {"mode": "down"}}
    franc = {"currency": "XOF", "adjustments": [levy, vat], "total_from": "rounded_lines"}
    once = a_tariff(**franc, blocks=[{"rate": "1.45"}], bases_from="rounded_lines")
    assert amounts(price(once, 1_000)) == {"Energy": "1"}
    twice = a_tariff(**franc, blocks=[{"rate": "1.85"}])
    assert amounts(price(twice, 1_000)) == {"Energy": "2", "VAT": "1"}
    up = {"mode": "up"}
    risen = a_tariff(
        **franc, blocks=[{"rate": "1.45"}], bases_from="rounded_lines", energy_rounding=up
    )
    assert amounts(price(risen, 1_000)) == {"Energy": "2", "VAT": "1"}


@pytest.mark.parametrize("name", ["rebate", "total", "nobody"])
def test_only_what_can_take_a_remainder_is_named(name: str) -> None:
    """A rebate cannot, and neither can what is no line."""
    rebate = {"id": "rebate", "label": "R", "kind": "rebate", "percent": "1", "of": ["energy"]}
    with pytest.raises(TariffMalformed) as refused:
        a_tariff(adjustments=[rebate], remainder_to=name)
    assert str(refused.value.facts["where"]).startswith("remainder_to")


@pytest.mark.parametrize(
    ("amount", "units_milli", "vat"),
    [("100", 90_000, "13.50"), ("109", 90_000, "13.50"), ("109.25", 100_000, "21.75")],
)
def test_sold_units_are_taxed_at_the_prices_of_the_blocks_they_are_in(
    amount: str, units_milli: int, vat: str
) -> None:
    """Tens of units beside a block's end: 90 at 1.00, or 95 at 1.00 and 5 at 10.00."""
    tariff = a_tariff(
        blocks=[{"up_to": "100", "rate": "1.00"}, {"rate": "10.00"}],
        units_rounding={"mode": "nearest", "step": "10"},
        adjustments=[_TAX],
        lines_from="sold_units",
    )
    quote = buy(tariff, amount, month_to_date_milli=5_000)
    assert quote.units_milli == units_milli
    assert amounts(quote)["VAT"] == vat


@pytest.mark.parametrize(
    ("mode", "rebate"),
    [("nearest", "-0.03"), ("nearest_even", "-0.02"), ("up", "-0.03"), ("down", "-0.02")],
)
def test_of_a_rebate_what_is_taken_off_is_rounded(mode: str, rebate: str) -> None:
    """Half a percent of 5.00 is two cents and a half."""
    off = {"id": "off", "label": "Off", "kind": "rebate", "percent": "0.5", "of": ["energy"]}
    for bases_from in ("exact_parts", "rounded_lines"):
        tariff = a_tariff(adjustments=[off | {"rounding": {"mode": mode}}], bases_from=bases_from)
        assert amounts(price(tariff, 2_500))["Off"] == rebate
