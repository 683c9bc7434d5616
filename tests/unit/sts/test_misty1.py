"""EA11, fast and plain."""

import pytest
from hypothesis import given

from pos.sts.misty1 import Misty1
from pos.sts.misty1_tables import S7, S9
from tests.unit.sts.plain_form import misty_encrypt
from tests.unit.sts.strategies import blocks, long_keys
from tests.unit.sts.vector_files import Entry, primitives


@pytest.mark.parametrize("entry", primitives("ea11"), ids=lambda entry: entry["block"])
def test_vectors(entry: Entry) -> None:
    """Both ways; the first two are those of RFC 2994."""
    key, block, sealed = (bytes.fromhex(entry[name]) for name in ("key", "block", "sealed"))
    cipher = Misty1(key)
    assert cipher.encrypt(int.from_bytes(block)) == int.from_bytes(sealed)
    assert cipher.decrypt(int.from_bytes(sealed)) == int.from_bytes(block)


@given(long_keys, blocks)
def test_equals_the_plain_form(key: bytes, block: int) -> None:
    """The tabulated halves give what the formula gives."""
    assert Misty1(key).encrypt(block) == misty_encrypt(block, key)


@given(long_keys, blocks)
def test_decrypting_undoes_encrypting(key: bytes, block: int) -> None:
    """Both ways round."""
    cipher = Misty1(key)
    assert cipher.decrypt(cipher.encrypt(block)) == block
    assert cipher.encrypt(cipher.decrypt(block)) == block


def test_tables_are_permutations() -> None:
    """Every value once."""
    assert sorted(S7) == list(range(128))
    assert sorted(S9) == list(range(512))
