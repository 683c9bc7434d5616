"""From a typed token to the content of its block.

Source: SPEC.md section 4. Vectors: tests/vectors/generated.json.
"""

from typing import assert_never

from pos.sts.amount import encode_amount
from pos.sts.attributes import require_krn, require_sgc, require_tariff_index
from pos.sts.blocks import Content, join_fields
from pos.sts.currency import encode_currency
from pos.sts.errors import OutOfRange, ReservedToken
from pos.sts.tokens import (
    ClearCredit,
    ClearTamper,
    CreditCurrency,
    CreditUnits,
    ExtendedSet,
    FirstKeySection,
    FourthKeySection,
    KeySection,
    Management,
    MeterTest,
    MeterTestForm,
    ReservedContent,
    SecondKeySection,
    SetPhaseUnbalanceLimit,
    SetPowerLimit,
    SetTariffRate,
    SetWaterFactor,
    SupplyGroupSection,
    ThirdKeySection,
    Token,
)

FIRST_CURRENCY_SUBCLASS = 4
MFR_CODE_MAX = {
    MeterTestForm.SHORT_MFR: 99,
    MeterTestForm.LONG_MFR: 9999,
    MeterTestForm.EXTENDED: 0,
}
# In a 64-bit set the third token carries 24 bits of SGC and 20 bits of zero, which take the
# places of SGCLO and the top of NKMO2.
SGC_PADDING_BITS = 20
_KEY_PART_BITS = 32


def _meter_test(token: MeterTest) -> Content:
    if not 0 <= token.mfr_code <= MFR_CODE_MAX[token.form]:
        raise OutOfRange("the manufacturer code does not fit this form of test token")
    return join_fields(1, token.form, (token.control, token.mfr_code))


def _management(token: Management) -> Content:
    match token:
        case SetPowerLimit(tid, rnd, watts):
            return join_fields(2, 0, (rnd, tid, encode_amount(watts)))
        case ClearCredit(tid, rnd, register):
            return join_fields(2, 1, (rnd, tid, register))
        case SetTariffRate(tid, rnd, rate):
            return join_fields(2, 2, (rnd, tid, rate))
        case ClearTamper(tid, rnd):
            return join_fields(2, 5, (rnd, tid, 0))
        case SetPhaseUnbalanceLimit(tid, rnd, watts):
            return join_fields(2, 6, (rnd, tid, encode_amount(watts)))
        case SetWaterFactor(tid, rnd, factor):
            return join_fields(2, 7, (rnd, tid, factor))
        case ExtendedSet(tid, rnd, value):
            return join_fields(2, 10, (rnd, tid, value))
        case _:
            assert_never(token)


def _key_section(token: KeySection) -> Content:
    match token:
        case FirstKeySection(ken_high, krn, rollover, has_sgc_token, key_type, key_part):
            require_krn(krn)
            values = (ken_high, krn, int(rollover), int(has_sgc_token), key_type, key_part)
            return join_fields(2, 3, values)
        case SecondKeySection(ken_low, tariff_index, key_part):
            require_tariff_index(tariff_index)
            return join_fields(2, 4, (ken_low, int(tariff_index), key_part))
        case SupplyGroupSection(sgc):
            require_sgc(sgc)
            padded = int(sgc) << SGC_PADDING_BITS
            return join_fields(2, 8, divmod(padded, 1 << _KEY_PART_BITS))
        case ThirdKeySection(sgc_low, key_part):
            return join_fields(2, 8, (sgc_low, key_part))
        case FourthKeySection(sgc_high, key_part):
            return join_fields(2, 9, (sgc_high, key_part))
        case _:
            assert_never(token)


def content_of(token: Token) -> Content:
    """Lay out the content of a token's block.

    Raises:
        OutOfRange: a value does not fit its field, or lies outside what is defined.
        BadIdentifier: TI or SGC has the wrong form.
        ReservedToken: the token is reserved or proprietary.
    """
    match token:
        case CreditUnits(resource, tid, rnd, steps):
            return join_fields(0, resource, (rnd, tid, encode_amount(steps)))
        case CreditCurrency(resource, tid, currency_units):
            amount, se = encode_currency(currency_units)
            return join_fields(0, FIRST_CURRENCY_SUBCLASS + resource, (se, tid, amount))
        case MeterTest():
            return _meter_test(token)
        case ReservedContent():
            raise ReservedToken("reserved and proprietary tokens are not made here")
        case (
            SetPowerLimit()
            | ClearCredit()
            | SetTariffRate()
            | ClearTamper()
            | SetPhaseUnbalanceLimit()
            | SetWaterFactor()
            | ExtendedSet()
        ):
            return _management(token)
        case (
            FirstKeySection()
            | SecondKeySection()
            | SupplyGroupSection()
            | ThirdKeySection()
            | FourthKeySection()
        ):
            return _key_section(token)
        case _:
            assert_never(token)
