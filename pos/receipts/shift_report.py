"""X and Z reports as documents; a Z is made from its journal entry alone."""

from collections.abc import Iterator

from pos.app.shift_reports import XReport, ZReport
from pos.domain.entries import OperatorSubtotal
from pos.domain.projections import ShiftOperatorRow
from pos.receipts import cash_texts as texts
from pos.receipts.cash_paper import CashPaper
from pos.receipts.languages import PaperLanguage
from printers.document import Block, Columns, Document, Rule, Text


def x_document(report: XReport, language: PaperLanguage) -> Document:
    """Return an X report: an open shift as it is now."""
    paper = CashPaper(report.terminal, language)
    return paper.document(paper.say(texts.X_REPORT), _x_blocks(report, paper))


def z_document(report: ZReport, language: PaperLanguage) -> Document:
    """Return a Z report: a shift as two people signed it."""
    paper = CashPaper(report.terminal, language, currency=report.closed.currency)
    title = paper.say(texts.Z_REPORT).format(number=report.closed.z_no)
    return paper.document(title, _z_blocks(report, paper))


def _x_blocks(report: XReport, paper: CashPaper) -> Iterator[Block]:
    shift = report.shift
    yield from paper.place(shift.shift_no)
    yield paper.row(texts.OPENED, paper.moment(shift.opened_at))
    yield paper.row(texts.OPENER, shift.opener)
    yield paper.row(texts.DATE, paper.moment(report.at))
    yield paper.row(texts.OPERATOR, report.operator)
    yield Rule()
    yield from paper.equation(shift.figures())
    yield Rule()
    yield _sales(paper, shift.sales, shift.sales_total)
    yield from _by_operator(paper, report.subtotals)
    yield paper.row(texts.DRAWER_OPENINGS, str(shift.drawer_openings))
    yield paper.row(texts.EXPECTED_SHOWN, str(shift.expected_shown))


def _z_blocks(report: ZReport, paper: CashPaper) -> Iterator[Block]:
    closed = report.closed
    yield from paper.place(closed.shift_no)
    yield paper.row(texts.OPENED, paper.moment(closed.opened_at))
    yield paper.row(texts.OPENER, closed.opener)
    yield paper.row(texts.CLOSED, paper.moment(report.closed_at))
    yield Rule()
    yield from paper.equation(closed.figures)
    yield Rule()
    yield from paper.count(closed.lines, closed.counted)
    yield paper.row(texts.OVER_SHORT, paper.signed_money(closed.over_short), bold=True)
    if closed.reason:
        yield paper.row(texts.REASON, closed.reason)
    yield Rule()
    yield _sales(paper, closed.sales, closed.sales_total)
    yield from _by_operator(paper, closed.subtotals)
    yield paper.row(texts.DRAWER_OPENINGS, str(closed.drawer_openings))
    yield paper.row(texts.EXPECTED_SHOWN, str(closed.expected_shown))
    yield Rule()
    yield from paper.signature(texts.CLOSED_BY, report.closed_by)
    yield from paper.signature(texts.APPROVER, closed.approval.approver)
    yield paper.row(texts.ENTRY, str(report.seq))
    yield Text(report.hash)


def _sales(paper: CashPaper, sales: int, total: int) -> Block:
    return Columns.labelled(f"{paper.say(texts.SALES)} {sales}", paper.money(total))


def _by_operator(
    paper: CashPaper, subtotals: tuple[ShiftOperatorRow | OperatorSubtotal, ...]
) -> Iterator[Block]:
    if not subtotals:
        return
    yield Text(paper.say(texts.BY_OPERATOR))
    for own in subtotals:
        yield Columns.labelled(f"  {own.operator} {own.sales}", paper.money(own.total))
