"""Tariffs for tests, as little as each test needs to say."""

import json
from datetime import UTC, datetime
from typing import Any

from pos.domain.money import Money, parse_money
from pos.domain.quote import MeterState, Quote, quote_amount, quote_units
from pos.domain.tariff import Tariff, read_tariff

MOMENT = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
VAT = {"id": "vat", "label": "VAT", "kind": "tax", "percent": "15", "of": ["energy"]}


def tariff_object(**fields: Any) -> dict[str, Any]:
    """Return a plain tariff as its file's object: one block of 2.00, nothing else."""
    return {
        "format": "vendwatt-tariff-1",
        "id": "plain",
        "name": "Plain",
        "currency": "ZAR",
        "time_zone": "Africa/Johannesburg",
        "valid_from": "2026-01-01",
        "units_rounding": {"mode": "nearest", "step": "0.1"},
        "blocks": [{"rate": "2.00"}],
    } | fields


def tariff_bytes(**fields: Any) -> bytes:
    """Return a tariff file."""
    return json.dumps(tariff_object(**fields)).encode()


def a_tariff(**fields: Any) -> Tariff:
    """Return a tariff."""
    return read_tariff(tariff_bytes(**fields))


def buy(tariff: Tariff, amount: str, **state: Any) -> Quote:
    """Quote an amount in the tariff's currency."""
    money = parse_money(amount, tariff.currency)
    return quote_amount(tariff, money, MeterState(**state), MOMENT)


def price(tariff: Tariff, units_milli: int, **state: Any) -> Quote:
    """Quote units."""
    return quote_units(tariff, units_milli, MeterState(**state), MOMENT)


def amounts(quote: Quote) -> dict[str, str]:
    """Return the lines' amounts by label, as decimal strings."""
    currency = quote.total.currency
    return {line.label: str(Money(line.amount, currency)) for line in quote.lines}
