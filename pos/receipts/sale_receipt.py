"""The receipt of a sale as a document.

A customer must be able to type the code, to check the sum, and to be helped a year later by anyone
who holds nothing but the paper.
"""

from collections.abc import Iterator, Mapping
from typing import assert_never

from pos.app.office.office_notices import text_in
from pos.app.sold.history import SaleStory
from pos.domain.entries import QuoteLine
from pos.domain.meter import display_number
from pos.domain.projections import Purpose
from pos.domain.tariff.own_labels import own_label
from pos.domain.tender import CASH
from pos.receipts import texts
from pos.receipts.languages import PaperLanguage
from pos.receipts.sheet import NO_BREAK_SPACE, Code, Sheet
from pos.receipts.template import PLAIN, Fact, ReceiptTemplate
from printers.document import (
    Align,
    Block,
    Cell,
    Columns,
    Cut,
    Document,
    Mark,
    Rule,
    Text,
)

_MONEY_CELLS = 9


class SaleReceipt:
    """Makes the document of one committed sale.

    Attributes:
        story: the sale.
        copy: 0 for the first receipt, then the number of the copy.
        is_filed: written to a file after its first paper; a copy without a number.
        printed_by: operator who asked for the copy.
        template: what the utility wants on it.
    """

    def __init__(
        self,
        story: SaleStory,
        language: PaperLanguage,
        *,
        copy: int = 0,
        is_filed: bool = False,
        printed_by: str = "",
        template: ReceiptTemplate = PLAIN,
    ) -> None:
        self.story = story
        self.copy = copy
        self.is_filed = is_filed
        self.printed_by = printed_by
        self.template = template
        self._sheet = Sheet(
            story.terminal, language.with_words(template.words), currency=story.begun.currency
        )

    def document(self) -> Document:
        """Return the receipt from top to bottom."""
        return Document(tuple(self._blocks()))

    def _blocks(self) -> Iterator[Block]:
        yield from self._marks()
        yield from self._head()
        yield from (self._fact(fact) for fact in self.template.facts if self._has(fact))
        yield Rule()
        if self._is_paid:
            yield from (self._line(line) for line in self.story.begun.lines)
            yield Rule()
            yield from self._payment()
        else:
            yield from self._why()
        yield Rule()
        yield from self._sheet.codes(self._codes())
        yield Rule()
        yield from (Text(self._say(line), Align.CENTRE) for line in self.template.messages)
        yield from (Text(self._chosen(said), Align.CENTRE) for said in self.story.messages)
        yield from self._small_print()
        yield from (Text(self._say(line), Align.CENTRE) for line in self.template.footer)
        yield from self._marks()
        yield Cut()

    def _head(self) -> Iterator[Block]:
        is_taxed = any(line.kind == "tax" for line in self.story.begun.lines)
        title = texts.TITLES.get(self._purpose, texts.TITLE)
        titles = (title, texts.TAX_INVOICE) if is_taxed else (title,)
        yield from self._sheet.head(self.template, *map(self._say, titles))

    def _marks(self) -> Iterator[Block]:
        if self.is_filed:
            yield Mark(self._say(texts.COPY_FILE))
        if self.copy:
            first_at = self.story.row.ended_at
            yield from self._sheet.copy_marks(self.copy, first_at, self.printed_by)
        if self.story.terminal.training:
            yield from self._sheet.training_marks()
            yield Text(self._say(texts.TRAINING_WHY), Align.CENTRE)

    def _has(self, fact: Fact) -> bool:
        """Tell whether there is something to say; an unknown customer leaves no empty rows."""
        if fact is Fact.TARIFF and not self.story.tariff_name:
            return False
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

    def _label(self, label: str) -> str:
        told, (own, number) = self._say(label), own_label(label)
        is_own = told == label and own
        return self._say(own).format(number=number) if is_own else told

    def _line(self, line: QuoteLine) -> Block:
        label, amount = Cell(self._label(line.label)), self._money(line.amount)
        if not (line.units_milli and line.rate):
            return Columns((label, Cell(amount, Align.RIGHT)))
        # A cell of its own, so that a label running right to left cannot turn the multiplication.
        rate = self._sheet.language.figure(line.rate)
        factors = NO_BREAK_SPACE.join((self._sheet.units(line.units_milli), "x", rate))
        return Columns((label, Cell(factors, Align.RIGHT), Cell(amount, Align.RIGHT, _MONEY_CELLS)))

    def _payment(self) -> Iterator[Block]:
        begun = self.story.begun
        yield self._row(texts.TOTAL, self._money(begun.total, named=True), bold=True)
        if begun.arrears_left:
            yield self._row(texts.STILL_OWED, self._money(begun.arrears_left))
        if begun.rounding:
            yield self._row(texts.ROUNDING, self._money(begun.rounding))
        for tender in begun.tenders:
            # A kind that came with a newer program is named as it stands in the journal.
            yield self._row(texts.TENDERS.get(tender.kind, tender.kind), self._money(tender.amount))
        if begun.change or begun.tenders[0].kind == CASH:
            yield self._row(texts.CHANGE, self._money(begun.change), bold=True)

    @property
    def _purpose(self) -> str:
        return self.story.asked.purpose if self.story.asked else Purpose.SALE

    @property
    def _is_paid(self) -> bool:
        return bool(self.story.begun.tenders)

    def _why(self) -> Iterator[Block]:
        """Say why codes are given that nobody paid for, and who answers for it."""
        asked = self.story.asked
        yield Text(self._say(texts.NO_MONEY), Align.CENTRE)
        if asked is None:
            return
        if asked.purpose == Purpose.REISSUE:
            yield Text(self._say(texts.REISSUE_WHY), Align.CENTRE, bold=True)
            yield Text(f"{self._say(texts.SALE)} {asked.detail}")
        if asked.reason:
            yield self._row(texts.REASON, asked.reason)
        yield self._row(texts.APPROVED_BY, asked.approver)

    def _codes(self) -> list[Code]:
        asked = self.story.asked
        value = (
            asked.detail.partition(" ")[2] if asked and asked.purpose == Purpose.ENGINEERING else ""
        )
        return [
            Code(token.digits, token.kind, token.units_milli, self._detail(token.kind, value))
            for token in self.story.tokens
        ]

    def _detail(self, kind: str, value: str) -> str:
        """Return what a caption adds: a limit with its unit, or what the code is about."""
        if not value:
            return ""
        # Imported here: it knows all kinds of tokens, and customers have no such codes.
        from pos.domain.engineering import EngineeringKind  # noqa: PLC0415 - see above.

        if kind in (EngineeringKind.POWER_LIMIT, EngineeringKind.PHASE_UNBALANCE):
            return f"{self._sheet.language.figure(value)}{NO_BREAK_SPACE}W"
        # A name that came with a newer program stands as it does in the journal.
        names = value.split(",")
        return ", ".join(self._say(texts.VALUES.get(name, name)) for name in names)

    def _small_print(self) -> Iterator[Block]:
        yield from self._sheet.key_data(self.story.begun.meter, self.story.tct)
        yield Text(f"{self._say(texts.SALE)} {self.story.row.sale_id}")

    def _row(self, label: str, value: str, *, bold: bool = False) -> Block:
        return self._sheet.row(label, value, bold=bold)

    def _chosen(self, said: Mapping[str, str]) -> str:
        return text_in(said, self._sheet.language.code)

    def _say(self, text: str) -> str:
        return self._sheet.say(text)

    def _money(self, minor: int, *, named: bool = False) -> str:
        return self._sheet.money(minor, named=named)

    def _moment(self, time: str) -> str:
        return self._sheet.moment(time)
