"""Measure and cut text in cells, the fixed-width places of a receipt line.

A cell holds one ordinary character, half of a wide one (East Asian, Ethiopic), and any number of
marks.
"""

import unicodedata

NO_BREAK_SPACE = "\u00a0"
_ZERO_WIDTH_CATEGORIES = frozenset({"Mn", "Me", "Cf"})
_ETHIOPIC_FIRST = "\u1200"
_ETHIOPIC_LAST = "\u139f"


def character_cells(character: str) -> int:
    """Return how many cells one character takes: 0, 1 or 2."""
    if character.isascii():
        return 1
    if unicodedata.category(character) in _ZERO_WIDTH_CATEGORIES:
        return 0
    if _ETHIOPIC_FIRST <= character <= _ETHIOPIC_LAST:
        return 2
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1


def text_cells(text: str) -> int:
    """Return how many cells a text takes."""
    return len(text) if text.isascii() else sum(map(character_cells, text))


def split_cells(text: str, limit: int) -> tuple[str, str]:
    """Cut a text after at most `limit` cells, marks staying with their letter.

    Args:
        text: any text.
        limit: at least 2, so that a wide character always fits.

    Returns:
        The head, at most `limit` cells, and the rest; head + rest is the text.
    """
    used = 0
    for index, character in enumerate(text):
        used += character_cells(character)
        if used > limit:
            return text[:index], text[index:]
    return text, ""


def wrap(text: str, limit: int) -> list[str]:
    """Break a text into lines of at most `limit` cells, losing nothing but the break spaces.

    Lines break at ordinary spaces only, so a no-break space keeps an amount with its currency. A
    word longer than a line is cut hard.

    Args:
        text: any text; an empty one gives one empty line.
        limit: at least 2 cells.
    """
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        candidate = f"{line} {word}" if line else word
        if text_cells(candidate) <= limit:
            line = candidate
            continue
        if line:
            lines.append(line)
        line = word
        while text_cells(line) > limit:
            head, line = split_cells(line, limit)
            lines.append(head)
    lines.append(line)
    return lines
