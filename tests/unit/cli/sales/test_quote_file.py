"""Quotes from a tariff file, as `quote --tariff` answers them."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from pos.cli.sales.quote_file import Asked, Supposed, quote_from_file
from pos.domain.energy import parse_units
from pos.domain.errors import (
    AmountNotANumber,
    AmountNotPositive,
    AmountTooPrecise,
    FileNotRead,
    TariffNotValid,
)
from tests.unit.domain.tariff_builders import MOMENT, VAT, tariff_bytes

FEE = {"id": "fee", "label": "Fee", "amount": "10", "per": "unpaid_months"}


def ask(
    path: Path, *, amount: str = "", units: str = "", now: datetime = MOMENT, **history: Any
) -> dict[str, object]:
    """Quote from a file."""
    return quote_from_file(path, Asked(amount, units), Supposed(**history), now)


@pytest.fixture
def tariff(tmp_path: Path) -> Path:
    """Two blocks, VAT on energy, a monthly fee, half of the purchase to arrears."""
    path = tmp_path / "x.tariff.json"
    path.write_bytes(
        tariff_bytes(
            blocks=[{"up_to": "50", "rate": "1.00"}, {"rate": "2.00"}],
            adjustments=[VAT],
            charges=[FEE],
            arrears={"collect": "all", "cap": "50"},
            valid_until="2026-12-31",
        )
    )
    return path


def test_an_answer_has_the_published_keys(tariff: Path) -> None:
    """Decimal strings all through, and the lines sum to the total."""
    answer = ask(tariff, amount="125.00")
    assert answer == {
        "total": "125.00",
        "units": "75.0",
        "units_credited": "75.0",
        "currency": "ZAR",
        "lines": [
            {"kind": "fixed", "label": "Fee", "units": "0.0", "rate": "10", "amount": "10.00"},
            {
                "kind": "energy",
                "label": "Block 1",
                "units": "50.0",
                "rate": "1.00",
                "amount": "50.00",
            },
            {
                "kind": "energy",
                "label": "Block 2",
                "units": "25.0",
                "rate": "2.00",
                "amount": "50.00",
            },
            {"kind": "tax", "label": "VAT", "units": "0.0", "rate": "15", "amount": "15.00"},
        ],
        "tokens": [{"kind": "credit", "units": "75.0"}],
        "arrears_paid": "0.00",
        "arrears_left": "0.00",
        "carried": "0.00",
        "block_left": {"label": "Block 1", "units": "50.0", "amount": "67.50"},
    }


def test_units_give_the_same_purchase(tariff: Path) -> None:
    """The inverse agrees."""
    by_units = ask(tariff, units="75")
    assert by_units == ask(tariff, amount="125")


def test_options_go_before_the_state_file(tariff: Path, tmp_path: Path) -> None:
    """The file tells a history, `--month-to-date` and `--arrears` correct it."""
    state = tmp_path / "state.json"
    history = {"month_to_date": "10", "arrears": "5", "last_purchase": "2026-09-30"}
    state.write_text(json.dumps(history))
    told = ask(tariff, amount="125", state=state)
    assert (told["arrears_paid"], told["units"]) == ("5.00", "63.5")
    corrected = ask(tariff, amount="125", state=state, month_to_date="50", arrears="90")
    assert (corrected["arrears_paid"], corrected["units"]) == ("62.50", "18.5")


def test_the_moment_is_now_unless_it_is_given(tariff: Path) -> None:
    """Validity is asked for that moment."""
    late = datetime(2027, 1, 1, tzinfo=UTC)
    with pytest.raises(TariffNotValid):
        ask(tariff, amount="125", now=late)
    answer = ask(tariff, amount="125", at="2026-12-31", now=late)
    assert answer["units"] == "75.0"


def test_a_file_that_is_not_there_is_named_without_its_folder(tmp_path: Path) -> None:
    """A folder is no file either."""
    for path, facts in ((tmp_path / "none.json", {}), (tmp_path, {"why": "folder"})):
        with pytest.raises(FileNotRead) as refused:
            ask(path, amount="1")
        assert refused.value.facts == {"name": path.name, **facts}


def test_no_units_are_refused(tariff: Path) -> None:
    """Zero is no purchase."""
    with pytest.raises(AmountNotPositive):
        ask(tariff, units="0")


@pytest.mark.parametrize(
    ("text", "expected"), [("45.5", 45_500), ("0", 0), ("0.001", 1), ("999999999", 999_999_999_000)]
)
def test_units_are_read_exactly(text: str, expected: int) -> None:
    """Thousandths."""
    assert parse_units(text) == expected


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", AmountNotANumber),
        ("1e3", AmountNotANumber),
        ("1,5", AmountNotANumber),
        ("٣", AmountNotANumber),
        ("NaN", AmountNotANumber),
        (" 1", AmountNotANumber),
        ("-1", AmountNotPositive),
        ("1.0001", AmountTooPrecise),
    ],
)
def test_what_is_no_number_of_units_is_refused(text: str, error: type[Exception]) -> None:
    """Each with its own type."""
    with pytest.raises(error):
        parse_units(text)
