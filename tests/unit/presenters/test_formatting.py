"""Values as people read them."""

from datetime import UTC, datetime

import pytest

from pos.presenters.formatting import FixedFormatter, grouped_meter, masked_name, token_groups


@pytest.mark.parametrize(
    ("minor", "currency", "text"),
    [
        (10000, "ZAR", "R 100.00"),
        (-1250, "ZAR", "-R 12.50"),
        (123456789, "ZAR", "R 1 234 567.89"),
        (5000, "UGX", "USh 5 000"),
        (1, "TND", "TND 0.001"),
    ],
)
def test_money_names_its_currency(minor: int, currency: str, text: str) -> None:
    """Sign first, thousands apart, all decimals."""
    assert FixedFormatter().money(minor, currency).replace("\u00a0", " ") == text


def test_a_button_shows_an_amount_as_short_as_it_goes() -> None:
    """Whole units without decimals, others with all."""
    assert FixedFormatter().whole(12000, "ZAR") == "120"
    assert FixedFormatter().whole(12345, "ZAR") == "123.45"


def test_units_and_moments() -> None:
    """Thousandths as decimals; a local moment as day and time."""
    write = FixedFormatter()
    assert write.units(38500) == "38.5"
    assert write.moment(datetime(2026, 11, 22, 14, 32, tzinfo=UTC)) == "2026-11-22 14:32"


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("Thabo Nkosi", "T. N•••i"),
        ("Amina", "A•••a"),
        ("Li Wu", "L. W•••"),
        ("José da Silva Machava", "J. M•••a"),
        ("", ""),
    ],
)
def test_a_queue_cannot_read_a_name(name: str, masked: str) -> None:
    """First letters and the last one are enough for who knows it."""
    assert masked_name(name) == masked


def test_numbers_are_grouped_to_be_read_aloud() -> None:
    """Meters and codes in fours."""
    assert grouped_meter("01234567895") == "0123 4567 895"
    assert token_groups("12345678901234567890") == ("1234", "5678", "9012", "3456", "7890")
