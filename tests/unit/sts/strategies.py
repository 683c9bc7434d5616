"""Hypothesis strategies for meters, keys and every kind of token that can be made."""

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from pos.sts.amount import credited_steps
from pos.sts.attributes import BaseDate, Dkga, Ea, KeyType, MeterConfig
from pos.sts.currency import credited_currency
from pos.sts.decoder_key import DecoderKey
from pos.sts.identifiers import MeterPan, luhn_check_digit
from pos.sts.tables import Ea07Tables
from pos.sts.tokens import (
    ClearCredit,
    ClearTamper,
    CreditCurrency,
    CreditUnits,
    ExtendedSet,
    FirstKeySection,
    FourthKeySection,
    KeySection,
    MeterTest,
    MeterTestForm,
    Register,
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


def digits(count: int) -> SearchStrategy[str]:
    """That many ASCII digits."""
    return st.integers(0, 10**count - 1).map(lambda number: f"{number:0{count}d}")


def numbers(bits: int) -> SearchStrategy[int]:
    """A number of at most that many bits."""
    return st.integers(0, (1 << bits) - 1)


drns = st.one_of(digits(10), digits(12)).map(lambda body: f"{body}{luhn_check_digit(body)}")
pans = drns.map(MeterPan.parse)
resources = st.sampled_from(Resource)
tids, rnds = numbers(24), numbers(4)
steps = st.integers(0, 18_201_624)
credited = steps.map(credited_steps)
currency_units = st.one_of(st.integers(-(10**12), 10**12), st.integers(-(10**33), 10**33)).map(
    credited_currency
)
short_keys = st.binary(min_size=8, max_size=8)
long_keys = st.binary(min_size=16, max_size=16)
blocks = numbers(64)


@st.composite
def tables(draw: st.DrawFn) -> Ea07Tables:
    """A table set that has nothing to do with the sample set."""
    nibbles = st.permutations(range(16)).map(tuple)
    return Ea07Tables(
        "drawn", draw(nibbles), draw(nibbles), draw(st.permutations(range(64)).map(tuple))
    )


credit_tokens: SearchStrategy[CreditUnits | CreditCurrency] = st.one_of(
    st.builds(CreditUnits, resources, tids, rnds, credited),
    st.builds(CreditCurrency, resources, tids, currency_units),
)
test_tokens: SearchStrategy[MeterTest] = st.one_of(
    st.builds(MeterTest, st.just(MeterTestForm.SHORT_MFR), numbers(36), st.integers(0, 99)),
    st.builds(MeterTest, st.just(MeterTestForm.LONG_MFR), numbers(28), st.integers(0, 9999)),
    st.builds(MeterTest, st.just(MeterTestForm.EXTENDED), numbers(36), st.just(0)),
)
management_tokens = st.one_of(
    st.builds(SetPowerLimit, tids, rnds, credited),
    st.builds(ClearCredit, tids, rnds, st.sampled_from(Register)),
    st.builds(SetTariffRate, tids, rnds, numbers(16)),
    st.builds(ClearTamper, tids, rnds),
    st.builds(SetPhaseUnbalanceLimit, tids, rnds, credited),
    st.builds(SetWaterFactor, tids, rnds, numbers(16)),
    st.builds(ExtendedSet, tids, rnds, numbers(16)),
)
_first_sections = st.builds(
    FirstKeySection,
    numbers(4),
    st.integers(1, 9),
    st.booleans(),
    st.booleans(),
    st.sampled_from(KeyType),
    numbers(32),
)
_second_sections = st.builds(SecondKeySection, numbers(4), digits(2), numbers(32))


def key_sections(ea: Ea) -> SearchStrategy[KeySection]:
    """A section that a meter with this algorithm can be sent."""
    if ea is Ea.STA_07:
        return st.one_of(
            _first_sections, _second_sections, st.builds(SupplyGroupSection, digits(6))
        )
    return st.one_of(
        _first_sections,
        _second_sections,
        st.builds(ThirdKeySection, numbers(12), numbers(32)),
        st.builds(FourthKeySection, numbers(12), numbers(32)),
    )


def tokens(ea: Ea) -> SearchStrategy[Token]:
    """Any token that can be made and that decodes to itself."""
    return st.one_of(credit_tokens, test_tokens, management_tokens, key_sections(ea))


def decoder_keys(ea: Ea) -> SearchStrategy[DecoderKey]:
    """A key of the algorithm's width."""
    return (short_keys if ea is Ea.STA_07 else long_keys).map(DecoderKey)


def configs(ea: Ea = Ea.STA_07) -> SearchStrategy[MeterConfig]:
    """A meter whose key can be derived."""
    return st.builds(
        MeterConfig,
        pan=pans,
        sgc=digits(6),
        krn=st.integers(1, 9),
        tariff_index=digits(2),
        key_type=st.sampled_from([KeyType.DDTK, KeyType.DUTK]),
        ea=st.just(ea),
        dkga=st.just(Dkga.DKGA04),
        base_date=st.sampled_from(BaseDate),
    )
