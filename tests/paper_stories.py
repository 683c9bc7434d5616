"""Fonts to draw receipts with, and receipts in every script, for tests."""

import os
from pathlib import Path

from PySide6.QtWidgets import QApplication

from printers.document import (
    Align,
    Block,
    Columns,
    Cut,
    Document,
    Feed,
    Mark,
    Qr,
    Rule,
    Size,
    Text,
    Token,
)
from printers.render.drawing import FontDrawing

FONTS = Path(__file__).parents[1] / "resources" / "fonts"
TOKEN = "67540125520408448957"

# Thanks, a label, a customer's name.
LANGUAGES = {
    "english": ("Thank you for paying", "Customer", "Thabo Nkosi"),
    "french": ("Merci d\u2019avoir pay\u00e9", "Client", "Zo\u00eb Kabor\u00e9"),
    "portuguese": ("Obrigado pela compra", "Cliente", "Jo\u00e3o Concei\u00e7\u00e3o"),
    "swahili": ("Asante kwa kulipa", "Mteja", "Amina wa Juma"),
    "arabic": (
        "\u0634\u0643\u0631\u0627 \u0644\u0643 0800-111-222",
        "\u0627\u0644\u0639\u0645\u064a\u0644",
        "\u0645\u062d\u0645\u062f \u0628\u0646 \u0639\u0628\u062f \u0627\u0644\u0644\u0647",
    ),
    "amharic": ("\u12a0\u1218\u1230\u130d\u1293\u1208\u1201", "\u12f0\u1295\u1260\u129b", "Abebe"),
    "bengali": (
        "\u09a7\u09a8\u09cd\u09af\u09ac\u09be\u09a6",
        "\u0997\u09cd\u09b0\u09be\u09b9\u0995",
        "Rahim",
    ),
    "hausa": ("Na gode, \u0199aunataccen abokin ciniki", "Suna", "\u0181ata \u01b4ar Musa"),
}  # fmt: skip


def a_drawing() -> FontDrawing:
    """Return what draws with the shipped fonts; a window may still be opened afterwards."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if QApplication.instance() is None:
        # The first application object decides what later tests can do: one for widgets can all.
        QApplication([])
    return FontDrawing(FONTS)


def a_receipt(language: str) -> Document:
    """Return a receipt that uses every block, in one language."""
    thanks, label, name = LANGUAGES[language]
    blocks: tuple[Block, ...] = (
        Mark("TRAINING"),
        Text(thanks, Align.CENTRE, bold=True, size=Size.TALL),
        Rule(),
        Columns.labelled(label, name),
        Columns.labelled(thanks, "ZAR\u00a0100.00", bold=True),
        Token(TOKEN),
        Mark(thanks),
        Qr(TOKEN),
        Feed(2),
        Text(f"{thanks} {name} {thanks}", Align.RIGHT),
        Cut(),
    )
    return Document(blocks)
