"""Meter numbers and their check digits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.sts.errors import BadCheckDigit, BadIdentifier
from pos.sts.identifiers import MeterPan, luhn_check_digit
from tests.unit.sts.strategies import digits, drns
from tests.unit.sts.vector_files import Entry, primitives


@pytest.mark.parametrize("entry", primitives("drn"), ids=lambda entry: entry["drn"])
def test_published_numbers(entry: Entry) -> None:
    """A manufacturer code and a serial number make this DRN, and the DRN this PAN."""
    body = f"{entry['mfr']}{entry['serial']:08d}"
    pan = MeterPan.parse(entry["drn"])
    assert f"{body}{luhn_check_digit(body)}" == entry["drn"] == pan.drn == pan.display
    assert str(pan) == pan.digits == entry["meter_pan"]
    assert MeterPan.parse(entry["meter_pan"]) == pan
    assert pan.mfr_code == int(entry["mfr"])
    assert pan.has_long_mfr_code == (len(entry["mfr"]) == 4)
    assert pan.iin == ("0000" if pan.has_long_mfr_code else "600727")


@given(st.text("0123456789", max_size=40))
def test_a_check_digit_as_it_is_defined(number: str) -> None:
    """Every second digit from the right is doubled, and less 9 above 9; the sum ends in 0."""
    total = luhn_check_digit(number)
    for place, digit in enumerate(reversed(number)):
        added = int(digit) * (1 if place % 2 else 2)
        total += added - 9 if added > 9 else added
    assert total % 10 == 0
    assert 0 <= luhn_check_digit(number) <= 9


@pytest.mark.parametrize("drn", primitives("drn_invalid"))
def test_wrong_check_digits_are_refused(drn: str) -> None:
    """A typed number with a wrong check digit is never a meter."""
    with pytest.raises(BadCheckDigit):
        MeterPan.parse(drn)


def test_separators_are_ignored() -> None:
    """People group digits as they like."""
    assert MeterPan.parse(" 4750-0150 231 ") == MeterPan.parse("47500150231")


@pytest.mark.parametrize(
    "text",
    [
        "",
        " - ",
        "4750015023",
        "475001502311",
        "47500150231x",
        "4750015023\N{ARABIC-INDIC DIGIT ONE}",
        "4750015023\N{SUPERSCRIPT ONE}",
        "47500150231\n",
        "600728475001502312",
        "1" * 65,
        "47500150231" + " " * 54,
    ],
)
def test_what_is_no_meter_number(text: str) -> None:
    """Another length, another issuer, other characters, or far too much of it."""
    with pytest.raises(BadIdentifier) as caught:
        MeterPan.parse(text)
    assert caught.value.code == "IDENTIFIER"


def test_as_much_text_as_is_looked_at() -> None:
    """64 characters are still read."""
    assert MeterPan.parse("47500150231" + " " * 53).drn == "47500150231"


@pytest.mark.parametrize(
    "digits_given", ["47500150231", "60072747500150231x", "6007274750015023122"]
)
def test_a_pan_has_eighteen_digits(digits_given: str) -> None:
    """The class itself takes the full number only."""
    with pytest.raises(BadIdentifier):
        MeterPan(digits_given)


def test_both_check_digits_count() -> None:
    """The inner digit of a PAN is looked at as well as the last one."""
    body = "600727" + "47500150232"
    with pytest.raises(BadCheckDigit, match="meter number"):
        MeterPan(f"{body}{luhn_check_digit(body)}")
    with pytest.raises(BadCheckDigit, match="meter PAN"):
        MeterPan("600727475001502313")


@given(drns, st.data())
def test_one_wrong_digit_is_always_found(drn: str, data: st.DataObject) -> None:
    """Luhn finds every single wrong digit."""
    place = data.draw(st.integers(0, len(drn) - 1))
    other = data.draw(digits(1).filter(lambda digit: digit != drn[place]))
    with pytest.raises(BadCheckDigit):
        MeterPan.parse(drn[:place] + other + drn[place + 1 :])


@given(drns)
def test_a_pan_gives_back_its_drn(drn: str) -> None:
    """Reading the PAN of a DRN gives the same meter."""
    pan = MeterPan.parse(drn)
    assert pan.drn == drn
    assert MeterPan.parse(pan.digits) == pan
