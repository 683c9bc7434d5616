"""Slips that go with cash: counts, drops, deposits, paid in, paid out, hand-overs."""

from collections.abc import Iterator
from typing import assert_never

from pos.app.cash.cash_slips import FloatSlip
from pos.app.cash.count_drawer import Counted
from pos.app.cash.hand_over import HandedOver
from pos.app.cash.move_cash import CashMoved, Moved
from pos.domain.cash import Destination, explained
from pos.domain.entries import CashDropped, CashPaidIn, CashPaidOut, CashRefunded
from pos.domain.projections import TerminalRow
from pos.receipts import cash_texts as texts
from pos.receipts.cash_paper import CashPaper
from pos.receipts.languages import PaperLanguage
from pos.receipts.texts import CASE, CUSTOMER_SIGNATURE
from printers.document import Block, Document, Rule


def hand_over_document(
    handed: HandedOver, terminal: TerminalRow, language: PaperLanguage
) -> Document:
    """Return the slip that both sign; like the count's, it does not say what was expected."""
    paper = CashPaper(terminal, language)
    return paper.document(paper.say(texts.HAND_OVER), _hand_over_blocks(handed, paper))


def count_document(counted: Counted, terminal: TerminalRow, language: PaperLanguage) -> Document:
    """Return the slip of a count; it does not say what was expected."""
    paper = CashPaper(terminal, language)
    return paper.document(paper.say(texts.COUNT), _count_blocks(counted, paper))


def movement_document(moved: Moved, terminal: TerminalRow, language: PaperLanguage) -> Document:
    """Return the slip that goes into the bag, or is kept with the bill."""
    paper = CashPaper(terminal, language)
    title = paper.say(_title(moved.payload))
    return paper.document(title, _movement_blocks(moved, paper))


def float_document(slip: FloatSlip, language: PaperLanguage) -> Document:
    """Return the statement of a float, signed by who takes it over."""
    paper = CashPaper(slip.terminal, language)
    return paper.document(paper.say(texts.FLOAT_STATEMENT), _float_blocks(slip, paper))


def _title(payload: CashMoved) -> str:
    match payload:
        case CashPaidIn():
            return texts.PAID_IN_SLIP
        case CashRefunded():
            return texts.REFUND_SLIP
        case CashPaidOut():
            return texts.PAID_OUT_SLIP
        case CashDropped(destination=Destination.BANK):
            return texts.DEPOSIT
        case CashDropped():
            return texts.DROP
        case _:
            assert_never(payload)


def _float_blocks(slip: FloatSlip, paper: CashPaper) -> Iterator[Block]:
    yield from paper.place(slip.shift_no)
    yield paper.row(texts.OPENED, paper.moment(slip.at))
    yield paper.row(texts.ENTRY, str(slip.seq))
    yield Rule()
    yield paper.row(texts.FLOAT, paper.money(slip.opening_float, named=True), bold=True)
    yield from paper.signature(texts.SIGNATURE, slip.opener)


def _count_blocks(counted: Counted, paper: CashPaper) -> Iterator[Block]:
    yield from paper.place(counted.shift_no)
    yield paper.row(texts.DATE, paper.moment(counted.at))
    yield paper.row(texts.ENTRY, str(counted.seq))
    yield Rule()
    yield from paper.count(counted.lines, counted.counted)
    yield from paper.signature(texts.SIGNATURE, counted.operator)


def _hand_over_blocks(handed: HandedOver, paper: CashPaper) -> Iterator[Block]:
    payload = handed.payload
    yield from paper.place(payload.shift_no)
    yield paper.row(texts.DATE, paper.moment(handed.at))
    yield paper.row(texts.ENTRY, str(handed.seq))
    yield Rule()
    yield paper.row(texts.KEEPER, payload.keeper)
    yield paper.row(texts.TAKER, payload.taker)
    yield paper.row(texts.COUNTED, paper.money(payload.counted, named=True), bold=True)
    if reason := explained(payload.reason_code, payload.reason):
        yield paper.reason(reason)
    yield from paper.signature(texts.SIGNATURE, handed.operator)
    yield from paper.signature(texts.APPROVER, payload.taker)


def _movement_blocks(moved: Moved, paper: CashPaper) -> Iterator[Block]:
    payload = moved.payload
    yield from paper.place(payload.shift_no)
    yield paper.row(texts.DATE, paper.moment(moved.at))
    yield paper.row(texts.ENTRY, str(moved.seq))
    yield Rule()
    yield paper.row(_title(payload), paper.money(payload.amount, named=True), bold=True)
    yield paper.reason(payload.reason)
    if payload.reference:
        is_refund = isinstance(payload, CashRefunded)
        yield paper.row(CASE if is_refund else texts.BAG, payload.reference)
    if not isinstance(payload, CashPaidIn) and payload.approval is not None:
        yield paper.row(texts.APPROVER, payload.approval.approver)
    yield from paper.signature(texts.SIGNATURE, moved.operator)
    if isinstance(payload, CashRefunded):
        yield from paper.signature(CUSTOMER_SIGNATURE, "")
