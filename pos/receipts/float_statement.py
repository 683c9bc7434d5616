"""The agent's float on paper: what is left of it and how that came about, day by day."""

from collections.abc import Iterator

from pos.app.cash.agent_float import FloatDay, FloatStatement
from pos.domain.money import format_minor
from pos.domain.projections import TerminalRow
from pos.receipts import cash_texts, texts
from pos.receipts import float_texts as words
from pos.receipts.languages import PaperLanguage
from pos.receipts.sheet import NO_BREAK_SPACE, Sheet
from printers.document import Block, Columns, Document, Rule, Text

_PERCENT_DECIMALS = 2


def float_statement_document(
    told: FloatStatement, terminal: TerminalRow, language: PaperLanguage
) -> Document:
    """Return the float as it was when somebody asked; its days are oldest first."""
    sheet = Sheet(terminal, language)
    return sheet.document(sheet.say(words.TITLE), _blocks(told, sheet))


def _blocks(told: FloatStatement, sheet: Sheet) -> Iterator[Block]:
    row = told.row
    yield sheet.row(texts.TERMINAL, sheet.terminal.terminal)
    yield sheet.row(texts.DATE, sheet.moment(told.at))
    yield sheet.row(texts.OPERATOR, told.operator)
    yield sheet.row(cash_texts.ENTRY, str(told.seq))
    yield Rule()
    yield sheet.row(words.TOPPED_UP, sheet.money(row.topped_up))
    yield sheet.row(words.ADDED, sheet.money(row.credited))
    yield sheet.row(words.SOLD, sheet.money(row.sold))
    yield sheet.row(words.LEFT, sheet.money(row.balance, named=True), bold=True)
    yield sheet.row(words.WARNED_BELOW, sheet.money(row.warn_below))
    share = sheet.language.figure(format_minor(row.commission_per_myriad, _PERCENT_DECIMALS))
    yield sheet.row(words.RATE, f"{share}{NO_BREAK_SPACE}%")
    yield sheet.row(words.EARNED, sheet.money(row.commission, named=True))
    if not told.days:
        return
    yield Rule()
    yield Text(sheet.say(words.BY_DAY))
    if told.is_cut:
        yield sheet.row(words.BEFORE, sheet.money(told.before))
    for day in told.days:
        yield from _day(day, sheet)


def _day(day: FloatDay, sheet: Sheet) -> Iterator[Block]:
    row = day.row
    date, left = sheet.language.day(row.day), sheet.money(day.balance)
    yield Columns.labelled(date, left, bold=True)
    facts = (
        (sheet.say(words.TOPPED_UP), row.topped_up),
        (f"{sheet.say(words.SOLD)} {row.sales}", row.sold),
        (sheet.say(words.ADDED), row.credited),
        (sheet.say(words.APART), row.commission - row.credited),
    )
    for label, amount in facts:
        if amount:
            yield Columns.labelled(label, sheet.money(amount))
