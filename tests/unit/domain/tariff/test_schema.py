"""The published schema and the tariffs that ship."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pos.domain.money import Money
from pos.domain.quote import MeterState, quote_amount
from pos.domain.quote.tariff_check import check_tariff
from pos.domain.tariff import read_tariff
from pos.domain.tariff.schema import tariff_schema

_TARIFFS = Path(__file__).parents[4] / "resources" / "tariffs"
_SHIPPED = sorted(_TARIFFS.glob("*.tariff.json"))
_NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)


def test_the_published_schema_is_the_one_that_is_read() -> None:
    """Regenerate it from `tariff_schema()` when this fails."""
    assert (_TARIFFS / "tariff.schema.json").read_text() == tariff_schema()


def test_every_field_but_the_plainest_says_what_it_is() -> None:
    """Prices, rounding and bases cannot be guessed from a name."""
    defs = json.loads(tariff_schema())["$defs"]
    for part, fields in (
        ("BlockPart", {"rate", "up_to"}),
        ("ChargePart", {"amount", "per", "includes"}),
        ("AdjustmentPart", {"percent", "of", "per_unit", "rounding", "kind"}),
        ("ArrearsPart", {"collect", "cap", "less", "carry_forward"}),
        ("TariffFile", {"units_rounding", "units_from", "lines_from", "total_rounding"}),
    ):
        for field in fields:
            assert defs[part]["properties"][field].get("description"), f"{part}.{field}"


@pytest.mark.parametrize("path", _SHIPPED, ids=lambda path: path.stem)
def test_a_shipped_tariff_sells_today_and_says_where_it_is_from(path: Path) -> None:
    """Every one is well formed, says where it is not monotone, and is named as its id."""
    tariff = read_tariff(path.read_bytes())
    assert path.name == f"{tariff.id}.tariff.json"
    assert tariff.source
    assert tariff.notes
    assert (check_tariff(tariff) != ()) is ("Not monotone" in tariff.notes)
    quote = quote_amount(tariff, Money(100_000, tariff.currency), MeterState(), _NOW)
    assert sum(line.amount for line in quote.lines) == 100_000


def test_the_published_tariffs_ship() -> None:
    """Nine files: seven published and two to learn on."""
    assert len(_SHIPPED) == 9


def test_the_readme_shows_a_file_that_works() -> None:
    """The smallest file of the page, as it stands."""
    text = (_TARIFFS / "README.md").read_text()
    smallest = re.search(r"```json\n(\{.*?\n\})\n```", text, re.DOTALL)
    assert smallest is not None
    tariff = read_tariff(smallest[1].encode())
    quote = quote_amount(tariff, Money(10_000, "ZAR"), MeterState(), _NOW)
    assert quote.units_milli == 82_000


def test_every_adjustment_and_arrears_policy_of_the_readme_is_well_formed() -> None:
    """Complete objects on the page are put into a file and read."""
    text = (_TARIFFS / "README.md").read_text()
    tariff = json.loads((_TARIFFS / "training-zar.tariff.json").read_text())
    fee = {"id": "fee", "label": "Fee", "amount": "1", "per": "vend"}
    objects = [json.loads(found) for found in re.findall(r"`(\{\"(?:id|collect)\".*?\})`", text)]
    assert len(objects) > 7
    for part in objects:
        field = {"arrears": part} if "collect" in part else {"adjustments": [part]}
        read_tariff(json.dumps(tariff | {"charges": [fee]} | field).encode())
