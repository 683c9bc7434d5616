"""What was published of real tariffs comes out of their files."""

from pathlib import Path

import pytest

from pos.domain.money import Money, parse_money
from pos.domain.quote import MeterState, Quote, quote_amount, quote_units
from pos.domain.tariff import Tariff, read_tariff
from tests.unit.domain.tariff_builders import MOMENT, VAT, a_tariff, amounts

_TARIFFS = Path(__file__).parents[4] / "resources/tariffs"


# Rates of 2023/24 (350 units for R733.85, 24 more for R57.72, 800 for R1916.76) raised by 12.72 %.
CITY_POWER = a_tariff(
    blocks=[
        {"up_to": "350", "rate": "2.36343"},
        {"up_to": "500", "rate": "2.71092"},
        {"rate": "3.08909"},
    ],
    charges=[
        {"id": "service", "label": "Service", "amount": "70.00", "per": "unpaid_months"},
        {"id": "capacity", "label": "Capacity", "amount": "130.00", "per": "unpaid_months"},
    ],
    charges_cap="50",
    adjustments=[VAT | {"of": ["energy", "charges"]}],
)


def _file(name: str) -> Tariff:
    return read_tariff((_TARIFFS / f"{name}.tariff.json").read_bytes())


def _sum(quote: Quote, *kinds: str) -> str:
    amount = sum(line.amount for line in quote.lines if line.kind in kinds)
    return str(Money(amount, quote.total.currency))


@pytest.mark.parametrize(("amount", "units_milli"), [("14446", 150_000), ("28436", 250_000)])
def test_senelec_blocks_end_at_the_published_amounts(amount: str, units_milli: int) -> None:
    """With the month's charge and the communal tax, in francs without centimes."""
    tariff = _file("senelec-woyofal-dpp")
    quote = quote_amount(tariff, parse_money(amount, "XOF"), MeterState(), MOMENT)
    assert quote.units_milli == units_milli


@pytest.mark.parametrize(
    ("units_milli", "bought_milli", "total"),
    [(30_000, 0, "26.58"), (1_000, 30_000, "41.40"), (300_000, 0, "564.73")],
)
def test_ecg_takes_back_the_lifeline_and_its_service_charge(
    units_milli: int, bought_milli: int, total: str
) -> None:
    """30 units, the one that passes them (39.5486595 and its price), and 300 at once."""
    state = MeterState(month_to_date_milli=bought_milli)
    quote = quote_units(_file("ecg-2025-residential"), units_milli, state, MOMENT)
    assert str(quote.total) == total


def test_city_power_s_month_comes_to_what_was_published() -> None:
    """800 units with both charges are R2360.57 before VAT."""
    quote = quote_units(CITY_POWER, 800_000, MeterState(), MOMENT)
    assert _sum(quote, "energy", "fixed") == "2360.57"


@pytest.mark.parametrize(
    ("units_milli", "energy", "total"),
    [(350_000, "733.85", "843.93"), (374_000, "791.57", "910.30"), (800_000, "1916.76", "2204.27")],
)
def test_city_power_s_2023_prices_are_the_sum_of_their_rounded_lines(
    units_milli: int, energy: str, total: str
) -> None:
    """R733.85 and R843.93 with VAT for 350 units; half cents go up in each line of its own."""
    tariff = a_tariff(
        blocks=[
            {"up_to": "350", "rate": "2.0967"},
            {"up_to": "500", "rate": "2.405"},
            {"rate": "2.74053"},
        ],
        adjustments=[VAT],
        total_from="rounded_lines",
    )
    quote = quote_units(tariff, units_milli, MeterState(), MOMENT)
    assert (_sum(quote, "energy"), str(quote.total)) == (energy, total)


def test_kenya_power_cuts_a_levy_off() -> None:
    """January 2024, KSh 250: 8.87 units, EPRA 0.70 of 0.7096, VAT on energy and fuel only."""
    levies = {"fuel": "3.9808", "forex": "3.1695", "inflation": "0.2424", "wra": "0.0155"}
    tariff = a_tariff(
        currency="KES",
        time_zone="Africa/Nairobi",
        units_rounding={"mode": "nearest", "step": "0.01"},
        blocks=[{"rate": "16.58"}],
        adjustments=[
            {"id": "epra", "label": "epra", "kind": "levy", "per_unit": "0.08"}
            | {"rounding": {"mode": "down"}},
            *(
                {"id": name, "label": name, "kind": "levy", "per_unit": price}
                for name, price in levies.items()
            ),
            {"id": "rep", "label": "rep", "kind": "levy", "percent": "5", "of": ["energy"]},
            VAT | {"percent": "16", "of": ["energy", "fuel"]},
        ],
    )
    quote = quote_amount(tariff, parse_money("250", "KES"), MeterState(), MOMENT)
    assert quote.units_milli == 8_870
    shown = {"epra": "0.70", "fuel": "35.31", "forex": "28.11", "wra": "0.14", "rep": "7.35"}
    assert shown.items() <= amounts(quote).items()
    assert amounts(quote)["VAT"] == "29.18"


def test_a_block_s_line_and_a_sum_that_is_rounded_again() -> None:
    """Two blocks of half cents make a cent more; a rounding of the sum goes to the energy."""
    blocks = [{"up_to": "1", "rate": "1.005"}, {"rate": "1.005"}]
    both = quote_units(a_tariff(blocks=blocks), 2_000, MeterState(), MOMENT)
    assert str(both.total) == "2.01"
    lines = quote_units(
        a_tariff(blocks=blocks, total_from="rounded_lines"), 2_000, MeterState(), MOMENT
    )
    assert amounts(lines) == {"Block 1": "1.01", "Block 2": "1.01"}
    tenths = {"mode": "up", "step": "0.10"}
    again = a_tariff(blocks=blocks, total_from="rounded_lines", total_rounding=tenths)
    assert str(quote_units(again, 2_000, MeterState(), MOMENT).total) == "2.10"


@pytest.mark.parametrize(("amount", "charged"), [("500", "200.00"), ("200", "100.00")])
def test_city_power_s_charges_leave_half_of_a_purchase(amount: str, charged: str) -> None:
    """R500 pays both whole; R200 pays R100 of them."""
    quote = quote_amount(CITY_POWER, parse_money(amount, "ZAR"), MeterState(), MOMENT)
    assert _sum(quote, "fixed") == charged


def test_cie_rounds_energy_and_tax_to_five_francs() -> None:
    """594 units at 73.66 are 43 754.04, billed as 43 755, and 18 % of it as 7 875; 4 525 fixed."""
    fives = {"mode": "nearest", "step": "5"}
    fixed = {"id": "fixed", "label": "Prime fixe", "amount": "4525", "per": "vend"}
    tariff = a_tariff(
        currency="XOF",
        time_zone="Africa/Abidjan",
        blocks=[{"rate": "73.66"}],
        charges=[fixed],
        adjustments=[
            VAT | {"percent": "18", "rounding": fives},
            VAT
            | {"id": "more", "label": "TVA", "percent": "18", "of": ["fixed"]}
            | {"rounding": fives},
        ],
        total_from="rounded_lines",
        bases_from="rounded_lines",
        energy_rounding=fives,
    )
    lines = amounts(quote_units(tariff, 594_000, MeterState(), MOMENT))
    assert lines == {"Prime fixe": "4525", "Energy": "43755", "VAT": "7875", "TVA": "815"}


def test_prices_with_surcharge_and_tax_are_divided_by_as_they_were_published() -> None:
    """R2 000 in a month of 2018: 500, 500 and 240.44 units at 143.16, 169.54 and 181.54 cents.

    From 124.49, 141.43 and 151.86 cents, 6 of surcharge on higher blocks and 15 % of VAT they were
    rounded to hundredths of a cent; worked out from those the same money buys 0.02 units less.
    """
    higher = ["b2", "b3"]
    surcharge = {"id": "surcharge", "label": "Surcharge", "kind": "levy", "per_unit": "0.06"}
    tariff = a_tariff(
        blocks=[
            {"up_to": "500", "rate": "1.4316"},
            {"up_to": "1000", "rate": "1.6954", "id": "b2"},
            {"rate": "1.8154", "id": "b3"},
        ],
        rates_include=["surcharge", "vat"],
        units_rounding={"mode": "nearest", "step": "0.01"},
        adjustments=[surcharge | {"units_of": higher}, VAT | {"of": ["energy", "surcharge"]}],
    )
    quote = quote_amount(tariff, parse_money("2000", "ZAR"), MeterState(), MOMENT)
    assert quote.units_milli == 1_240_440
