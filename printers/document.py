"""What is on a receipt, before anybody knows how wide the paper is.

A document is a tuple of frozen blocks. Text from outside (customer names, utility messages) is made
harmless here, at the edge: control characters and bidirectional controls are taken out, so that no
name can reach a printer as a command, start a line of its own or turn a token around.
"""

import unicodedata
from dataclasses import dataclass
from enum import Enum, unique
from typing import Final

from printers.bitmap import Bitmap
from printers.cells import NO_BREAK_SPACE
from printers.errors import InvalidDocument

BLOCKS_MAX: Final = 2000
TEXT_CHARACTERS_MAX: Final = 1000
COLUMNS_MAX: Final = 6
QR_BYTES_MAX: Final = 400
TOKEN_DIGITS: Final = 20
FEED_LINES_MAX: Final = 20
PICTURE_ROWS_MAX: Final = 600

_BIDI_CONTROLS: Final = frozenset(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
_FIXED_SPACES: Final = frozenset("\u00a0\u2007\u202f")
_DROPPED_CATEGORIES: Final = frozenset({"Cc", "Cs", "Co", "Cn"})
_INVISIBLE: Final = frozenset("\u00ad\u200b\u2060\ufeff")
_CUT_OFF: Final = "..."


def printable(text: str, limit: int = TEXT_CHARACTERS_MAX) -> str:
    """Return a text that can do no harm on paper.

    Line breaks, tabs and runs of spaces become one space; no-break spaces stay; control characters,
    bidirectional controls, invisible and unassigned characters are dropped; the rest is composed
    (NFC).

    Args:
        text: anything at all.
        limit: longest result in characters; a longer text ends in "...", so the cut is seen.
    """
    kept: list[str] = []
    # A hostile text of any size costs no more than a bounded look at its beginning.
    for character in text[: limit * 4]:
        if character in _FIXED_SPACES:
            kept.append(NO_BREAK_SPACE)
        elif character.isspace():
            kept.append(" ")
        elif (
            character not in _BIDI_CONTROLS
            and character not in _INVISIBLE
            and unicodedata.category(character) not in _DROPPED_CATEGORIES
        ):
            kept.append(character)
    words = unicodedata.normalize("NFC", "".join(kept)).split(" ")
    clean = " ".join(word for word in words if word)
    if len(clean) <= limit and len(text) <= limit * 4:
        return clean
    return clean[: limit - len(_CUT_OFF)].rstrip(" ") + _CUT_OFF


@unique
class Align(Enum):
    """Where a text stands between the margins."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@unique
class Size(Enum):
    """How large a text is; a token is always at least as large as either."""

    NORMAL = "normal"
    TALL = "tall"


@dataclass(frozen=True, slots=True)
class Text:
    """One paragraph; it wraps at ordinary spaces.

    Write a no-break space between an amount and its currency to keep them together.
    """

    text: str
    align: Align = Align.LEFT
    bold: bool = False
    size: Size = Size.NORMAL

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", printable(self.text))


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a row.

    Attributes:
        text: its content.
        align: where it stands in its place.
        width_min: fewest cells it takes, so that rows of a table line up; 0 to 48.
    """

    text: str
    align: Align = Align.LEFT
    width_min: int = 0

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", printable(self.text))
        if not 0 <= self.width_min <= 48:  # noqa: PLR2004 -- the widest paper has 48 columns
            raise InvalidDocument(f"cell width {self.width_min} is not between 0 and 48")


@dataclass(frozen=True, slots=True)
class Columns:
    """A row of cells: the first takes what the others leave and wraps; the others stay whole."""

    cells: tuple[Cell, ...]
    bold: bool = False

    def __post_init__(self) -> None:
        if not 1 <= len(self.cells) <= COLUMNS_MAX:
            raise InvalidDocument(f"a row has 1 to {COLUMNS_MAX} cells, not {len(self.cells)}")

    @classmethod
    def labelled(cls, label: str, value: str, *, bold: bool = False) -> "Columns":
        """Make the usual row: a label on the left, its value on the right."""
        return cls((Cell(label), Cell(value, Align.RIGHT)), bold=bold)


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across the paper."""


@dataclass(frozen=True, slots=True)
class Token:
    """A vend code of 20 digits, printed in the largest type, alone on its line, left to right.

    Raises:
        InvalidDocument: not exactly 20 ASCII digits; the digits are not repeated in the error.
    """

    digits: str

    def __post_init__(self) -> None:
        if not (
            len(self.digits) == TOKEN_DIGITS and self.digits.isascii() and self.digits.isdigit()
        ):
            raise InvalidDocument(f"a token has {TOKEN_DIGITS} digits")

    @property
    def grouped(self) -> str:
        """Return the digits in five groups of four, 24 characters."""
        return " ".join(self.digits[start : start + 4] for start in range(0, TOKEN_DIGITS, 4))


@dataclass(frozen=True, slots=True)
class Qr:
    """A QR code.

    Raises:
        InvalidDocument: empty, or more than 400 bytes of UTF-8.
    """

    data: str

    def __post_init__(self) -> None:
        try:
            size = len(self.data.encode("utf-8"))
        except UnicodeEncodeError as error:
            raise InvalidDocument("the data of a QR code is not Unicode text") from error
        if not 1 <= size <= QR_BYTES_MAX:
            raise InvalidDocument(f"a QR code holds 1 to {QR_BYTES_MAX} bytes, not {size}")


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture such as a logo, in the middle; what is wider than the paper is left out whole.

    Raises:
        InvalidDocument: more than 600 rows of dots.
    """

    bitmap: Bitmap

    def __post_init__(self) -> None:
        if len(self.bitmap.rows) > PICTURE_ROWS_MAX:
            raise InvalidDocument(f"a picture has at most {PICTURE_ROWS_MAX} rows")


@dataclass(frozen=True, slots=True)
class Feed:
    """Empty lines, 1 to 20."""

    lines: int = 1

    def __post_init__(self) -> None:
        if not 1 <= self.lines <= FEED_LINES_MAX:
            raise InvalidDocument(f"{self.lines} empty lines are not 1 to {FEED_LINES_MAX}")


@dataclass(frozen=True, slots=True)
class Cut:
    """Cut the paper here; a printer without a cutter feeds to its tear bar."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A notice that cannot be missed, such as TRAINING or COPY 2, across the whole line."""

    text: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", printable(self.text))
        if not self.text:
            raise InvalidDocument("a mark without text would not be seen")


Block = Text | Columns | Rule | Token | Qr | Picture | Feed | Cut | Mark


@dataclass(frozen=True, slots=True)
class Document:
    """Blocks from top to bottom, at most 2000."""

    blocks: tuple[Block, ...]

    def __post_init__(self) -> None:
        if len(self.blocks) > BLOCKS_MAX:
            raise InvalidDocument(f"{len(self.blocks)} blocks are more than {BLOCKS_MAX}")
