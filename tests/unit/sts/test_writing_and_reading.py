"""What cannot be written, and what reads as nothing that exists."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.sts.attributes import KeyType
from pos.sts.blocks import CONTENT_BITS, LAYOUTS, Content
from pos.sts.errors import BadFormat, BadIdentifier, OutOfRange, ReservedToken, StsError
from pos.sts.reading import token_of
from pos.sts.tokens import (
    ClearCredit,
    ClearTamper,
    CreditCurrency,
    CreditUnits,
    ExtendedSet,
    FirstKeySection,
    FourthKeySection,
    MeterTest,
    MeterTestForm,
    Register,
    Reservation,
    ReservedContent,
    Resource,
    SecondKeySection,
    SetPhaseUnbalanceLimit,
    SetPowerLimit,
    SetTariffRate,
    SetWaterFactor,
    SupplyGroupSection,
    ThirdKeySection,
    Token,
)
from pos.sts.writing import content_of
from tests.unit.sts.strategies import numbers

_FIRST = FirstKeySection(
    0, 1, rollover=False, has_sgc_token=False, key_type=KeyType.DUTK, key_part=0
)
_TOO_LARGE: list[Token] = [
    CreditUnits(Resource.ELECTRICITY, 1 << 24, 0, 0),
    CreditUnits(Resource.ELECTRICITY, -1, 0, 0),
    CreditUnits(Resource.ELECTRICITY, 0, 16, 0),
    CreditUnits(Resource.ELECTRICITY, 0, 0, 18_201_625),
    CreditUnits(Resource.ELECTRICITY, 0, 0, -1),
    CreditCurrency(Resource.ELECTRICITY, 1 << 24, 0),
    CreditCurrency(Resource.ELECTRICITY, 0, 10**40),
    MeterTest(MeterTestForm.SHORT_MFR, 1 << 36, 0),
    MeterTest(MeterTestForm.SHORT_MFR, 0, 100),
    MeterTest(MeterTestForm.SHORT_MFR, 0, -1),
    MeterTest(MeterTestForm.LONG_MFR, 1 << 28, 0),
    MeterTest(MeterTestForm.LONG_MFR, 0, 10_000),
    MeterTest(MeterTestForm.EXTENDED, 0, 1),
    SetPowerLimit(0, 0, 18_201_625),
    ClearCredit(1 << 24, 0, Register.ALL),
    SetTariffRate(0, 0, 1 << 16),
    ClearTamper(0, 16),
    SetPhaseUnbalanceLimit(0, 0, -1),
    SetWaterFactor(0, 0, 1 << 16),
    ExtendedSet(0, 0, -1),
    replace(_FIRST, krn=0),
    replace(_FIRST, krn=10),
    replace(_FIRST, ken_high=16),
    replace(_FIRST, key_part=1 << 32),
    SecondKeySection(16, "00", 0),
    SecondKeySection(0, "00", 1 << 32),
    ThirdKeySection(1 << 12, 0),
    FourthKeySection(1 << 12, 0),
]


@pytest.mark.parametrize("token", _TOO_LARGE, ids=repr)
def test_values_out_of_range(token: Token) -> None:
    """No value is cut to fit."""
    with pytest.raises(OutOfRange):
        content_of(token)


@pytest.mark.parametrize("token", [SecondKeySection(0, "1", 0), SupplyGroupSection("12345")])
def test_identifiers_of_another_form(token: Token) -> None:
    """TI has two digits, SGC has six."""
    with pytest.raises(BadIdentifier):
        content_of(token)


def test_the_ends_of_every_range_are_inside() -> None:
    """Boundary values are written and read."""
    for token in (
        MeterTest(MeterTestForm.SHORT_MFR, (1 << 36) - 1, 99),
        MeterTest(MeterTestForm.LONG_MFR, (1 << 28) - 1, 9999),
        MeterTest(MeterTestForm.EXTENDED, (1 << 36) - 1, 0),
        replace(_FIRST, krn=9, ken_high=15),
        SecondKeySection(15, "99", (1 << 32) - 1),
        SupplyGroupSection("999999"),
        ClearCredit(0, 0, Register.ALL),
    ):
        assert token_of(content_of(token), 64) == token


def test_amounts_are_read_as_credited() -> None:
    """What is asked for between two steps is read as the next step."""
    limit = SetPowerLimit(1, 2, 16_385)
    assert token_of(content_of(limit), 64) == replace(limit, watts=16_394)
    unbalance = SetPhaseUnbalanceLimit(1, 2, 16_385)
    assert token_of(content_of(unbalance), 64) == replace(unbalance, watts=16_394)


def test_the_sgc_of_a_short_set() -> None:
    """24 bits of SGC, then 20 of zero; under a 128-bit key the same bits are a section."""
    content = content_of(SupplyGroupSection("254061"))
    assert content.bits == 0x8_03E06D_00000
    assert content.fields() == {"sgclo": 62, "nkmo2": 114294784}
    assert token_of(content, 128) == ThirdKeySection(62, 114294784)


_MEANINGLESS = {
    "manufacturer of two digits": (1, 0x0_000000000_64),
    "manufacturer of four digits": (1, 0x1_0000000_2710),
    "manufacturer in an extended read": (1, 0x2_000000000_01),
    "clear tamper with a value": (2, 0x5_0_000000_0001),
    "key revision 0": (2, 0x3_0_0_0_00000000),
    "key revision 10": (2, 0x3_0_A_0_00000000),
    "tariff index 100": (2, 0x4_0_64_00000000),
    "padding behind the SGC": (2, 0x8_000001_00001),
    "SGC of seven digits": (2, 0x8_0F4240_00000),
}


@pytest.mark.parametrize(("token_class", "bits"), _MEANINGLESS.values(), ids=_MEANINGLESS.keys())
def test_fields_without_meaning(token_class: int, bits: int) -> None:
    """A sum that holds does not make a field mean something."""
    with pytest.raises(BadFormat):
        token_of(Content(token_class, bits), 64)


@pytest.mark.parametrize("register", [8, 9, 0xFFFE])
def test_registers_that_do_not_exist(register: int) -> None:
    """Only nine values name credit registers."""
    with pytest.raises(OutOfRange):
        token_of(Content(2, 0x1 << CONTENT_BITS | register), 64)


_KEPT = [
    *((0, subclass, Reservation.RESERVED) for subclass in range(8, 16)),
    *((1, subclass, Reservation.RESERVED) for subclass in range(3, 6)),
    *((1, subclass, Reservation.PROPRIETARY) for subclass in range(6, 16)),
    *((2, subclass, Reservation.PROPRIETARY) for subclass in range(11, 16)),
]


@pytest.mark.parametrize(("token_class", "subclass", "reservation"), _KEPT)
def test_reserved_subclasses_are_named_and_never_made(
    token_class: int, subclass: int, reservation: Reservation
) -> None:
    """They decode to a value that says so, and do not encode."""
    token = token_of(Content(token_class, subclass << CONTENT_BITS | 5), 64)
    assert token == ReservedContent(token_class, subclass, reservation, 5)
    with pytest.raises(ReservedToken):
        content_of(token)


def test_every_subclass_is_defined_or_kept() -> None:
    """Together they are all sixteen of each class."""
    named = set(LAYOUTS) | {(token_class, subclass) for token_class, subclass, _ in _KEPT}
    assert named == {(token_class, subclass) for token_class in range(3) for subclass in range(16)}


def test_class_3_is_refused() -> None:
    """Nothing is known of class 3."""
    with pytest.raises(ReservedToken):
        token_of(Content(3, 0), 64)


@given(st.integers(0, 2), numbers(48), st.sampled_from([64, 128]))
def test_any_content_reads_or_is_refused(token_class: int, bits: int, key_bits: int) -> None:
    """Whatever is read can be written again, bit for bit, but for a nought with a minus sign."""
    content = Content(token_class, bits)
    try:
        token = token_of(content, key_bits)
    except StsError:
        return
    if isinstance(token, ReservedContent):
        return
    if isinstance(token, CreditCurrency) and token.currency_units == 0:
        return
    assert content_of(token) == content


def test_key_parts_are_not_shown() -> None:
    """Sections of a decoder key keep it out of logs."""
    for section in (
        replace(_FIRST, key_part=0xABCDEF01),
        SecondKeySection(0, "00", 0xABCDEF01),
        ThirdKeySection(0, 0xABCDEF01),
        FourthKeySection(0, 0xABCDEF01),
    ):
        assert str(0xABCDEF01) not in repr(section)
