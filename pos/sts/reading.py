"""From the content of a block to a typed token.

Source: SPEC.md section 4. Vectors: tests/vectors/generated.json.
"""

from pos.sts.amount import decode_amount
from pos.sts.attributes import KRN_MAX, KRN_MIN, KeyType
from pos.sts.blocks import CONTENT_BITS, LAYOUTS, Content
from pos.sts.currency import decode_currency
from pos.sts.errors import BadFormat, OutOfRange, ReservedToken
from pos.sts.tokens import (
    ClearCredit,
    ClearTamper,
    Credit,
    CreditCurrency,
    CreditUnits,
    ExtendedSet,
    FirstKeySection,
    FourthKeySection,
    KeySection,
    Management,
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
from pos.sts.writing import FIRST_CURRENCY_SUBCLASS, MFR_CODE_MAX, SGC_PADDING_BITS

_SGC_NUMBER_MAX = 999_999
_TARIFF_INDEX_MAX = 99
_SHORT_KEY_BITS = 64
_REGISTERS = {register.value: register for register in Register}
# The first SubClass that the standard leaves to manufacturers, by class; class 0 leaves none.
_FIRST_PROPRIETARY = {0: 16, 1: 6, 2: 11}


def _credit(content: Content) -> Credit:
    subclass, fields = content.subclass, content.fields()
    tid, amount = fields["tid"], fields["amount"]
    if subclass < FIRST_CURRENCY_SUBCLASS:
        return CreditUnits(Resource(subclass), tid, fields["rnd"], decode_amount(amount))
    resource = Resource(subclass - FIRST_CURRENCY_SUBCLASS)
    return CreditCurrency(resource, tid, decode_currency(amount, fields["se"]))


def _meter_test(content: Content) -> MeterTest:
    form, fields = MeterTestForm(content.subclass), content.fields()
    if fields["mfr"] > MFR_CODE_MAX[form]:
        raise BadFormat("there is no such manufacturer code")
    return MeterTest(form, fields["control"], fields["mfr"])


def _management(content: Content) -> Management:
    fields = content.fields()
    rnd, tid, value = fields["rnd"], fields["tid"], fields["value"]
    match content.subclass:
        case 0:
            return SetPowerLimit(tid, rnd, decode_amount(value))
        case 1:
            if value not in _REGISTERS:
                raise OutOfRange("there is no such credit register")
            return ClearCredit(tid, rnd, _REGISTERS[value])
        case 2:
            return SetTariffRate(tid, rnd, value)
        case 5:
            if value:
                raise BadFormat("a clear tamper token carries no value")
            return ClearTamper(tid, rnd)
        case 6:
            return SetPhaseUnbalanceLimit(tid, rnd, decode_amount(value))
        case 7:
            return SetWaterFactor(tid, rnd, value)
        case _:
            return ExtendedSet(tid, rnd, value)


def _supply_group(content: Content) -> SupplyGroupSection:
    padded = content.bits & (1 << CONTENT_BITS) - 1
    number, padding = padded >> SGC_PADDING_BITS, padded & (1 << SGC_PADDING_BITS) - 1
    if padding or number > _SGC_NUMBER_MAX:
        raise BadFormat("this is no supply group code")
    return SupplyGroupSection(f"{number:06d}")


def _key_section(content: Content, key_bits: int) -> KeySection:
    fields = content.fields()
    match content.subclass:
        case 3:
            if not KRN_MIN <= fields["krn"] <= KRN_MAX:
                raise BadFormat("there is no such key revision number")
            return FirstKeySection(
                ken_high=fields["kenho"],
                krn=fields["krn"],
                rollover=bool(fields["ro"]),
                has_sgc_token=bool(fields["res"]),
                key_type=KeyType(fields["kt"]),
                key_part=fields["nkho"],
            )
        case 4:
            if fields["ti"] > _TARIFF_INDEX_MAX:
                raise BadFormat("there is no such tariff index")
            return SecondKeySection(fields["kenlo"], f"{fields['ti']:02d}", fields["nklo"])
        case 8 if key_bits == _SHORT_KEY_BITS:
            return _supply_group(content)
        case 8:
            return ThirdKeySection(fields["sgclo"], fields["nkmo2"])
        case _:
            return FourthKeySection(fields["sgcho"], fields["nkmo1"])


def _reserved(content: Content) -> ReservedContent:
    token_class, subclass = content.token_class, content.subclass
    is_proprietary = subclass >= _FIRST_PROPRIETARY[token_class]
    reservation = Reservation.PROPRIETARY if is_proprietary else Reservation.RESERVED
    body = content.bits & (1 << CONTENT_BITS) - 1
    return ReservedContent(token_class, subclass, reservation, body)


def token_of(content: Content, key_bits: int) -> Token:
    """Read the content of a block.

    Args:
        content: class, SubClass and fields.
        key_bits: width of the decoder key, 64 or 128; it decides what class 2 SubClass 8 means.

    Raises:
        OutOfRange: a clear credit token names a register that does not exist.
        BadFormat: a field that must be zero or bounded is not.
        ReservedToken: class 3.
    """
    if content.token_class not in _FIRST_PROPRIETARY:
        raise ReservedToken("class 3 is reserved")
    if (content.token_class, content.subclass) not in LAYOUTS:
        return _reserved(content)
    match content.token_class, content.subclass:
        case 0, _:
            return _credit(content)
        case 1, _:
            return _meter_test(content)
        case _, 3 | 4 | 8 | 9:
            return _key_section(content, key_bits)
        case _:
            return _management(content)
