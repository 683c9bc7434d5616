"""A page that shows whether a printer is set up rightly, and what receipts look like on it."""

from collections.abc import Iterator

from pos.domain.projections import TerminalRow
from pos.receipts import texts
from pos.receipts.languages import PaperLanguage
from pos.receipts.sheet import Sheet
from pos.receipts.template import PLAIN, ReceiptTemplate
from printers.document import (
    Align,
    Block,
    Cut,
    Document,
    Mark,
    Picture,
    Qr,
    Rule,
    Size,
    Text,
    Token,
)
from printers.paper import Paper

_RULER = "1234567890"
_SAMPLES = (
    "\u00e0\u00e9\u00ee\u00f5\u00fc \u00c7\u00f1\u00df \u20ac \u00a3",
    "\u0181\u0199\u1e0d \u20a6 \u20b5",
    "\u0625\u064a\u0635\u0627\u0644 \u0643\u0647\u0631\u0628\u0627\u0621 0800-111-222",
    "\u12e8\u12a4\u120c\u12ad\u1275\u122a\u12ad \u12f0\u1228\u1230\u129d",
    "\u09ac\u09bf\u09a6\u09cd\u09af\u09c1\u09ce \u09b0\u09b8\u09bf\u09a6",
    "\u092c\u093f\u091c\u0932\u0940 \u0930\u0938\u0940\u0926",
)
_NO_CODE = "0" * 20


class TrialPage:
    """Makes the page for one printer.

    Attributes:
        address: the printer's address.
        paper: its paper.
        terminal: whose page it is.
        now: time in the journal's form.
        template: what the utility wants on receipts.
    """

    def __init__(
        self,
        address: str,
        paper: Paper,
        terminal: TerminalRow,
        language: PaperLanguage,
        *,
        now: str,
        template: ReceiptTemplate = PLAIN,
    ) -> None:
        self.address = address
        self.paper = paper
        self.terminal = terminal
        self.now = now
        self.template = template
        self._sheet = Sheet(terminal, language)

    def document(self) -> Document:
        """Return the page; it bears no code that a meter would take."""
        return Document(tuple(self._blocks()))

    def _blocks(self) -> Iterator[Block]:
        yield Mark(self._say(texts.TEST_PAGE))
        if self.template.logo is not None:
            yield Picture(self.template.logo)
        if self.template.utility:
            yield Text(self.template.utility, Align.CENTRE, bold=True)
        yield from (Text(line, Align.CENTRE) for line in self.template.header)
        yield self._sheet.row(texts.PRINTER, self.address)
        yield self._sheet.row(texts.TERMINAL, self.terminal.terminal)
        yield self._sheet.row(texts.DATE, self._sheet.moment(self.now))
        yield Text(self._say(texts.TEST_RULER))
        yield Text((_RULER * 5)[: self.paper.columns])
        yield Rule()
        yield from (Text(sample) for sample in _SAMPLES)
        yield Text(self._say(texts.TITLE), Align.CENTRE, bold=True, size=Size.TALL)
        yield Rule()
        yield Text(self._say(texts.TEST_NO_CODE), Align.CENTRE)
        yield Token(_NO_CODE)
        yield Qr(self._say(texts.TEST_PAGE))
        yield from (Text(line, Align.CENTRE) for line in self.template.footer)
        yield Cut()

    def _say(self, text: str) -> str:
        return self._sheet.say(text)
