"""The EA07 table set: two substitutions and a permutation, loaded from a file.

The printed standard carries sample tables; real meters use others, which licensed members get
from the STS Association. The algorithm is the same for both, so tables are data. Tokens made
with the sample set work in no meter and are marked as training wherever they appear.

Source: SPEC.md section 6.1.
"""

import json
from dataclasses import dataclass, field
from functools import cached_property

from pos.sts.errors import BadTables
from pos.sts.sta import BLOCK_BITS, Sta

NIBBLE_VALUES = 16
TABLES_FILE_BYTES_MAX = 64 * 1024
NAME_LENGTH_MAX = 100

_FILE_KEYS = {"name", "encrypt_sub1", "encrypt_sub2", "encrypt_perm"}

_SAMPLE_SUB1 = (12, 10, 8, 4, 3, 15, 0, 2, 14, 1, 5, 13, 6, 9, 7, 11)
_SAMPLE_SUB2 = (6, 9, 7, 4, 3, 10, 12, 14, 2, 13, 1, 15, 0, 11, 8, 5)
# fmt: off
_SAMPLE_PERM = (
    29, 27, 34,  9, 16, 62, 55,  2, 40, 49, 38, 25, 33, 61, 30, 23,
     1, 41, 21, 57, 42, 15,  5, 58, 19, 53, 22, 17, 48, 28, 24, 39,
     3, 60, 36, 14, 11, 52, 54, 12, 31, 51, 10, 26,  0, 45, 37, 43,
    44,  6, 59,  4,  7, 35, 56, 50, 13, 18, 32, 47, 46, 63, 20,  8,
)
# fmt: on


def _require_permutation(values: tuple[int, ...], size: int, name: str) -> None:
    if sorted(values) != list(range(size)):
        raise BadTables(f"{name} is not a permutation of 0 to {size - 1}")


# No slots: cached_property keeps the tabulated cipher in the instance's own dictionary.
@dataclass(frozen=True)
class Ea07Tables:
    """One EA07 table set. Its values may be licensed: repr() shows the name only.

    Attributes:
        name: what the file calls it, printable, 1 to 100 characters.
        encrypt_sub1: S1, a permutation of 0-15, used where the key bit is 0.
        encrypt_sub2: S2, a permutation of 0-15, used where the key bit is 1.
        encrypt_perm: P, a permutation of 0-63; bit i of the block moves to bit P[i].

    Raises:
        BadTables: one of them is not a permutation, or the name is not printable.
    """

    name: str
    encrypt_sub1: tuple[int, ...] = field(repr=False)
    encrypt_sub2: tuple[int, ...] = field(repr=False)
    encrypt_perm: tuple[int, ...] = field(repr=False)

    def __post_init__(self) -> None:
        if not (0 < len(self.name) <= NAME_LENGTH_MAX and self.name.isprintable()):
            raise BadTables("the table set needs a printable name of at most 100 characters")
        _require_permutation(self.encrypt_sub1, NIBBLE_VALUES, "encrypt_sub1")
        _require_permutation(self.encrypt_sub2, NIBBLE_VALUES, "encrypt_sub2")
        _require_permutation(self.encrypt_perm, BLOCK_BITS, "encrypt_perm")

    @property
    def is_sample(self) -> bool:
        """Whether the values are those of the sample set, under whatever name.

        Tokens made with them are for training only: no real meter takes one.
        """
        mine = (self.encrypt_sub1, self.encrypt_sub2, self.encrypt_perm)
        return mine == (_SAMPLE_SUB1, _SAMPLE_SUB2, _SAMPLE_PERM)

    @cached_property
    def sta(self) -> Sta:
        """EA07 under these tables, tabulated at first use."""
        return Sta(self.encrypt_sub1, self.encrypt_sub2, self.encrypt_perm)


SAMPLE_TABLES = Ea07Tables("sample", _SAMPLE_SUB1, _SAMPLE_SUB2, _SAMPLE_PERM)


def _object_without_repeats(pairs: list[tuple[str, object]]) -> dict[str, object]:
    keys = [key for key, _ in pairs]
    if len(keys) != len(set(keys)):
        raise BadTables("a key stands twice in the table file")
    return dict(pairs)


def _whole_numbers(value: object, name: str) -> tuple[int, ...]:
    if not isinstance(value, list):
        raise BadTables(f"{name} is not a list")
    numbers: list[int] = []
    for number in value:
        # bool is an int to Python, but true is not a number to the file.
        if not isinstance(number, int) or isinstance(number, bool):
            raise BadTables(f"{name} holds something else than whole numbers")
        numbers.append(number)
    return tuple(numbers)


def load_tables(data: bytes) -> Ea07Tables:
    """Read a table file.

    Args:
        data: JSON in UTF-8, at most 64 KiB: one object with exactly the keys `name`,
            `encrypt_sub1`, `encrypt_sub2` (16 numbers each) and `encrypt_perm` (64 numbers).

    Raises:
        BadTables: anything else, or a list that is not a permutation.
    """
    if len(data) > TABLES_FILE_BYTES_MAX:
        raise BadTables("a table file has at most 64 KiB")
    try:
        document: object = json.loads(
            data.decode("utf-8"), object_pairs_hook=_object_without_repeats
        )
    except (ValueError, RecursionError) as error:
        raise BadTables("the table file is not JSON in UTF-8") from error
    if not isinstance(document, dict) or set(document) != _FILE_KEYS:
        raise BadTables("the table file holds name, encrypt_sub1, encrypt_sub2, encrypt_perm")
    name = document["name"]
    if not isinstance(name, str):
        raise BadTables("the name of the table set is not text")
    return Ea07Tables(
        name=name,
        encrypt_sub1=_whole_numbers(document["encrypt_sub1"], "encrypt_sub1"),
        encrypt_sub2=_whole_numbers(document["encrypt_sub2"], "encrypt_sub2"),
        encrypt_perm=_whole_numbers(document["encrypt_perm"], "encrypt_perm"),
    )
