"""One sheet with the codes of many meters, for a landlord who hands them out."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from pos.domain.entries import IssuedToken
from pos.domain.meter import display_number
from pos.domain.projections import TerminalRow
from pos.receipts import texts
from pos.receipts.languages import PaperLanguage
from pos.receipts.render import Form, render_receipt
from pos.receipts.sheet import Sheet
from printers.document import Align, Block, Document, Rule, Text
from printers.paper import Paper
from printers.profiles import EPSON
from printers.render.drawing import Drawing
from printers.render.job import render_job

SHEET_COLUMNS: Final = 48
# A document holds so many blocks, and a page is turned.
ROWS_A_PART: Final = 50


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


def sheet_documents(
    rows: Sequence[SheetRow], terminal: TerminalRow, language: PaperLanguage
) -> tuple[Document, ...]:
    """Return the sheet, part by part; each code stands in groups of four, below its meter."""
    parts = range(0, len(rows), ROWS_A_PART)
    return tuple(sheet_document(rows[at : at + ROWS_A_PART], terminal, language) for at in parts)


def sheet_file(
    documents: Iterable[Document], drawing: Drawing, columns: int = SHEET_COLUMNS
) -> bytes:
    """Write a sheet as one PDF file; DrawingUnavailable where nothing can be drawn."""
    paper = Paper.of(columns)
    rows = [row for each in documents for row in render_job(each, paper, EPSON, drawing).rows]
    return drawing.pdf(tuple(rows), paper)


def sheet_text(documents: Iterable[Document], columns: int = SHEET_COLUMNS) -> bytes:
    """Write a sheet as text."""
    return b"".join(render_receipt(each, Form.TEXT, columns) for each in documents)


def sheet_document(
    rows: Iterable[SheetRow], terminal: TerminalRow, language: PaperLanguage
) -> Document:
    """Return a part of the sheet of at most `ROWS_A_PART` rows."""
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
