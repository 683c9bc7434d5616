"""What a printer is sent, row by row: encoded text, and dots.

Bytes and preview are both made from these rows. A preview therefore shows the text that the
printer decodes and the very bitmap that it burns, not the document that they came from.
"""

from dataclasses import dataclass

from printers.bitmap import Bitmap
from printers.layout import FeedRow, Style


@dataclass(frozen=True, slots=True)
class TextRun:
    """Bytes in one code page of the printer.

    Attributes:
        codec: name of the Python codec with the same characters.
        data: one byte a character.
    """

    codec: str
    data: bytes

    def decoded(self) -> str:
        """Return the characters that the printer shows."""
        return self.data.decode(self.codec)


@dataclass(frozen=True, slots=True)
class TextRow:
    """A line that the printer prints in its own characters."""

    runs: tuple[TextRun, ...]
    style: Style


@dataclass(frozen=True, slots=True)
class BitmapRow:
    """Dots, from the left edge of the paper."""

    bitmap: Bitmap


@dataclass(frozen=True, slots=True)
class NativeQrRow:
    """A QR code that the printer draws in the middle.

    Attributes:
        data: what it says.
        side: dots of a module.
    """

    data: str
    side: int


@dataclass(frozen=True, slots=True)
class CutHere:
    """The knife cuts."""


PrintRow = TextRow | BitmapRow | NativeQrRow | FeedRow | CutHere
