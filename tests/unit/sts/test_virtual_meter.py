"""The whole decoder: every answer that a meter can give."""

from collections.abc import Callable
from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.sts.attributes import Ea, KeyType, MeterConfig
from pos.sts.blocks import CONTENT_BITS, Content
from pos.sts.codec import block_cipher, encode_token, seal
from pos.sts.decoder_key import DecoderKey
from pos.sts.errors import BadKey, OutOfRange
from pos.sts.identifiers import MeterPan
from pos.sts.key_change import NewKeyAttributes, key_change_sections
from pos.sts.meter_answer import MeterCode, MeterRules, Result
from pos.sts.tables import SAMPLE_TABLES
from pos.sts.tokens import (
    ClearCredit,
    ClearTamper,
    CreditCurrency,
    CreditUnits,
    ExtendedSet,
    FourthKeySection,
    MeterTest,
    MeterTestForm,
    Register,
    ReservedContent,
    Resource,
    SetPhaseUnbalanceLimit,
    SetPowerLimit,
    SetTariffRate,
    SetWaterFactor,
    ThirdKeySection,
    Token,
)
from pos.sts.virtual_meter import VirtualMeter, judge_as_fresh_meter
from tests.unit.sts.strategies import credit_tokens, management_tokens
from tests.unit.sts.test_attributes import a_config

_KEYS = {
    Ea.STA_07: (DecoderKey(b"\x01" * 8), DecoderKey(bytes(range(8)))),
    Ea.MISTY1_11: (DecoderKey(b"\x01" * 16), DecoderKey(bytes(range(16)))),
}
_NEW = NewKeyAttributes("254061", 2, "49", KeyType.DUTK, 0x58, rollover=False)
_EAS = (Ea.STA_07, Ea.MISTY1_11)


def a_meter(
    rules: MeterRules | None = None,
    *,
    ken: int = 255,
    now_seconds: Callable[[], int] | None = None,
    **changes: object,
) -> VirtualMeter:
    """A meter that has taken nothing yet."""
    config = a_config(**changes)
    clock = {} if now_seconds is None else {"now_seconds": now_seconds}
    return VirtualMeter(config, _KEYS[config.ea][0], SAMPLE_TABLES, ken=ken, rules=rules, **clock)


def enter(meter: VirtualMeter, token: Token) -> Result:
    """Type in a token made under the meter's present key."""
    digits = encode_token(token, meter.decoder_key, meter.config.ea, SAMPLE_TABLES)
    return meter.enter(digits.grouped)


def credit(tid: int, steps: int = 10) -> CreditUnits:
    """Electricity."""
    return CreditUnits(Resource.ELECTRICITY, tid, 5, steps)


def key_change(meter: VirtualMeter, new: NewKeyAttributes, *, with_sgc: bool = False) -> list[str]:
    """The digits of a set from the meter's present key to the other one."""
    ea, present = meter.config.ea, meter.decoder_key
    sections = key_change_sections(present, _KEYS[ea][1], new, with_sgc=with_sgc)
    return [encode_token(section, present, ea, SAMPLE_TABLES).digits for section in sections]


@pytest.mark.parametrize("ea", _EAS)
def test_credit_is_added_once(ea: Ea) -> None:
    """The same token again is used; the credited amount is the rounded one."""
    meter = a_meter(ea=ea)
    result = enter(meter, credit(100, 16_385))
    assert result == Result(MeterCode.ACCEPT, credit(100, 16_394), credited_steps=16_394)
    assert result.is_taken
    assert result.credited_milli == 1_639_400
    again = enter(meter, credit(100, 16_385))
    assert again.code is MeterCode.USED
    assert not again.is_taken
    assert (again.credited_steps, again.credited_milli, again.credited_currency_units) == (0, 0, 0)
    assert meter.registers.steps[Resource.ELECTRICITY] == 16_394
    assert meter.remembered_tids() == (100,)


def test_each_resource_has_its_register() -> None:
    """Units and money, four resources each."""
    meter = a_meter()
    for tid, resource in enumerate(Resource):
        enter(meter, CreditUnits(resource, 10 + tid, 0, 100 + tid))
        enter(meter, CreditCurrency(resource, 20 + tid, 1000 + tid))
    assert list(meter.registers.steps.values()) == [100, 101, 102, 103]
    assert list(meter.registers.currency_units.values()) == [1000, 1001, 1002, 1003]


def test_money_can_be_taken_back() -> None:
    """A debit token subtracts."""
    meter = a_meter()
    result = enter(meter, CreditCurrency(Resource.ELECTRICITY, 1, -100_000))
    assert result.credited_currency_units == -99_994
    assert meter.registers.currency_units[Resource.ELECTRICITY] == -99_994


def test_old_when_the_list_is_full() -> None:
    """The list has the configured depth."""
    meter = a_meter(MeterRules(tid_depth=3))
    for tid in (10, 20, 30):
        assert enter(meter, credit(tid)).code is MeterCode.ACCEPT
    assert enter(meter, credit(9)).code is MeterCode.OLD
    assert enter(meter, credit(20)).code is MeterCode.USED
    assert enter(meter, credit(15)).code is MeterCode.ACCEPT
    assert meter.remembered_tids() == (15, 20, 30)


def test_credit_and_management_share_the_list() -> None:
    """An identifier is used up by whichever token came first."""
    meter = a_meter()
    assert enter(meter, ClearTamper(5, 0)).code is MeterCode.ACCEPT
    assert enter(meter, credit(5)).code is MeterCode.USED
    assert enter(meter, SetPowerLimit(5, 1, 100)).code is MeterCode.USED
    assert meter.registers.power_limit_watts is None


def test_an_expired_key_takes_nothing_with_an_identifier() -> None:
    """Exactly from the identifier whose top bits exceed KEN."""
    meter = a_meter(ken=1)
    assert enter(meter, credit(0x20000)).code is MeterCode.KEY_EXPIRED
    assert enter(meter, ClearCredit(0x20000, 0, Register.ALL)).code is MeterCode.KEY_EXPIRED
    assert enter(meter, credit(0x1FFFF)).code is MeterCode.ACCEPT


@pytest.mark.parametrize(
    ("key_type", "code"),
    [
        (KeyType.DDTK, MeterCode.DDTK),
        (KeyType.DITK, MeterCode.KEY_TYPE),
        (KeyType.DCTK, MeterCode.ACCEPT),
    ],
)
def test_credit_by_type_of_key(key_type: KeyType, code: MeterCode) -> None:
    """Default and initialisation keys take no credit, and use up no identifier."""
    meter = a_meter(key_type=key_type)
    assert enter(meter, credit(1)).code is code
    assert enter(meter, CreditCurrency(Resource.GAS, 2, 5)).code is code
    assert len(meter.remembered_tids()) == (2 if code is MeterCode.ACCEPT else 0)


def test_a_full_register_refuses_and_forgets() -> None:
    """Overflow adds nothing and uses up nothing: the token is good once there is room."""
    meter = a_meter(MeterRules(register_steps_max=15, register_currency_units_max=15))
    assert enter(meter, credit(1)).code is MeterCode.ACCEPT
    assert enter(meter, credit(2)).code is MeterCode.OVERFLOW
    assert enter(meter, ClearCredit(3, 0, Register.ELECTRICITY)).code is MeterCode.ACCEPT
    assert enter(meter, credit(2, 15)).code is MeterCode.ACCEPT
    assert enter(meter, CreditCurrency(Resource.TIME, 4, 16)).code is MeterCode.OVERFLOW
    assert enter(meter, CreditCurrency(Resource.TIME, 4, -16)).code is MeterCode.OVERFLOW
    assert enter(meter, CreditCurrency(Resource.TIME, 4, -15)).code is MeterCode.ACCEPT
    assert enter(meter, CreditCurrency(Resource.TIME, 5, 30)).code is MeterCode.ACCEPT


@pytest.mark.parametrize("register", Register)
def test_clearing_credit(register: Register) -> None:
    """One register or all of them."""
    meter = a_meter()
    for resource in Resource:
        meter.registers.steps[resource] = 7
        meter.registers.currency_units[resource] = 7
    assert enter(meter, ClearCredit(1, 0, register)).code is MeterCode.ACCEPT
    left = [*meter.registers.steps.values(), *meter.registers.currency_units.values()]
    if register is Register.ALL:
        assert left == [0] * 8
    else:
        assert [place for place, amount in enumerate(left) if amount == 0] == [register]


def test_settings_are_kept() -> None:
    """Limits, rates, factors, flags, control values, and the tamper condition."""
    meter = a_meter()
    assert not meter.registers.is_tampered
    meter.registers.is_tampered = True
    settings: list[Token] = [
        SetPowerLimit(1, 0, 5000),
        SetPhaseUnbalanceLimit(2, 0, 600),
        SetTariffRate(3, 0, 0x1234),
        SetWaterFactor(4, 0, 0x4321),
        ClearTamper(5, 0),
        ExtendedSet(6, 0, 63 << 10 | 4 << 1 | 1),
        ExtendedSet(7, 0, 63 << 10 | 7 << 1),
        ExtendedSet(8, 0, 62 << 10 | 0x3FF),
    ]
    for token in settings:
        assert enter(meter, token) == Result(MeterCode.ACCEPT, token)
    registers = meter.registers
    assert registers.power_limit_watts == 5000
    assert registers.phase_unbalance_watts == 600
    assert registers.tariff_rate == 0x1234
    assert registers.water_factor == 0x4321
    assert not registers.is_tampered
    assert registers.flags == {4: True, 7: False}
    assert registers.controls == {62: 0x3FF}


@pytest.mark.parametrize(
    ("drn", "form", "mfr_code", "code"),
    [
        ("47500150231", MeterTestForm.SHORT_MFR, 0, MeterCode.ACCEPT),
        ("47500150231", MeterTestForm.LONG_MFR, 0, MeterCode.ACCEPT),
        ("47500150231", MeterTestForm.EXTENDED, 0, MeterCode.ACCEPT),
        ("47500150231", MeterTestForm.SHORT_MFR, 47, MeterCode.ACCEPT),
        ("47500150231", MeterTestForm.SHORT_MFR, 48, MeterCode.MFR_CODE),
        ("47500150231", MeterTestForm.LONG_MFR, 47, MeterCode.MFR_CODE),
        ("0100000000008", MeterTestForm.LONG_MFR, 100, MeterCode.ACCEPT),
        ("0001123456780", MeterTestForm.SHORT_MFR, 1, MeterCode.MFR_CODE),
    ],
)
def test_tests_are_for_one_make_or_any(
    drn: str, form: MeterTestForm, mfr_code: int, code: MeterCode
) -> None:
    """Zero addresses every meter; a code counts in its own form only."""
    meter = a_meter(pan=MeterPan.parse(drn))
    assert enter(meter, MeterTest(form, 1, mfr_code)).code is code
    assert meter.remembered_tids() == ()


def seal_bits(meter: VirtualMeter, token_class: int, bits: int) -> str:
    """Seal any content under the meter's key."""
    cipher = block_cipher(meter.decoder_key, meter.config.ea, SAMPLE_TABLES)
    return seal(Content(token_class, bits), cipher).token20.digits


def test_what_a_meter_does_not_know() -> None:
    """Reserved tokens, class 3, fields without meaning, registers that do not exist."""
    meter = a_meter()
    reserved = meter.enter(seal_bits(meter, 2, 0xF << CONTENT_BITS))
    assert reserved.code is MeterCode.FUNCTION
    assert isinstance(reserved.token, ReservedContent)
    assert meter.enter(f"{3 << 27:020d}").code is MeterCode.FUNCTION
    assert meter.enter(seal_bits(meter, 2, 0x5_0_000000_0001)).code is MeterCode.FORMAT
    assert meter.enter(seal_bits(meter, 2, 0x1_0_000000_0008)).code is MeterCode.RANGE


def test_wrong_entries_lock_the_keypad() -> None:
    """Unreadable entries in a row lock it for a time; a readable one starts the count anew."""
    now = [0]
    rules = MeterRules(wrong_entries_max=3, lock_seconds=60)
    meter = a_meter(rules, now_seconds=lambda: now[0])
    good = encode_token(credit(1), meter.decoder_key, Ea.STA_07, SAMPLE_TABLES).digits
    wrong = f"{int(good) ^ 1:020d}"
    assert meter.enter(wrong).code is MeterCode.CRC
    assert meter.enter("123").code is MeterCode.FORMAT
    assert meter.enter(good).code is MeterCode.ACCEPT
    for _ in range(3):
        assert meter.enter(wrong).code is MeterCode.CRC
    now[0] = 59
    assert meter.enter(good) == Result(MeterCode.LOCKED_OUT)
    now[0] = 60
    for _ in range(2):
        assert meter.enter(wrong).code is MeterCode.CRC
    assert meter.enter(good).code is MeterCode.USED


@pytest.mark.parametrize(
    ("ea", "with_sgc"), [(Ea.STA_07, False), (Ea.STA_07, True), (Ea.MISTY1_11, False)]
)
def test_a_key_change_in_any_order(ea: Ea, with_sgc: bool) -> None:  # noqa: FBT001 - a parameter of the test
    """The last part makes the change, whichever it is; the others answer by name."""
    names = [MeterCode.FIRST_KCT, MeterCode.SECOND_KCT, MeterCode.THIRD_KCT, MeterCode.FOURTH_KCT]
    count = len(key_change(a_meter(ea=ea), _NEW, with_sgc=with_sgc))
    for order in permutations(range(count)):
        meter = a_meter(ea=ea)
        enter(meter, credit(1))
        digits = key_change(meter, _NEW, with_sgc=with_sgc)
        codes = [meter.enter(digits[part]).code for part in order]
        assert codes == [names[part] for part in order[:-1]] + [MeterCode.ACCEPT]
        assert meter.decoder_key == _KEYS[ea][1]
        sgc = "254061" if with_sgc or ea is Ea.MISTY1_11 else "000000"
        assert meter.config == replace(a_config(ea=ea), sgc=sgc, krn=2, tariff_index="49")
        assert meter.ken == 0x58
        assert meter.remembered_tids() == (1,)
        assert meter.registers.steps[Resource.ELECTRICITY] == 10
        assert enter(meter, credit(2)).code is MeterCode.ACCEPT


def test_a_rollover_clears_the_identifiers() -> None:
    """Credit stays; identifiers of the earlier base date are forgotten."""
    meter = a_meter()
    enter(meter, credit(1000))
    for digits in key_change(meter, replace(_NEW, rollover=True)):
        assert meter.enter(digits).is_taken
    assert meter.remembered_tids() == ()
    assert meter.registers.steps[Resource.ELECTRICITY] == 10


def test_old_tokens_die_with_the_key() -> None:
    """After the change a token under the earlier key is not read."""
    meter = a_meter()
    old = encode_token(credit(1), meter.decoder_key, Ea.STA_07, SAMPLE_TABLES).digits
    for digits in key_change(meter, _NEW):
        meter.enter(digits)
    assert meter.enter(old).code is MeterCode.CRC


def test_a_part_is_forgotten_after_a_time() -> None:
    """Within the time the set completes, after it the part is missing."""
    now = [0]
    for waited, code in ((120, MeterCode.ACCEPT), (121, MeterCode.SECOND_KCT)):
        meter = a_meter(now_seconds=lambda: now[0])
        first, second = key_change(meter, _NEW)
        now[0] = 1000
        assert meter.enter(first).code is MeterCode.FIRST_KCT
        now[0] = 1000 + waited
        assert meter.enter(second).code is code


def test_a_set_leaves_no_parts_behind() -> None:
    """After a change the second token of the set alone changes nothing."""
    meter = a_meter()
    for digits in key_change(meter, _NEW):
        meter.enter(digits)
    back = key_change_sections(meter.decoder_key, _KEYS[Ea.STA_07][0], _NEW, with_sgc=False)
    assert enter(meter, back[1]).code is MeterCode.SECOND_KCT


def test_initialisation_keys_are_for_the_factory() -> None:
    """To KT 0 only from KT 0."""
    new = replace(_NEW, key_type=KeyType.DITK)
    meter = a_meter()
    first, second = key_change(meter, new)
    assert meter.enter(first).code is MeterCode.KEY_TYPE
    assert meter.enter(second).code is MeterCode.SECOND_KCT
    meter = a_meter(key_type=KeyType.DITK)
    first, second = key_change(meter, new)
    assert meter.enter(first).code is MeterCode.FIRST_KCT
    assert meter.enter(second).code is MeterCode.ACCEPT
    assert meter.config.key_type is KeyType.DITK


def test_commissioning_opens_a_meter_for_credit() -> None:
    """A default key refuses credit until it is changed to a unique one."""
    meter = a_meter(key_type=KeyType.DDTK)
    assert enter(meter, credit(1)).code is MeterCode.DDTK
    for digits in key_change(meter, _NEW):
        meter.enter(digits)
    assert enter(meter, credit(1)).code is MeterCode.ACCEPT


def test_two_halves_that_are_no_supply_group() -> None:
    """A 128-bit set whose SGC has seven digits is refused, and its parts are forgotten."""
    meter = a_meter(ea=Ea.MISTY1_11)
    first, second, third, fourth = key_change_sections(
        meter.decoder_key, _KEYS[Ea.MISTY1_11][1], _NEW, with_sgc=False
    )
    for section in (first, second, third):
        enter(meter, section)
    assert enter(meter, FourthKeySection(0xFFF, 0)).code is MeterCode.FORMAT
    assert enter(meter, fourth).code is MeterCode.FOURTH_KCT
    assert meter.decoder_key == _KEYS[Ea.MISTY1_11][0]


@pytest.mark.parametrize(("number", "code"), [(999_999, "accept"), (1_000_000, "format")])
def test_the_largest_supply_group(number: int, code: str) -> None:
    """Six digits are the most, put together from two halves."""
    meter = a_meter(ea=Ea.MISTY1_11)
    first, second, *_ = key_change_sections(
        meter.decoder_key, _KEYS[Ea.MISTY1_11][1], _NEW, with_sgc=False
    )
    third, fourth = ThirdKeySection(number & 0xFFF, 1), FourthKeySection(number >> 12, 2)
    for section in (first, second, third):
        enter(meter, section)
    assert enter(meter, fourth).code.value == code


def test_a_stray_third_token_tells_no_supply_group() -> None:
    """Where the first says that two suffice, a third one entered before is not looked at."""
    meter = a_meter()
    _, _, third = key_change(meter, _NEW, with_sgc=True)
    first, second = key_change(meter, _NEW)
    codes = [meter.enter(digits).code for digits in (third, first, second)]
    assert codes == [MeterCode.THIRD_KCT, MeterCode.FIRST_KCT, MeterCode.ACCEPT]
    assert meter.config.sgc == "000000"


def test_the_rules_that_hold_unless_told_otherwise() -> None:
    """Ours where the standard's are not known."""
    assert MeterRules() == MeterRules(
        tid_depth=50,
        key_change_timeout_seconds=120,
        wrong_entries_max=10,
        lock_seconds=60,
        register_steps_max=999_999_999,
        register_currency_units_max=10**15,
    )


def test_a_meter_is_built_of_fitting_parts() -> None:
    """A key of another width, an impossible KEN or depth are refused at once."""
    config: MeterConfig = a_config()
    with pytest.raises(BadKey):
        VirtualMeter(config, _KEYS[Ea.MISTY1_11][0], SAMPLE_TABLES)
    with pytest.raises(OutOfRange):
        a_meter(ken=256)
    with pytest.raises(OutOfRange):
        a_meter(MeterRules(tid_depth=0))


@pytest.mark.parametrize("ea", _EAS)
@given(data=st.data())
def test_a_fresh_meter_takes_what_was_made_for_it(ea: Ea, data: st.DataObject) -> None:
    """The answer holds the very token that was encoded."""
    token = data.draw(st.one_of(credit_tokens, management_tokens))
    config, key = a_config(ea=ea), _KEYS[ea][0]
    digits = encode_token(token, key, ea, SAMPLE_TABLES).digits
    result = judge_as_fresh_meter(digits, config=config, decoder_key=key, tables=SAMPLE_TABLES)
    overflow = MeterRules().register_currency_units_max
    if isinstance(token, CreditCurrency) and abs(token.currency_units) > overflow:
        assert result == Result(MeterCode.OVERFLOW, token)
    else:
        assert result.code is MeterCode.ACCEPT
        assert result.token == token


def test_a_fresh_meter_knows_the_key_expiry() -> None:
    """KEN is given with the key."""
    key = _KEYS[Ea.STA_07][0]
    digits = encode_token(credit(0x20000), key, Ea.STA_07, SAMPLE_TABLES).digits
    result = judge_as_fresh_meter(
        digits, config=a_config(), decoder_key=key, tables=SAMPLE_TABLES, ken=1
    )
    assert result.code is MeterCode.KEY_EXPIRED
