"""Draw text with Qt: shaped, in its own direction, in the fonts that ship with the program.

Everything is drawn into a QImage, which needs no screen and no particular thread. Fonts are chosen
here, character by character, and Qt's own search among the system's fonts is off, so that a
receipt looks the same on every machine.
"""

import threading
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QPointF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QGuiApplication,
    QImage,
    QPainter,
    QRawFont,
    QTextCharFormat,
    QTextLayout,
    QTextLine,
    QTextOption,
)

from printers.bitmap import Bitmap
from printers.direction import is_right_to_left, with_isolated_numbers
from printers.document import Align
from printers.errors import DrawingUnavailable
from printers.layout import Style
from printers.paper import Paper
from printers.render.drawing import GLYPH_HEIGHT, GLYPH_WIDTH, LINE_HEIGHT
from printers.render.printed import PrintRow
from printers.render.qt_pdf import PdfReceipt
from printers.rows import Part

MONO_FILE: Final = "NotoSansMono-Regular.ttf"
_FIRST_FILE: Final = "NotoSans-Regular.ttf"
_TEXT_FILES: Final = "NotoSans*-Regular.ttf"
_BOLD_SUFFIX: Final = "-Bold.ttf"
_REGULAR_SUFFIX: Final = "-Regular.ttf"
_TEXT_PIXELS: Final = 22
_MONO_PIXELS: Final = 20
_MONO_BASELINE: Final = 18
_CANVAS_HEIGHT: Final = 112
_BASELINE: Final = 64
_ASCENT_MIN: Final = 22
_BLACK_BELOW: Final = 128
_TO_BINARY_DIGITS: Final = bytes(
    ord("1") if value < _BLACK_BELOW else ord("0") for value in range(256)
)
_ISOLATES: Final = "\u2066\u2069"


class QtDrawing:
    """Draws with the font files of a folder.

    Args:
        fonts: the folder.

    Raises:
        DrawingUnavailable: a font is missing or broken.
    """

    def __init__(self, fonts: Path) -> None:
        self._application = _application()
        files = sorted(set(fonts.glob(_TEXT_FILES)) - {fonts / MONO_FILE})
        files.sort(key=lambda file: file.name != _FIRST_FILE)
        self._faces = [_Face(file, _TEXT_PIXELS) for file in files]
        self._mono = _Face(fonts / MONO_FILE, _MONO_PIXELS)
        if not self._faces:
            raise DrawingUnavailable("there is no font for text")
        self._glyphs: dict[str, tuple[int, ...]] = {}

    def holds(self, character: str) -> bool:
        """Tell whether a font holds a character."""
        return any(face.holds(character) for face in self._faces)

    def glyph(self, character: str) -> tuple[int, ...]:
        """Return a character as 24 rows of 12 dots."""
        known = self._glyphs.get(character)
        if known is not None:
            return known
        image = _white(GLYPH_WIDTH, GLYPH_HEIGHT)
        painter = QPainter(image)
        painter.setPen(QColor(Qt.GlobalColor.black))
        face = next(
            (face for face in (self._mono, *self._faces) if face.holds(character)), self._mono
        )
        painter.setFont(face.font(bold=False))
        painter.drawText(QPointF(0, _MONO_BASELINE), character)
        painter.end()
        drawn = tuple(int(digits, 2) for digits in _binary_rows(image))
        self._glyphs[character] = drawn
        return drawn

    def pdf(self, rows: tuple[PrintRow, ...], paper: Paper) -> bytes:
        """Return some rows as a PDF file."""
        return PdfReceipt(self._mono.font(bold=False), paper).written(rows)

    def line(self, parts: tuple[Part, ...], style: Style, dots: int) -> Bitmap:
        """Draw a line; see printers.render.drawing.Drawing."""
        stretch = 2 if style.tall else 1
        image = _white(dots, _CANVAS_HEIGHT * stretch)
        painter = QPainter(image)
        painter.setPen(QColor(Qt.GlobalColor.black))
        painter.scale(1, stretch)
        for part in parts:
            self._draw(painter, part, bold=style.bold)
        painter.end()
        rows = _inked(_binary_rows(image), stretch)
        packed = [int(digits, 2).to_bytes(dots // 8, "big") for digits in rows]
        if style.inverse:
            packed = [bytes(255 - byte for byte in row) for row in packed]
        return Bitmap(dots, tuple(packed))

    def _draw(self, painter: QPainter, part: Part, *, bold: bool) -> None:
        text = with_isolated_numbers(part.text)
        layout = QTextLayout(text, self._faces[0].font(bold=bold))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.NoWrap)
        option.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
        option.setTextDirection(
            Qt.LayoutDirection.RightToLeft
            if is_right_to_left(part.text)
            else Qt.LayoutDirection.LeftToRight
        )
        layout.setTextOption(option)
        layout.setFormats(self._formats(text, bold=bold))
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(float(1 << 16))
        layout.endLayout()
        _paint(painter, layout, line, part)

    def _formats(self, text: str, *, bold: bool) -> list[QTextLayout.FormatRange]:
        """Give every character a font that holds it; marks and spaces keep that of their letter."""
        formats: list[QTextLayout.FormatRange] = []
        face = self._faces[0]
        at = 0
        for character in text:
            # Qt counts in UTF-16.
            size = 1 if ord(character) <= 0xFFFF else 2  # noqa: PLR2004 -- the last of the plane
            face = self._face_for(character, face)
            if formats and formats[-1].format.font() == face.font(bold=bold):
                formats[-1].length += size
            else:
                formats.append(_format(at, size, face.font(bold=bold)))
            at += size
        return formats

    def _face_for(self, character: str, before: "_Face") -> "_Face":
        if character in _ISOLATES:
            return before
        # Digits, signs, marks and spaces take the font of what is before them: Qt shapes them in
        # the same run. Letters go to the first font that has them.
        if before.holds(character) and not character.isalpha():
            return before
        return next((face for face in self._faces if face.holds(character)), before)


def _application() -> QCoreApplication:
    """Return the program's application object, without which Qt knows no fonts.

    A window has one. A command gets one without a screen; made on another thread than the first,
    it would end the process in disorder.

    Raises:
        DrawingUnavailable: there is none, and this is not the program's first thread.
    """
    running = QGuiApplication.instance()
    if running is not None:
        return running
    if threading.current_thread() is not threading.main_thread():
        raise DrawingUnavailable("only a window's program draws on other threads than the first")
    return QGuiApplication(["vendwatt", "-platform", "offscreen"])


class _Face:
    """One font file and its bold, if there is one."""

    def __init__(self, file: Path, pixels: int) -> None:
        self._raw = QRawFont(str(file), pixels)
        number = QFontDatabase.addApplicationFont(str(file))
        families = QFontDatabase.applicationFontFamilies(number)
        if not self._raw.isValid() or not families:
            raise DrawingUnavailable(f"the font {file.name} cannot be read")
        bold = file.with_name(file.name.replace(_REGULAR_SUFFIX, _BOLD_SUFFIX))
        if bold.exists():
            QFontDatabase.addApplicationFont(str(bold))
        self._fonts = tuple(_font(families[0], pixels, bold=bold) for bold in (False, True))
        self._held: dict[str, bool] = {}

    def font(self, *, bold: bool) -> QFont:
        return self._fonts[bold]

    def holds(self, character: str) -> bool:
        held = self._held.get(character)
        if held is None:
            held = self._held[character] = self._raw.supportsCharacter(ord(character))
        return held


def _font(family: str, pixels: int, *, bold: bool) -> QFont:
    font = QFont(family)
    font.setPixelSize(pixels)
    font.setBold(bold)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setStyleStrategy(QFont.StyleStrategy.PreferAntialias | QFont.StyleStrategy.NoFontMerging)
    return font


def _format(start: int, length: int, font: QFont) -> QTextLayout.FormatRange:
    part = QTextLayout.FormatRange()
    form = QTextCharFormat()
    form.setFont(font)
    part.start = start
    part.length = length
    part.format = form
    return part


def _paint(painter: QPainter, layout: QTextLayout, line: QTextLine, part: Part) -> None:
    """Paint a laid-out text in its place, its letters standing on the baseline."""
    room = part.columns * GLYPH_WIDTH
    natural = max(line.naturalTextWidth(), 1)
    narrowing = min(1, room / natural)
    free = room - natural * narrowing
    shift = {Align.LEFT: 0, Align.CENTRE: free / 2, Align.RIGHT: free}[part.align]
    painter.save()
    painter.translate(part.column * GLYPH_WIDTH + shift, _BASELINE - line.ascent())
    painter.scale(narrowing, 1)
    layout.draw(painter, QPointF(0, 0))
    painter.restore()


def _white(width: int, height: int) -> QImage:
    image = QImage(width, height, QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.white)
    return image


def _binary_rows(image: QImage) -> list[bytes]:
    """Return the rows of a grey image as digits, 1 for black."""
    pixels = bytes(image.constBits()).translate(_TO_BINARY_DIGITS)
    stride, width = image.bytesPerLine(), image.width()
    return [pixels[at : at + width] for at in range(0, stride * image.height(), stride)]


def _inked(rows: list[bytes], stretch: int) -> list[bytes]:
    """Cut a canvas to the height of a line, or more where letters reach beyond it."""
    top = (_BASELINE - _ASCENT_MIN) * stretch
    bottom = top + LINE_HEIGHT * stretch
    inked = [number for number, digits in enumerate(rows) if b"1" in digits]
    if inked:
        top, bottom = min(top, inked[0]), max(bottom, inked[-1] + 1)
    return rows[top:bottom]
