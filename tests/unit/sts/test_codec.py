"""Whole tokens, from typed value to digits and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.sts.attributes import Ea
from pos.sts.carrier import Token20, extract_class
from pos.sts.codec import block_cipher, decode_token, encode_token, seal, unseal
from pos.sts.decoder_key import DecoderKey
from pos.sts.errors import (
    BadKey,
    CrcMismatch,
    ReservedToken,
    StsError,
    UnverifiedAlgorithm,
)
from pos.sts.tables import SAMPLE_TABLES, Ea07Tables
from pos.sts.tokens import CreditUnits, MeterTest, MeterTestForm, Resource
from pos.sts.writing import content_of
from tests.unit.sts.strategies import decoder_keys, numbers, tables, tokens
from tests.unit.sts.vector_files import Entry, ea_of, generated, key_of

_SHORT_KEY, _LONG_KEY = DecoderKey(bytes(8)), DecoderKey(bytes(16))
_EAS = (Ea.STA_07, Ea.MISTY1_11)


def parts(case: Entry) -> list[Entry]:
    """The tokens of a case: those of a set, or the one."""
    tokens_of_set: list[Entry] = case.get("tokens", [case])
    return tokens_of_set


@pytest.mark.parametrize("case", generated(), ids=lambda case: case["id"])
def test_published_tokens_come_back_to_the_digit(case: Entry) -> None:
    """Reading a token and writing what it says gives the same block, number and digits."""
    key, ea = key_of(case), ea_of(case)
    cipher = None if key is None else block_cipher(key, ea, SAMPLE_TABLES)
    for part in parts(case):
        token = decode_token(part["token"], key, ea, SAMPLE_TABLES)
        sealed = seal(content_of(token), cipher)
        assert sealed.content.token_class == part["class"]
        assert sealed.content.subclass == part["subclass"]
        assert sealed.content.fields() == part["fields"]
        assert f"{sealed.content.crc:04x}" == part["crc"]
        assert f"{sealed.content.block:016x}" == part["block"]
        assert f"{sealed.sealed:016x}" == part["sealed"]
        assert f"{sealed.token20.number:017x}" == part["token66"]
        assert encode_token(token, key, ea, SAMPLE_TABLES) == Token20(part["token"])


def test_worked_examples() -> None:
    """SPEC.md section 7; the second is confirmed to the digit, whatever the tables."""
    token = CreditUnits(Resource.ELECTRICITY, 5871715, 5, 1)
    key = DecoderKey(bytes.fromhex("E653341F9D5BF36F"))
    digits = encode_token(token, key, Ea.STA_07, SAMPLE_TABLES)
    assert digits.grouped == "6754 0125 5204 0844 8957"
    token = CreditUnits(Resource.ELECTRICITY, 0x59982C, 5, 1)
    key = DecoderKey(bytes.fromhex("F94B6ED353C3BFDB113E2D3A7EA3C41D"))
    digits = encode_token(token, key, Ea.MISTY1_11, SAMPLE_TABLES)
    assert digits.grouped == "5938 6323 4721 3742 6967"


@pytest.mark.parametrize("ea", _EAS)
@given(data=st.data(), table_set=tables())
def test_decoding_undoes_encoding(ea: Ea, data: st.DataObject, table_set: Ea07Tables) -> None:
    """Every token that can be made, under any key and any tables."""
    token, key = data.draw(tokens(ea)), data.draw(decoder_keys(ea))
    token20 = encode_token(token, key, ea, table_set)
    assert decode_token(token20, key, ea, table_set) == token
    assert decode_token(token20.grouped, key, ea, table_set) == token


@pytest.mark.parametrize("ea", _EAS)
@given(data=st.data())
def test_one_wrong_digit_is_refused(ea: Ea, data: st.DataObject) -> None:
    """A misread digit gives no token, but where chance makes the 16-bit sum hold."""
    token, key = data.draw(tokens(ea)), data.draw(decoder_keys(ea))
    digits = encode_token(token, key, ea, SAMPLE_TABLES).digits
    place = data.draw(st.integers(0, 19))
    digit = data.draw(st.sampled_from("0123456789").filter(lambda other: other != digits[place]))
    misread = digits[:place] + digit + digits[place + 1 :]
    cipher = block_cipher(key, ea, SAMPLE_TABLES)
    try:
        content = unseal(Token20.parse(misread), cipher)
    except StsError:
        return
    # Chance: what was read is a whole other token, with a sum of its own.
    assert content != content_of(token)
    assert seal(content, cipher).token20.digits == misread


def test_another_meter_cannot_read_it() -> None:
    """Under another key the sum does not hold."""
    token20 = encode_token(
        CreditUnits(Resource.ELECTRICITY, 1, 2, 3), _SHORT_KEY, Ea.STA_07, SAMPLE_TABLES
    )
    with pytest.raises(CrcMismatch):
        decode_token(token20, DecoderKey(b"\x01" * 8), Ea.STA_07, SAMPLE_TABLES)


def test_tests_of_any_meter_need_no_key() -> None:
    """Class 1 is never encrypted: any key, or none, gives the same digits."""
    token = MeterTest(MeterTestForm.SHORT_MFR, 1, 0)
    plain = encode_token(token, None, Ea.STA_07, SAMPLE_TABLES)
    assert encode_token(token, _LONG_KEY, Ea.MISTY1_11, SAMPLE_TABLES) == plain
    assert decode_token(plain, None, Ea.STA_07, SAMPLE_TABLES) == token


def test_a_token_for_one_meter_needs_its_key() -> None:
    """Neither made nor read without one."""
    token = CreditUnits(Resource.ELECTRICITY, 1, 2, 3)
    with pytest.raises(BadKey):
        encode_token(token, None, Ea.STA_07, SAMPLE_TABLES)
    token20 = encode_token(token, _SHORT_KEY, Ea.STA_07, SAMPLE_TABLES)
    with pytest.raises(BadKey):
        decode_token(token20, None, Ea.STA_07, SAMPLE_TABLES)


@pytest.mark.parametrize(
    ("key", "ea"), [(_LONG_KEY, Ea.STA_07), (_SHORT_KEY, Ea.MISTY1_11), (_LONG_KEY, Ea.DEA_09)]
)
def test_a_key_of_another_width_is_refused(key: DecoderKey, ea: Ea) -> None:
    """64 bits for EA07, 128 for EA11."""
    with pytest.raises(BadKey):
        block_cipher(key, ea, SAMPLE_TABLES)


def test_ea09_is_refused() -> None:
    """No vector confirms EA09."""
    with pytest.raises(UnverifiedAlgorithm):
        block_cipher(_SHORT_KEY, Ea.DEA_09, SAMPLE_TABLES)


@given(numbers(66))
def test_class_3_is_refused(token66: int) -> None:
    """Class 3 is reserved: never decrypted."""
    token20 = Token20.from_number(token66 | 3 << 27)
    assert extract_class(token20.number)[0] == 3
    with pytest.raises(ReservedToken):
        decode_token(token20, _SHORT_KEY, Ea.STA_07, SAMPLE_TABLES)


def test_a_sealed_token_shows_no_digits() -> None:
    """The digits and the cipher text stay out of logs."""
    sealed = seal(
        content_of(CreditUnits(Resource.ELECTRICITY, 1, 2, 3)),
        block_cipher(_SHORT_KEY, Ea.STA_07, SAMPLE_TABLES),
    )
    assert sealed.token20.digits not in repr(sealed)
    assert str(sealed.sealed) not in repr(sealed)
