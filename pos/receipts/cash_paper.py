"""What all papers of the drawer share: place, cash equation, count."""

from collections.abc import Iterator

from pos.domain.cash import expected_cash
from pos.domain.entries import CashFigures, CountLine
from pos.receipts import cash_texts as texts
from pos.receipts.sheet import Sheet
from printers.document import Block, Columns


class CashPaper(Sheet):
    """A sheet about one drawer."""

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
