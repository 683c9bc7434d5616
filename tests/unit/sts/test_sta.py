"""EA07, fast and plain."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.sts.sta import inverse
from pos.sts.tables import SAMPLE_TABLES, Ea07Tables
from tests.unit.sts.plain_form import sta_decrypt, sta_encrypt
from tests.unit.sts.strategies import blocks, tables
from tests.unit.sts.vector_files import Entry, primitives


@pytest.mark.parametrize("entry", primitives("ea07_sample"), ids=lambda entry: entry["block"])
def test_vectors(entry: Entry) -> None:
    """Both ways under the sample tables, and the plain form agrees."""
    key, block, sealed = (int(entry[name], 16) for name in ("key", "block", "sealed"))
    assert SAMPLE_TABLES.sta.encrypt(block, key) == sealed
    assert SAMPLE_TABLES.sta.decrypt(sealed, key) == block
    assert sta_encrypt(block, key, SAMPLE_TABLES) == sealed
    assert sta_decrypt(sealed, key, SAMPLE_TABLES) == block


@given(tables(), blocks, blocks)
def test_equals_the_plain_form(drawn: Ea07Tables, block: int, key: int) -> None:
    """Under any tables, where S1 and S2 are not each other's inverse."""
    assert drawn.sta.encrypt(block, key) == sta_encrypt(block, key, drawn)
    assert drawn.sta.decrypt(block, key) == sta_decrypt(block, key, drawn)


@given(tables(), blocks, blocks)
def test_decrypting_undoes_encrypting(drawn: Ea07Tables, block: int, key: int) -> None:
    """Both ways round, under any tables."""
    assert drawn.sta.decrypt(drawn.sta.encrypt(block, key), key) == block
    assert drawn.sta.encrypt(drawn.sta.decrypt(block, key), key) == block


@given(st.permutations(range(16)).map(tuple))
def test_an_inverse_undoes(permutation: tuple[int, ...]) -> None:
    """Going there and back changes nothing."""
    back = inverse(permutation)
    assert tuple(back[value] for value in permutation) == tuple(range(16))
