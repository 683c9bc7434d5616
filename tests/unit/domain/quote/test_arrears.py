"""What a purchase pays of what is owed."""

from datetime import UTC, datetime
from typing import Any

import pytest

from pos.domain.quote import Quote
from tests.unit.domain.tariff_builders import VAT, a_tariff, amounts, buy, price

FEE = {"id": "fee", "label": "Fee", "amount": "20", "per": "vend"}
LAST_WEEK = datetime(2026, 11, 15, 10, 0, tzinfo=UTC)
IN_AUGUST = datetime(2026, 8, 15, 10, 0, tzinfo=UTC)


def _paid(quote: Quote) -> tuple[int, int, int]:
    return quote.arrears_paid, quote.arrears_left, quote.carried


def _policy(**fields: Any) -> dict[str, Any]:
    return {"arrears": fields}


_CASES: list[tuple[dict[str, Any], dict[str, Any], tuple[int, int, int]]] = [
    ({}, {"arrears_minor": 5000}, (0, 5000, 0)),
    (_policy(collect="all"), {"arrears_minor": 5000}, (5000, 0, 0)),
    (_policy(collect="all", cap="50"), {"arrears_minor": 30000}, (5000, 25000, 0)),
    (_policy(collect="all", cap="50"), {"arrears_minor": 3000}, (3000, 0, 0)),
    (_policy(collect="share", percent="40"), {"arrears_minor": 30000}, (4000, 26000, 0)),
    (_policy(collect="share", percent="40", cap="25"), {"arrears_minor": 9000}, (2500, 6500, 0)),
    (_policy(collect="share", percent="40"), {"arrears_minor": 1000}, (1000, 0, 0)),
    (_policy(collect="per_vend", amount="10"), {"arrears_minor": 9000}, (1000, 8000, 0)),
    (_policy(collect="per_vend", amount="10"), {"arrears_minor": 700}, (700, 0, 0)),
    (
        _policy(collect="per_day", amount="1.50"),
        {"arrears_minor": 9000, "last_purchase": LAST_WEEK},
        (1050, 7950, 0),
    ),
    (_policy(collect="per_day", amount="1.50"), {"arrears_minor": 9000}, (150, 8850, 0)),
    (
        _policy(collect="per_month", amount="25"),
        {"arrears_minor": 9000, "last_purchase": IN_AUGUST},
        (7500, 1500, 0),
    ),
    (
        _policy(collect="per_month", amount="25"),
        {"arrears_minor": 9000, "month_to_date_milli": 1000},
        (0, 9000, 0),
    ),
    (
        _policy(collect="per_month", amount="25", cap="50", carry_forward=True),
        {"arrears_minor": 90000, "carried_minor": 1000, "last_purchase": IN_AUGUST},
        (5000, 85000, 3500),
    ),
    (
        _policy(collect="per_vend", amount="25", carry_forward=True),
        {"carried_minor": 1000},
        (1000, 0, 0),
    ),
    (
        _policy(collect="share", percent="40", carry_forward=True),
        {"arrears_minor": 90000},
        (4000, 86000, 0),
    ),
]


@pytest.mark.parametrize(("fields", "state", "expected"), _CASES)
def test_each_policy_pays_its_part_of_a_hundred(
    fields: dict[str, Any], state: dict[str, Any], expected: tuple[int, int, int]
) -> None:
    """Paid, left, and carried forward; the rest buys units at 2.00."""
    quote = buy(a_tariff(**fields), "100", **state)
    assert _paid(quote) == expected
    assert quote.units_milli == ((10_000 - expected[0]) * 5 + 50) // 100 * 100


def test_the_share_may_be_of_what_a_fee_leaves() -> None:
    """40 % of 100 less 20."""
    tariff = a_tariff(charges=[FEE], **_policy(collect="share", percent="40", less=["fee"]))
    assert _paid(buy(tariff, "100", arrears_minor=9000)) == (3200, 5800, 0)


def test_the_share_may_be_of_what_a_tax_leaves() -> None:
    """Energy E, VAT 0.15 E, arrears half of 100 less VAT: E is 50 over 1.075."""
    policy = _policy(collect="share", percent="50", less=["vat"])
    tariff = a_tariff(adjustments=[VAT], **policy)
    quote = buy(tariff, "100", arrears_minor=90_000)
    assert amounts(quote) == {"Energy": "46.51", "VAT": "6.98", "Arrears": "46.51"}


def test_a_fee_above_the_purchase_leaves_nothing_for_arrears() -> None:
    """The share is never below zero."""
    policy = _policy(collect="share", percent="50", less=["fee", "energy"])
    tariff = a_tariff(charges=[FEE | {"amount": "1"}], **policy)
    rebate = VAT | {"id": "rebate", "kind": "rebate", "percent": "50"}
    kind = a_tariff(charges=[FEE | {"amount": "1"}], adjustments=[rebate], **policy)
    assert _paid(buy(tariff, "10", arrears_minor=900)) == (0, 900, 0)
    assert _paid(buy(kind, "10", arrears_minor=900)) == (0, 900, 0)
    assert _paid(price(kind, 1000, arrears_minor=900)) == (0, 900, 0)


def test_tax_on_arrears() -> None:
    """VAT is laid on the arrears that are paid."""
    tariff = a_tariff(
        adjustments=[VAT | {"of": ["arrears"]}], **_policy(collect="per_vend", amount="20")
    )
    quote = buy(tariff, "100", arrears_minor=9000)
    assert amounts(quote) == {"Energy": "77.00", "VAT": "3.00", "Arrears": "20.00"}


@pytest.mark.parametrize(
    ("fields", "owed", "total", "paid"),
    [
        (_policy(collect="share", percent="40"), 90_000, 10_000, 4_000),
        (_policy(collect="share", percent="40"), 1_000, 7_000, 1_000),
        (_policy(collect="share", percent="100"), 1_000, 7_000, 1_000),
        (_policy(collect="all"), 1_000, 7_000, 1_000),
    ],
)
def test_a_price_by_units_holds_the_arrears(
    fields: dict[str, Any], owed: int, total: int, paid: int
) -> None:
    """30 units at 2.00, and the share is one of the whole."""
    quote = price(a_tariff(**fields), 30_000, arrears_minor=owed)
    assert (quote.total.minor, quote.arrears_paid) == (total, paid)


def test_a_share_of_the_debt_grows_smaller_with_it() -> None:
    """30 % of what is still owed: 30.00 of 100.00, 21.00 of 70.00; cap and rounding too."""
    tariff = a_tariff(arrears={"collect": "share_of_debt", "percent": "30"})
    assert (buy(tariff, "100", arrears_minor=10_000).arrears_paid) == 3_000
    assert (buy(tariff, "100", arrears_minor=7_000).arrears_paid) == 2_100
    capped = a_tariff(arrears={"collect": "share_of_debt", "percent": "30", "cap": "10"})
    assert (buy(capped, "100", arrears_minor=10_000).arrears_paid) == 1_000
    whole = {"mode": "down", "step": "1"}
    rounded = a_tariff(arrears={"collect": "share_of_debt", "percent": "30", "rounding": whole})
    assert (buy(rounded, "100", arrears_minor=10_450).arrears_paid) == 3_100
