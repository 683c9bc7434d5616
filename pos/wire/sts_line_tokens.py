"""From the members of an `sts encode` line to typed tokens.

Source: SPEC.md section 4; the members are those of tests/vectors/generated.json.
"""

from datetime import UTC, datetime

from pos.sts.decoder_key import DecoderKey
from pos.sts.errors import OutOfRange, ReservedToken
from pos.sts.key_change import NewKeyAttributes, key_change_sections
from pos.sts.tid import tid_at
from pos.sts.tokens import (
    ClearCredit,
    ClearTamper,
    CreditCurrency,
    CreditUnits,
    ExtendedSet,
    KeySection,
    MeterTest,
    MeterTestForm,
    Register,
    Resource,
    SetPhaseUnbalanceLimit,
    SetPowerLimit,
    SetTariffRate,
    SetWaterFactor,
    Token,
)
from pos.sts.writing import FIRST_CURRENCY_SUBCLASS
from pos.wire.sts_line_input import BadLine, EncodeFields

# 2031-03-09T05:38
_ISSUED_LENGTH = 16
_SUBCLASS_MAX = 15
_REGISTERS = frozenset(Register)


def _required(value: int | None, name: str) -> int:
    if value is None:
        raise BadLine(f"{name} is missing")
    return value


def _subclass(fields: EncodeFields) -> int:
    subclass = _required(fields.subclass, "subclass")
    if not 0 <= subclass <= _SUBCLASS_MAX:
        raise OutOfRange("subclass lies between 0 and 15")
    return subclass


def _tid(fields: EncodeFields) -> int:
    """Return `tid`, or else what a token issued at the wall-clock time `issued` carries."""
    if fields.tid is not None:
        return fields.tid
    if fields.issued is None or fields.config is None:
        raise BadLine("the line gives neither tid, nor issued with config")
    try:
        wall_clock = datetime.fromisoformat(fields.issued)
    except ValueError:
        wall_clock = None
    if wall_clock is None or wall_clock.tzinfo or len(fields.issued) != _ISSUED_LENGTH:
        raise BadLine("issued is not written as 2031-03-09T05:38")
    return tid_at(wall_clock.replace(tzinfo=UTC), fields.config.base, 0)


def credit_token(fields: EncodeFields) -> Token:
    """Build a credit token: `units` and `rnd`, or `currency_units`.

    Raises:
        BadLine: a member is missing.
        ReservedToken: SubClass 8 to 15.
        OutOfRange, BaseDateExhausted: SubClass, or the moment of issue.
    """
    subclass, kinds = _subclass(fields), len(Resource)
    if subclass < FIRST_CURRENCY_SUBCLASS:
        steps = _required(fields.units, "units")
        rnd = _required(fields.rnd, "rnd")
        return CreditUnits(Resource(subclass), _tid(fields), rnd, steps)
    if subclass >= FIRST_CURRENCY_SUBCLASS + kinds:
        raise ReservedToken("credit subclasses 8 to 15 are reserved")
    units = _required(fields.currency_units, "currency_units")
    return CreditCurrency(Resource(subclass - FIRST_CURRENCY_SUBCLASS), _tid(fields), units)


def _clear_credit(tid: int, rnd: int, register: int) -> ClearCredit:
    if register not in _REGISTERS:
        raise OutOfRange("there is no such credit register")
    return ClearCredit(tid, rnd, Register(register))


def _clear_tamper(tid: int, rnd: int, value: int | None) -> ClearTamper:
    if value not in (None, 0):
        raise OutOfRange("a clear tamper token carries no value")
    return ClearTamper(tid, rnd)


def management_token(fields: EncodeFields) -> Token:
    """Build a management token: `rnd`, and `watts` or `value`.

    Raises:
        BadLine: a member is missing, or the SubClass is one of a key change.
        ReservedToken: SubClass 11 to 15.
        OutOfRange, BaseDateExhausted: SubClass, value, or the moment of issue.
    """
    subclass = _subclass(fields)
    if subclass in (3, 4, 8, 9):
        raise BadLine("op key_change makes these subclasses")
    if subclass not in (0, 1, 2, 5, 6, 7, 10):
        raise ReservedToken("management subclasses 11 to 15 are proprietary")
    tid, rnd = _tid(fields), _required(fields.rnd, "rnd")
    match subclass:
        case 0:
            return SetPowerLimit(tid, rnd, _required(fields.watts, "watts"))
        case 6:
            return SetPhaseUnbalanceLimit(tid, rnd, _required(fields.watts, "watts"))
        case 5:
            return _clear_tamper(tid, rnd, fields.value)
        case 1:
            return _clear_credit(tid, rnd, _required(fields.value, "value"))
        case 2:
            return SetTariffRate(tid, rnd, _required(fields.value, "value"))
        case 7:
            return SetWaterFactor(tid, rnd, _required(fields.value, "value"))
        case _:
            return ExtendedSet(tid, rnd, _required(fields.value, "value"))


def meter_test_token(fields: EncodeFields) -> MeterTest:
    """Build a test token: `control` and `mfr`.

    Raises:
        BadLine: a member is missing.
        ReservedToken: SubClass 3 to 15.
        OutOfRange: SubClass.
    """
    subclass = _subclass(fields)
    if subclass >= len(MeterTestForm):
        raise ReservedToken("test subclasses 3 to 15 are reserved or proprietary")
    control, mfr = _required(fields.control, "control"), _required(fields.mfr, "mfr")
    return MeterTest(MeterTestForm(subclass), control, mfr)


def key_change_tokens(
    fields: EncodeFields, present_key: DecoderKey, new_key: DecoderKey
) -> tuple[KeySection, ...]:
    """Build a key change set: `new` and `with_sgc`.

    Raises:
        BadLine: `new` is missing, or `ro` is neither 0 nor 1.
        BadIdentifier, OutOfRange: an attribute of the new key.
        ChangeNotPermitted: the keys differ in width.
    """
    new = fields.new
    if new is None or new.ro not in (0, 1):
        raise BadLine("new is missing, or its ro is neither 0 nor 1")
    attributes = NewKeyAttributes(
        sgc=new.sgc,
        krn=new.krn,
        tariff_index=new.ti,
        key_type=new.kt,
        ken=new.ken,
        rollover=bool(new.ro),
    )
    return key_change_sections(present_key, new_key, attributes, with_sgc=fields.with_sgc)
