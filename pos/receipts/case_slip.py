"""What a customer takes away with whose sale something went wrong."""

from collections.abc import Iterator

from pos.domain.meter import display_number
from pos.domain.projections import CaseRow, SaleRow, TerminalRow
from pos.receipts import texts
from pos.receipts.languages import PaperLanguage
from pos.receipts.sheet import Sheet
from pos.receipts.template import PLAIN, ReceiptTemplate
from printers.document import Align, Block, Document, Rule, Text


def case_document(
    case: CaseRow,
    sale: SaleRow,
    terminal: TerminalRow,
    language: PaperLanguage,
    template: ReceiptTemplate = PLAIN,
) -> Document:
    """Return the paper of a case as it was opened; how it ended is on another."""
    sheet = Sheet(terminal, language.with_words(template.words))
    return sheet.document(sheet.say(texts.CASE_TITLE), _blocks(case, sale, sheet), template)


def _blocks(case: CaseRow, sale: SaleRow, sheet: Sheet) -> Iterator[Block]:
    yield sheet.row(texts.CASE, case.case, bold=True)
    yield sheet.row(texts.DATE, sheet.moment(case.opened_at))
    yield sheet.row(texts.OPERATOR, case.opened_by)
    yield sheet.row(texts.RECEIPT, sale.receipt_no)
    yield sheet.row(texts.AMOUNT, sheet.money(case.amount, named=True))
    yield sheet.row(texts.METER, display_number(case.pan))
    if case.meant_pan:
        yield sheet.row(texts.MEANT_METER, display_number(case.meant_pan))
    yield sheet.reason(case.reason)
    yield Rule()
    yield Text(sheet.say(texts.CASE_WHY), Align.CENTRE)
    yield from sheet.signature(texts.CUSTOMER_SIGNATURE, "")
