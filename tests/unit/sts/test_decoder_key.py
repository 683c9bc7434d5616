"""Decoder keys are derived as published, refused where nothing is published, and stay hidden."""

import copy
import pickle
from dataclasses import replace

import pytest
from hypothesis import given

from pos.sts.attributes import BaseDate, Dkga, Ea, KeyType, MeterConfig
from pos.sts.decoder_key import (
    DecoderKey,
    control_block,
    derive_decoder_key,
    dkga04_message,
    has_odd_parity,
    pan_block,
)
from pos.sts.errors import BadKey, KeyParity, StsError, UnverifiedAlgorithm
from pos.sts.identifiers import MeterPan
from tests.unit.sts.strategies import configs, long_keys
from tests.unit.sts.vector_files import Entry, config_of, generated, primitives

_SECRET = bytes.fromhex("00112233445566778899aabbccddeeff")
_LONG_VENDING_KEY = bytes(range(20))


def a_dkga02_config() -> MeterConfig:
    """The worked example of SPEC.md section 5.2."""
    return MeterConfig(
        pan=MeterPan.parse("00000000000"),
        sgc="123456",
        krn=1,
        tariff_index="01",
        key_type=KeyType.DUTK,
        ea=Ea.STA_07,
        dkga=Dkga.DKGA02,
        base_date=BaseDate.BASE_1993,
    )


def an_ea11_config() -> MeterConfig:
    """The second worked example of SPEC.md section 5.3."""
    return replace(a_dkga02_config(), sgc="123457", ea=Ea.MISTY1_11, dkga=Dkga.DKGA04)


def test_worked_examples() -> None:
    """Sections 5.2 and 5.3 of SPEC.md."""
    config = a_dkga02_config()
    assert pan_block(config).hex() == "0072700000000000"
    assert control_block(config).hex() == "2123456011ffffff"
    assert derive_decoder_key(b"\xab" * 8, config).secret.hex() == "e653341f9d5bf36f"
    vending_key = bytes.fromhex("ABABABABABABABAB949494949494949401234567")
    config = replace(config, sgc="201457", dkga=Dkga.DKGA04, base_date=BaseDate.BASE_2014)
    assert derive_decoder_key(vending_key, config).secret.hex() == "87f3ecbb2e46b48f"
    key = derive_decoder_key(vending_key, an_ea11_config())
    assert key.secret.hex() == "f94b6ed353c3bfdb113e2d3a7ea3c41d"
    assert key.bits == 128


@pytest.mark.parametrize("entry", primitives("derive"), ids=lambda entry: entry["decoder_key"])
def test_vectors(entry: Entry) -> None:
    """Intermediate blocks and the key; common keys only where unverified ones are allowed."""
    config, vending_key = config_of(entry["config"]), bytes.fromhex(entry["config"]["vk"])
    if config.dkga is Dkga.DKGA02:
        assert pan_block(config).hex() == entry["pan_block"]
        assert control_block(config).hex().upper() == entry["control_block"]
    else:
        assert dkga04_message(config).hex() == entry["kdf_input"]
    if config.key_type is KeyType.DCTK:
        with pytest.raises(UnverifiedAlgorithm):
            derive_decoder_key(vending_key, config)
    key = derive_decoder_key(vending_key, config, allow_unverified=True)
    assert key.secret.hex() == entry["decoder_key"]


@pytest.mark.parametrize(
    "case", generated("credit", "manage", "key_change"), ids=lambda case: case["id"]
)
def test_keys_of_whole_cases(case: Entry) -> None:
    """The key of each generated case, and the new one of each key change."""
    for config, key in (("config", "decoder_key"), ("new_config", "new_key")):
        if config in case:
            vending_key = bytes.fromhex(case[config]["vk"])
            derived = derive_decoder_key(vending_key, config_of(case[config]))
            assert derived.secret.hex() == case[key]


@pytest.mark.parametrize(
    "entry", primitives("derive_unverified"), ids=lambda entry: entry["decoder_key"]
)
def test_guesses_are_refused(entry: Entry) -> None:
    """DKGA01, DKGA03 and common keys of DKGA04 are refused even where one asks for more."""
    vending_key = bytes.fromhex(entry["config"]["vk"])
    with pytest.raises(UnverifiedAlgorithm):
        derive_decoder_key(vending_key, config_of(entry["config"]), allow_unverified=True)


def test_ea09_is_refused() -> None:
    """No vector confirms EA09."""
    for dkga in (Dkga.DKGA02, Dkga.DKGA04):
        config = replace(a_dkga02_config(), ea=Ea.DEA_09, dkga=dkga)
        with pytest.raises(UnverifiedAlgorithm):
            derive_decoder_key(b"\xab" * 8, config, allow_unverified=True)


def test_initialisation_keys_need_permission() -> None:
    """KT 0 rests on one source."""
    config = replace(a_dkga02_config(), key_type=KeyType.DITK)
    with pytest.raises(UnverifiedAlgorithm):
        derive_decoder_key(b"\xab" * 8, config)
    assert derive_decoder_key(b"\xab" * 8, config, allow_unverified=True).bits == 64


@pytest.mark.parametrize("vending_key", [b"\xab" * 7 + b"\xaa", b"\xaa" + b"\xab" * 7])
def test_even_parity_is_refused(vending_key: bytes) -> None:
    """Every byte of a 64-bit vending key has an odd number of ones."""
    assert not has_odd_parity(vending_key)
    with pytest.raises(KeyParity) as caught:
        derive_decoder_key(vending_key, a_dkga02_config())
    assert caught.value.code == "KEY_PARITY"


@pytest.mark.parametrize(
    ("vending_key", "config"),
    [
        (b"\xab" * 7, a_dkga02_config()),
        (b"\xab" * 20, a_dkga02_config()),
        (b"", a_dkga02_config()),
        (b"\xab" * 8, replace(a_dkga02_config(), ea=Ea.MISTY1_11)),
        (b"\xab" * 19, an_ea11_config()),
        (b"\xab" * 8, an_ea11_config()),
    ],
)
def test_keys_of_another_length(vending_key: bytes, config: MeterConfig) -> None:
    """Each derivation takes its own length; DKGA02 makes no 128-bit key."""
    with pytest.raises(BadKey):
        derive_decoder_key(vending_key, config)


@pytest.mark.parametrize("length", [0, 7, 9, 15, 17, 20])
def test_a_decoder_key_has_8_or_16_bytes(length: int) -> None:
    """Other lengths fit no algorithm."""
    with pytest.raises(BadKey):
        DecoderKey(bytes(length))


def test_a_decoder_key_shows_nothing() -> None:
    """Neither text nor pickling nor copying gives the bytes away, nor can it be hashed."""
    key = DecoderKey(_SECRET)
    for text in (repr(key), str(key), f"{key}", repr([key])):
        assert "0011" not in text
        assert "128 bits" in text
    for take in (pickle.dumps, copy.copy, copy.deepcopy, hash):
        with pytest.raises(TypeError):
            take(key)


def test_decoder_keys_compare_by_content() -> None:
    """Equal bytes are equal keys; other things are not keys."""
    assert DecoderKey(_SECRET) == DecoderKey(bytes(_SECRET))
    assert DecoderKey(_SECRET) != DecoderKey(_SECRET[::-1])
    assert DecoderKey(_SECRET) != DecoderKey(_SECRET[:8])
    assert DecoderKey(_SECRET) != _SECRET
    assert DecoderKey(_SECRET).number == int(_SECRET.hex(), 16)


def test_no_error_tells_the_key() -> None:
    """Neither text nor cause nor arguments of an error hold a byte of the key."""
    for vending_key in (b"\xab" * 7 + b"\xaa", b"\xab" * 7):
        with pytest.raises(StsError) as caught:
            derive_decoder_key(vending_key, a_dkga02_config())
        assert "ab" * 3 not in repr(caught.value).lower()
        assert caught.value.__cause__ is None


@given(configs(Ea.STA_07), long_keys)
def test_every_attribute_is_part_of_a_dkga04_key(config: MeterConfig, more: bytes) -> None:
    """A meter that differs in one attribute has another key."""
    vending_key = more + more[:4]
    key = derive_decoder_key(vending_key, config)
    others = (
        replace(config, krn=config.krn % 9 + 1),
        replace(config, sgc=f"{(int(config.sgc) + 1) % 1_000_000:06d}"),
        replace(config, tariff_index=f"{(int(config.tariff_index) + 1) % 100:02d}"),
        replace(config, key_type=KeyType(3 - config.key_type)),
        replace(config, base_date=BaseDate(2014 if config.base_date != 2014 else 2035)),
    )
    assert all(derive_decoder_key(vending_key, other) != key for other in others)


def test_a_vending_key_of_the_right_length_is_taken() -> None:
    """20 bytes of any parity serve DKGA04."""
    config = replace(a_dkga02_config(), dkga=Dkga.DKGA04)
    assert derive_decoder_key(_LONG_VENDING_KEY, config).bits == 64
