"""The slip that goes with codes that nobody paid for: to a technician, or to a customer."""

from collections.abc import Iterator

from pos.app.unpaid_slip import UnpaidSlip
from pos.domain.entries import (
    EngineeringBegun,
    FreeBegun,
    KeyChangeBegun,
    ReissueBegun,
    Unpaid,
)
from pos.domain.meter import display_number
from pos.receipts import texts
from pos.receipts.languages import PaperLanguage
from pos.receipts.sheet import Code, Sheet
from pos.receipts.template import PLAIN, ReceiptTemplate
from printers.document import Align, Block, Document, Rule, Text

_TITLES: dict[type[Unpaid], str] = {
    EngineeringBegun: texts.ENGINEERING_TITLE,
    FreeBegun: texts.FREE_TITLE,
    KeyChangeBegun: texts.KEY_CHANGE_TITLE,
    ReissueBegun: texts.REISSUE_TITLE,
}


def unpaid_document(
    slip: UnpaidSlip, language: PaperLanguage, template: ReceiptTemplate = PLAIN
) -> Document:
    """Return the slip; it says that no money was paid, who asked, why, and who approved."""
    sheet = Sheet(slip.terminal, language.with_words(template.words))
    title = sheet.say(_TITLES.get(type(slip.begun), texts.RECEIPT))
    return sheet.document(title, _blocks(slip, sheet), template)


def _blocks(slip: UnpaidSlip, sheet: Sheet) -> Iterator[Block]:
    row, begun = slip.row, slip.begun
    yield sheet.row(texts.RECEIPT, row.receipt_no)
    yield sheet.row(texts.DATE, sheet.moment(row.begun_at))
    yield sheet.row(texts.METER, display_number(row.pan), bold=True)
    yield sheet.row(texts.OPERATOR, row.operator)
    if begun.approval is not None:
        yield sheet.row(texts.APPROVED_BY, begun.approval.approver)
    if begun.reason:
        yield sheet.row(texts.REASON, begun.reason)
    if slip.of_receipt:
        yield sheet.row(texts.SALE, slip.of_receipt)
    yield Text(sheet.say(texts.NO_MONEY), Align.CENTRE)
    yield Rule()
    detail = begun.value if isinstance(begun, EngineeringBegun) else ""
    codes = [Code(token.digits, token.kind, token.units_milli, detail) for token in slip.tokens]
    yield from sheet.codes(codes)
    if isinstance(begun, ReissueBegun):
        yield Text(sheet.say(texts.REISSUE_WHY), Align.CENTRE)
    yield Rule()
    yield from sheet.key_data(begun.meter, slip.tct)
    yield Text(f"{sheet.say(texts.SALE)} {row.sale_id}")
