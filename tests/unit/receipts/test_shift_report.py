"""A Z report prints alike for ever."""

from pathlib import Path

import pytest

from pos.app.count_drawer import Counted
from pos.app.move_cash import Moved
from pos.app.shift_reports import XReport, ZReport
from pos.domain.entries import (
    ApprovalReceipt,
    CashDropped,
    CashPaidIn,
    CashPaidOut,
    CountLine,
    ShiftOpened,
)
from pos.domain.projections import TerminalRow
from pos.receipts.cash_slip import count_document, movement_document
from pos.receipts.languages import ENGLISH
from pos.receipts.render import Form, render_receipt
from pos.receipts.shift_report import x_document, z_document
from printers.document import Document
from tests.cash_builders import a_closing
from tests.journal_tables import CREATED, Tables

GOLDEN = Path(__file__).parents[2] / "vectors" / "z_report.txt"
APPROVAL = ApprovalReceipt("supervisor", "ab" * 32, "2026-11-22T10:00:00.000Z", "cd" * 64)


def the_terminal() -> TerminalRow:
    """A training terminal."""
    row = Tables().apply(CREATED).terminal()
    assert row is not None
    return row


def a_z_report() -> ZReport:
    """A shift ten cents short."""
    return ZReport(
        terminal=the_terminal(),
        seq=9,
        closed_at="2026-11-22T17:00:00.000Z",
        closed_by="agent",
        hash="0123456789abcdef" * 4,
        closed=a_closing(approval=APPROVAL),
    )


def text_of(document: Document) -> str:
    """Print on a strip of 42 columns."""
    return render_receipt(document, Form.TEXT, 42).decode()


def test_a_z_report_is_what_it_was() -> None:
    """Byte for byte the file that was printed when this version was made."""
    assert text_of(z_document(a_z_report(), ENGLISH)) == GOLDEN.read_text("utf-8")


@pytest.mark.parametrize("columns", [32, 42, 48])
def test_a_z_report_fits_every_paper(columns: int) -> None:
    """No line is longer than the paper, and no figure is lost."""
    text = render_receipt(z_document(a_z_report(), ENGLISH), Form.TEXT, columns).decode()
    assert max(map(len, text.splitlines())) <= columns
    for figure in ("5.00", "200.00", "100.00", "105.00", "104.40", "-0.60", "T1-1-000001"):
        assert figure in text


def test_an_x_report_says_that_the_shift_is_open() -> None:
    """It shows the same equation and no count."""
    tables = Tables().apply(CREATED, ShiftOpened(shift_no=1, opening_float=500))
    shift = tables.shift(1)
    assert shift is not None
    report = XReport(the_terminal(), shift, (), "2026-11-22T17:00:00.000Z", "amina")
    text = text_of(x_document(report, ENGLISH))
    assert "shift is open" in text
    assert "ZAR 5.00" in text.replace("\u00a0", " ")
    assert "Counted" not in text


def test_a_count_slip_does_not_tell_what_is_expected() -> None:
    """It is blind, on paper too."""
    counted = Counted(7, "2026-11-22T17:00:00.000Z", "agent", 1, (CountLine(20_000, 3),), 60_000)
    text = text_of(count_document(counted, the_terminal(), ENGLISH))
    assert "200.00 x 3" in text
    assert "600.00" in text
    assert "xpected" not in text


@pytest.mark.parametrize(
    ("payload", "title"),
    [
        (CashPaidIn(1, 100, "change", ""), "Paid in"),
        (CashPaidOut(1, 100, "tape", "bill 4", None), "Paid out"),
        (CashDropped(1, 100, "safe", "full", "", APPROVAL), "Drop to the safe"),
        (CashDropped(1, 100, "bank", "evening", "BAG-7", None), "Deposit to the bank"),
    ],
)
def test_a_slip_says_what_went_where_and_why(
    payload: CashPaidIn | CashPaidOut | CashDropped, title: str
) -> None:
    """With bag, reason and everybody's name."""
    moved = Moved(7, "2026-11-22T17:00:00.000Z", "thandi", payload)
    text = text_of(movement_document(moved, the_terminal(), ENGLISH))
    approver = "supervisor" if payload == CashDropped(1, 100, "safe", "full", "", APPROVAL) else ""
    for word in (title, payload.reason, payload.reference, "thandi", "1.00", approver):
        assert word in text
