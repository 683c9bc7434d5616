"""EA11: the block cipher MISTY1 with eight rounds, 64-bit blocks and 128-bit keys.

FI, the inner function, works on 16 bits: two look-ups that do not depend on the key, an XOR with
the key, and one look-up more. The halves before and after that XOR are tabulated over all 65,536
values, so FI is two look-ups. The tests keep the form of SPEC.md as the judge of this one.

Source: SPEC.md section 6.3, RFC 2994. Vectors: tests/vectors/primitives.json, `ea11`.
"""

from array import array
from functools import cache
from typing import NamedTuple

from pos.sts.misty1_tables import S7, S9

ROUNDS = 8


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


def _fl(x: int, p: int, q: int) -> int:
    """Run FL on 32 bits under its two words of the key."""
    high, low = x >> 16, x & 0xFFFF
    low ^= high & p
    high ^= low | q
    return high << 16 | low


def _fl_inverse(x: int, p: int, q: int) -> int:
    high, low = x >> 16, x & 0xFFFF
    high ^= low | q
    low ^= high & p
    return high << 16 | low


class Misty1:
    """MISTY1 under one key, both ways."""

    __slots__ = ("_expanded", "_tables", "_words")

    def __init__(self, key: bytes) -> None:
        """Expand a key of 16 bytes, most significant first."""
        self._tables = before, after = _inner_tables()
        words = [key[at] << 8 | key[at + 1] for at in range(0, 16, 2)]
        expanded = [
            after[before[word] ^ following]
            for word, following in zip(words, words[1:] + words[:1], strict=True)
        ]
        # Indices count modulo 8; written twice over, no index needs the modulo.
        self._words = words * 2
        self._expanded = expanded * 2

    def _fo(self, x: int, r: int) -> int:
        """Run the outer function of round r on 32 bits; each of its three lines is one FI."""
        before, after = self._tables
        words, expanded = self._words, self._expanded
        a, b = x >> 16, x & 0xFFFF
        a, b = b, after[before[a ^ words[r]] ^ expanded[r + 5]] ^ b
        a, b = b, after[before[a ^ words[r + 2]] ^ expanded[r + 1]] ^ b
        a, b = b, after[before[a ^ words[r + 7]] ^ expanded[r + 3]] ^ b
        return (a ^ words[r + 4]) << 16 | b

    def encrypt(self, block: int) -> int:
        """Encrypt a block of 64 bits, as a number."""
        words, expanded, fo = self._words, self._expanded, self._fo
        a, b = block >> 32, block & 0xFFFFFFFF
        for r in range(0, ROUNDS, 2):
            half = r >> 1
            a = _fl(a, words[half], expanded[half + 6])
            b = _fl(b, expanded[half + 2], words[half + 4]) ^ fo(a, r)
            a ^= fo(b, r + 1)
        return _fl(b, expanded[6], words[8]) << 32 | _fl(a, words[4], expanded[10])

    def decrypt(self, block: int) -> int:
        """Undo encrypt() under the same key."""
        words, expanded, fo = self._words, self._expanded, self._fo
        b = _fl_inverse(block >> 32, expanded[6], words[8])
        a = _fl_inverse(block & 0xFFFFFFFF, words[4], expanded[10])
        for r in range(ROUNDS - 2, -1, -2):
            half = r >> 1
            a ^= fo(b, r + 1)
            b = _fl_inverse(b ^ fo(a, r), expanded[half + 2], words[half + 4])
            a = _fl_inverse(a, words[half], expanded[half + 6])
        return a << 32 | b
