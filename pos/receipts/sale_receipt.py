"""The receipt of a sale as a document.

A customer must be able to type the code, to check the sum, and to be helped a year later by anyone
who holds nothing but the paper.
"""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from pos.app.history import SaleStory
from pos.domain.energy import format_units
from pos.domain.entries import IssuedToken, QuoteLine
from pos.domain.journal import parse_time
from pos.domain.meter import display_number
from pos.domain.money import decimals_of, format_minor
from pos.domain.translation import Translate
from pos.receipts import texts
from printers.document import (
    Align,
    Block,
    Columns,
    Cut,
    Document,
    Feed,
    Mark,
    Qr,
    Rule,
    Text,
    Token,
)

_NO_BREAK_SPACE = "\u00a0"


class SaleReceipt:
    """Makes the document of one committed sale.

    Attributes:
        story: the sale.
        copy: 0 for the first receipt, then the number of the copy.
        printed_by: operator who asked for the copy.
    """

    def __init__(
        self, story: SaleStory, translate: Translate, *, copy: int = 0, printed_by: str = ""
    ) -> None:
        self.story = story
        self.copy = copy
        self.printed_by = printed_by
        self._translate = translate

    def document(self) -> Document:
        """Return the receipt from top to bottom."""
        return Document(tuple(self._blocks()))

    def _blocks(self) -> Iterator[Block]:
        yield from self._marks()
        yield Text(self._say(texts.TITLE), Align.CENTRE, bold=True)
        yield Text(self._say(texts.TAX_INVOICE), Align.CENTRE)
        yield Feed()
        yield from self._facts()
        yield Rule()
        yield from (self._line(line) for line in self.story.begun.lines)
        yield Rule()
        yield from self._payment()
        yield Rule()
        for token in self.story.tokens:
            yield from self._token(token)
        yield Rule()
        yield from self._small_print()
        yield from self._marks()
        yield Cut()

    def _marks(self) -> Iterator[Block]:
        if self.copy:
            yield Mark(self._say(texts.COPY).format(copy=self.copy))
            first = self._moment(self.story.row.ended_at)
            said = self._say(texts.COPY_OF).format(date=first, operator=self.printed_by)
            yield Text(said, Align.CENTRE)
        if self.story.terminal.training:
            yield Mark(self._say(texts.TRAINING))
            yield Text(self._say(texts.TRAINING_WHY), Align.CENTRE)

    def _facts(self) -> Iterator[Block]:
        row = self.story.row
        yield self._row(texts.RECEIPT, row.receipt_no)
        yield self._row(texts.DATE, self._moment(row.begun_at))
        yield self._row(texts.OPERATOR, row.operator)
        yield self._row(texts.METER, display_number(row.pan), bold=True)
        person = self.story.person
        if person is not None:
            yield self._row(texts.CUSTOMER, person.name)
            yield self._row(texts.ADDRESS, person.address)
            yield self._row(texts.ACCOUNT, person.account)
        yield self._row(texts.TARIFF, self.story.tariff_name)

    def _line(self, line: QuoteLine) -> Block:
        label = self._say(line.label)
        if line.units_milli and line.rate:
            label = f"{label} {format_units(line.units_milli)} x {line.rate}"
        return Columns.labelled(label, self._money(line.amount))

    def _payment(self) -> Iterator[Block]:
        begun = self.story.begun
        yield self._row(texts.TOTAL, self._money(begun.total, named=True), bold=True)
        yield self._row(texts.CASH, self._money(begun.tendered))
        yield self._row(texts.CHANGE, self._money(begun.change), bold=True)

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
        """Write a journal time in the terminal's zone, with the zone's offset."""
        local = parse_time(time).astimezone(ZoneInfo(self.story.terminal.time_zone))
        return f"{local:%Y-%m-%d %H:%M} {local:%z}"
