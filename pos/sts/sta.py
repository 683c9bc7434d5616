"""EA07, the Standard Transfer Algorithm: 16 rounds of substitution and permutation on 64 bits.

A round replaces each of the 16 nibbles by S1 or S2, as one key bit says, and then moves every
bit to another place. Both halves of a round act on each byte apart from the others, so a round
is eight look-ups whose results are joined by OR. The tests keep the bit-by-bit form of SPEC.md
as the judge of this one.

Source: SPEC.md section 6.1. Vectors: tests/vectors/primitives.json, `ea07_sample`.
"""

ROUNDS = 16
BLOCK_BITS = 64
_MASK = (1 << BLOCK_BITS) - 1
# One key bit for each nibble, at the foot of the nibble.
_SELECTORS = 0x1111111111111111
# Both selectors of a byte, as they stand in it: 0, 1, 16 and 17.
_SELECTORS_IN_BYTE = 18

# For one byte of the block: by its two selectors, then by its value, where its bits end up.
_ByteLookup = tuple[tuple[int, ...], ...]
_RoundLookup = tuple[
    _ByteLookup,
    _ByteLookup,
    _ByteLookup,
    _ByteLookup,
    _ByteLookup,
    _ByteLookup,
    _ByteLookup,
    _ByteLookup,
]


def inverse(permutation: tuple[int, ...]) -> tuple[int, ...]:
    """Return the permutation that undoes this one."""
    undone = [0] * len(permutation)
    for source, target in enumerate(permutation):
        undone[target] = source
    return tuple(undone)


def _move_bits(value: int, first_bit: int, targets: tuple[int, ...]) -> int:
    """Put bit i of a nibble where bit `first_bit + i` of the block goes."""
    return sum(1 << targets[first_bit + bit] for bit in range(4) if value >> bit & 1)


def _byte_lookup(
    byte: int, sub_zero: tuple[int, ...], sub_one: tuple[int, ...], targets: tuple[int, ...]
) -> _ByteLookup:
    by_selectors: list[tuple[int, ...]] = [()] * _SELECTORS_IN_BYTE
    for high_selector, high_sub in ((0, sub_zero), (1, sub_one)):
        for low_selector, low_sub in ((0, sub_zero), (1, sub_one)):
            highs = [_move_bits(value, 8 * byte + 4, targets) for value in high_sub]
            lows = [_move_bits(value, 8 * byte, targets) for value in low_sub]
            by_selectors[high_selector << 4 | low_selector] = tuple(
                high | low for high in highs for low in lows
            )
    return tuple(by_selectors)


def _round_lookup(
    sub_zero: tuple[int, ...], sub_one: tuple[int, ...], targets: tuple[int, ...]
) -> _RoundLookup:
    """Tabulate one round: substitute by the selectors, then move bit i to `targets[i]`."""
    a, b, c, d, e, f, g, h = (_byte_lookup(n, sub_zero, sub_one, targets) for n in range(8))
    return a, b, c, d, e, f, g, h


def _run_round(lookup: _RoundLookup, block: int, selectors: int) -> int:
    """Run one round; `selectors` has a key bit at the foot of each nibble."""
    a, b, c, d, e, f, g, h = lookup
    # Unpacking both numbers into names is what makes this twice as fast as indexing in a loop.
    p, q, r, s, t, u, v, w = block.to_bytes(8, "little")
    i, j, k, m, n, o, x, y = selectors.to_bytes(8, "little")
    low = a[i][p] | b[j][q] | c[k][r] | d[m][s]
    return low | e[n][t] | f[o][u] | g[x][v] | h[y][w]


class Sta:
    """EA07 under one table set, ready to run.

    Building it takes about 5 ms; it holds no key and never changes.
    """

    __slots__ = ("_decrypt_first", "_decrypt_last", "_decrypt_round", "_encrypt_round")

    def __init__(
        self, sub1: tuple[int, ...], sub2: tuple[int, ...], permutation: tuple[int, ...]
    ) -> None:
        """Tabulate the rounds.

        Args:
            sub1: S1, a permutation of 0-15.
            sub2: S2, a permutation of 0-15.
            permutation: P, a permutation of 0-63.
        """
        unmoved = tuple(range(BLOCK_BITS))
        unchanged = tuple(range(16))
        back = inverse(permutation)
        back1, back2 = inverse(sub1), inverse(sub2)
        self._encrypt_round = _round_lookup(sub1, sub2, permutation)
        # A decrypting round moves first and substitutes second. Shifted by half a round, it is a
        # move, fifteen rounds of substitute-then-move, and a last substitution.
        self._decrypt_first = _round_lookup(unchanged, unchanged, back)
        self._decrypt_round = _round_lookup(back1, back2, back)
        self._decrypt_last = _round_lookup(back1, back2, unmoved)

    def encrypt(self, block: int, key: int) -> int:
        """Encrypt one block.

        Args:
            block: 64 bits, as a number.
            key: 64 bits, as a number.
        """
        # k starts as the inverted key rotated right by 12 and turns left by one each round; the
        # bit that counts is the top one of each nibble. Three places further right that bit
        # stands at the nibble's foot. Written twice over, k turns by shifting.
        inverted = ~key & _MASK
        turned = (inverted >> 15 | inverted << 49) & _MASK
        doubled = turned << BLOCK_BITS | turned
        lookup = self._encrypt_round
        for shift in range(BLOCK_BITS, BLOCK_BITS - ROUNDS, -1):
            block = _run_round(lookup, block, doubled >> shift & _SELECTORS)
        return block

    def decrypt(self, block: int, key: int) -> int:
        """Undo encrypt() under the same key."""
        # k starts as the inverted key rotated left by 3 and turns right by one each round; three
        # places further right, at the nibble's foot, that is the inverted key itself.
        inverted = ~key & _MASK
        doubled = inverted << BLOCK_BITS | inverted
        block = _run_round(self._decrypt_first, block, 0)
        for shift in range(ROUNDS - 1):
            block = _run_round(self._decrypt_round, block, doubled >> shift & _SELECTORS)
        return _run_round(self._decrypt_last, block, doubled >> (ROUNDS - 1) & _SELECTORS)
