"""A QR code as one path of an SVG drawing: a style sheet colours it, nothing is loaded."""

from dataclasses import dataclass
from itertools import groupby

import qrcode  # type: ignore[import-untyped]  # The package ships no types.


@dataclass(frozen=True, slots=True)
class QrPath:
    """A code.

    Attributes:
        side: of the drawing in modules, quiet zone included.
        path: the dark modules, as the attribute `d`.
    """

    side: int
    path: str


def qr_path(text: str) -> QrPath:
    """Return a text's code."""
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M)
    code.add_data(text)
    rows = code.get_matrix()
    parts = []
    for y, row in enumerate(rows):
        x = 0
        for is_dark, run in groupby(row):
            length = len(list(run))
            if is_dark:
                parts.append(f"M{x} {y}h{length}v1h-{length}z")
            x += length
    return QrPath(len(rows), "".join(parts))
