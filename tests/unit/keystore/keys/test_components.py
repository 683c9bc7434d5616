"""Components: split, read, put together, and everything that does not fit."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.keystore.errors.custody import ComponentMalformed, ComponentsDoNotFit
from pos.keystore.keys.components import (
    Component,
    combine,
    combine_files,
    read_component,
    split_new_key,
)
from pos.keystore.keys.key_attributes import read_attributes
from pos.keystore.keys.vending_keys import check_value_of
from pos.sts.decoder_key import has_odd_parity
from tests.custody_stories import attributes_file

LONG = read_attributes(attributes_file())
SHORT = read_attributes(attributes_file(dkga="02"))
PART = "0123456789abcdef"


@given(st.sampled_from([LONG, SHORT]), st.integers(2, 5))
def test_what_was_split_goes_together_again(attributes: object, count: int) -> None:
    """With the check value that was said, in any order, for both kinds of key."""
    assert attributes in (LONG, SHORT)
    known = LONG if attributes == LONG else SHORT
    whole, files = split_new_key(known, count, os.urandom)
    parts = [read_component(file, known) for file in reversed(files)]
    key = combine(parts, known, key_check_value=whole)
    assert key.check_value == whole
    assert all(part.of == count and part.key_check_value == whole for part in parts)
    assert key.attributes == known


def test_a_short_key_has_odd_parity_and_its_components_have_not() -> None:
    """Only the combined key is checked for it."""
    parities = set()
    for _ in range(8):
        _, files = split_new_key(SHORT, 2, os.urandom)
        parts = [read_component(file, SHORT) for file in files]
        assert has_odd_parity(combine(parts, SHORT).secret.reveal())
        parities |= {has_odd_parity(part.part) for part in parts}
    assert False in parities


def test_a_component_file_may_be_bare_hex() -> None:
    """In any case, with spaces, a line end or an editor's mark; its check value is its own."""
    for text in (PART, PART.upper(), "0123 4567 89AB CDEF\n", f"{PART}\r\n", f"\ufeff{PART}"):
        component = read_component(text.encode(), SHORT)
        assert component == Component(bytes.fromhex(PART))
    assert component.check_value == check_value_of(bytes.fromhex(PART))
    assert PART not in repr(component)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "xyz",
        PART[:-1],
        PART[:-2],
        PART + "00",
        f"{PART}\nsomething else",
        f"{PART}\ncomponent 3 of 2",
        f"{PART}\ncomponent 1 of 9",
        f"{PART}\ncheck value 000000",
        f"{PART}\ncomponent 1 of 2\ncomponent 1 of 3",
        f"{PART}\nkey check value 000000\nkey check value 000001",
        f"{PART}é",
        PART + "\n" * 2000,
    ],
)
def test_what_is_no_component_is_refused(text: str) -> None:
    """And the refusal does not quote it."""
    with pytest.raises(ComponentMalformed) as refusal:
        read_component(text.encode(), SHORT)
    assert PART[:8] not in str(refusal.value)
    assert refusal.value.__suppress_context__ or refusal.value.__context__ is None


def test_components_that_make_no_key_are_refused() -> None:
    """Even parity, equal ones, the zero key, another key than was announced."""
    one, other = Component(bytes.fromhex(PART)), Component(bytes(7) + b"\x01")
    with pytest.raises(ComponentsDoNotFit, match="parity"):
        combine((one, other), SHORT)
    with pytest.raises(ComponentsDoNotFit, match="equal"):
        combine((one, one), SHORT)
    with pytest.raises(ComponentsDoNotFit, match="equal"):
        combine((one, other, one), SHORT)
    both = Component(bytes(a ^ b for a, b in zip(one.part, other.part, strict=True)))
    with pytest.raises(ComponentsDoNotFit, match="zero"):
        combine((one, other, both), SHORT)
    _, files = split_new_key(LONG, 2, os.urandom)
    with pytest.raises(ComponentsDoNotFit, match="check value"):
        combine([read_component(file, LONG) for file in files], LONG, key_check_value="abcdef")


@given(st.binary(max_size=120))
def test_any_bytes_are_a_component_or_refused(content: bytes) -> None:
    """With a typed error, whatever is in them."""
    try:
        component = read_component(content, SHORT)
    except ComponentMalformed:
        return
    assert len(component.part) == 8


@pytest.mark.parametrize("count", [0, 1, 6])
def test_a_key_has_two_to_five_components(count: int) -> None:
    """One would be the key itself."""
    with pytest.raises(ComponentsDoNotFit):
        split_new_key(LONG, count, os.urandom)


def test_one_component_is_no_key() -> None:
    """Whoever brings it would have made the key alone."""
    with pytest.raises(ComponentsDoNotFit, match="2 to 5"):
        combine((Component(os.urandom(20)),), LONG)
    with pytest.raises(ComponentsDoNotFit, match="2 to 5"):
        combine([Component(os.urandom(20)) for _ in range(6)], LONG)


def test_files_at_hand_are_compared_with_what_each_says() -> None:
    """A set that is not whole, and files of two keys, make none; files that say nothing may."""
    whole, files = split_new_key(LONG, 3, os.urandom)
    parts = tuple(read_component(file, LONG) for file in files)
    assert combine_files(parts, LONG).check_value == whole
    bare = tuple(Component(part.part) for part in parts)
    assert combine_files(bare, LONG).check_value == whole
    counted = tuple(Component(part.part, of=3) for part in parts)
    with pytest.raises(ComponentsDoNotFit, match="counts others"):
        combine_files(counted[:2], LONG)
    other = Component(parts[2].part, key_check_value="abcdef")
    with pytest.raises(ComponentsDoNotFit, match="check value"):
        combine_files((*parts[:2], other), LONG)
