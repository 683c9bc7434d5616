"""What a custodian types of the letter that came with a component; the component is not here."""

import re
from dataclasses import dataclass
from typing import Final

from pos.presenters.custody.desk import Letter

KINDS: Final = (2, 1)
DERIVATIONS: Final = ("04", "02")
BASE_DATES: Final = (1993, 2014, 2035)
COUNTS: Final = (2, 3, 4, 5)
_DIGITS: Final = {"04": 40, "02": 16}
_GROUP_DIGITS: Final = 6
_OFFSET: Final = re.compile(r"([+-]?)(\d{1,2})(?:[:.]([0-5]\d))?", re.ASCII)
_LENGTHS: Final = {"sgc": _GROUP_DIGITS, "krn": 1, "ken": 3}


@dataclass(frozen=True, slots=True)
class LetterForm:
    """A letter, as typed and chosen.

    Attributes:
        offset: of the key's clock from UTC, in hours: `2`, `+02:00`, `-3.30`.
        check_value, key_check_value: of the component and of the whole key; may be empty.
    """

    sgc: str = ""
    krn: str = ""
    ken: str = ""
    offset: str = ""
    key_type: int = 2
    dkga: str = "04"
    base_date: int = 2014
    of: int = 2
    check_value: str = ""
    key_check_value: str = ""

    @property
    def digits(self) -> int:
        """How many hex digits a component of such a key has."""
        return _DIGITS[self.dkga]

    @property
    def key_name(self) -> str:
        """Which key it is of."""
        return f"{self.sgc}/{self.krn}"

    def letter(self) -> Letter | None:
        """Return what the key agent is told; None while something is missing."""
        offset = _minutes(self.offset)
        if len(self.sgc) != _GROUP_DIGITS or not self.krn or not self.ken or offset is None:
            return None
        return Letter(
            sgc=self.sgc,
            krn=int(self.krn),
            key_type=self.key_type,
            dkga=self.dkga,
            base_date=self.base_date,
            ken=int(self.ken),
            offset_minutes=offset,
            of=self.of,
        )


NO_LETTER: Final = LetterForm()


def fitted(field: str, text: str) -> str:
    """Return what of a typed text can stand in a field."""
    if field not in _LENGTHS:
        return text.strip()[:10]
    digits = "".join(each for each in text if each.isascii() and each.isdigit())
    return digits[: _LENGTHS[field]]


def _minutes(text: str) -> int | None:
    found = _OFFSET.fullmatch(text)
    if found is None:
        return None
    minutes = int(found[2]) * 60 + int(found[3] or 0)
    return -minutes if found[1] == "-" else minutes
