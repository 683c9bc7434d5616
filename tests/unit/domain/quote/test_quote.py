"""Quotes: rules that utilities really use, and amounts that are refused."""

from datetime import UTC, datetime
from typing import Any

import pytest

from pos.domain.errors import (
    AmountBuysNothing,
    AmountNotPositive,
    AmountOutOfLimits,
    CurrencyMismatch,
    MonthToDateStale,
    PosError,
    ResourceNotSold,
    TariffMalformed,
    TariffNotValid,
)
from pos.domain.errors.selling import TooManyUnits
from pos.domain.money import Money
from pos.domain.quote import MeterState, quote_amount
from tests.unit.domain.tariff_builders import MOMENT, VAT, a_tariff, amounts, buy, price

INCLINING = [{"up_to": "100", "rate": "1.2196"}, {"rate": "1.4170"}]
VAT_14 = VAT | {"percent": "14"}


def _levy(name: str, **fields: Any) -> dict[str, Any]:
    return {"id": name, "label": name, "kind": "levy"} | fields


def test_the_worked_example_of_the_module() -> None:
    """Blocks on month-to-date, VAT on energy, to the cent; see `lines`."""
    tariff = a_tariff(blocks=INCLINING, adjustments=[VAT_14])
    quote = buy(tariff, "200.00", month_to_date_milli=60_000)
    assert quote.units_milli == 129_400
    assert [(line.units_milli, line.amount) for line in quote.lines] == [
        (40_000, 4878),
        (89_400, 12666),
        (0, 2456),
    ]
    assert quote.lines[0].rate == "1.2196"
    assert quote.month_to_date_milli == 60_000


def test_gross_rates_buy_what_they_say() -> None:
    """100.00 at 1.3903 inside 14 % VAT is 71.9 units and 12.28 VAT."""
    tariff = a_tariff(blocks=[{"rate": "1.3903"}], rates_include=["vat"], adjustments=[VAT_14])
    quote = buy(tariff, "100.00")
    assert quote.units_milli == 71_900
    assert amounts(quote) == {"Energy": "87.72", "VAT": "12.28"}


def test_prices_per_unit_a_levy_on_energy_only_and_vat_on_some_components() -> None:
    """Kenya 2011, KSh 500, first and second purchase of a month: 32.3 and 31.3 units."""
    tariff = a_tariff(
        currency="KES",
        time_zone="Africa/Nairobi",
        blocks=[
            {"up_to": "50", "rate": "2.50"},
            {"up_to": "1500", "rate": "13.68"},
            {"rate": "20.57"},
        ],
        charges=[{"id": "fixed", "label": "Fixed", "amount": "150", "per": "month"}],
        adjustments=[
            _levy("fuel", per_unit="5.71"),
            _levy("forex", per_unit="0.17"),
            _levy("warma", per_unit="0.05"),
            _levy("inflation", per_unit="0.18"),
            _levy("rep", percent="5", of=["energy"]),
            _levy("erc", per_unit="0.03"),
            VAT | {"percent": "16", "of": ["energy", "charges", "fuel", "forex"]},
        ],
    )
    first, second = buy(tariff, "500"), buy(tariff, "500", month_to_date_milli=32_300)
    assert (first.units_milli, second.units_milli) == (32_300, 31_300)
    assert amounts(first)["fuel"] == "184.20"
    assert amounts(second)["Block 1"] == "44.25"


def test_percent_of_gross_with_units_cut_off() -> None:
    """Indonesia: 3 % of Rp 50,000, the rest at 1,444.70 a kWh: 33.57."""
    tariff = a_tariff(
        currency="IDR",
        time_zone="Asia/Jakarta",
        units_rounding={"mode": "down", "step": "0.01"},
        blocks=[{"rate": "1444.70"}],
        charges=[
            {
                "id": "stamp",
                "label": "Stamp",
                "amount": "10000",
                "per": "vend",
                "when": {"total_above": "5000000"},
            }
        ],
        adjustments=[VAT | {"id": "ppj", "label": "PPJ", "percent": "3", "of": ["total"]}],
    )
    quote = buy(tariff, "50000")
    assert (quote.units_milli, quote.credited_milli) == (33_570, 33_600)
    assert amounts(quote) == {"Energy": "48500.00", "PPJ": "1500.00"}
    assert "Stamp" not in amounts(buy(tariff, "5000000"))
    assert amounts(buy(tariff, "5000001"))["Stamp"] == "10000.00"
    dear = price(tariff, buy(tariff, "6000000").units_milli)
    assert abs(dear.total.minor - 600_000_000) < 1500
    assert amounts(dear)["Stamp"] == "10000.00"


def test_excise_on_energy_then_vat_on_both() -> None:
    """Zambia: the chain is 1.03 times 1.16, units go up to 0.1."""
    tariff = a_tariff(
        currency="ZMW",
        units_rounding={"mode": "up", "step": "0.1"},
        blocks=[{"up_to": "100", "rate": "0.47"}, {"rate": "0.85"}],
        adjustments=[
            _levy("excise", percent="3", of=["energy"]),
            VAT | {"percent": "16", "of": ["subtotal"]},
        ],
    )
    quote = buy(tariff, "100")
    assert quote.units_milli == 143_200
    assert amounts(quote) == {
        "Block 1": "47.00",
        "Block 2": "36.70",
        "excise": "2.51",
        "VAT": "13.79",
    }


def test_vat_inside_the_amount_unpaid_months_and_a_rebate() -> None:
    """Bangladesh: two months of charges, rebate before VAT, VAT 5/105 of the total."""
    tariff = a_tariff(
        currency="BDT",
        time_zone="Asia/Dhaka",
        blocks=[{"up_to": "75", "rate": "5.26"}, {"rate": "7.20"}],
        charges=[
            {
                "id": "demand",
                "label": "Demand",
                "amount": "42",
                "quantity": "2",
                "per": "unpaid_months",
            },
            {"id": "rent", "label": "Rent", "amount": "40", "per": "unpaid_months"},
        ],
        adjustments=[
            VAT | {"id": "rebate", "label": "Rebate", "kind": "rebate", "percent": "0.5"},
            VAT | {"percent": "5", "of": ["subtotal"]},
        ],
    )
    quote = buy(tariff, "1000", last_purchase=datetime(2026, 9, 3, tzinfo=UTC))
    shown = amounts(quote)
    assert (shown["Demand"], shown["Rent"], shown["VAT"]) == ("168.00", "80.00", "47.62")
    assert shown["Rebate"] == "-3.54"


def test_tax_on_a_share_of_the_value() -> None:
    """17 % on 62 % of energy."""
    tax = VAT | {"percent": "17", "of": [{"part": "energy", "share": "62"}]}
    assert amounts(buy(a_tariff(adjustments=[tax]), "1105.40"))["VAT"] == "105.40"


def test_an_agents_fee_is_left_out_of_a_tax_on_the_total() -> None:
    """A negative share takes a part out of the base."""
    fee = {"id": "fee", "label": "Fee", "amount": "25", "per": "vend"}
    tax = VAT | {"percent": "3", "of": ["total", {"part": "fee", "share": "-100"}]}
    assert amounts(buy(a_tariff(charges=[fee], adjustments=[tax]), "525"))["VAT"] == "15.00"


def test_a_tax_on_chosen_blocks_only() -> None:
    """The first 50 units are free of VAT; a price per unit may be on one block too."""
    tariff = a_tariff(
        blocks=[{"up_to": "50", "rate": "1.00"}, {"rate": "2.00", "id": "upper"}],
        adjustments=[
            VAT | {"of": ["upper"]},
            _levy("fuel", per_unit="0.70", units_of=["upper"]),
        ],
    )
    quote = buy(tariff, "80")
    assert quote.units_milli == 60_000
    assert amounts(quote) == {"Block 1": "50.00", "Block 2": "20.00", "VAT": "3.00", "fuel": "7.00"}
    assert [line.units_milli for line in quote.lines if line.label == "fuel"] == [10_000]


@pytest.mark.parametrize(
    ("mode", "step", "expected"),
    [
        ("nearest", "0.1", 33_300),
        ("up", "0.1", 33_400),
        ("down", "0.1", 33_300),
        ("down", "0.01", 33_330),
        ("up", "0.01", 33_340),
        ("nearest", "1", 33_000),
        ("up", "1", 34_000),
        ("nearest", None, 33_333),
    ],
)
def test_units_are_rounded_as_the_tariff_says(mode: str, step: str | None, expected: int) -> None:
    """100.00 at 3.00."""
    tariff = a_tariff(blocks=[{"rate": "3"}], units_rounding={"mode": mode, "step": step})
    quote = buy(tariff, "100")
    assert quote.units_milli == expected
    assert quote.lines[0].amount == 10_000


def test_units_from_rounded_money() -> None:
    """A tax rounded to whole rands leaves other money for energy than the exact one."""
    tax = VAT | {"rounding": {"mode": "up", "step": "1"}}
    fine = {"mode": "down", "step": "0.01"}
    exact = a_tariff(blocks=[{"rate": "1"}], adjustments=[tax], units_rounding=fine)
    rounded = a_tariff(
        blocks=[{"up_to": "50", "rate": "1"}, {"rate": "2"}],
        adjustments=[tax],
        units_rounding=fine,
        units_from="rounded_money",
    )
    assert buy(exact, "100").units_milli == 86_950
    assert amounts(buy(exact, "100")) == {"Energy": "86.00", "VAT": "14.00"}
    assert buy(rounded, "100").units_milli == 68_000
    assert buy(rounded, "10").units_milli == 8_000
    assert buy(rounded, "10", month_to_date_milli=50_000).units_milli == 4_000


def test_lines_from_sold_units() -> None:
    """A price per unit is shown on the units that are sold."""
    tariff = a_tariff(
        blocks=[{"rate": "2"}], adjustments=[_levy("fuel", per_unit="1")], lines_from="sold_units"
    )
    quote = buy(tariff, "100")
    assert quote.units_milli == 33_300
    assert amounts(quote) == {"Energy": "66.70", "fuel": "33.30"}


def test_a_price_by_units_buys_what_it_is_for() -> None:
    """To the nearest cent where that buys as much, up where it does not, or as the tariff says."""
    coarse = a_tariff(blocks=[{"rate": "1.2345"}])
    fine = a_tariff(blocks=[{"rate": "1.2345"}], units_rounding={"mode": "down", "step": "0.01"})
    up = a_tariff(blocks=[{"rate": "1.2345"}], total_rounding={"mode": "up", "step": "0.05"})
    assert price(coarse, 10_200).total.minor == 1259
    assert price(fine, 10_200).total.minor == 1260
    assert price(fine, 10_100).total.minor == 1247
    assert price(up, 10_200).total.minor == 1260
    assert price(up, 10_000).total.minor == 1235
    assert buy(coarse, "12.59").units_milli == buy(fine, "12.60").units_milli == 10_200


def test_a_price_by_units_knows_what_rounded_money_buys() -> None:
    """10.86 costs 10.8606...; its rounded tax leaves money for 4.853 units, 10.87 for 4.857."""
    tariff = a_tariff(
        blocks=[{"rate": "2.215"}],
        adjustments=[VAT | {"percent": "1"}],
        units_rounding={"mode": "nearest", "step": "0.001"},
        units_from="rounded_money",
    )
    assert buy(tariff, "10.86").units_milli == 4_853
    assert price(tariff, 4_855).total.minor == 1087


def test_a_price_that_rounding_takes_whole_is_refused() -> None:
    """3.9 units for 1.48 would be given away where prices go to the nearest 5.00."""
    tariff = a_tariff(blocks=[{"rate": "0.38"}], total_rounding={"mode": "nearest", "step": "5"})
    with pytest.raises(AmountBuysNothing):
        price(tariff, 3_900)


def test_units_that_are_not_sold_are_rounded_first() -> None:
    """10.04 units are quoted as 10.0."""
    assert price(a_tariff(), 10_040).units_milli == 10_000


def test_a_price_that_its_rounding_takes_away_names_the_least_step() -> None:
    """Prices in fifties: one unit of 2.00 is none, and 50.00 is the least price there is."""
    tariff = a_tariff(total_rounding={"mode": "nearest", "step": "50"})
    with pytest.raises(AmountBuysNothing) as refused:
        price(tariff, 1_000)
    assert refused.value.facts == {"amount": "0.00", "least": "50.00"}
    assert price(tariff, 13_000).total.minor == 5_000


def test_coins_give_a_rounding_line() -> None:
    """12.34 becomes 12.35; by money 12.34 cannot be paid."""
    tariff = a_tariff(blocks=[{"rate": "1.234"}], cash_rounding={"mode": "nearest", "step": "0.05"})
    quote = price(tariff, 10_000)
    assert amounts(quote) == {"Energy": "12.34", "Rounding": "0.01"}
    assert quote.total.minor == 1235
    with pytest.raises(AmountOutOfLimits) as refused:
        buy(tariff, "12.34")
    assert refused.value.facts["step"] == "0.05"


@pytest.mark.parametrize(
    ("currency", "amount", "rate", "total"),
    [("UGX", "5000", "250", "5000"), ("KWD", "1.250", "0.005", "1.250")],
)
def test_currencies_with_no_and_three_decimals(
    currency: str, amount: str, rate: str, total: str
) -> None:
    """VAT of 18 % in whole shillings and in fils."""
    tariff = a_tariff(currency=currency, blocks=[{"rate": rate}], adjustments=[VAT])
    quote = buy(tariff, amount)
    assert str(quote.total) == total
    assert sum(line.amount for line in quote.lines) == quote.total.minor
    assert quote.lines[-1].amount in (652, 163)


def test_free_units_are_a_token_and_use_up_the_first_block() -> None:
    """50 free, then the purchase begins in the second block."""
    blocks = [{"up_to": "50", "rate": "1"}, {"rate": "2"}]
    tariff = a_tariff(blocks=blocks, free_units={"units": "50"})
    quote = buy(tariff, "20")
    assert [(token.kind, token.units_milli) for token in quote.tokens] == [
        ("credit", 10_000),
        ("free", 50_000),
    ]
    assert [line.kind for line in quote.lines] == ["energy", "free"]
    assert len(buy(tariff, "20", month_to_date_milli=60_000).tokens) == 1
    assert len(buy(tariff, "20", free_units_taken_milli=50_000).tokens) == 1
    apart = a_tariff(blocks=blocks, free_units={"units": "50", "counts_in_blocks": False})
    assert buy(apart, "20").units_milli == 20_000


def _refusals() -> list[tuple[dict[str, Any], str, type[PosError]]]:
    fee = {"id": "fee", "label": "Fee", "amount": "10", "per": "vend"}
    return [
        ({"limits": {"minimum": "5"}}, "4.99", AmountOutOfLimits),
        ({"limits": {"maximum": "5"}}, "5.01", AmountOutOfLimits),
        ({"limits": {"step": "0.50"}}, "5.25", AmountOutOfLimits),
        ({"charges": [fee]}, "9.99", AmountBuysNothing),
        ({"charges": [fee]}, "10.00", AmountBuysNothing),
        ({"charges": [fee]}, "10.09", AmountBuysNothing),
        ({}, "0.09", AmountBuysNothing),
        ({}, "0", AmountNotPositive),
        ({}, "4000000", TooManyUnits),
        ({"resource": "water"}, "10", ResourceNotSold),
        ({"valid_until": "2026-11-21"}, "10", TariffNotValid),
    ]


@pytest.mark.parametrize(("fields", "amount", "error"), _refusals())
def test_an_amount_that_cannot_be_sold_is_refused(
    fields: dict[str, Any], amount: str, error: type[PosError]
) -> None:
    """Each with its own type."""
    with pytest.raises(error):
        buy(a_tariff(**fields), amount)


def test_the_least_amount_that_buys_something_does() -> None:
    """The refusal names it, and it is within minimum and step."""
    fee = {"id": "fee", "label": "Fee", "amount": "10", "per": "vend"}
    tariff = a_tariff(
        charges=[fee], adjustments=[VAT | {"of": ["subtotal"]}], limits={"step": "0.50"}
    )
    with pytest.raises(AmountBuysNothing) as refused:
        buy(tariff, "11.50")
    assert refused.value.facts["least"] == "12.00"
    assert buy(tariff, "12.00").units_milli > 0


def test_an_amount_must_suit_both_the_step_and_the_coins() -> None:
    """Halves that are paid in coins of 0.20 are whole; the refusal says so."""
    tariff = a_tariff(limits={"step": "0.50"}, cash_rounding={"mode": "nearest", "step": "0.20"})
    with pytest.raises(AmountOutOfLimits) as refused:
        buy(tariff, "1.50")
    assert refused.value.facts["step"] == "1.00"
    with pytest.raises(AmountOutOfLimits):
        buy(tariff, "1.20")
    assert buy(tariff, "2.00").units_milli == 1_000


def test_the_least_amount_may_be_half_of_what_the_smallest_step_costs() -> None:
    """0.05 units are sold as 0.1."""
    with pytest.raises(AmountBuysNothing) as refused:
        buy(a_tariff(blocks=[{"rate": "100"}]), "4.99")
    assert refused.value.facts["least"] == "5.00"
    assert buy(a_tariff(blocks=[{"rate": "100"}]), "5.00").units_milli == 100


def test_a_recovery_above_the_amount_is_refused() -> None:
    """50 units at 1.00 cost 500.00 more at 11.00; 100.00 does not pay that."""
    tariff = a_tariff(
        blocks=[{"rate": "11"}],
        lifelines=[{"up_to": "50", "blocks": [{"rate": "1"}], "when_passed": "recover"}],
        adjustments=[VAT | {"percent": "0.01", "rounding": {"mode": "up", "step": "10"}}],
        units_from="rounded_money",
    )
    for amount in ("100", "500.10"):
        with pytest.raises(AmountBuysNothing):
            buy(tariff, amount, month_to_date_milli=50_000)


def test_rounded_lines_that_leave_no_energy_are_refused() -> None:
    """A tax rounded up to ten rands takes more than the whole amount."""
    tariff = a_tariff(adjustments=[VAT | {"rounding": {"mode": "up", "step": "10"}}])
    with pytest.raises(AmountBuysNothing):
        buy(tariff, "5")


def test_units_are_limited_by_money_and_by_the_token() -> None:
    """Minimum and maximum hold for a price too, and nothing is sold for no units."""
    tariff = a_tariff(limits={"minimum": "5", "maximum": "100"})
    for units_milli in (2_400, 50_100):
        with pytest.raises(AmountOutOfLimits):
            price(tariff, units_milli)
    assert price(tariff, 2_500).total.minor == 500
    with pytest.raises(TooManyUnits) as refused:
        price(a_tariff(), 2_000_000_000)
    assert refused.value.facts == {
        "amount": "4000000.00",
        "units": "2000000.0",
        "most": "1820162.4",
    }
    with pytest.raises(AmountNotPositive):
        price(a_tariff(), 0)
    with pytest.raises(AmountBuysNothing):
        price(a_tariff(), 49)


def test_another_currency_is_refused() -> None:
    """Rands do not buy at a kwacha tariff."""
    with pytest.raises(CurrencyMismatch):
        quote_amount(a_tariff(), Money(100, "ZMW"), MeterState(), MOMENT)


def test_an_old_month_to_date_is_what_the_tariff_says() -> None:
    """As known, in the top block, or refused; within the hours it is simply used."""
    known = datetime(2026, 11, 19, 9, 0, tzinfo=UTC)
    bought: dict[str, dict[str, int]] = {}
    for then in ("as_known", "top_block"):
        stale = {"after_hours": 72, "then": then}
        tariff = a_tariff(blocks=INCLINING, stale_month_to_date=stale)
        fresh = buy(tariff, "14.17", month_known_at=datetime(2026, 11, 19, 10, 0, tzinfo=UTC))
        old = buy(tariff, "14.17", month_known_at=known)
        bought[then] = {"fresh": fresh.units_milli, "old": old.units_milli}
    assert bought == {
        "as_known": {"fresh": 11_600, "old": 11_600},
        "top_block": {"fresh": 11_600, "old": 10_000},
    }
    tariff = a_tariff(stale_month_to_date={"after_hours": 72, "then": "refuse"})
    with pytest.raises(MonthToDateStale):
        buy(tariff, "10", month_known_at=known)


def test_percentages_that_take_everything_are_refused() -> None:
    """`tariffs check` says so first; a quote never divides by nothing."""
    for adjustment in (
        VAT | {"percent": "100", "of": ["total"]},
        VAT | {"percent": "100", "kind": "rebate"},
    ):
        tariff = a_tariff(adjustments=[adjustment])
        with pytest.raises((TariffMalformed, AmountBuysNothing)):
            buy(tariff, "10")


def test_a_total_that_cannot_be_reached_is_refused() -> None:
    """By units too."""
    tariff = a_tariff(adjustments=[VAT | {"percent": "100", "of": ["total"]}])
    with pytest.raises(TariffMalformed):
        price(tariff, 1000)
