"""EA11: the block cipher MISTY1 with eight rounds, 64-bit blocks and 128-bit keys.

FI, the inner function, works on 16 bits: two look-ups that do not depend on the key, an XOR with
the key, and one look-up more. The halves before and after that XOR are tabulated over all 65,536
values, so FI is two look-ups. Both ways are written out in words of 16 bits, since calling FO and
FL takes longer than their work. The tests keep the form of SPEC.md as the judge of this one.

Source: SPEC.md section 6.3, RFC 2994. Vectors: tests/vectors/primitives.json, `ea11`.
"""

from array import array
from functools import cache
from struct import Struct
from typing import NamedTuple

from pos.sts.misty1_tables import S7, S9

ROUNDS = 8
_FOUR_WORDS, _EIGHT_WORDS = Struct(">4H"), Struct(">8H")


class _InnerTables(NamedTuple):
    """FI(x, key) = after[before[x] ^ key], all of them 16 bits."""

    before: "array[int]"
    after: "array[int]"


@cache
def _inner_tables() -> _InnerTables:
    """Tabulate both halves of FI; about 15 ms, once."""
    before = array("H")
    for nine in S9:
        for seven in range(128):
            mixed = nine ^ seven
            before.append((S7[seven] ^ mixed & 127) << 9 | mixed)
    after = array("H")
    for seven in range(128):
        after.extend(seven << 9 | nine ^ seven for nine in S9)
    return _InnerTables(before, after)


class Misty1:
    """MISTY1 under one key, both ways."""

    __slots__ = ("_expanded", "_tables", "_words")

    def __init__(self, key: bytes) -> None:
        """Expand a key of 16 bytes, most significant first."""
        self._tables = before, after = _inner_tables()
        words = _EIGHT_WORDS.unpack(key)
        expanded = [
            after[before[word] ^ following]
            for word, following in zip(words, words[1:] + words[:1], strict=True)
        ]
        # Indices count modulo 8; written twice over, no index needs the modulo.
        self._words = words * 2
        self._expanded = expanded * 2

    def encrypt(self, block: int) -> int:
        """Encrypt a block of 64 bits, as a number."""
        before, after = self._tables
        words, expanded = self._words, self._expanded
        # The halves of both halves: a, b and c, d.
        a, b, c, d = _FOUR_WORDS.unpack(block.to_bytes(8))
        for r in range(0, ROUNDS, 2):
            half = r >> 1
            # FL of each half.
            b ^= a & words[half]
            a ^= b | expanded[half + 6]
            d ^= c & expanded[half + 2]
            c ^= d | words[half + 4]
            # FO of an even round; each of its first three lines is one FI.
            x = after[before[a ^ words[r]] ^ expanded[r + 5]] ^ b
            y = after[before[b ^ words[r + 2]] ^ expanded[r + 1]] ^ x
            d ^= after[before[x ^ words[r + 7]] ^ expanded[r + 3]] ^ y
            c ^= y ^ words[r + 4]
            # FO of an odd round.
            x = after[before[c ^ words[r + 1]] ^ expanded[r + 6]] ^ d
            y = after[before[d ^ words[r + 3]] ^ expanded[r + 2]] ^ x
            b ^= after[before[x ^ words[r + 8]] ^ expanded[r + 4]] ^ y
            a ^= y ^ words[r + 5]
        b ^= a & words[4]
        a ^= b | expanded[10]
        d ^= c & expanded[6]
        c ^= d | words[8]
        return int.from_bytes(_FOUR_WORDS.pack(c, d, a, b))

    def decrypt(self, block: int) -> int:
        """Undo encrypt() under the same key."""
        before, after = self._tables
        words, expanded = self._words, self._expanded
        c, d, a, b = _FOUR_WORDS.unpack(block.to_bytes(8))
        c ^= d | words[8]
        d ^= c & expanded[6]
        a ^= b | expanded[10]
        b ^= a & words[4]
        for r in range(ROUNDS - 2, -1, -2):
            half = r >> 1
            x = after[before[c ^ words[r + 1]] ^ expanded[r + 6]] ^ d
            y = after[before[d ^ words[r + 3]] ^ expanded[r + 2]] ^ x
            b ^= after[before[x ^ words[r + 8]] ^ expanded[r + 4]] ^ y
            a ^= y ^ words[r + 5]
            x = after[before[a ^ words[r]] ^ expanded[r + 5]] ^ b
            y = after[before[b ^ words[r + 2]] ^ expanded[r + 1]] ^ x
            d ^= after[before[x ^ words[r + 7]] ^ expanded[r + 3]] ^ y
            c ^= y ^ words[r + 4]
            c ^= d | words[half + 4]
            d ^= c & expanded[half + 2]
            a ^= b | expanded[half + 6]
            b ^= a & words[half]
        return int.from_bytes(_FOUR_WORDS.pack(a, b, c, d))
