"""Which characters an output can show, and what stands in for the others.

Replacing is done before layout, because a replacement may be longer than what it replaces, and
because the customer must read on paper what the preview showed.
"""

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final, Protocol

PLACEHOLDER: Final = "\u25a0"
PLACEHOLDER_ASCII: Final = "#"
_FIRST_PRINTABLE: Final = " "
_DELETE: Final = "\x7f"

# Typographic signs that NFKD leaves alone.
_TYPOGRAPHIC: Final = {
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
}
# Currency signs that a printer may lack.
_CURRENCIES: Final = {"\u20a6": "NGN", "\u20ac": "EUR", "\u20b5": "GHS"}
_STAND_INS: Final = _TYPOGRAPHIC | _CURRENCIES
_JOINERS: Final = frozenset("\u200c\u200d")


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

    def needs_drawing(self, text: str) -> bool:
        """Tell whether a fitted text holds what the output itself has no characters for."""
        ...


class UnicodeRepertoire:
    """An output that shows everything, such as a screen or a UTF-8 file."""

    def fit(self, text: str) -> Fitted:
        """Return the text itself."""
        return Fitted(text, 0)

    def needs_drawing(self, text: str) -> bool:  # noqa: ARG002 -- the signature of the protocol
        """Return False."""
        return False


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
            if self.holds(character):
                shown.append(character)
            else:
                shown.append(self.stand_in(character))
                replaced += 1
        return Fitted("".join(shown), replaced)

    def needs_drawing(self, text: str) -> bool:  # noqa: ARG002 -- the signature of the protocol
        """Return False: what the printer does not hold was replaced."""
        return False

    def holds(self, character: str) -> bool:
        """Tell whether a page holds a character, or layout turns it into a space."""
        return character == "\u00a0" or self._page_holding(character) is not None

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

    def stand_in(self, character: str) -> str:
        """Return what is shown instead of a character that no page holds; may be empty."""
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


class DrawnRepertoire:
    """A printer that is sent a picture of the lines that its code pages do not hold.

    Args:
        pages: the printer's own characters.
        can_draw: tells whether a font holds a character; asked only about what no page holds.
    """

    def __init__(self, pages: CodePageRepertoire, can_draw: Callable[[str], bool]) -> None:
        self._pages = pages
        self._can_draw = can_draw

    def fit(self, text: str) -> Fitted:
        """Return the text with what neither printer nor fonts hold spelt out or boxed.

        Typographic signs that have a plain form do not make a line a picture.
        """
        if text.isascii():
            return Fitted(text, 0)
        shown: list[str] = []
        replaced = 0
        for character in text:
            if self._pages.holds(character) or (
                character not in _TYPOGRAPHIC and self._can_draw(character)
            ):
                shown.append(character)
            else:
                shown.append(self._pages.stand_in(character))
                replaced += 1
        return Fitted(_without_stray_joiners("".join(shown), self._pages), replaced)

    def needs_drawing(self, text: str) -> bool:
        """Tell whether the line must be sent as a picture."""
        return not text.isascii() and not all(map(self._pages.holds, text))


def _without_stray_joiners(text: str, pages: CodePageRepertoire) -> str:
    """Drop joiners where nothing that must be drawn is left for them to join."""
    if all(character in _JOINERS or pages.holds(character) for character in text):
        return "".join(character for character in text if character not in _JOINERS)
    return text


def _holds(page: str, character: str) -> bool:
    if character.isascii():
        return _FIRST_PRINTABLE <= character < _DELETE
    try:
        character.encode(page)
    except UnicodeEncodeError:
        return False
    return True
