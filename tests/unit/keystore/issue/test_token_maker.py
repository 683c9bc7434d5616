"""All tokens of an issue are read back by one virtual meter before they leave."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.domain.errors import TokenCheckFailed
from pos.keystore.issue.token_maker import MeterKey, TokenMaker, TokenOrder, WantedToken
from pos.keystore.keys.vending_keys import VendingKey, mint_vending_key
from pos.sts.amount import credited_milli
from pos.sts.attributes import Ea, MeterConfig
from pos.sts.carrier import Token20
from pos.sts.codec import decode_token, encode_token
from pos.sts.decoder_key import DecoderKey
from pos.sts.identifiers import MeterPan
from pos.sts.tables import SAMPLE_TABLES, Ea07Tables
from pos.sts.tokens import (
    ClearCredit,
    ClearTamper,
    CreditUnits,
    Register,
    Resource,
    SecondKeySection,
    SetPowerLimit,
    Token,
)
from pos.sts.virtual_meter import VirtualMeter
from tests.agent_stories import KEY_DKGA02, KEY_EA07, KEY_EA11, pan_of

Encoder = Callable[[Token, DecoderKey, Ea, Ea07Tables], Token20]


def minted(status: Any, **changes: Any) -> VendingKey:
    """A key of fixed bytes."""
    start = 1 + changes.get("krn", 0)
    return mint_vending_key(
        replace(status, **changes), lambda size: bytes(range(start, start + size))
    )


def under(key: VendingKey, ea: Ea, **changes: Any) -> MeterKey:
    """The first meter under a key."""
    known = key.attributes
    config = MeterConfig(
        pan=MeterPan(pan_of(1)),
        sgc=known.sgc,
        krn=known.krn,
        tariff_index="01",
        key_type=known.key_type,
        ea=ea,
        dkga=known.dkga,
        base_date=known.base_date,
    )
    return MeterKey(key, replace(config, **changes))


def credit(milli: int = 45_500, *, tid: int = 6_779_000, rnd: int = 5) -> WantedToken:
    """Credit whose promise is the meter's own rounding."""
    steps = -(-milli // 100)
    content = CreditUnits(Resource.ELECTRICITY, tid, rnd, steps)
    return WantedToken("credit", content, credited_milli(milli))


EA11 = under(minted(KEY_EA11), Ea.MISTY1_11)
PLAIN = TokenOrder(
    present=EA11, new=None, with_sgc=False, wanted=(credit(),), training=True, tables=SAMPLE_TABLES
)
# Name, the key to leave, the key to come to, tokens of the set.
CHANGES = {
    "ea11": (EA11, under(minted(KEY_EA11, krn=2), Ea.MISTY1_11), 4),
    "ea07": (
        under(minted(KEY_EA07), Ea.STA_07),
        under(minted(KEY_EA07, krn=2, ken=200), Ea.STA_07),
        2,
    ),
    "rollover": (
        under(minted(KEY_DKGA02, base_date=1993), Ea.STA_07),
        under(minted(KEY_EA07, sgc=KEY_DKGA02.sgc, krn=2), Ea.STA_07),
        2,
    ),
    "group": (
        under(minted(KEY_EA07), Ea.STA_07),
        under(minted(KEY_EA07, sgc="123456"), Ea.STA_07, tariff_index="07"),
        2,
    ),
    "commissioning": (
        under(minted(KEY_EA07, key_type=1), Ea.STA_07),
        under(minted(KEY_EA07, sgc="123456"), Ea.STA_07),
        2,
    ),
}


@given(
    units_milli=st.integers(1, 1_820_162_400),
    tid=st.integers(0, 2**24 - 1),
    rnd=st.integers(0, 15),
)
def test_every_amount_is_read_as_it_was_promised(units_milli: int, tid: int, rnd: int) -> None:
    """The meter adds what the receipt says, never less than was bought."""
    wanted = credit(units_milli, tid=tid, rnd=rnd)
    (token,) = TokenMaker().make(replace(PLAIN, wanted=(wanted,)))
    read = decode_token(token.digits, EA11.decoder_key(), Ea.MISTY1_11, SAMPLE_TABLES)
    promised = credited_milli(units_milli)
    assert read == CreditUnits(Resource.ELECTRICITY, tid, rnd, promised // 100)
    assert (token.kind, token.units_milli, token.tid, token.krn) == ("credit", promised, tid, 1)
    assert promised >= units_milli


@pytest.mark.parametrize("with_sgc", [False, True])
@pytest.mark.parametrize("name", CHANGES)
def test_a_set_moves_a_meter_and_the_credit_follows(name: str, *, with_sgc: bool) -> None:
    """Key change first, under the present key; the rest is read under the new one only."""
    present, new, size = CHANGES[name]
    size += int(with_sgc and size == 2)
    wanted = (credit(), replace(credit(tid=6_779_002), kind="free"))
    order = TokenOrder(
        present=present,
        new=new,
        with_sgc=with_sgc,
        wanted=wanted,
        training=True,
        tables=SAMPLE_TABLES,
    )
    tokens = TokenMaker().make(order)
    assert [token.kind for token in tokens] == ["key_change"] * size + ["credit", "free"]
    assert [token.krn for token in tokens] == [present.config.krn] * size + [new.config.krn] * 2
    assert [token.tid for token in tokens] == [0] * size + [6_779_000, 6_779_002]
    meter = VirtualMeter(
        present.config, present.decoder_key(), SAMPLE_TABLES, ken=present.vending.attributes.ken
    )
    assert not meter.enter(tokens[-1].digits).is_taken
    for token in tokens:
        assert meter.enter(token.digits).is_taken
    assert meter.decoder_key == new.decoder_key()
    assert meter.registers.steps[Resource.ELECTRICITY] == 2 * 455


@pytest.mark.parametrize(
    ("wanted", "meant"),
    [
        (WantedToken("clear_credit", ClearCredit(9, 5, Register.ALL)), None),
        (WantedToken("clear_tamper", ClearTamper(9, 5)), None),
        (WantedToken("power_limit", SetPowerLimit(9, 5, 16_385)), SetPowerLimit(9, 5, 16_394)),
    ],
)
def test_settings_are_read_back_too(wanted: WantedToken, meant: Token | None) -> None:
    """Watts come out as the token's steps carry them."""
    (token,) = TokenMaker().make(replace(PLAIN, wanted=(wanted,)))
    read = decode_token(token.digits, EA11.decoder_key(), Ea.MISTY1_11, SAMPLE_TABLES)
    assert read == (meant or wanted.content)
    assert (token.kind, token.units_milli) == (wanted.kind, 0)


@pytest.mark.parametrize(
    "wrong",
    [
        replace(credit(), promised_milli=45_400),
        replace(credit(), promised_milli=45_600),
        WantedToken("credit", CreditUnits(Resource.ELECTRICITY, 9, 5, 18_201_625), 1_820_162_500),
        credit(tid=1 << 24),
        credit(rnd=16),
        WantedToken("clear_tamper", ClearTamper(9, 5), promised_milli=100),
    ],
)
def test_an_order_that_no_token_can_carry_is_refused(wrong: WantedToken) -> None:
    """The customer was told something else than the meter would add."""
    with pytest.raises(TokenCheckFailed):
        TokenMaker().make(replace(PLAIN, wanted=(wrong,)))


@pytest.mark.parametrize(
    "wrong", [{"steps": 456}, {"tid": 6_779_001}, {"rnd": 6}, {"resource": Resource.WATER}]
)
def test_a_token_that_says_something_else_is_kept_back(wrong: dict[str, Any]) -> None:
    """An encoder that slips is caught by the meter."""

    def slip(token: Token, key: DecoderKey, ea: Ea, tables: Ea07Tables) -> Token20:
        assert isinstance(token, CreditUnits)
        return encode_token(replace(token, **wrong), key, ea, tables)

    with pytest.raises(TokenCheckFailed):
        TokenMaker(slip).make(PLAIN)


def test_a_set_that_says_something_else_is_kept_back() -> None:
    """A slip in one part of the new key, and a part that is left out."""
    present, new, _ = CHANGES["ea07"]
    order = TokenOrder(
        present=present, new=new, with_sgc=False, wanted=(), training=True, tables=SAMPLE_TABLES
    )

    def other_part(token: Token, key: DecoderKey, ea: Ea, tables: Ea07Tables) -> Token20:
        if isinstance(token, SecondKeySection):
            token = replace(token, key_part=token.key_part ^ 1)
        return encode_token(token, key, ea, tables)

    with pytest.raises(TokenCheckFailed):
        TokenMaker(other_part).make(order)


def test_two_tokens_with_one_identifier_are_kept_back() -> None:
    """The meter would take the first of them only."""
    with pytest.raises(TokenCheckFailed) as refusal:
        TokenMaker().make(replace(PLAIN, wanted=(credit(), credit())))
    assert refusal.value.facts == {"why": "the meter says used"}


def test_a_token_under_another_meters_key_is_kept_back() -> None:
    """The meter cannot read it."""
    other = under(minted(KEY_EA11), Ea.MISTY1_11, pan=MeterPan(pan_of(2)))

    def slip(token: Token, _: DecoderKey, ea: Ea, tables: Ea07Tables) -> Token20:
        return encode_token(token, other.decoder_key(), ea, tables)

    with pytest.raises(TokenCheckFailed) as refusal:
        TokenMaker(slip).make(PLAIN)
    assert refusal.value.facts == {"why": "the meter says CRC"}
