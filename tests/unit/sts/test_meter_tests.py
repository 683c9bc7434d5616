"""Class 1 tokens by name."""

import pytest

from pos.sts.attributes import Ea
from pos.sts.codec import encode_token
from pos.sts.identifiers import MeterPan
from pos.sts.meter_tests import ControlBit, ask_for, ask_for_everything
from pos.sts.tables import SAMPLE_TABLES
from pos.sts.tokens import MeterTest, MeterTestForm
from tests.unit.sts.vector_files import generated

_SHORT, _LONG = MeterPan.parse("47500150231"), MeterPan.parse("0100000000008")


def test_confirmed_bits() -> None:
    """Those of SPEC.md with a vector and a manual behind them."""
    assert [bit.value for bit in ControlBit] == [0, 1, 2, 3, 4, 6]


def test_bits_are_joined() -> None:
    """Several tests in one token, each once."""
    asked = [ControlBit.LOAD_SWITCH, ControlBit.POWER_LIMIT, ControlBit.POWER_LIMIT]
    assert ask_for(asked) == MeterTest(MeterTestForm.SHORT_MFR, 0b1000001, 0)
    assert ask_for([ControlBit.KEY_REVISION], _SHORT) == MeterTest(MeterTestForm.SHORT_MFR, 8, 47)
    assert ask_for([], _LONG) == MeterTest(MeterTestForm.LONG_MFR, 0, 100)


_ALL_BITS = [case for case in generated("meter_test") if case["control"] in (2**36 - 1, 2**28 - 1)]


@pytest.mark.parametrize("case", _ALL_BITS, ids=lambda case: case["id"])
def test_everything_is_all_bits(case: dict[str, int]) -> None:
    """Test 0 of the vectors has the bits that asking for everything gives."""
    everything = ask_for_everything(_LONG if case["subclass"] == 1 else _SHORT)
    assert everything.control == case["control"]
    assert everything.form == case["subclass"]


def test_every_make() -> None:
    """Without a meter the token is for any, and its digits are the well-known ones."""
    token = ask_for_everything()
    assert token == MeterTest(MeterTestForm.SHORT_MFR, 2**36 - 1, 0)
    digits = encode_token(token, None, Ea.STA_07, SAMPLE_TABLES).digits
    assert digits == "56493153725450313471"
