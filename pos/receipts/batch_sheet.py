"""One sheet with the codes of many meters, for a landlord who hands them out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pos.domain.entries import IssuedToken
from pos.domain.meter import display_number
from pos.domain.projections import TerminalRow
from pos.receipts import texts
from pos.receipts.languages import PaperLanguage
from pos.receipts.sheet import Sheet
from printers.document import Align, Block, Document, Rule, Text


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One sale on the sheet.

    Attributes:
        pan: 18 digits.
        name: of the customer; empty for an unknown or forgotten one.
        total: minor units.
        tokens: in the order to type them.
    """

    pan: str
    name: str
    receipt_no: str
    total: int
    tokens: tuple[IssuedToken, ...]


def sheet_document(
    rows: Iterable[SheetRow], terminal: TerminalRow, language: PaperLanguage
) -> Document:
    """Return the sheet; each code stands in groups of four, below its meter."""
    sheet = Sheet(terminal, language)
    return sheet.document(sheet.say(texts.SHEET_TITLE), _blocks(rows, sheet))


def _blocks(rows: Iterable[SheetRow], sheet: Sheet) -> Iterator[Block]:
    for row in rows:
        yield Rule()
        yield sheet.row(texts.METER, display_number(row.pan), bold=True)
        if row.name:
            yield sheet.row(texts.CUSTOMER, row.name)
        yield sheet.row(texts.RECEIPT, row.receipt_no)
        yield sheet.row(texts.TOTAL, sheet.money(row.total, named=True))
        for token in row.tokens:
            units = sheet.say(texts.UNITS).format(units=sheet.units(token.units_milli))
            yield Text(_grouped(token.digits), Align.CENTRE, bold=True)
            yield Text(units, Align.CENTRE)


def _grouped(digits: str) -> str:
    return " ".join(digits[start : start + 4] for start in range(0, len(digits), 4))
