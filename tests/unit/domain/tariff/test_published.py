"""What was published of real tariffs comes out of their files."""

from pathlib import Path

import pytest

from pos.domain.money import Money, parse_money
from pos.domain.quote import MeterState, Quote, quote_amount, quote_units
from pos.domain.tariff import Tariff, read_tariff
from tests.unit.domain.tariff_builders import MOMENT, VAT, a_tariff

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


@pytest.mark.parametrize(("amount", "charged"), [("500", "200.00"), ("200", "100.00")])
def test_city_power_s_charges_leave_half_of_a_purchase(amount: str, charged: str) -> None:
    """R500 pays both whole; R200 pays R100 of them."""
    quote = quote_amount(CITY_POWER, parse_money(amount, "ZAR"), MeterState(), MOMENT)
    assert _sum(quote, "fixed") == charged
