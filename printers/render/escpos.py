"""Render printed rows as ESC/POS bytes."""

from typing import assert_never

from printers.layout import FeedRow
from printers.profiles import PrinterProfile
from printers.render.encoder import EscposEncoder
from printers.render.printed import BitmapRow, CutHere, NativeQrRow, PrintRow, TextRow


def render_escpos(rows: tuple[PrintRow, ...], profile: PrinterProfile) -> bytes:
    """Return the bytes that print some rows.

    They begin with ESC @ and depend on no state that the printer may be in.

    Args:
        rows: made for this profile.
        profile: what the printer can do.
    """
    encoder = EscposEncoder(profile)
    encoder.start()
    for row in rows:
        match row:
            case TextRow():
                encoder.line(row.runs, row.style)
            case BitmapRow():
                encoder.raster(row.bitmap)
            case NativeQrRow():
                encoder.native_qr(row.data, row.side)
            case FeedRow():
                encoder.feed(row.lines)
            case CutHere():
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
