"""The widths of receipt paper that this package lays out for."""

from dataclasses import dataclass
from typing import Final

from printers.errors import InvalidPrinterUrl

# 12 dots a character in font A; 42 columns is the 512-dot mode of 80 mm printers.
_DOTS_BY_COLUMNS: Final = {32: 384, 42: 512, 48: 576}
COLUMNS_DEFAULT: Final = 42


@dataclass(frozen=True, slots=True)
class Paper:
    """A width of paper.

    Attributes:
        columns: characters of normal size in a line: 32, 42 or 48.
        dots: printable dots in a line: 384, 512 or 576.
    """

    columns: int
    dots: int

    @classmethod
    def of(cls, columns: int) -> "Paper":
        """Return the paper with that many columns.

        Raises:
            InvalidPrinterUrl: another number than 32, 42 or 48.
        """
        dots = _DOTS_BY_COLUMNS.get(columns)
        if dots is None:
            raise InvalidPrinterUrl(f"{columns} columns: only 32, 42 and 48 are known")
        return cls(columns, dots)
