"""Turn many 64-bit blocks into 64 planes and back, so that one operation works on all blocks.

Plane j is one large number whose bit i is bit j of block i. Blocks are taken in squares of 64 by
64 bits; all squares are turned over their diagonal at once, by exchanging ever smaller corners.
"""

from array import array

SQUARE = 64
_BLOCK_BYTES = 8
_SQUARE_BYTES = SQUARE * _BLOCK_BYTES


def _turn_squares(rows: int, count: int) -> int:
    """Turn every square of 64 rows of 64 bits; bit j of row i becomes bit i of row j.

    Args:
        rows: all rows as one number, the first one lowest.
        count: how many squares.
    """
    for half in (32, 16, 8, 4, 2, 1):
        # In the lower rows of each corner pair, the columns of the upper half.
        columns = sum(1 << column for column in range(SQUARE) if column & half)
        corner = sum(columns << SQUARE * row for row in range(SQUARE) if not row & half)
        mask = int.from_bytes(corner.to_bytes(_SQUARE_BYTES, "little") * count, "little")
        # They change places with what stands `half` rows up and `half` columns down.
        distance = half * SQUARE - half
        difference = (rows ^ rows >> distance) & mask
        rows ^= difference ^ difference << distance
    return rows


def to_planes(blocks: "array[int]") -> list[int]:
    """Return 64 planes of `len(blocks)` bits; the length is a multiple of 64."""
    rows = int.from_bytes(blocks.tobytes(), "little")
    turned = array(
        "Q",
        _turn_squares(rows, len(blocks) // SQUARE).to_bytes(_BLOCK_BYTES * len(blocks), "little"),
    )
    return [int.from_bytes(turned[plane::SQUARE].tobytes(), "little") for plane in range(SQUARE)]


def from_planes(planes: list[int], count: int) -> "array[int]":
    """Undo to_planes() for `count` blocks."""
    turned = array("Q", bytes(_BLOCK_BYTES * count))
    for number, plane in enumerate(planes):
        turned[number::SQUARE] = array("Q", plane.to_bytes(count // 8, "little"))
    rows = _turn_squares(int.from_bytes(turned.tobytes(), "little"), count // SQUARE)
    return array("Q", rows.to_bytes(_BLOCK_BYTES * count, "little"))
