"""Reading tariff files strictly, months and validity."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from pos.domain.errors import TariffMalformed, TariffNotValid
from pos.domain.tariff import read_tariff
from pos.domain.tariff.file import TARIFF_BYTES_MAX
from pos.domain.tariff.rounding import Rounding, RoundingMode
from tests.unit.domain.tariff_builders import VAT, a_tariff, tariff_bytes, tariff_object


def test_a_plain_file_is_read_exactly() -> None:
    """Prices become minor units, limits stay out where none are given."""
    tariff = a_tariff(limits={"minimum": "5.00", "step": "0.50"})
    assert (tariff.currency, tariff.decimals) == ("ZAR", 2)
    assert (tariff.minimum, tariff.maximum, tariff.step) == (500, None, 50)
    assert tariff.blocks[0].rate * 1000 == 200
    assert tariff.blocks[0].shown_rate == "2.00"
    assert tariff.units_rounding == Rounding(RoundingMode.NEAREST, 100)


def test_gross_rates_are_made_net_by_the_taxes_own_rules() -> None:
    """2.30 with 15 % inside is 2.00 and 0.30."""
    tariff = a_tariff(blocks=[{"rate": "2.30"}], rates_include=["vat"], adjustments=[VAT])
    assert tariff.blocks[0].rate * 1000 == 200
    assert tariff.blocks[0].shown_rate == "2"


def test_levy_and_tax_on_levy_and_a_price_per_unit_are_all_taken_out() -> None:
    """2.00 + 0.10 a unit + 5 % of energy, then 10 % of everything: 2.42 in all."""
    adjustments = [
        {"id": "fuel", "label": "Fuel", "kind": "levy", "per_unit": "0.10"},
        {"id": "levy", "label": "Levy", "kind": "levy", "percent": "5", "of": ["energy"]},
        {"id": "vat", "label": "VAT", "kind": "tax", "percent": "10", "of": ["subtotal"]},
    ]
    tariff = a_tariff(
        blocks=[{"rate": "2.42"}], rates_include=["fuel", "levy", "vat"], adjustments=adjustments
    )
    assert tariff.blocks[0].rate * 1000 == 200


def test_a_tax_on_the_gross_price_is_taken_out_of_it() -> None:
    """3 % of what is paid leaves 97 %."""
    town = {"id": "town", "label": "Town", "kind": "tax", "percent": "3", "of": ["total"]}
    tariff = a_tariff(blocks=[{"rate": "2.00"}], rates_include=["town"], adjustments=[town])
    assert tariff.blocks[0].rate * 1000 == 194


def test_a_charge_may_include_its_tax() -> None:
    """11.50 with 15 % inside is 10.00."""
    charge = {
        "id": "fee",
        "label": "Fee",
        "amount": "11.50",
        "per": "vend",
        "includes": ["vat"],
    }
    tariff = a_tariff(charges=[charge], adjustments=[VAT | {"of": ["charges"]}])
    assert tariff.charges[0].amount == 1000


def _charge(**fields: Any) -> dict[str, Any]:
    return {"id": "fee", "label": "Fee", "amount": "1", "per": "vend"} | fields


_BAD: list[tuple[dict[str, Any], str]] = [
    ({"surprise": 1}, "surprise"),
    ({"format": "vendwatt-tariff-2"}, "format"),
    ({"id": "Not an id"}, "id"),
    ({"id": "plain\n"}, "id"),
    ({"name": "plain\n"}, "name"),
    ({"name": "a\u202eb"}, "name"),
    ({"blocks": [{"rate": "1", "label": "a\x1b[2J"}]}, "blocks[0].label"),
    ({"currency": "zar"}, "currency"),
    ({"time_zone": "Africa/Atlantis"}, "time_zone"),
    ({"time_zone": "../../etc/passwd"}, "time_zone"),
    ({"valid_from": "2026-02-30"}, "valid_from"),
    ({"valid_until": "2025-12-31"}, "valid_until"),
    ({"limits": {"minimum": "5", "maximum": "4"}}, "limits.maximum"),
    ({"limits": {"maximum": "0"}}, "limits.maximum"),
    ({"limits": {"minimum": "0.001"}}, "limits.minimum"),
    ({"limits": {"step": "0"}}, "limits.step"),
    ({"units_rounding": {"mode": "sideways"}}, "units_rounding.mode"),
    ({"units_rounding": {"mode": "up", "step": "0"}}, "units_rounding.step"),
    ({"units_rounding": {"mode": "up", "step": "0.0001"}}, "units_rounding.step"),
    ({"units_rounding": {"mode": "up", "step": "-1"}}, "units_rounding.step"),
    ({"total_rounding": {"mode": "up", "step": "0.001"}}, "total_rounding.step"),
    ({"cash_rounding": {"mode": "up", "step": "0"}}, "cash_rounding.step"),
    ({"blocks": []}, "blocks"),
    ({"blocks": [{"rate": 2}]}, "blocks[0].rate"),
    ({"blocks": [{"rate": "2,5"}]}, "blocks[0].rate"),
    ({"blocks": [{"rate": "1e3"}]}, "blocks[0].rate"),
    ({"blocks": [{"rate": "٢"}]}, "blocks[0].rate"),
    ({"blocks": [{"rate": "-1"}]}, "blocks[0].rate"),
    ({"blocks": [{"rate": "0"}]}, "blocks[0].rate"),
    ({"blocks": [{"rate": "1", "up_to": "5"}]}, "blocks[0].up_to"),
    ({"blocks": [{"rate": "1"}, {"rate": "2"}]}, "blocks[0].up_to"),
    (
        {"blocks": [{"rate": "1", "up_to": "5"}, {"rate": "1", "up_to": "5"}, {"rate": "2"}]},
        "blocks[1].up_to",
    ),
    ({"rates_include": ["vat"]}, "rates_include"),
    ({"rates_include": ["vat", "vat"], "adjustments": [VAT]}, "rates_include"),
    (
        {"rates_include": ["vat"], "adjustments": [VAT | {"when": {"month_above": "5"}}]},
        "rates_include",
    ),
    (
        {"rates_include": ["vat"], "adjustments": [VAT | {"percent": "100", "of": ["total"]}]},
        "blocks[0].rate",
    ),
    (
        {
            "rates_include": ["fuel"],
            "adjustments": [{"id": "fuel", "label": "F", "kind": "levy", "per_unit": "9"}],
        },
        "blocks[0].rate",
    ),
    (
        {
            "rates_include": ["all"],
            "adjustments": [VAT | {"id": "all", "kind": "rebate", "percent": "100"}],
        },
        "blocks[0].rate",
    ),
    ({"lifelines": [{"up_to": "0", "blocks": [{"rate": "1"}]}]}, "lifelines[0].up_to"),
    ({"lifelines": [{"up_to": "5", "blocks": []}]}, "lifelines[0].blocks"),
    (
        {
            "lifelines": [{"up_to": "5", "blocks": [{"rate": "1", "id": "vat"}]}],
            "adjustments": [VAT],
        },
        "lifelines",
    ),
    ({"charges": [_charge(per="hour")]}, "charges[0].per"),
    ({"charges": [_charge(), _charge()]}, "charges"),
    ({"charges": [_charge(id="energy")]}, "charges"),
    ({"charges": [_charge(includes=["vat"])]}, "charges[0].includes"),
    (
        {
            "charges": [_charge(includes=["vat"])],
            "adjustments": [VAT | {"percent": "100", "of": ["charges", "total"], "kind": "rebate"}],
        },
        "charges[0].amount",
    ),
    ({"charges": [_charge(when={"total_above": "0.001"})]}, "charges[0].when.total_above"),
    ({"charges": [_charge(when={"month_up_to": "0.0001"})]}, "charges[0].when.month_up_to"),
    ({"charges": [_charge(rounding={"mode": "up", "step": "0"})]}, "charges[0].rounding.step"),
    ({"adjustments": [VAT | {"percent": None}]}, "adjustments[0]"),
    ({"adjustments": [VAT | {"per_unit": "1"}]}, "adjustments[0]"),
    ({"adjustments": [VAT | {"of": []}]}, "adjustments[0].of"),
    ({"adjustments": [VAT | {"of": ["vat"]}]}, "adjustments[0].of"),
    ({"adjustments": [VAT | {"of": ["energy", "energy"]}]}, "adjustments[0].of"),
    ({"adjustments": [VAT | {"units_of": ["b1"]}]}, "adjustments[0].units_of"),
    (
        {
            "blocks": [{"rate": "2", "id": "b1"}],
            "adjustments": [VAT | {"units_of": ["b1"]}],
        },
        "adjustments[0].units_of",
    ),
    ({"free_units": {"units": "0"}}, "free_units.units"),
    ({"free_units": {"units": "0.0001"}}, "free_units.units"),
    ({"arrears": {"collect": "share"}}, "arrears.percent"),
    ({"arrears": {"collect": "all", "percent": "5"}}, "arrears.percent"),
    ({"arrears": {"collect": "per_day"}}, "arrears.amount"),
    ({"arrears": {"collect": "all", "cap": "101"}}, "arrears"),
    ({"arrears": {"collect": "all", "cap": "50", "less": ["fee"]}}, "arrears.less"),
    (
        {
            "arrears": {"collect": "all", "cap": "50", "less": ["levy"]},
            "adjustments": [
                VAT | {"of": ["arrears"]},
                VAT | {"id": "levy", "of": ["vat"]},
            ],
        },
        "arrears.less",
    ),
    (
        {
            "arrears": {"collect": "all", "cap": "50", "less": ["subtotal"]},
            "adjustments": [VAT | {"of": ["arrears"]}, VAT | {"id": "levy", "of": ["subtotal"]}],
        },
        "arrears.less",
    ),
    (
        {"stale_month_to_date": {"after_hours": 0, "then": "refuse"}},
        "stale_month_to_date.after_hours",
    ),
]


@pytest.mark.parametrize(("fields", "where"), _BAD)
def test_what_makes_no_sense_is_refused_with_its_place(fields: dict[str, Any], where: str) -> None:
    """The error names the field."""
    with pytest.raises(TariffMalformed) as refused:
        read_tariff(tariff_bytes(**fields))
    assert str(refused.value.facts["where"]).partition(" (line ")[0] == where
    assert refused.value.facts["why"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"null",
        b"[]",
        b"{",
        b"\xff\xfe",
        b'{"id": "\xff"}',
        b"[" * 100_000,
        b'{"a":' * 20_000,
        b'{"format": ' + b"9" * 100_000 + b"}",
        b" " * (TARIFF_BYTES_MAX + 1),
    ],
)
def test_what_is_no_tariff_file_is_refused(content: bytes) -> None:
    """Broken, deep, huge and foreign content gives the same typed error."""
    with pytest.raises(TariffMalformed):
        read_tariff(content)


def test_a_key_that_stands_twice_is_refused() -> None:
    """A person would read the first, a program the last."""
    text = tariff_bytes().decode().replace('"name"', '"id": "other", "name"')
    with pytest.raises(TariffMalformed) as refused:
        read_tariff(text.encode())
    assert refused.value.facts["where"] == "id (line 1)"


def test_a_missing_field_is_named() -> None:
    """What must be there is asked for."""
    without = tariff_object()
    del without["currency"]
    with pytest.raises(TariffMalformed) as refused:
        read_tariff(json.dumps(without).encode())
    assert "currency" in str(refused.value.facts["why"])


def test_months_are_those_of_the_utility() -> None:
    """An hour before midnight UTC the next month has begun two hours east."""
    tariff = a_tariff()
    assert tariff.month_of(datetime(2026, 10, 31, 23, 0, tzinfo=UTC)) == "2026-11"
    assert tariff.month_of(datetime(2026, 10, 31, 21, 0, tzinfo=UTC)) == "2026-10"


@pytest.mark.parametrize(
    ("moment", "is_valid"),
    [
        (datetime(2025, 12, 31, 21, 59, tzinfo=UTC), False),
        (datetime(2025, 12, 31, 22, 0, tzinfo=UTC), True),
        (datetime(2026, 6, 30, 21, 59, tzinfo=UTC), True),
        (datetime(2026, 6, 30, 22, 0, tzinfo=UTC), False),
    ],
)
def test_validity_is_by_local_days_both_inclusive(moment: datetime, *, is_valid: bool) -> None:
    """From the first local midnight to the last local minute."""
    tariff = a_tariff(valid_from="2026-01-01", valid_until="2026-06-30")
    if is_valid:
        tariff.must_be_valid(moment)
    else:
        with pytest.raises(TariffNotValid):
            tariff.must_be_valid(moment)


def test_a_tariff_without_an_end_names_none() -> None:
    """The refusal's text has an empty end."""
    with pytest.raises(TariffNotValid) as refused:
        a_tariff().must_be_valid(datetime(2020, 1, 1, tzinfo=UTC))
    assert refused.value.facts["valid_until"] == ""


@pytest.mark.parametrize(
    ("fields", "counts"),
    [
        ({}, False),
        ({"arrears": {"collect": "all"}}, False),
        ({"arrears": {"collect": "per_week", "amount": "1"}}, True),
        ({"charges": [{"id": "c", "label": "C", "amount": "1", "per": "month"}]}, False),
        ({"charges": [{"id": "c", "label": "C", "amount": "1", "per": "day"}]}, True),
    ],
)
def test_some_tariffs_count_time(fields: dict[str, Any], counts: bool) -> None:  # noqa: FBT001
    """Since the last purchase; those need to know when it was."""
    assert a_tariff(**fields).counts_time() is counts


def test_more_cases_than_anybody_waits_for_are_refused() -> None:
    """Ranges of the month and of the total, blocks, and charges under a cap multiply."""
    charges = [
        {"id": f"c{n}", "label": "C", "amount": "1", "per": "month"}
        | {"when": {"total_above": str(n + 1), "month_above": str(n + 1)}}
        for n in range(15)
    ]
    blocks = [*({"up_to": str(n), "rate": "1"} for n in range(1, 16)), {"rate": "1"}]
    assert a_tariff(charges=charges, blocks=blocks)
    with pytest.raises(TariffMalformed) as refused:
        a_tariff(charges=charges, blocks=blocks, charges_cap="50")
    assert "too many different cases" in str(refused.value.facts["why"])
