"""What a meter bought here, for the customer who asks."""

from collections.abc import Iterator

from pos.app.sold.find_sales import MeterStatement, StatementLine
from pos.domain.meter import display_number
from pos.domain.projections import TerminalRow
from pos.receipts import texts
from pos.receipts.languages import PaperLanguage
from pos.receipts.sheet import Sheet
from printers.document import Align, Block, Cell, Columns, Document, Rule, Text


def statement_document(
    told: MeterStatement, terminal: TerminalRow, language: PaperLanguage
) -> Document:
    """Return a meter's purchases, newest first, and what is still owed."""
    sheet = Sheet(terminal, language)
    return sheet.document(sheet.say(texts.STATEMENT_TITLE), _blocks(told, sheet))


def _blocks(told: MeterStatement, sheet: Sheet) -> Iterator[Block]:
    yield sheet.row(texts.METER, display_number(told.meter.pan), bold=True)
    if told.person is not None and told.person.name:
        yield sheet.row(texts.CUSTOMER, told.person.name)
    yield Rule()
    for line in told.lines:
        yield from _purchase(line, sheet)
    yield Rule()
    units = f"{sheet.units(told.units_milli)} kWh"
    yield Columns(
        (
            Cell(sheet.say(texts.TOTAL)),
            Cell(units, Align.RIGHT),
            Cell(sheet.money(told.total, named=True), Align.RIGHT),
        ),
        bold=True,
    )
    if told.owed:
        yield sheet.row(texts.STILL_OWED, sheet.money(told.owed, named=True))


def _purchase(line: StatementLine, sheet: Sheet) -> Iterator[Block]:
    sale = line.sale
    yield Columns(
        (
            Cell(sheet.moment(sale.begun_at)[:16]),
            Cell(f"{sheet.units(sale.credited_milli)} kWh", Align.RIGHT),
            Cell(sheet.money(sale.total), Align.RIGHT),
        )
    )
    if not sale.is_paid:
        yield Text(sheet.say(texts.TITLES[line.purpose]))
    if line.case is not None and line.case.is_refunded:
        yield sheet.row(texts.GIVEN_BACK, sheet.money(-line.case.amount))
