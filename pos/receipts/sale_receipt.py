"""The receipt of a sale as a document.

A customer must be able to type the code, to check the sum, and to be helped a year later by anyone
who holds nothing but the paper.
"""

from collections.abc import Iterator
from typing import assert_never

from pos.app.history import SaleStory
from pos.domain.energy import format_units
from pos.domain.entries import IssuedToken, QuoteLine
from pos.domain.meter import display_number
from pos.domain.money import decimals_of, format_minor
from pos.domain.translation import Translate
from pos.receipts import texts
from pos.receipts.moments import local_moment
from pos.receipts.template import PLAIN, Fact, ReceiptTemplate
from printers.document import (
    Align,
    Block,
    Cell,
    Columns,
    Cut,
    Document,
    Feed,
    Mark,
    Picture,
    Qr,
    Rule,
    Text,
    Token,
)

_NO_BREAK_SPACE = "\u00a0"
_MONEY_CELLS = 9


def copy_marks(copy: int, first: str, printed_by: str, translate: Translate) -> tuple[Block, ...]:
    """Return what a copy bears at head and foot: number, time of the first, who asked for it."""
    said = translate(texts.CONTEXT, texts.COPY_OF).format(date=first, operator=printed_by)
    mark = translate(texts.CONTEXT, texts.COPY).format(copy=copy)
    return Mark(mark), Text(said, Align.CENTRE)


class SaleReceipt:
    """Makes the document of one committed sale.

    Attributes:
        story: the sale.
        copy: 0 for the first receipt, then the number of the copy.
        printed_by: operator who asked for the copy.
        template: what the utility wants on it.
    """

    def __init__(
        self,
        story: SaleStory,
        translate: Translate,
        *,
        copy: int = 0,
        printed_by: str = "",
        template: ReceiptTemplate = PLAIN,
    ) -> None:
        self.story = story
        self.copy = copy
        self.printed_by = printed_by
        self.template = template
        self._translate = translate

    def document(self) -> Document:
        """Return the receipt from top to bottom."""
        return Document(tuple(self._blocks()))

    def _blocks(self) -> Iterator[Block]:
        yield from self._marks()
        yield from self._head()
        yield from (self._fact(fact) for fact in self.template.facts if self._has(fact))
        yield Rule()
        yield from (self._line(line) for line in self.story.begun.lines)
        yield Rule()
        yield from self._payment()
        yield Rule()
        yield from self._tokens()
        yield Rule()
        yield from (Text(line, Align.CENTRE) for line in self.template.messages)
        yield from self._small_print()
        yield from (Text(line, Align.CENTRE) for line in self.template.footer)
        yield from self._marks()
        yield Cut()

    def _head(self) -> Iterator[Block]:
        if self.template.logo is not None:
            yield Picture(self.template.logo)
        if self.template.utility:
            yield Text(self.template.utility, Align.CENTRE, bold=True)
        yield from (Text(line, Align.CENTRE) for line in self.template.header)
        yield Text(self._say(texts.TITLE), Align.CENTRE, bold=True)
        if any(line.kind == "tax" for line in self.story.begun.lines):
            yield Text(self._say(texts.TAX_INVOICE), Align.CENTRE)
        yield Feed()

    def _marks(self) -> Iterator[Block]:
        if self.copy:
            first = self._moment(self.story.row.ended_at)
            yield from copy_marks(self.copy, first, self.printed_by, self._translate)
        if self.story.terminal.training:
            yield Mark(self._say(texts.TRAINING))
            yield Text(self._say(texts.TRAINING_WHY), Align.CENTRE)

    def _has(self, fact: Fact) -> bool:
        """Tell whether there is something to say; an unknown customer leaves no empty rows."""
        is_about_a_person = fact in (Fact.CUSTOMER, Fact.ADDRESS, Fact.ACCOUNT)
        return self.story.person is not None or not is_about_a_person

    def _fact(self, fact: Fact) -> Block:
        row, person = self.story.row, self.story.person
        match fact:
            case Fact.RECEIPT:
                return self._row(texts.RECEIPT, row.receipt_no)
            case Fact.DATE:
                return self._row(texts.DATE, self._moment(row.begun_at))
            case Fact.OPERATOR:
                return self._row(texts.OPERATOR, row.operator)
            case Fact.METER:
                return self._row(texts.METER, display_number(row.pan), bold=True)
            case Fact.CUSTOMER:
                return self._row(texts.CUSTOMER, person.name if person else "")
            case Fact.ADDRESS:
                return self._row(texts.ADDRESS, person.address if person else "")
            case Fact.ACCOUNT:
                return self._row(texts.ACCOUNT, person.account if person else "")
            case Fact.TARIFF:
                return self._row(texts.TARIFF, self.story.tariff_name)
            case _ as never:
                assert_never(never)

    def _line(self, line: QuoteLine) -> Block:
        label, amount = Cell(self._say(line.label)), self._money(line.amount)
        if not (line.units_milli and line.rate):
            return Columns((label, Cell(amount, Align.RIGHT)))
        # A cell of its own, so that a label running right to left cannot turn the multiplication.
        sum_done = f"{format_units(line.units_milli)}{_NO_BREAK_SPACE}x{_NO_BREAK_SPACE}{line.rate}"
        return Columns(
            (label, Cell(sum_done, Align.RIGHT), Cell(amount, Align.RIGHT, _MONEY_CELLS))
        )

    def _payment(self) -> Iterator[Block]:
        begun = self.story.begun
        yield self._row(texts.TOTAL, self._money(begun.total, named=True), bold=True)
        yield self._row(texts.CASH, self._money(begun.tendered))
        yield self._row(texts.CHANGE, self._money(begun.change), bold=True)

    def _tokens(self) -> Iterator[Block]:
        count = len(self.story.tokens)
        if count > 1:
            yield Text(self._say(texts.ALL_CODES), Align.CENTRE, bold=True)
        for number, token in enumerate(self.story.tokens, 1):
            if count > 1:
                numbered = self._say(texts.CODE_OF).format(number=number, count=count)
                yield Text(numbered, Align.CENTRE, bold=True)
            yield from self._token(token)

    def _token(self, token: IssuedToken) -> Iterator[Block]:
        yield Text(self._say(texts.CODE), Align.CENTRE)
        yield Token(token.digits)
        units = self._say(texts.UNITS).format(units=format_units(token.units_milli))
        yield Text(units, Align.CENTRE, bold=True)
        yield Qr(token.digits)

    def _small_print(self) -> Iterator[Block]:
        meter = self.story.begun.meter
        yield self._row(texts.KEY, f"{meter.sgc} {meter.krn} {meter.tariff_index}")
        yield self._row(texts.ALGORITHM, f"{meter.ea} {self.story.tct}".rstrip())
        yield self._row(texts.TERMINAL, self.story.terminal.terminal)
        yield Text(f"{self._say(texts.SALE)} {self.story.row.sale_id}")

    def _row(self, label: str, value: str, *, bold: bool = False) -> Block:
        return Columns.labelled(self._say(label), value, bold=bold)

    def _say(self, text: str) -> str:
        return self._translate(texts.CONTEXT, text)

    def _money(self, minor: int, *, named: bool = False) -> str:
        amount = format_minor(minor, decimals_of(self.story.begun.currency))
        return f"{self.story.begun.currency}{_NO_BREAK_SPACE}{amount}" if named else amount

    def _moment(self, time: str) -> str:
        return local_moment(time, self.story.terminal.time_zone)
