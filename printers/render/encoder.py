"""Write ESC/POS commands through python-escpos, with the surprises of that library contained.

What is contained, as found in python-escpos 3.1:
- Importing it parses a list of every known printer, writes a pickle of it into a new folder under
  the temporary folder and leaves both behind, and sets up logging for the whole program. So it is
  imported on first use, with a list that holds only what is needed, inside a folder that is
  removed.
- It remembers the code page across a reset of the printer. So one encoder makes one job.
- Selecting double height resets bold. So every line sends its size first and bold after it.
"""

import importlib
import json
import logging
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from printers.bitmap import Bitmap
from printers.layout import Style
from printers.profiles import PrinterProfile
from printers.render.printed import TextRun

_RASTER_STRIP_ROWS: Final = 128
_QR_LEVEL_M: Final = 1
_FONT_COLUMNS: Final = {"0": {"name": "Font A", "columns": 42}}

# After ESC @ a printer is in the state of its own switches and stored settings, so what matters is
# set again: international set USA, Kanji mode off, no character spacing, no left margin.
_KNOWN_STATE: Final = b"\x1bR\x00\x1c.\x1b \x00\x1dL\x00\x00"


class EscposEncoder:
    """Collects the bytes of one job.

    Args:
        profile: what the printer can do.
    """

    def __init__(self, profile: PrinterProfile) -> None:
        self._profile = profile
        self._names = {page.codec: page.name for page in profile.code_pages}
        self._device = _new_device(profile)
        self._job = bytearray()

    def start(self) -> None:
        """Reset the printer and put it into a state that depends on nothing before."""
        self._device.hw("INIT")
        self._take()
        self._job += _KNOWN_STATE
        self._device.charcode(self._profile.code_pages[0].name)
        self._device.line_spacing()
        self._device.set(align="left", font="a", underline=0, smooth=False, flip=False)
        self._style(Style())

    def line(self, runs: tuple[TextRun, ...], style: Style) -> None:
        """Print one line, each run of bytes after the command for its code page."""
        self._style(style)
        for run in runs:
            self._device.charcode(self._names[run.codec])
            self._take()
            self._job += run.data
        self._job += b"\n"

    def feed(self, lines: int) -> None:
        """Feed empty lines of normal height."""
        self._style(Style())
        self._device.print_and_feed(lines)
        self._take()

    def cut(self) -> None:
        """Feed past the knife and cut, leaving a bridge."""
        self._device.cut(feed=False)
        self._take()

    def raster(self, bitmap: Bitmap) -> None:
        """Print a bitmap in strips of 128 rows (`GS v 0`), which small buffers can hold."""
        width_bytes = bitmap.width // 8
        for first in range(0, len(bitmap.rows), _RASTER_STRIP_ROWS):
            strip = bitmap.rows[first : first + _RASTER_STRIP_ROWS]
            self._job += b"\x1dv0\x00"
            self._job += width_bytes.to_bytes(2, "little") + len(strip).to_bytes(2, "little")
            self._job += b"".join(strip)

    def native_qr(self, data: str, side: int) -> None:
        """Let the printer draw a QR code in the middle of the paper, level M.

        Args:
            data: what it says.
            side: dots of a module.
        """
        self._style(Style())
        self._device.set(align="center")
        self._device.qr(data, ec=_QR_LEVEL_M, size=side, native=True)
        self._device.set(align="left")
        self._take()

    def drawer_kick(self, pin: int) -> None:
        """Send the pulse that opens a cash drawer on connector pin 2 or 5."""
        self._device.cashdraw(pin)
        self._take()

    def job(self) -> bytes:
        """Return everything so far."""
        return bytes(self._job)

    def _style(self, style: Style) -> None:
        self._device.set(
            custom_size=True, width=2 if style.wide else 1, height=2 if style.tall else 1
        )
        self._device.set(bold=style.bold, invert=style.inverse)
        self._take()

    def _take(self) -> None:
        self._job += self._device.output
        self._device.clear()


def _new_device(profile: PrinterProfile) -> Any:
    library = _python_escpos(profile)
    encoder_type = importlib.import_module("escpos.magicencode").Encoder
    slots = {page.name: page.slot for page in profile.code_pages}
    return library.Dummy(magic_encode_args={"encoder": encoder_type(slots)})


def _python_escpos(profile: PrinterProfile) -> Any:
    """Import python-escpos without what it does to its surroundings."""
    if "escpos.printer" in sys.modules:
        # Another thread may be in the middle of importing it; this waits for that one.
        return importlib.import_module("escpos.printer")
    root = logging.getLogger()
    handlers = list(root.handlers)
    with tempfile.TemporaryDirectory(prefix="vendwatt-") as folder, _surroundings(profile, folder):
        library = importlib.import_module("escpos.printer")
    for handler in [handler for handler in root.handlers if handler not in handlers]:
        root.removeHandler(handler)
    return library


@contextmanager
def _surroundings(profile: PrinterProfile, folder: str) -> Iterator[None]:
    """Make the library find its printer list in a folder and leave its files there.

    Two threads may be in here at once: Python imports a module once, and nothing is put back to
    what another thread had set, but to the state of a program that never came by.
    """
    capabilities = Path(folder, "capabilities.json")
    capabilities.write_text(json.dumps(_capabilities(profile)), encoding="utf-8")
    os.environ["ESCPOS_CAPABILITIES_FILE"] = str(capabilities)
    os.environ["ESCPOS_CAPABILITIES_PICKLE_DIR"] = folder
    # The library makes a temporary folder even when it is told to use another one.
    tempfile.tempdir = folder
    try:
        yield
    finally:
        tempfile.tempdir = None
        os.environ.pop("ESCPOS_CAPABILITIES_FILE", None)
        os.environ.pop("ESCPOS_CAPABILITIES_PICKLE_DIR", None)


def _capabilities(profile: PrinterProfile) -> dict[str, Any]:
    """Return a printer list in the form of escpos-printer-db, with one neutral printer."""
    default = {
        "name": "Default",
        "codePages": {str(page.slot): page.name for page in profile.code_pages},
        "features": {},
        "fonts": _FONT_COLUMNS,
        "media": {},
    }
    codecs = ("cp437", "cp850", "cp858", "cp1252", *(page.codec for page in profile.code_pages))
    return {
        "profiles": {"default": default},
        "encodings": {codec.upper(): {"python_encode": codec} for codec in codecs},
    }
