"""Which characters an output can show, and what stands in for the others.

Replacing is done before layout, because a replacement may be longer than what it replaces, and
because the customer must read on paper what the preview showed.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Protocol

PLACEHOLDER: Final = "\u25a0"
PLACEHOLDER_ASCII: Final = "#"
_FIRST_PRINTABLE: Final = " "
_DELETE: Final = "\x7f"

# Typographic signs that NFKD leaves alone, and currency signs that no code page holds.
_STAND_INS: Final = {
    "\u00a0": " ",
    "\u00d7": "x",
    "\u00b7": "-",
    "\u2010": "-",
    "\u2011": "-",
    "\u2012": "-",
    "\u2013": "-",
    "\u2014": "-",
    "\u2018": "'",
    "\u2019": "'",
    "\u201c": '"',
    "\u201d": '"',
    "\u2022": "*",
    "\u2212": "-",
    "\u20a6": "NGN",
    "\u20ac": "EUR",
    "\u20b5": "GHS",
}


@dataclass(frozen=True, slots=True)
class Fitted:
    """A text that can be shown.

    Attributes:
        text: the text to lay out.
        replaced: characters of the original that are not shown as they were written.
    """

    text: str
    replaced: int


class Repertoire(Protocol):
    """What an output can show."""

    def fit(self, text: str) -> Fitted:
        """Return the nearest text that can be shown."""
        ...


class UnicodeRepertoire:
    """An output that shows everything, such as a screen or a UTF-8 file."""

    def fit(self, text: str) -> Fitted:
        """Return the text itself."""
        return Fitted(text, 0)


class CodePageRepertoire:
    """The union of a printer's code pages.

    Args:
        pages: names of Python codecs of one byte a character, such as "cp437".
    """

    def __init__(self, pages: Iterable[str]) -> None:
        self._pages = tuple(pages)
        self._placeholder = (
            PLACEHOLDER if self._page_holding(PLACEHOLDER) is not None else PLACEHOLDER_ASCII
        )

    def fit(self, text: str) -> Fitted:
        """Return the text with every character that no page holds spelt out or boxed.

        No-break spaces pass; layout needs them, and turns them into ordinary ones afterwards.
        """
        if text.isascii():
            return Fitted(text, 0)
        shown: list[str] = []
        replaced = 0
        for character in text:
            if character == "\u00a0" or self._page_holding(character) is not None:
                shown.append(character)
            else:
                shown.append(self._stand_in(character))
                replaced += 1
        return Fitted("".join(shown), replaced)

    def page_runs(self, text: str) -> list[tuple[str, str]]:
        """Split a fitted line into (page, text) runs, one run if one page holds it all.

        Raises:
            ValueError: a character that no page holds, so the text was not fitted.
        """
        for page in self._pages:
            if all(_holds(page, character) for character in text):
                return [(page, text)]
        runs: list[tuple[str, str]] = []
        for character in text:
            page_needed = self._page_holding(character)
            if page_needed is None:
                raise ValueError("a line holds a character that no code page of the printer has")
            if runs and _holds(runs[-1][0], character):
                runs[-1] = (runs[-1][0], runs[-1][1] + character)
            else:
                runs.append((page_needed, character))
        return runs

    def _page_holding(self, character: str) -> str | None:
        return next((page for page in self._pages if _holds(page, character)), None)

    def _stand_in(self, character: str) -> str:
        stand_in = _STAND_INS.get(character)
        if stand_in is not None:
            return stand_in
        if unicodedata.category(character) in ("Mn", "Me", "Cf"):
            return ""
        shown = "".join(
            part
            for part in unicodedata.normalize("NFKD", character)
            if self._page_holding(part) is not None
        )
        return shown.strip() or self._placeholder


def _holds(page: str, character: str) -> bool:
    if character.isascii():
        return _FIRST_PRINTABLE <= character < _DELETE
    try:
        character.encode(page)
    except UnicodeEncodeError:
        return False
    return True
