"""From a 64-bit block and its class to 66 bits and 20 digits, and back.

Source: SPEC.md section 7. Vectors: tests/vectors/primitives.json, `class_bits`, `not_a_token`.
"""

from dataclasses import dataclass, field
from typing import Self

from pos.sts.errors import NotAToken

TOKEN_DIGITS = 20
TOKEN_BITS = 66
_TEXT_LENGTH_MAX = 64
# The class displaces bits 28 and 27 of the block, which move up to 65 and 64.
_CLASS_SHIFT = 27
_CLASS_MASK = 0b11 << _CLASS_SHIFT
_BLOCK_MASK = (1 << 64) - 1


def insert_class(token_class: int, block: int) -> int:
    """Join the class (0 to 3) and a 64-bit block to the 66-bit number of a token."""
    displaced = (block & _CLASS_MASK) >> _CLASS_SHIFT
    return displaced << 64 | block & ~_CLASS_MASK | token_class << _CLASS_SHIFT


def extract_class(token66: int) -> tuple[int, int]:
    """Split a 66-bit number into the class (0 to 3) and the 64-bit block."""
    token_class = (token66 & _CLASS_MASK) >> _CLASS_SHIFT
    return token_class, token66 & _BLOCK_MASK & ~_CLASS_MASK | token66 >> 64 << _CLASS_SHIFT


@dataclass(frozen=True, slots=True)
class Token20:
    """A token as people read and type it. Its digits are worth money: repr() hides them.

    Attributes:
        digits: 20 ASCII digits, less than 2^66 as a number.

    Raises:
        NotAToken: anything else.
    """

    digits: str = field(repr=False)

    def __post_init__(self) -> None:
        digits = self.digits
        if len(digits) != TOKEN_DIGITS or not (digits.isascii() and digits.isdigit()):
            raise NotAToken("a token has 20 digits")
        if int(digits) >> TOKEN_BITS:
            raise NotAToken("no token is as large as this number")

    @classmethod
    def from_number(cls, token66: int) -> Self:
        """Write a 66-bit number as a token; NotAToken if it is negative or larger."""
        return cls(f"{token66:020d}")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a typed token: 20 digits, with spaces and hyphens anywhere.

        Raises:
            NotAToken: other characters, another count of digits, or 2^66 and above.
        """
        if len(text) > _TEXT_LENGTH_MAX:
            raise NotAToken("a token has 20 digits")
        return cls(text.replace(" ", "").replace("-", ""))

    @property
    def number(self) -> int:
        """The token as a 66-bit number."""
        return int(self.digits)

    @property
    def grouped(self) -> str:
        """Five groups of four digits, as printed."""
        return " ".join(self.digits[start : start + 4] for start in range(0, TOKEN_DIGITS, 4))

    def __str__(self) -> str:
        return self.digits
