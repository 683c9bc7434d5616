"""EA07 over thousands of blocks at once, each under a key of its own.

All blocks are turned into 64 planes, one number of many bits for each bit of a block, so that one
operation of Python works on every block. A substitution is then four sums of products of its
input bits (its algebraic normal form), and the permutation is a matter of naming the planes.

Source: SPEC.md section 6.1. The single form in sta.py is the judge of this one.
"""

from array import array
from typing import NamedTuple

from pos.sts.bit_planes import SQUARE, from_planes, to_planes
from pos.sts.sta import BLOCK_BITS, ROUNDS
from pos.sts.tables import Ea07Tables

# What is worked on at once: large enough to make Python's share small, small enough for a cache.
PORTION = 16_384
_NIBBLE_BITS = 4
# k starts as the inverted key rotated right by 12, and bit 3 of each nibble counts.
_KEY_OFFSET = 12 + 3

# One output bit: for each product of the two high inputs (1, b2, b3, b2*b3) the set of products
# of the two low inputs (1, b0, b1, b0*b1) that it is multiplied with, as four bits.
_Sum = tuple[int, int, int, int]


class _Algebra(NamedTuple):
    """A pair of substitutions as sums of products.

    Attributes:
        where_zero: S2, because planes hold the key and not its inverse.
        difference: what has to be added where the key bit is 1 to get S1.
    """

    where_zero: tuple[_Sum, ...]
    difference: tuple[_Sum, ...]


def _sums(substitution: tuple[int, ...]) -> tuple[_Sum, ...]:
    """Return the algebraic normal form of the four output bits of a substitution."""
    forms = []
    for output in range(_NIBBLE_BITS):
        products = [value >> output & 1 for value in substitution]
        for variable in (1, 2, 4, 8):
            for inputs in range(len(products)):
                if inputs & variable:
                    products[inputs] ^= products[inputs ^ variable]
        one, b2, b3, b23 = (
            sum(products[high | low] << low for low in range(4)) for high in (0, 4, 8, 12)
        )
        forms.append((one, b2, b3, b23))
    return tuple(forms)


def _algebra(tables: Ea07Tables) -> _Algebra:
    pairs = zip(tables.encrypt_sub1, tables.encrypt_sub2, strict=True)
    return _Algebra(_sums(tables.encrypt_sub2), _sums(tuple(one ^ two for one, two in pairs)))


def _low_sums(b0: int, b1: int, ones: int) -> tuple[int, ...]:
    """Return every sum of the products 1, b0, b1 and b0*b1, in the order of their sets."""
    both = b0 & b1
    sums = [0]
    for product in (ones, b0, b1, both):
        sums += [present ^ product for present in sums]
    return tuple(sums)


def _substitute(planes: list[int], key_plane: int, algebra: _Algebra, ones: int) -> list[int]:
    """Substitute one nibble of every block: four planes in, four planes out."""
    b0, b1, b2, b3 = planes
    b23 = b2 & b3
    low = _low_sums(b0, b1, ones)
    outputs = []
    for plain, added in zip(algebra.where_zero, algebra.difference, strict=True):
        one, two, three, both = plain
        where_zero = low[one] ^ b2 & low[two] ^ b3 & low[three] ^ b23 & low[both]
        one, two, three, both = added
        difference = low[one] ^ b2 & low[two] ^ b3 & low[three] ^ b23 & low[both]
        outputs.append(where_zero ^ key_plane & difference)
    return outputs


def _encrypt_portion(blocks: "array[int]", keys: "array[int]", tables: Ea07Tables) -> "array[int]":
    count = len(blocks)
    ones = (1 << count) - 1
    algebra, permutation = _algebra(tables), tables.encrypt_perm
    planes, key_planes = to_planes(blocks), to_planes(keys)
    for turn in range(ROUNDS):
        moved = [0] * BLOCK_BITS
        for first in range(0, BLOCK_BITS, _NIBBLE_BITS):
            key_plane = key_planes[(first + _KEY_OFFSET - turn) % BLOCK_BITS]
            nibble = planes[first : first + _NIBBLE_BITS]
            for place, plane in enumerate(_substitute(nibble, key_plane, algebra, ones), first):
                moved[permutation[place]] = plane
        planes = moved
    return from_planes(planes, count)


def encrypt_blocks(blocks: "array[int]", keys: "array[int]", tables: Ea07Tables) -> "array[int]":
    """Encrypt many blocks, each under its key.

    Args:
        blocks: 64-bit numbers, type code Q.
        keys: as many 64-bit numbers, type code Q.
        tables: EA07 tables.

    Returns:
        As many 64-bit numbers, each equal to what Sta.encrypt() gives.
    """
    padding = array("Q", bytes(8 * (-len(blocks) % SQUARE)))
    padded, padded_keys = blocks + padding, keys + padding
    sealed = array("Q")
    for start in range(0, len(padded), PORTION):
        portion = slice(start, start + PORTION)
        sealed += _encrypt_portion(padded[portion], padded_keys[portion], tables)
    return sealed[: len(blocks)]
