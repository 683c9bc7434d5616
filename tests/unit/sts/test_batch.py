"""The batch path gives what the single path gives."""

import random
from array import array
from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pos.sts.attributes import Ea
from pos.sts.batch import SIDE_BY_SIDE_MIN, BatchItem, encode_batch
from pos.sts.bit_planes import from_planes, to_planes
from pos.sts.codec import encode_token
from pos.sts.decoder_key import DecoderKey
from pos.sts.errors import BadKey, OutOfRange, UnverifiedAlgorithm
from pos.sts.sta_batch import PORTION, encrypt_blocks
from pos.sts.tables import SAMPLE_TABLES, Ea07Tables
from pos.sts.tokens import CreditUnits, MeterTest, MeterTestForm, Resource, Token
from tests.unit.sts.strategies import decoder_keys, tables, tokens


def some_numbers(count: int) -> "array[int]":
    """64-bit numbers, the same each time."""
    source = random.Random(count)  # noqa: S311 - the same numbers each time
    return array("Q", [source.getrandbits(64) for _ in range(count)])


def some_credit(count: int) -> list[BatchItem]:
    """One token for each of many meters."""
    return [
        BatchItem(
            CreditUnits(Resource.ELECTRICITY, number % (1 << 24), number % 16, number % 10_000),
            DecoderKey(number.to_bytes(8)),
        )
        for number in some_numbers(count)
    ]


def one_by_one(items: list[BatchItem], ea: Ea, table_set: Ea07Tables = SAMPLE_TABLES) -> list[str]:
    """The single path."""
    return [encode_token(item.token, item.decoder_key, ea, table_set).digits for item in items]


@pytest.mark.parametrize("count", [64, 640])
def test_planes_hold_the_bits_and_turn_back(count: int) -> None:
    """Bit i of plane j is bit j of block i."""
    blocks = some_numbers(count)
    planes = to_planes(blocks)
    for number, plane in enumerate(planes):
        assert plane == sum((block >> number & 1) << place for place, block in enumerate(blocks))
    assert from_planes(planes, count) == blocks


@given(tables(), st.integers(1, 200))
@settings(max_examples=15)
def test_ciphers_side_by_side(drawn: Ea07Tables, count: int) -> None:
    """Under any tables and for any count, each block as if it were alone."""
    blocks, keys = some_numbers(count), some_numbers(count + 1)[1:]
    alone = [drawn.sta.encrypt(block, key) for block, key in zip(blocks, keys, strict=True)]
    assert list(encrypt_blocks(blocks, keys, drawn)) == alone


def test_more_than_one_portion() -> None:
    """Blocks beyond the first portion meet their own keys."""
    count = PORTION + 70
    blocks, keys = some_numbers(count), some_numbers(count)[::-1]
    sealed = encrypt_blocks(blocks, keys, SAMPLE_TABLES)
    assert len(sealed) == count
    for place in (0, PORTION - 1, PORTION, count - 1):
        assert sealed[place] == SAMPLE_TABLES.sta.encrypt(blocks[place], keys[place])


def test_no_blocks() -> None:
    """Nothing in, nothing out."""
    assert encrypt_blocks(array("Q"), array("Q"), SAMPLE_TABLES) == array("Q")
    assert list(encode_batch([], Ea.STA_07, SAMPLE_TABLES)) == []


@pytest.mark.parametrize("ea", [Ea.STA_07, Ea.MISTY1_11])
@given(data=st.data(), table_set=tables())
@settings(max_examples=15)
def test_every_kind_of_token(ea: Ea, data: st.DataObject, table_set: Ea07Tables) -> None:
    """Drawn tokens among many, equal to the single path."""
    drawn: list[Token] = data.draw(st.lists(tokens(ea), min_size=1, max_size=10))
    keys = data.draw(st.lists(decoder_keys(ea), min_size=len(drawn), max_size=len(drawn)))
    items = [BatchItem(token, key) for token, key in zip(drawn, keys, strict=True)]
    if ea is Ea.STA_07:
        items = items + some_credit(SIDE_BY_SIDE_MIN)
    made = [token20.digits for token20 in encode_batch(items, ea, table_set)]
    assert made == one_by_one(items, ea, table_set)


@pytest.mark.parametrize("count", [1, SIDE_BY_SIDE_MIN - 1, SIDE_BY_SIDE_MIN, SIDE_BY_SIDE_MIN + 1])
def test_small_and_large_batches(count: int) -> None:
    """Either way to run gives the same digits."""
    items = some_credit(count)
    made = [token20.digits for token20 in encode_batch(iter(items), Ea.STA_07, SAMPLE_TABLES)]
    assert made == one_by_one(items, Ea.STA_07)


@pytest.mark.parametrize("count", [1, SIDE_BY_SIDE_MIN])
def test_a_wrong_item_gives_no_token(count: int) -> None:
    """The errors are those of the single path, and no token of the portion comes out."""
    good = some_credit(count)
    wrong_token = BatchItem(CreditUnits(Resource.ELECTRICITY, 0, 16, 0), good[0].decoder_key)
    wrong_key = BatchItem(good[0].token, DecoderKey(bytes(16)))
    for wrong, error in ((wrong_token, OutOfRange), (wrong_key, BadKey)):
        with pytest.raises(error):
            next(encode_batch([*good, wrong], Ea.STA_07, SAMPLE_TABLES))
    with pytest.raises(UnverifiedAlgorithm):
        next(encode_batch(good, Ea.DEA_09, SAMPLE_TABLES))


def test_tests_of_any_meter_stay_plain() -> None:
    """Class 1 is not encrypted, in a batch neither."""
    token = MeterTest(MeterTestForm.SHORT_MFR, 1, 0)
    items = [*some_credit(SIDE_BY_SIDE_MIN), BatchItem(token, DecoderKey(bytes(8)))]
    *_, last = encode_batch(items, Ea.STA_07, SAMPLE_TABLES)
    assert last == encode_token(token, None, Ea.STA_07, SAMPLE_TABLES)


def test_memory_stays_flat() -> None:
    """An endless source is read a portion at a time."""
    item = some_credit(1)[0]
    made = encode_batch(iter(lambda: item, None), Ea.STA_07, SAMPLE_TABLES)
    assert {token20.digits for token20 in islice(made, 3)} == set(one_by_one([item], Ea.STA_07))
