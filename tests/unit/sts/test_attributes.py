"""Attributes of keys and meters are checked where they are built."""

from dataclasses import replace

import pytest

from pos.sts.attributes import BaseDate, Dkga, Ea, KeyAttributes, KeyType, MeterConfig
from pos.sts.errors import BadIdentifier, OutOfRange
from pos.sts.identifiers import MeterPan


def a_key(**changes: object) -> KeyAttributes:
    """A key of a 2014 base date."""
    key = KeyAttributes("123456", 1, KeyType.DUTK, Dkga.DKGA04, BaseDate.BASE_2014, 255, 120)
    return replace(key, **changes)  # type: ignore[arg-type]  # tests pass wrong values on purpose


def a_config(**changes: object) -> MeterConfig:
    """A meter under EA07."""
    config = MeterConfig(
        MeterPan.parse("47500150231"),
        "123456",
        1,
        "01",
        KeyType.DUTK,
        Ea.STA_07,
        Dkga.DKGA04,
        BaseDate.BASE_2014,
    )
    return replace(config, **changes)  # type: ignore[arg-type]  # as above


def test_base_dates_have_two_digit_codes() -> None:
    """93, 14 and 35, as DKGA04 writes them."""
    assert [base.code for base in BaseDate] == ["93", "14", "35"]
    assert [int(base) for base in BaseDate] == [1993, 2014, 2035]


def test_algorithms_go_by_number() -> None:
    """The numbers on receipts and in files."""
    assert [ea.value for ea in Ea] == ["07", "09", "11"]
    assert [dkga.value for dkga in Dkga] == ["01", "02", "03", "04"]
    assert [key_type.value for key_type in KeyType] == [0, 1, 2, 3]
    assert [ea.key_bytes for ea in Ea] == [8, 8, 16]


@pytest.mark.parametrize("sgc", ["", "12345", "1234567", "12345x", "12345\N{SUPERSCRIPT SIX}"])
def test_sgc_has_six_digits(sgc: str) -> None:
    """A supply group code of another form is refused."""
    with pytest.raises(BadIdentifier):
        a_key(sgc=sgc)
    with pytest.raises(BadIdentifier):
        a_config(sgc=sgc)


@pytest.mark.parametrize("tariff_index", ["", "1", "100", "1x", "\N{ARABIC-INDIC DIGIT ONE}1"])
def test_ti_has_two_digits(tariff_index: str) -> None:
    """A tariff index of another form is refused."""
    with pytest.raises(BadIdentifier):
        a_config(tariff_index=tariff_index)


@pytest.mark.parametrize("krn", [0, 10, -1])
def test_krn_lies_between_1_and_9(krn: int) -> None:
    """A key revision number outside its range is refused."""
    with pytest.raises(OutOfRange):
        a_key(krn=krn)
    with pytest.raises(OutOfRange):
        a_config(krn=krn)


@pytest.mark.parametrize("changes", [{"ken": -1}, {"ken": 256}])
def test_ken_has_eight_bits(changes: dict[str, int]) -> None:
    """A key expiry number outside its range is refused."""
    with pytest.raises(OutOfRange):
        a_key(**changes)


@pytest.mark.parametrize("offset", [-721, 841])
def test_no_clock_is_further_from_utc(offset: int) -> None:
    """Offsets lie between UTC-12 and UTC+14."""
    with pytest.raises(OutOfRange):
        a_key(tid_utc_offset_minutes=offset)


def test_the_ends_of_every_range_are_inside() -> None:
    """Boundary values are accepted."""
    for changes in (
        {"krn": 1},
        {"krn": 9},
        {"ken": 0},
        {"ken": 255},
        {"tid_utc_offset_minutes": -720},
        {"tid_utc_offset_minutes": 840},
    ):
        assert a_key(**changes)
    assert a_config(krn=9, tariff_index="99", sgc="000000")
