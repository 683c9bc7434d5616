"""Turn characters into dots, for lines that a printer cannot print by itself and for previews.

The drawing is done by Qt (printers.render.qt_drawing), which shapes Arabic, Bengali, Devanagari and
Ethiopic rightly. It is loaded when the first such character comes along: a receipt in a language
that the printer's code pages hold never pays for it.
"""

import importlib
import logging
import threading
from pathlib import Path
from typing import Protocol

from printers.bitmap import Bitmap
from printers.errors import DrawingUnavailable
from printers.layout import Style
from printers.paper import Paper
from printers.render.printed import PrintRow
from printers.rows import Part

GLYPH_WIDTH = 12
GLYPH_HEIGHT = 24
LINE_HEIGHT = 30
"""Dots of font A and of a line at the line spacing that `ESC 2` selects."""


class Drawing(Protocol):
    """Draws with a set of fonts; may be used by several threads."""

    def holds(self, character: str) -> bool:
        """Tell whether a font holds a character; False where nothing can be drawn at all."""
        ...

    def glyph(self, character: str) -> tuple[int, ...]:
        """Return a character as 24 rows of 12 dots, the leftmost in the highest bit.

        Raises:
            DrawingUnavailable: nothing can be drawn here.
        """
        ...

    def line(self, parts: tuple[Part, ...], style: Style, dots: int) -> Bitmap:
        """Draw a line.

        Args:
            parts: what to draw and where; a text too wide for its place is made narrower.
            style: how; `wide` does not come up.
            dots: width of the paper, a multiple of 8.

        Returns:
            A bitmap as wide as the paper and at least as high as a line of text.

        Raises:
            DrawingUnavailable: nothing can be drawn here.
        """
        ...

    def pdf(self, rows: tuple[PrintRow, ...], paper: Paper) -> bytes:
        """Return some rows as a PDF file of the paper's size, a page for each piece of paper.

        Raises:
            DrawingUnavailable: nothing can be drawn here.
        """
        ...


class FontDrawing:
    """Draws with the font files of a folder, loaded on first use.

    Args:
        fonts: folder of `*.ttf` files, one of them `NotoSansMono-Regular.ttf`.

    In a program without a window the first use must be on the first thread; then all may draw.
    """

    def __init__(self, fonts: Path) -> None:
        self._fonts = fonts
        self._loaded: Drawing | None = None
        self._failure: str = ""
        self._loading = threading.Lock()

    def holds(self, character: str) -> bool:
        """Tell whether a font holds a character; False where nothing can be drawn at all."""
        try:
            return self._drawing().holds(character)
        except DrawingUnavailable:
            # A receipt with a boxed name is better than none.
            return False

    def glyph(self, character: str) -> tuple[int, ...]:
        """Return a character as 24 rows of 12 dots; see Drawing."""
        return self._drawing().glyph(character)

    def line(self, parts: tuple[Part, ...], style: Style, dots: int) -> Bitmap:
        """Draw a line; see Drawing."""
        return self._drawing().line(parts, style, dots)

    def pdf(self, rows: tuple[PrintRow, ...], paper: Paper) -> bytes:
        """Return some rows as a PDF file; see Drawing."""
        return self._drawing().pdf(rows, paper)

    def _drawing(self) -> Drawing:
        with self._loading:
            if self._loaded is None and not self._failure:
                self._load()
        if self._loaded is None:
            raise DrawingUnavailable(self._failure)
        return self._loaded

    def _load(self) -> None:
        try:
            module = importlib.import_module("printers.render.qt_drawing")
            self._loaded = module.QtDrawing(self._fonts)
        except (ImportError, DrawingUnavailable) as error:
            self._failure = f"nothing can be drawn: {error}"
            logging.getLogger(__name__).warning("%s", self._failure)
