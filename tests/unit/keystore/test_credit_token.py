"""A token is read back by a virtual meter before it leaves."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.domain.errors import TokenCheckFailed
from pos.keystore.credit_token import CreditOrder, TokenMaker
from pos.keystore.vending_keys import mint_vending_key
from pos.sts.amount import credited_milli
from pos.sts.attributes import Ea, MeterConfig
from pos.sts.carrier import Token20
from pos.sts.codec import decode_token, encode_token
from pos.sts.decoder_key import DecoderKey, derive_decoder_key
from pos.sts.identifiers import MeterPan
from pos.sts.tables import SAMPLE_TABLES, Ea07Tables
from pos.sts.tokens import CreditUnits, Resource
from tests.agent_stories import KEY_EA11, pan_of

KEY = mint_vending_key(KEY_EA11, lambda size: bytes(range(size)))
CONFIG = MeterConfig(
    pan=MeterPan(pan_of(1)),
    sgc=KEY.attributes.sgc,
    krn=1,
    tariff_index="01",
    key_type=KEY.attributes.key_type,
    ea=Ea.MISTY1_11,
    dkga=KEY.attributes.dkga,
    base_date=KEY.attributes.base_date,
)
ORDER = CreditOrder(
    key=KEY,
    config=CONFIG,
    units_milli=45_450,
    credited_milli=45_500,
    tid=6_779_000,
    rnd=5,
    training=True,
)


@given(
    units_milli=st.integers(1, 1_820_162_400),
    tid=st.integers(0, 2**24 - 1),
    rnd=st.integers(0, 15),
)
def test_every_amount_is_read_as_it_was_promised(units_milli: int, tid: int, rnd: int) -> None:
    """The meter adds what the receipt says, never less than was bought."""
    promised = credited_milli(units_milli)
    order = replace(ORDER, units_milli=units_milli, credited_milli=promised, tid=tid, rnd=rnd)
    token = TokenMaker(SAMPLE_TABLES).make(order)
    key = derive_decoder_key(KEY.secret.reveal(), CONFIG)
    read = decode_token(token.digits, key, Ea.MISTY1_11, SAMPLE_TABLES)
    assert read == CreditUnits(Resource.ELECTRICITY, tid, rnd, promised // 100)
    assert (token.units_milli, token.tid, token.krn) == (promised, tid, 1)
    assert promised >= units_milli


@pytest.mark.parametrize(
    "wrong",
    [
        {"credited_milli": 45_400},
        {"credited_milli": 45_600},
        {"units_milli": 1_820_162_401, "credited_milli": 1_820_162_500},
        {"tid": 1 << 24},
        {"rnd": 16},
    ],
)
def test_an_order_that_no_token_can_carry_is_refused(wrong: dict[str, int]) -> None:
    """The customer was told something else than the meter would add."""
    order = replace(ORDER, **wrong)  # type: ignore[arg-type]  # numbers for fields of numbers
    with pytest.raises(TokenCheckFailed):
        TokenMaker(SAMPLE_TABLES).make(order)


@pytest.mark.parametrize(
    "wrong", [{"steps": 456}, {"tid": 6_779_001}, {"rnd": 6}, {"resource": Resource.WATER}]
)
def test_a_token_that_says_something_else_is_kept_back(wrong: dict[str, int]) -> None:
    """An encoder that slips is caught by the meter."""

    def slip(token: CreditUnits, key: DecoderKey, ea: Ea, tables: Ea07Tables) -> Token20:
        return encode_token(replace(token, **wrong), key, ea, tables)  # type: ignore[arg-type]  # as above

    with pytest.raises(TokenCheckFailed):
        TokenMaker(SAMPLE_TABLES, slip).make(ORDER)


def test_a_token_under_another_meters_key_is_kept_back() -> None:
    """The meter cannot read it."""
    other = replace(CONFIG, pan=MeterPan(pan_of(2)))

    def slip(token: CreditUnits, _: DecoderKey, ea: Ea, tables: Ea07Tables) -> Token20:
        return encode_token(token, derive_decoder_key(KEY.secret.reveal(), other), ea, tables)

    with pytest.raises(TokenCheckFailed) as refusal:
        TokenMaker(SAMPLE_TABLES, slip).make(ORDER)
    assert refusal.value.facts == {"why": "the meter says CRC"}
