"""Plain text."""

from printers.document import Columns, Cut, Document, Feed, Mark, Qr, Rule, Text, Token
from printers.layout import lay_out
from printers.paper import Paper
from printers.profiles import EPSON
from printers.render.text import render_text


def test_a_small_receipt_in_full() -> None:
    """What a person sees, line by line."""
    document = Document(
        (
            Mark("TRAINING"),
            Text("Tax invoice"),
            Columns.labelled("Total", "50.00 KES"),
            Rule(),
            Token("67540125520408448957"),
            Qr("https://example.org/r/123456789"),
            Feed(),
            Text("Thank you"),
            Cut(),
        )
    )
    text = render_text(lay_out(document, Paper.of(32), EPSON.repertoire()))
    assert [line.rstrip() for line in text.splitlines()] == [
        "        *** TRAINING ***",
        "Tax invoice",
        "Total" + " " * 18 + "50.00 KES",
        "-" * 32,
        "    6754 0125 5204 0844 8957",
        "QR: https://example.org/r/123456",
        "789",
        "",
        "Thank you",
        "",
    ]
    assert text.endswith("Thank you\n\n")
