"""Vending keys: made, checked and named without being shown."""

from dataclasses import replace

import pytest

from pos.domain.errors import VaultDamaged
from pos.keystore.errors.refusals import KeyAttributesMalformed
from pos.keystore.keys.vending_keys import (
    KeyInMemory,
    VendingRing,
    check_value_of,
    mint_vending_key,
    ring_of,
    stored_keys,
)
from pos.keystore.vault.compartments import StoredVendingKey, VendingContent
from pos.sts.decoder_key import has_odd_parity
from tests.agent_stories import KEY_DKGA02, KEY_EA11


def counted(size: int) -> bytes:
    """Bytes that are easy to recognise."""
    return bytes(range(size))


def test_a_check_value_of_des_is_the_usual_one() -> None:
    """Zeros encrypted: a published DES example gives D5D44FF720683D0D."""
    assert check_value_of(bytes.fromhex("0123456789abcdef")) == "d5d44f"


def test_a_check_value_of_160_bits_is_a_tagged_digest() -> None:
    """Three bytes of SHA-256, computed apart."""
    assert check_value_of(bytes(20)) == "0a27b0"


def test_a_64_bit_key_gets_odd_parity() -> None:
    """As derivation demands."""
    key = mint_vending_key(KEY_DKGA02, counted)
    assert key.secret.reveal() == bytes.fromhex("0101020204040707")
    assert has_odd_parity(key.secret.reveal())


def test_a_160_bit_key_is_random_as_it_comes() -> None:
    """Twenty bytes."""
    assert mint_vending_key(KEY_EA11, counted).secret.reveal() == bytes(range(20))


def test_a_ring_finds_its_keys_and_comes_back() -> None:
    """By supply group and revision; sealing and opening changes nothing."""
    ring = VendingRing(()).with_key(mint_vending_key(KEY_EA11, counted))
    ring = ring.with_key(mint_vending_key(KEY_DKGA02, counted))
    assert [status.sgc for status in ring.status()] == sorted([KEY_EA11.sgc, KEY_DKGA02.sgc])
    assert ring.find(KEY_EA11.sgc, 2) is None
    again = ring_of(VendingContent(stored_keys(ring)))
    assert again.status() == ring.status()
    found = again.find(KEY_EA11.sgc, 1)
    assert isinstance(found, KeyInMemory)
    assert found.secret.reveal() == bytes(range(20))


def test_a_wiped_ring_is_empty() -> None:
    """Its keys are overwritten."""
    key = mint_vending_key(KEY_EA11, counted)
    ring = VendingRing((key,))
    ring.wipe()
    assert ring.find(KEY_EA11.sgc, 1) is None
    with pytest.raises(AssertionError):
        key.secret.reveal()


@pytest.mark.parametrize(
    ("dkga", "key"),
    [("04", bytes(8)), ("02", bytes(20)), ("02", bytes(8)), ("03", bytes(16)), ("xx", bytes(20))],
)
def test_a_stored_key_that_does_not_fit_is_damage(dkga: str, key: bytes) -> None:
    """Length, parity or derivation."""
    stored = StoredVendingKey("990011", 1, 2, dkga, 2014, 255, 0, key)
    with pytest.raises(VaultDamaged):
        ring_of(VendingContent((stored,)))


@pytest.mark.parametrize(
    "wrong",
    [
        replace(KEY_EA11, sgc="99001x"),
        replace(KEY_EA11, krn=10),
        replace(KEY_EA11, ken=256),
        replace(KEY_EA11, key_type=4),
        replace(KEY_EA11, dkga="01"),
        replace(KEY_EA11, base_date=2015),
        replace(KEY_EA11, tid_utc_offset_minutes=1000),
    ],
)
def test_impossible_attributes_are_refused(wrong: object) -> None:
    """Each field by its own range."""
    assert isinstance(wrong, type(KEY_EA11))
    with pytest.raises(KeyAttributesMalformed):
        mint_vending_key(wrong, counted)
