"""X and Z reports as documents; a Z is made from its journal entry alone."""

from collections.abc import Iterator

from pos.app.cash.shift_reports import XReport, ZReport, operator_subtotal
from pos.domain.cash import cash_of, explained
from pos.domain.entries import HandOver, OperatorSubtotal, TenderSubtotal
from pos.domain.projections import HandOverRow, ShiftTenderRow
from pos.receipts import cash_texts as texts
from pos.receipts.cash_paper import CashPaper
from pos.receipts.languages import PaperLanguage
from pos.receipts.texts import TENDERS
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
    yield from _by_tender(paper, report.tenders, shift.rounding)
    yield from _by_operator(paper, tuple(map(operator_subtotal, report.subtotals)), with_cash=True)
    yield from _hand_overs(paper, report.hand_overs, shift.keeper)
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
    if reason := explained(closed.reason_code, closed.reason):
        yield paper.reason(reason)
    yield Rule()
    yield _sales(paper, closed.sales, closed.sales_total)
    # Version 1 knew neither tenders nor keepers: its reports are printed as they always were.
    yield from _by_tender(paper, closed.tenders, closed.rounding)
    yield from _by_operator(paper, closed.subtotals, with_cash=bool(closed.keeper))
    yield from _hand_overs(paper, closed.hand_overs, closed.keeper)
    yield paper.row(texts.DRAWER_OPENINGS, str(closed.drawer_openings))
    yield paper.row(texts.EXPECTED_SHOWN, str(closed.expected_shown))
    yield Rule()
    yield from paper.signature(texts.CLOSED_BY, report.closed_by)
    yield from paper.signature(texts.APPROVER, closed.approval.approver)
    yield paper.row(texts.ENTRY, str(report.seq))
    yield Text(report.hash)


def _sales(paper: CashPaper, sales: int, total: int) -> Block:
    return Columns.labelled(f"{paper.say(texts.SALES)} {sales}", paper.money(total))


def _by_tender(
    paper: CashPaper, tenders: tuple[ShiftTenderRow | TenderSubtotal, ...], rounding: int
) -> Iterator[Block]:
    if not tenders:
        return
    yield Text(paper.say(texts.BY_TENDER))
    for each in tenders:
        name = paper.say(TENDERS.get(each.tender, each.tender))
        yield Columns.labelled(f"  {name} {each.sales}", paper.money(each.amount))
    if rounding:
        yield Columns.labelled(f"  {paper.say(texts.ROUNDING)}", paper.signed_money(rounding))


def _by_operator(
    paper: CashPaper, subtotals: tuple[OperatorSubtotal, ...], *, with_cash: bool
) -> Iterator[Block]:
    if not subtotals:
        return
    yield Text(paper.say(texts.BY_OPERATOR))
    for own in subtotals:
        yield Columns.labelled(f"  {own.operator} {own.sales}", paper.money(own.total))
        if with_cash:
            label = f"{own.operator}, {paper.say(texts.IN_DRAWER)}"
            yield Columns.labelled(label, paper.signed_money(cash_of(own)))


def _hand_overs(
    paper: CashPaper, hand_overs: tuple[HandOverRow | HandOver, ...], keeper: str
) -> Iterator[Block]:
    if not hand_overs:
        return
    yield Text(paper.say(texts.HAND_OVERS))
    for each in hand_overs:
        names = f"  {each.keeper} > {each.taker}"
        yield Columns.labelled(names, paper.moment(each.at))
        yield Columns.labelled(
            f"    {paper.say(texts.COUNTED)} {paper.money(each.counted)}",
            paper.signed_money(each.over_short),
        )
    yield paper.row(texts.KEEPER, keeper)
