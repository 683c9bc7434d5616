"""Write ESC/POS commands through python-escpos, with the surprises of that library contained.

What is contained, as found in python-escpos 3.1:
- Importing it parses a list of every known printer, leaves a copy of it in the temporary folder,
  sets up logging for the whole program, and loads libraries of pictures, bar codes, YAML and USB: a
  tenth of the time of a sale by command. So only its two modules that make commands are imported,
  on first use.
- It remembers the code page across a reset of the printer. So one encoder makes one job.
- Selecting double height resets bold. So every line sends its size first and bold after it.
"""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any, Final

from printers.bitmap import Bitmap
from printers.layout import Style
from printers.profiles import PrinterProfile
from printers.render.printed import TextRun
from printers.render.qr import load_qrcode

_RASTER_STRIP_ROWS: Final = 128
_QR_LEVEL_M: Final = 1

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


class _OneFont:
    """What the library asks of a profile of its own: that there is a font A."""

    def get_font(self, font: str) -> int:
        """Return the number of a font; only font A is used."""
        return {"a": 0}[font]

    def supports(self, feature: str) -> bool:
        """Say that the printer needs nothing special."""
        del feature
        return False


def _new_device(profile: PrinterProfile) -> Any:
    device_type, encoder_type = _python_escpos()
    slots = {page.name: page.slot for page in profile.code_pages}
    return device_type(magic_encode_args={"encoder": encoder_type(slots)})


def _python_escpos() -> tuple[Any, Any]:
    """Import what makes commands, with empty modules in place of what is never used.

    Two threads may be in here at once: Python lets one import and the other wait, and nobody else
    in this program asks for these names.
    """
    load_qrcode()
    stand_ins = _stand_ins()
    for name, module in stand_ins.items():
        sys.modules.setdefault(name, module)
    try:
        device = importlib.import_module("escpos.printer.dummy")
        return device.Dummy, importlib.import_module("escpos.magicencode").Encoder
    finally:
        for name, module in stand_ins.items():
            if sys.modules.get(name) is module:
                del sys.modules[name]


def _stand_ins() -> dict[str, ModuleType]:
    found = importlib.util.find_spec("escpos")
    assert found is not None  # noqa: S101 - the project depends on it.
    folders = found.submodule_search_locations or ()
    contents: dict[str, dict[str, Any]] = {
        # All transports, each with a library of its own.
        "escpos.printer": {"__path__": [str(Path(folder, "printer")) for folder in folders]},
        # Every known printer, read as YAML, and a copy left in the temporary folder.
        "escpos.capabilities": {
            "CAPABILITIES": {"encodings": {}},
            "get_profile": lambda _: _OneFont(),
        },
        "escpos.image": {"EscposImage": None},
        "barcode": {"PROVIDED_BARCODES": ()},
        "barcode.writer": {"ImageWriter": None},
    }
    modules = {name: ModuleType(name) for name in contents}
    for name, module in modules.items():
        vars(module).update(contents[name])
    return modules
