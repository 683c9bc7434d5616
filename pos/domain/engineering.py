"""Engineering tokens: what can be set or tested in a meter, and what its value may be.

Tariff rate, water factor and the extended settings stay out: what their values mean is not known.
"""

from enum import StrEnum
from typing import assert_never

from pos.domain.errors import EngineeringMalformed
from pos.sts.amount import credited_steps
from pos.sts.errors import OutOfRange
from pos.sts.meter_tests import ControlBit, ask_for, ask_for_everything
from pos.sts.tokens import (
    ClearCredit,
    ClearTamper,
    Management,
    MeterTest,
    Register,
    SetPhaseUnbalanceLimit,
    SetPowerLimit,
)

_ALL = "all"
_REGISTERS = {"electricity": Register.ELECTRICITY, _ALL: Register.ALL}
_TESTS = {bit.name.lower(): bit for bit in ControlBit}
_WATT_DIGITS_MAX = 8


class EngineeringKind(StrEnum):
    """What a token does to a meter."""

    CLEAR_CREDIT = "clear_credit"
    """Value: `electricity`, which is meant when none is given, or `all`."""
    CLEAR_TAMPER = "clear_tamper"
    """No value."""
    POWER_LIMIT = "power_limit"
    """Value: watts."""
    PHASE_UNBALANCE = "phase_unbalance"
    """Value: watts."""
    METER_TEST = "meter_test"
    """Value: tests and displays with commas between, or `all`, which is meant when none is given.

    Such a token is the same for every meter; it carries no identifier.
    """


def parse_engineering_kind(text: str) -> EngineeringKind:
    """Read a kind, hyphens for underscores allowed; EngineeringMalformed for anything else."""
    try:
        return EngineeringKind(text.lower().replace("-", "_"))
    except ValueError as error:
        raise EngineeringMalformed(
            kind=text[:40], value="", known=", ".join(EngineeringKind)
        ) from error


def parse_engineering_value(kind: EngineeringKind, text: str) -> str:
    """Read a value as typed and return the one form in which it is stored.

    Watts come back as the meter will read them: a token rounds large ones up.

    Raises:
        EngineeringMalformed: the kind has no such value.
    """
    match kind:
        case EngineeringKind.CLEAR_CREDIT:
            value = text or "electricity"
            if value in _REGISTERS:
                return value
        case EngineeringKind.CLEAR_TAMPER:
            if not text:
                return ""
        case EngineeringKind.POWER_LIMIT | EngineeringKind.PHASE_UNBALANCE:
            if text.isascii() and text.isdigit() and len(text) <= _WATT_DIGITS_MAX:
                try:
                    return str(credited_steps(int(text)))
                except OutOfRange:
                    raise _malformed(kind, text) from None
        case EngineeringKind.METER_TEST:
            names = (text or _ALL).lower().replace("-", "_").split(",")
            if names == [_ALL] or all(name in _TESTS for name in names):
                return ",".join(sorted(set(names)))
        case _:
            assert_never(kind)
    raise _malformed(kind, text)


def engineering_token(setting: str, value: str, *, tid: int, rnd: int) -> Management | MeterTest:
    """Return what the token says.

    Args:
        setting: an EngineeringKind.
        value: as `parse_engineering_value` returned it.
        tid: token identifier; a meter test has none.
        rnd: 4 random bits.

    Raises:
        EngineeringMalformed: not such a kind, or a value in another form.
    """
    kind = parse_engineering_kind(setting)
    if (kind, value) != (setting, parse_engineering_value(kind, value)):
        raise _malformed(kind, value)
    match kind:
        case EngineeringKind.CLEAR_CREDIT:
            return ClearCredit(tid, rnd, _REGISTERS[value])
        case EngineeringKind.CLEAR_TAMPER:
            return ClearTamper(tid, rnd)
        case EngineeringKind.POWER_LIMIT:
            return SetPowerLimit(tid, rnd, int(value))
        case EngineeringKind.PHASE_UNBALANCE:
            return SetPhaseUnbalanceLimit(tid, rnd, int(value))
        case EngineeringKind.METER_TEST:
            if value == _ALL:
                return ask_for_everything()
            return ask_for(_TESTS[name] for name in value.split(","))
        case _:
            assert_never(kind)


def _malformed(kind: EngineeringKind, value: str) -> EngineeringMalformed:
    known = {
        EngineeringKind.CLEAR_CREDIT: ", ".join(_REGISTERS),
        EngineeringKind.CLEAR_TAMPER: "",
        EngineeringKind.POWER_LIMIT: "0 … 18201624 W",
        EngineeringKind.PHASE_UNBALANCE: "0 … 18201624 W",
        EngineeringKind.METER_TEST: ", ".join((_ALL, *_TESTS)),
    }
    return EngineeringMalformed(kind=kind.value, value=value[:40], known=known[kind])
