"""What papers of every kind are made of: marks, rows, figures, codes, signatures, in one language.

A new paper takes four steps: its words in a `*_texts.py` of this package and in every language
file, a function that fills a `Sheet`, a member of `PrintKind`, and a line in `pos.receipts.papers`.
Marks for training and for copies, and the cut, come by themselves.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pos.domain.cash import reason_parts
from pos.domain.energy import format_units
from pos.domain.entries import MeterKeyed
from pos.domain.projections import TerminalRow
from pos.receipts import cash_texts, texts
from pos.receipts.languages import PaperLanguage
from pos.receipts.template import PLAIN, ReceiptTemplate
from printers.document import (
    Align,
    Block,
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

NO_BREAK_SPACE = "\u00a0"
KEY_CHANGE = "key_change"
FREE = "free"


@dataclass(frozen=True, slots=True)
class Code:
    """A vend code on paper.

    Attributes:
        digits: 20.
        kind: as of `IssuedToken`.
        units_milli: what the meter adds, 0 for a code that adds nothing.
        detail: what else its caption says, such as a limit in watts.
    """

    digits: str
    kind: str = "credit"
    units_milli: int = 0
    detail: str = ""


class Sheet:
    """Makes blocks for one terminal in one language.

    Attributes:
        terminal: whose paper it is.
        language: of its words, figures and dates.
        currency: of every amount.
    """

    def __init__(
        self, terminal: TerminalRow, language: PaperLanguage, *, currency: str = ""
    ) -> None:
        self.terminal = terminal
        self.language = language
        self.currency = currency or terminal.currency

    def document(
        self, title: str, blocks: Iterable[Block], template: ReceiptTemplate = PLAIN
    ) -> Document:
        """Put a title above blocks, marks around them, and cut.

        Args:
            template: a utility's head and foot, for papers that customers get.
        """
        marks = self.training_marks()
        foot = (Text(self.say(line), Align.CENTRE) for line in template.footer)
        return Document((*marks, *self.head(template, title), *blocks, *foot, *marks, Cut()))

    def head(self, template: ReceiptTemplate, *titles: str) -> Iterator[Block]:
        """Show whose paper it is and what it is."""
        if template.logo is not None:
            yield Picture(template.logo)
        if template.utility:
            yield Text(self.say(template.utility), Align.CENTRE, bold=True)
        yield from (Text(self.say(line), Align.CENTRE) for line in template.header)
        title, *more = titles
        yield Text(title, Align.CENTRE, bold=True)
        yield from (Text(line, Align.CENTRE) for line in more)
        yield Feed()

    def key_data(self, meter: MeterKeyed, tct: str) -> Iterator[Block]:
        """Say what names the meter's key, and at which terminal."""
        yield self.row(texts.KEY, f"{meter.sgc} {meter.krn} {meter.tariff_index}")
        yield self.row(texts.ALGORITHM, f"{meter.ea} {tct}".rstrip())
        yield self.row(texts.TERMINAL, self.terminal.terminal)

    def training_marks(self) -> tuple[Block, ...]:
        """Return the mark of a training terminal; nothing on a real one."""
        return (Mark(self.say(texts.TRAINING)),) if self.terminal.training else ()

    def copy_marks(self, copy: int, first_at: str, printed_by: str) -> tuple[Block, ...]:
        """Return what a copy bears at head and foot: its number, the first's time, who asked.

        Args:
            first_at: in the journal's form.
        """
        said = self.say(texts.COPY_OF).format(date=self.moment(first_at), operator=printed_by)
        return Mark(self.say(texts.COPY).format(copy=copy)), Text(said, Align.CENTRE)

    def say(self, text: str) -> str:
        """Return a text in the reader's language."""
        return self.language.say(text)

    def row(self, label: str, value: str, *, bold: bool = False) -> Block:
        """Return a labelled value; the label is translated."""
        return Columns.labelled(self.say(label), value, bold=bold)

    def reason(self, text: str) -> Block:
        """Say why, a code in words of the paper's language."""
        return self.row(texts.REASON, reason_told(text, self.language))

    def money(self, minor: int, *, named: bool = False) -> str:
        """Write an amount, with its currency where it stands alone."""
        return self.language.money(minor, self.currency, named=named)

    def signed_money(self, minor: int) -> str:
        """Write a difference with its sign."""
        return f"+{self.money(minor)}" if minor > 0 else self.money(minor)

    def units(self, units_milli: int) -> str:
        """Write thousandths of a unit as units."""
        return self.language.figure(format_units(units_milli))

    def moment(self, time: str) -> str:
        """Write a journal time in the terminal's zone, with the zone's offset."""
        return self.language.moment(time, self.terminal.time_zone)

    def codes(self, codes: Sequence[Code]) -> Iterator[Block]:
        """Show codes in the order in which the meter wants them, each with what it does.

        A key change is warned of first: a meter that got half of it takes no other code.
        """
        if any(code.kind == KEY_CHANGE for code in codes):
            yield Mark(self.say(texts.KEY_CHANGE))
            yield Text(self.say(texts.KEY_CHANGE_OLD), Align.CENTRE, bold=True)
            yield Text(self.say(texts.KEY_CHANGE_WHY), Align.CENTRE, bold=True)
        if len(codes) > 1:
            yield Text(self.say(texts.ALL_CODES), Align.CENTRE, bold=True)
        for number, code in enumerate(codes, 1):
            if len(codes) > 1:
                numbered = self.say(texts.CODE_OF).format(number=number, count=len(codes))
                yield Text(numbered, Align.CENTRE, bold=True)
            else:
                yield Text(self.say(texts.CODE), Align.CENTRE)
            yield Token(code.digits)
            yield Text(self._caption(code), Align.CENTRE, bold=True)
            yield Qr(code.digits)

    def _caption(self, code: Code) -> str:
        if code.units_milli:
            text = texts.FREE_UNITS if code.kind == FREE else texts.UNITS
            return self.say(text).format(units=self.units(code.units_milli))
        # A kind that came with a newer program is named as it stands in the journal.
        caption = self.say(texts.CAPTIONS.get(code.kind, code.kind))
        return f"{caption}: {code.detail}" if code.detail else caption

    def signature(self, label: str, name: str) -> Iterator[Block]:
        """Leave room for a name's signature by hand."""
        yield self.row(label, name)
        yield Feed(2)
        yield Rule()


def reason_told(text: str, language: PaperLanguage) -> str:
    """Say why, a code in words of a language and what was typed as it is."""
    code, own = reason_parts(text)
    told = language.say(cash_texts.REASONS[code]) if code else ""
    return ": ".join(part for part in (told, own) if part)
