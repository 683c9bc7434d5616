"""The tests and displays that a class 1 token can ask for, by name.

Only control bits whose meaning published vectors and a maker's manual agree on have a name here;
what bits 5 and 7 to 17 mean is not confirmed.

Source: SPEC.md section 4, class 1.
"""

from collections.abc import Iterable
from enum import IntEnum

from pos.sts.identifiers import MeterPan
from pos.sts.tokens import MeterTest, MeterTestForm

_CONTROL_BITS = {MeterTestForm.SHORT_MFR: 36, MeterTestForm.LONG_MFR: 28}


class ControlBit(IntEnum):
    """What one control bit asks for."""

    LOAD_SWITCH = 0
    DISPLAY = 1
    """Display, indicators and buzzer."""
    TOTAL_REGISTER = 2
    KEY_REVISION = 3
    """Show KRN and KT."""
    TARIFF_INDEX = 4
    POWER_LIMIT = 6


def _form_and_maker(pan: MeterPan | None) -> tuple[MeterTestForm, int]:
    if pan is None:
        return MeterTestForm.SHORT_MFR, 0
    form = MeterTestForm.LONG_MFR if pan.has_long_mfr_code else MeterTestForm.SHORT_MFR
    return form, pan.mfr_code


def ask_for(bits: Iterable[ControlBit], pan: MeterPan | None = None) -> MeterTest:
    """Build a token that asks for some tests or displays.

    Args:
        bits: what to ask for.
        pan: any meter of the make that shall react; None for meters of every make.
    """
    form, mfr_code = _form_and_maker(pan)
    control = 0
    for bit in bits:
        control |= 1 << bit
    return MeterTest(form, control, mfr_code)


def ask_for_everything(pan: MeterPan | None = None) -> MeterTest:
    """Build a token that asks for every test (test 0): all control bits set."""
    form, mfr_code = _form_and_maker(pan)
    return MeterTest(form, (1 << _CONTROL_BITS[form]) - 1, mfr_code)
