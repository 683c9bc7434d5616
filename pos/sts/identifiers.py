"""Meter numbers and their check digits.

Source: SPEC.md section 2. Vectors: tests/vectors/primitives.json, `drn` and `drn_invalid`.
"""

from dataclasses import dataclass
from typing import Self

from pos.sts.errors import BadCheckDigit, BadIdentifier

PAN_LENGTH = 18
IIN_OF_SHORT_DRN = "600727"
IIN_OF_LONG_DRN = "0000"

# A typed or scanned number with separators is never longer; anything above is not looked at.
_TEXT_LENGTH_MAX = 64
# By character, what a digit adds when it is doubled (less 9 above 9) and as it stands: the digits
# of a million meters are added without a step of the interpreter for each.
_DOUBLED = bytes.maketrans(b"0123456789", bytes((0, 2, 4, 6, 8, 1, 3, 5, 7, 9)))
_SINGLE = bytes.maketrans(b"0123456789", bytes(range(10)))


def digits_only(text: str) -> str:
    """Return the text without the spaces and hyphens that people write between digits.

    Raises:
        BadIdentifier: anything else than ASCII digits is left, or nothing, or far too much.
    """
    digits = text.replace(" ", "").replace("-", "") if len(text) <= _TEXT_LENGTH_MAX else ""
    if not (digits.isascii() and digits.isdigit()):
        raise BadIdentifier("a meter number is made of the digits 0 to 9")
    return digits


def luhn_check_digit(digits: str) -> int:
    """Compute the Luhn check digit, 0 to 9, that belongs behind these digits.

    Args:
        digits: ASCII digits without the check digit.

    Source: SPEC.md section 2, "Check digits".
    """
    return -_luhn_sum(digits.encode("ascii") + b"0") % 10


def _luhn_sum(signs: bytes) -> int:
    """Add the digits up, every second from the right doubled; the last is the check digit."""
    return sum(signs[::-2].translate(_SINGLE)) + sum(signs[-2::-2].translate(_DOUBLED))


@dataclass(frozen=True, slots=True)
class MeterPan:
    """The 18-digit number of one meter; both of its check digits hold.

    Attributes:
        digits: 18 ASCII digits: IIN, DRN, check digit.

    Raises:
        BadIdentifier: not 18 digits, or an unknown issuer number.
        BadCheckDigit: one of the two check digits is wrong.
    """

    digits: str

    def __post_init__(self) -> None:
        digits = self.digits
        if len(digits) != PAN_LENGTH or not (digits.isascii() and digits.isdigit()):
            raise BadIdentifier("a meter PAN has 18 digits")
        if not digits.startswith((IIN_OF_SHORT_DRN, IIN_OF_LONG_DRN)):
            raise BadIdentifier("a meter PAN begins with 600727 or 0000")
        signs = digits.encode("ascii")
        if _luhn_sum(signs[len(self.iin) : -1]) % 10:
            raise BadCheckDigit("the check digit of the meter number is wrong")
        if _luhn_sum(signs) % 10:
            raise BadCheckDigit("the check digit of the meter PAN is wrong")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a typed or scanned meter number.

        Args:
            text: a DRN of 11 or 13 digits or a PAN of 18; spaces and hyphens are ignored.

        Raises:
            BadIdentifier: other characters, or another length.
            BadCheckDigit: a check digit is wrong.
        """
        digits = digits_only(text)
        match len(digits):
            case 11:
                body = IIN_OF_SHORT_DRN + digits
            case 13:
                body = IIN_OF_LONG_DRN + digits
            case 18:
                return cls(digits)
            case _:
                raise BadIdentifier("a meter number has 11, 13 or 18 digits")
        return cls(f"{body}{luhn_check_digit(body)}")

    @property
    def iin(self) -> str:
        """Issuer number: `600727` in front of an 11-digit DRN, `0000` in front of 13 digits."""
        return IIN_OF_SHORT_DRN if self.digits.startswith(IIN_OF_SHORT_DRN) else IIN_OF_LONG_DRN

    @property
    def drn(self) -> str:
        """Decoder reference number, 11 or 13 digits with its check digit: what people type."""
        return self.digits[len(self.iin) : -1]

    @property
    def mfr_code(self) -> int:
        """Manufacturer code: 0 to 99 with an 11-digit DRN, 0 to 9999 with 13 digits."""
        return int(self.drn[:-9])

    @property
    def has_long_mfr_code(self) -> bool:
        """Whether the manufacturer code has four digits."""
        return self.iin == IIN_OF_LONG_DRN

    @property
    def display(self) -> str:
        """The DRN, which is what the meter shows on its plate."""
        return self.drn

    def __str__(self) -> str:
        return self.digits
