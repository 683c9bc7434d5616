"""Render a layout as ESC/POS bytes.

There is no raster of text here: a character that no code page of the printer holds was already
spelt out or boxed by the layout's repertoire, and counted there. Scripts such as Arabic or Amharic
therefore do not come out on a printer from this renderer.
"""

from typing import assert_never

from printers.layout import CutRow, FeedRow, Layout, Line, QrRow
from printers.profiles import PrinterProfile
from printers.render.encoder import EscposEncoder
from printers.render.qr import qr_bitmap


def render_escpos(layout: Layout, profile: PrinterProfile) -> bytes:
    """Return the bytes that print a layout.

    They begin with ESC @ and depend on no state that the printer may be in.

    Args:
        layout: laid out with the repertoire of this profile.
        profile: what the printer can do.

    Raises:
        InvalidDocument: a QR code that does not fit the paper.
        ValueError: the layout was made for another repertoire.
    """
    encoder = EscposEncoder(profile)
    encoder.start()
    for row in layout.rows:
        match row:
            case Line():
                encoder.line(row.text, row.style)
            case QrRow():
                if profile.has_native_qr:
                    encoder.native_qr(row.data, layout.paper.dots)
                else:
                    encoder.raster(qr_bitmap(row.data, layout.paper.dots))
            case FeedRow():
                encoder.feed(row.lines)
            case CutRow():
                encoder.cut()
            case _ as never:
                assert_never(never)
    return encoder.job()


def drawer_kick(profile: PrinterProfile, pin: int) -> bytes:
    """Return the bytes that open a cash drawer and print nothing.

    Args:
        profile: the printer that the drawer is plugged into.
        pin: pin of the drawer's connector, 2 or 5.
    """
    encoder = EscposEncoder(profile)
    encoder.drawer_kick(pin)
    return encoder.job()
