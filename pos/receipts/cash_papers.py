"""Every paper about a drawer as a document, whichever of them it is."""

from pos.app.cash.cash_slips import CashSlip, CountSlip, FloatSlip, HandOverSlip, MovementSlip
from pos.app.cash.shift_reports import XReport, ZReport
from pos.receipts.cash_slip import (
    count_document,
    float_document,
    hand_over_document,
    movement_document,
)
from pos.receipts.languages import PaperLanguage
from pos.receipts.render import Form, render_receipt
from pos.receipts.shift_report import x_document, z_document
from printers.document import Document

SCREEN_COLUMNS = 42


def cash_document(paper: XReport | ZReport | CashSlip, language: PaperLanguage) -> Document:
    """Return the document of a paper about a drawer."""
    match paper:
        case XReport():
            return x_document(paper, language)
        case ZReport():
            return z_document(paper, language)
        case CountSlip(terminal=terminal, counted=counted):
            return count_document(counted, terminal, language)
        case MovementSlip(terminal=terminal, moved=moved):
            return movement_document(moved, terminal, language)
        case HandOverSlip(terminal=terminal, handed=handed):
            return hand_over_document(handed, terminal, language)
        case FloatSlip():
            return float_document(paper, language)


def cash_lines(paper: XReport | ZReport | CashSlip, language: PaperLanguage) -> tuple[str, ...]:
    """Return a paper line by line for a screen, as it is printed."""
    document = cash_document(paper, language)
    return tuple(render_receipt(document, Form.TEXT, SCREEN_COLUMNS).decode().splitlines())
