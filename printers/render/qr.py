"""Draw a QR code as the bitmap that a preview shows and a printer gets."""

import importlib
import sys
from typing import Any, Final

from printers.bitmap import Bitmap
from printers.errors import InvalidDocument

QUIET_MODULES: Final = 4
_DRAWERS: Final = "qrcode.image.styles.moduledrawers.pil"
_NOT_THERE: Final[Any] = None  # What an import takes for a module that does not exist.
_DOTS_PER_MODULE_MAX: Final = 6
_DOTS_PER_MODULE_MIN: Final = 2


def qr_matrix(data: str) -> list[list[bool]]:
    """Return the modules of a QR code, level M, without a quiet zone; True is dark.

    Raises:
        InvalidDocument: more data than a QR code holds.
    """
    qrcode, exceptions = load_qrcode()
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=0)
    code.add_data(data.encode("utf-8"))
    try:
        code.make(fit=True)
    except (exceptions.DataOverflowError, ValueError) as error:
        raise InvalidDocument("too much data for a QR code") from error
    return [[bool(module) for module in row] for row in code.get_matrix()]


def load_qrcode() -> tuple[Any, Any]:
    """Import the library on first use: most receipts and every other command do without it.

    It would load a library of pictures for ways to draw that nobody here asks for, but goes without
    where there is none.
    """
    sys.modules.setdefault(_DRAWERS, _NOT_THERE)
    return importlib.import_module("qrcode"), importlib.import_module("qrcode.exceptions")


def dots_per_module(modules: int, dots: int) -> int:
    """Return the side of one module in dots, 2 to 6, so that code and quiet zone fit the paper.

    Args:
        modules: modules on a side, without the quiet zone.
        dots: printable width of the paper.

    Raises:
        InvalidDocument: even the smallest readable module would be too wide.
    """
    side = min(dots // (modules + 2 * QUIET_MODULES), _DOTS_PER_MODULE_MAX)
    if side < _DOTS_PER_MODULE_MIN:
        raise InvalidDocument(f"a QR code of {modules} modules does not fit {dots} dots")
    return side


def qr_bitmap(data: str, dots: int) -> Bitmap:
    """Draw a QR code in the middle of a paper, with four light modules on every side.

    The white to its left is part of the bitmap, so that no printer's idea of centring matters.

    Args:
        data: what the code says.
        dots: printable width of the paper.
    """
    matrix = qr_matrix(data)
    side = dots_per_module(len(matrix), dots)
    width_code = (len(matrix) + 2 * QUIET_MODULES) * side
    left = (dots - width_code) // 2 + QUIET_MODULES * side
    width = -(-(left + (len(matrix) + QUIET_MODULES) * side) // 8) * 8
    blank = bytes(width // 8)
    rows = [blank] * (QUIET_MODULES * side)
    for modules in matrix:
        rows.extend([_row(modules, left=left, side=side, width=width)] * side)
    rows.extend([blank] * (QUIET_MODULES * side))
    return Bitmap(width, tuple(rows))


def _row(modules: list[bool], *, left: int, side: int, width: int) -> bytes:
    bits = 0
    for index, is_dark in enumerate(modules):
        if is_dark:
            run = ((1 << side) - 1) << (width - left - (index + 1) * side)
            bits |= run
    return bits.to_bytes(width // 8, "big")
