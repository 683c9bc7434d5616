"""A Z report prints alike for ever."""

from dataclasses import replace
from pathlib import Path

import pytest

from pos.app.cash.cash_slips import FloatSlip
from pos.app.cash.count_drawer import Counted
from pos.app.cash.move_cash import Moved
from pos.app.cash.shift_reports import XReport, ZReport
from pos.domain.cash import CaseOutcome, CaseReason, DifferenceCode, UsualReason
from pos.domain.entries import (
    ApprovalReceipt,
    CashDropped,
    CashPaidIn,
    CashPaidOut,
    CashRefunded,
    CountLine,
    HandOver,
    OperatorSubtotal,
    ShiftClosed,
    ShiftOpened,
    TenderSubtotal,
)
from pos.domain.projections import TerminalRow
from pos.receipts.cash_papers import cash_lines
from pos.receipts.cash_slip import count_document, movement_document
from pos.receipts.cash_texts import REASONS
from pos.receipts.languages import ENGLISH, PaperLanguages
from pos.receipts.render import Form, render_receipt
from pos.receipts.shift_report import x_document, z_document
from printers.document import Document
from tests.cash_builders import a_closing, a_first_closing
from tests.journal_tables import CREATED, Tables

VECTORS = Path(__file__).parents[2] / "vectors"
LANGUAGES = Path(__file__).parents[3] / "resources" / "receipts" / "languages"
APPROVAL = ApprovalReceipt("supervisor", "ab" * 32, "2026-11-22T10:00:00.000Z", "cd" * 64)


def the_terminal() -> TerminalRow:
    """A training terminal."""
    row = Tables().apply(CREATED).terminal()
    assert row is not None
    return row


def a_z_report(closed: ShiftClosed) -> ZReport:
    """A shift sixty cents short."""
    return ZReport(
        terminal=the_terminal(),
        seq=9,
        closed_at="2026-11-22T17:00:00.000Z",
        closed_by="agent",
        hash="0123456789abcdef" * 4,
        closed=closed,
    )


def text_of(document: Document) -> str:
    """Print on a strip of 42 columns."""
    return render_receipt(document, Form.TEXT, 42).decode()


def full_closing() -> ShiftClosed:
    """A shift with everything that a report can tell."""
    return a_closing(
        approval=APPROVAL,
        keeper="thandi",
        rounding=-3,
        tenders=(TenderSubtotal("card", 1, 7_000), TenderSubtotal("cash", 1, 2_997)),
        subtotals=(
            OperatorSubtotal("agent", 1, 10_000, 20_000, 10_000, 0, 0, 0, 0),
            OperatorSubtotal("thandi", 0, 0, 0, 0, 0, 300, 100, 50),
        ),
        hand_overs=(HandOver("2026-11-22T12:00:00.000Z", "agent", "thandi", 10_440, -60),),
    )


@pytest.mark.parametrize(
    ("closed", "golden"),
    [
        (a_first_closing(approval=APPROVAL).upcast(), "z_report.txt"),
        (full_closing(), "z_report_2.txt"),
    ],
)
def test_a_z_report_is_what_it_was(closed: ShiftClosed, golden: str) -> None:
    """Byte for byte the file that was printed when its version was made."""
    text = text_of(z_document(a_z_report(closed), ENGLISH))
    assert text == (VECTORS / golden).read_text("utf-8")


@pytest.mark.parametrize("columns", [32, 42, 48])
def test_a_z_report_fits_every_paper(columns: int) -> None:
    """No line is longer than the paper, and no figure is lost."""
    report = a_z_report(full_closing())
    text = render_receipt(z_document(report, ENGLISH), Form.TEXT, columns).decode()
    assert max(map(len, text.splitlines())) <= columns
    for figure in ("5.00", "200.00", "100.00", "105.00", "104.40", "-0.60", "T1-1-000001"):
        assert figure in text


def test_an_x_report_says_that_the_shift_is_open() -> None:
    """It shows the same equation and no count."""
    tables = Tables().apply(CREATED, ShiftOpened(shift_no=1, opening_float=500))
    shift = tables.shift(1)
    assert shift is not None
    report = XReport(the_terminal(), shift, (), (), (), "2026-11-22T17:00:00.000Z", "amina", 7)
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


def test_a_float_is_stated_and_signed_for() -> None:
    """Whose drawer, how much, since when."""
    slip = FloatSlip(the_terminal(), 9, "2026-11-22T10:00:00.000Z", "amina", 3, 50_000)
    text = "\n".join(cash_lines(slip, ENGLISH))
    for fact in ("Float of the drawer", "ZAR 500.00", "amina", "2026-11-22 10:00 +0000"):
        assert fact in text


def test_every_code_of_a_reason_has_words_on_paper() -> None:
    """A new code without any fails here, not at a drawer."""
    known = (DifferenceCode, UsualReason, CaseReason, CaseOutcome)
    assert set(REASONS) == {code.value for codes in known for code in codes}


def test_a_slip_says_why_in_its_own_language() -> None:
    """The journal holds the code, the paper its word."""
    dropped = CashDropped(1, 5_000, "safe", "too_much_cash", "BAG-7", None)
    moved = Moved(9, "2026-11-22T10:00:00.000Z", "agent", dropped)
    french = PaperLanguages(LANGUAGES).of("fr")
    assert "Trop d'espèces" in text_of(movement_document(moved, the_terminal(), french))
    refunded = replace(moved, payload=CashRefunded(1, 5_000, "wrong_meter", "C-1", None))
    assert "Mauvais compteur" in text_of(movement_document(refunded, the_terminal(), french))
