"""What all papers of the drawer share: rows of words, money and moments."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from pos.domain.cash import expected_cash
from pos.domain.entries import CashFigures, CountLine
from pos.domain.journal import parse_time
from pos.domain.money import decimals_of, format_minor
from pos.domain.projections import TerminalRow
from pos.domain.translation import Translate
from pos.receipts import cash_texts as texts
from printers.document import Align, Block, Columns, Cut, Document, Feed, Mark, Rule, Text

_NO_BREAK_SPACE = "\u00a0"


class CashPaper:
    """Makes blocks in one language, currency and time zone.

    Attributes:
        terminal: whose drawer it is.
        currency: of every amount.
    """

    def __init__(self, terminal: TerminalRow, translate: Translate) -> None:
        self.terminal = terminal
        self.currency = terminal.currency
        self._translate = translate
        self._zone = ZoneInfo(terminal.time_zone)

    def document(self, title: str, blocks: Iterator[Block]) -> Document:
        """Put a title above blocks and marks around them."""
        marks = (Mark(self.say(texts.TRAINING)),) if self.terminal.training else ()
        heading = Text(title, Align.CENTRE, bold=True)
        return Document((*marks, heading, Feed(), *blocks, *marks, Cut()))

    def say(self, text: str) -> str:
        """Return a text in the reader's language."""
        return self._translate(texts.CONTEXT, text)

    def row(self, label: str, value: str, *, bold: bool = False) -> Block:
        """Return a labelled value; the label is translated."""
        return Columns.labelled(self.say(label), value, bold=bold)

    def money(self, minor: int, *, named: bool = False) -> str:
        """Write an amount, with its currency where it stands alone."""
        amount = format_minor(minor, decimals_of(self.currency))
        return f"{self.currency}{_NO_BREAK_SPACE}{amount}" if named else amount

    def signed_money(self, minor: int) -> str:
        """Write a difference with its sign."""
        return f"+{self.money(minor)}" if minor > 0 else self.money(minor)

    def moment(self, time: str) -> str:
        """Write a journal time in the terminal's zone, with the zone's offset."""
        local = parse_time(time).astimezone(self._zone)
        return f"{local:%Y-%m-%d %H:%M} {local:%z}"

    def place(self, shift_no: int) -> Iterator[Block]:
        """Say which drawer this is about."""
        yield self.row(texts.TERMINAL, self.terminal.terminal)
        yield self.row(texts.SHIFT, str(shift_no))

    def equation(self, figures: CashFigures) -> Iterator[Block]:
        """Show the cash equation term by term."""
        yield self.row(texts.FLOAT, self.money(figures.opening_float))
        yield self.row(texts.CASH_TENDERED, self.money(figures.cash_tendered))
        yield self.row(texts.CHANGE, self.money(figures.change))
        yield self.row(texts.REFUNDS, self.money(figures.refunds))
        yield self.row(texts.PAID_IN, self.money(figures.paid_in))
        yield self.row(texts.PAID_OUT, self.money(figures.paid_out))
        yield self.row(texts.DROPS, self.money(figures.drops))
        expected = self.money(expected_cash(figures), named=True)
        yield self.row(texts.EXPECTED, expected, bold=True)

    def count(self, lines: tuple[CountLine, ...], counted: int) -> Iterator[Block]:
        """Show what was counted, piece by piece, and its sum."""
        for line in lines:
            pieces = f"{self.money(line.denomination)} x {line.pieces}"
            yield Columns.labelled(pieces, self.money(line.denomination * line.pieces))
        yield self.row(texts.COUNTED, self.money(counted, named=True), bold=True)

    def signature(self, label: str, name: str) -> Iterator[Block]:
        """Leave room for a name's signature by hand."""
        yield self.row(label, name)
        yield Feed(2)
        yield Rule()
