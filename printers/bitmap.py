"""Black and white dots: what a print head burns and what a preview shows."""

import re
import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from printers.errors import InvalidDocument

PBM_BYTES_MAX: Final = 64 * 1024
_PNG_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_PBM_HEADER_FIELDS: Final = 3
# 203 dots an inch, the usual head of a receipt printer, in dots a metre.
_DOTS_PER_METRE: Final = 7992
_REAL_TIME: Final = re.compile(rb"\x10[\x04\x05\x14]")
_INVERTED: Final = bytes(255 - value for value in range(256))


@dataclass(frozen=True, slots=True)
class Bitmap:
    """Black and white dots.

    Attributes:
        width: dots in a row, a multiple of 8.
        rows: one bytes object a row, width / 8 bytes, most significant bit leftmost, 1 is black.
    """

    width: int
    rows: tuple[bytes, ...]

    def padded(self, width: int) -> "Bitmap":
        """Return it with white dots on its right.

        Args:
            width: at least its own, a multiple of 8.
        """
        right = bytes((width - self.width) // 8)
        return Bitmap(width, tuple(row + right for row in self.rows)) if right else self


def stacked(width: int, bitmaps: Iterable[Bitmap]) -> Bitmap:
    """Put bitmaps of the same width below each other."""
    return Bitmap(width, tuple(row for bitmap in bitmaps for row in bitmap.rows))


def without_commands(bitmap: Bitmap) -> Bitmap:
    """Return it with a dot more wherever its bytes would read as a command in real time.

    A printer looks for DLE EOT, DLE ENQ and DLE DC4 in everything it receives, dots included; one
    form of the last opens the cash drawer. Source: Epson's public ESC/POS command reference, notes
    to those commands.
    """
    dots = b"".join(bitmap.rows)
    harmless = _REAL_TIME.sub(lambda found: bytes((found[0][0], found[0][1] | 0x08)), dots)
    if harmless == dots:
        return bitmap
    size = bitmap.width // 8
    return Bitmap(
        bitmap.width, tuple(harmless[at : at + size] for at in range(0, len(harmless), size))
    )


def png(bitmap: Bitmap) -> bytes:
    """Return a bitmap as a PNG file of one bit a dot, at the true size of 203 dots an inch."""
    header = struct.pack(">IIBBBBB", bitmap.width, len(bitmap.rows), 1, 0, 0, 0, 0)
    # In a grey PNG of one bit 1 is white; each row has a filter byte before it.
    dots = b"".join(b"\x00" + row.translate(_INVERTED) for row in bitmap.rows)
    density = struct.pack(">IIB", _DOTS_PER_METRE, _DOTS_PER_METRE, 1)
    chunks = ((b"IHDR", header), (b"pHYs", density), (b"IDAT", zlib.compress(dots, 9)))
    return _PNG_SIGNATURE + b"".join(_chunk(*chunk) for chunk in (*chunks, (b"IEND", b"")))


def parse_pbm(data: bytes) -> Bitmap:
    """Read a picture in the binary form of PBM ("P4"), which holds nothing but dots.

    Args:
        data: a whole file, at most 64 KiB; width is filled up with white to a multiple of 8.

    Raises:
        InvalidDocument: not such a file, or its size is not what its header says.
    """
    if len(data) > PBM_BYTES_MAX or not data.startswith(b"P4"):
        raise InvalidDocument("a picture is a PBM file of the kind P4 and at most 64 KiB")
    fields, dots = _pbm_header(data)
    if len(fields) < _PBM_HEADER_FIELDS or not all(field.isdigit() for field in fields[1:]):
        raise InvalidDocument("the header of the picture cannot be read")
    width, height = (int(field[:6]) for field in fields[1:])
    row_bytes = -(-width // 8)
    if not width or not height or len(dots) != row_bytes * height:
        raise InvalidDocument("the picture has another size than its header says")
    # Bits beyond the width may be anything in the file.
    mask = ((1 << width) - 1) << (row_bytes * 8 - width)
    rows = (dots[at : at + row_bytes] for at in range(0, len(dots), row_bytes))
    clean = ((int.from_bytes(row, "big") & mask).to_bytes(row_bytes, "big") for row in rows)
    return Bitmap(row_bytes * 8, tuple(clean))


def _pbm_header(data: bytes) -> tuple[list[bytes], bytes]:
    """Split off magic, width and height; comments run from # to the end of their line."""
    fields: list[bytes] = []
    at = 0
    while len(fields) < _PBM_HEADER_FIELDS and at < len(data):
        if data[at : at + 1].isspace():
            at += 1
        elif data[at : at + 1] == b"#":
            end = data.find(b"\n", at)
            at = len(data) if end < 0 else end
        else:
            start = at
            while at < len(data) and not data[at : at + 1].isspace():
                at += 1
            fields.append(data[start:at])
    # Exactly one white space ends the header.
    return fields, data[at + 1 :]


def _chunk(kind: bytes, data: bytes) -> bytes:
    check = zlib.crc32(kind + data)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)
