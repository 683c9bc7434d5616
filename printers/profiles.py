"""What one family of printers can do, as data."""

from dataclasses import dataclass
from typing import Final

from printers.repertoire import CodePageRepertoire


@dataclass(frozen=True, slots=True)
class CodePage:
    """A table of 128 characters that the printer holds.

    Attributes:
        codec: name of the Python codec with the same characters.
        slot: number n that `ESC t n` selects it by.
    """

    codec: str
    slot: int

    @property
    def name(self) -> str:
        """Return the name that python-escpos knows it by."""
        return self.codec.upper()


@dataclass(frozen=True, slots=True)
class PrinterProfile:
    """What rendering needs to know about a printer.

    Attributes:
        code_pages: the tables it holds, preferred first.
        has_native_qr: it draws QR codes itself (`GS ( k`); only true where that was tried.
        has_cutter: it cuts; otherwise the paper is fed to the tear bar.
    """

    code_pages: tuple[CodePage, ...]
    has_native_qr: bool
    has_cutter: bool

    def repertoire(self) -> CodePageRepertoire:
        """Return the characters that it can print."""
        return CodePageRepertoire(page.codec for page in self.code_pages)


# The numbers are those of Epson's `ESC t`, which most makers follow.
EPSON: Final = PrinterProfile(
    code_pages=(
        CodePage("cp437", 0),
        CodePage("cp850", 2),
        CodePage("cp858", 19),
        CodePage("cp1252", 16),
    ),
    has_native_qr=False,
    has_cutter=True,
)
