"""The fonts that ship with the program, so that no machine shows boxes."""

import logging
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

FAMILIES = (
    "Noto Sans",
    "Noto Sans Arabic",
    "Noto Sans Devanagari",
    "Noto Sans Bengali",
    "Noto Sans Ethiopic",
)


def load_fonts(folder: Path) -> tuple[str, ...]:
    """Load every font file of a folder and return the names of those that cannot be used.

    A missing font is no reason not to sell; it is written to the log.
    """
    failed = tuple(
        file.name
        for file in sorted(folder.glob("*.ttf"))
        if QFontDatabase.addApplicationFont(str(file)) < 0
    )
    for name in failed:
        logging.getLogger(__name__).warning("font file cannot be used: %s", name)
    return failed


def window_font(size: int, *, bold: bool = False) -> QFont:
    """Return the window's font.

    Args:
        size: in pixels.
    """
    font = QFont()
    font.setFamilies(list(FAMILIES))
    font.setPixelSize(size)
    font.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    return font
