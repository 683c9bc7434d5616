"""The document of every print job: one table from the kind of paper to what makes it.

A new kind is a member of `PrintKind` and a line in `_MAKERS`. Whoever queues it names a subject, so
that paper that comes out late or again says what the journal says.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from pos.app.agent_float import read_float_statement
from pos.app.cash_slips import slip_of
from pos.app.find_sales import STATEMENT_SALES_MAX, statement_of
from pos.app.history import story_of
from pos.app.paper_policy import paper_language_of
from pos.app.ports import PrintJob, PrintKind, Reads
from pos.app.print_paper import papers_of
from pos.app.quoting import terminal_of
from pos.app.shift_reports import read_x_report, z_report
from pos.app.stored_sale import must_be_known
from pos.app.wrong_meter import known_case
from pos.domain.errors import LanguageUnknown
from pos.receipts.case_slip import case_document
from pos.receipts.cash_papers import cash_document
from pos.receipts.float_statement import float_statement_document
from pos.receipts.languages import ENGLISH, PaperLanguage
from pos.receipts.sale_receipt import SaleReceipt
from pos.receipts.sheet import Sheet
from pos.receipts.shift_report import x_document, z_document
from pos.receipts.statement import statement_document
from pos.receipts.stationery import Stationery
from pos.receipts.template import PLAIN
from printers.document import Document


@dataclass(frozen=True, slots=True)
class PaperTools:
    """What one paper is made with.

    Attributes:
        language: of its words, figures and dates.
        stationery: None for plain papers in the printer's own characters.
    """

    language: PaperLanguage
    stationery: Stationery | None


Maker = Callable[[Reads, PrintJob, PaperTools], Document]


def document_of(reads: Reads, job: PrintJob, stationery: Stationery | None) -> Document:
    """Return the document of a print job in its operator's language, marked if it is a copy.

    Args:
        job: of any kind but a drawer, which has none.
        stationery: None for plain papers in English and the printer's own characters.

    Raises:
        PosError: the journal does not hold what the paper is about.
    """
    tools = PaperTools(language_for(reads, job.queued_by, stationery), stationery)
    document = _MAKERS[job.kind](reads, job, tools)
    if not job.copy or job.kind is PrintKind.RECEIPT:
        # A receipt marks its copies itself, among its other marks.
        return document
    first = papers_of(reads, job.kind, job.subject)[0]
    sheet = Sheet(terminal_of(reads), tools.language)
    marks = sheet.copy_marks(job.copy, first.queued_at, job.queued_by)
    return Document((*marks, *document.blocks[:-1], *marks, document.blocks[-1]))


def language_for(reads: Reads, operator: str, stationery: Stationery | None) -> PaperLanguage:
    """Return the language that an operator prints in; the terminal's for no name."""
    if stationery is None:
        return ENGLISH
    return stationery.languages.of(paper_language_of(reads, operator))


def language_must_be_known(stationery: Stationery, code: str) -> None:
    """Refuse a language that there are no words of; LanguageUnknown."""
    known = stationery.languages.codes()
    if code not in known:
        raise LanguageUnknown(language=code[:40], known=", ".join(known))


def _receipt(reads: Reads, job: PrintJob, tools: PaperTools) -> Document:
    stationery = tools.stationery
    story = story_of(reads, job.sale_id)
    return SaleReceipt(
        story,
        tools.language,
        copy=job.copy,
        printed_by=job.queued_by,
        template=stationery.template(story.begun.tariff) if stationery else PLAIN,
    ).document()


def _cash_slip(reads: Reads, job: PrintJob, tools: PaperTools) -> Document:
    return cash_document(slip_of(reads, int(job.subject)), tools.language)


def _x_report(reads: Reads, job: PrintJob, tools: PaperTools) -> Document:
    del reads
    return x_document(read_x_report(job.content), tools.language)


def _z_report(reads: Reads, job: PrintJob, tools: PaperTools) -> Document:
    return z_document(z_report(reads, job.subject), tools.language)


def _case(reads: Reads, job: PrintJob, tools: PaperTools) -> Document:
    case = known_case(reads, job.subject)
    sale = must_be_known(reads, case.sale_id)
    template = tools.stationery.template(sale.tariff) if tools.stationery else PLAIN
    return case_document(case, sale, terminal_of(reads), tools.language, template)


def _statement(reads: Reads, job: PrintJob, tools: PaperTools) -> Document:
    told = statement_of(reads, job.subject, limit=STATEMENT_SALES_MAX)
    return statement_document(told, terminal_of(reads), tools.language)


def _float_statement(reads: Reads, job: PrintJob, tools: PaperTools) -> Document:
    told = read_float_statement(job.content)
    return float_statement_document(told, terminal_of(reads), tools.language)


_MAKERS: Final[dict[PrintKind, Maker]] = {
    PrintKind.RECEIPT: _receipt,
    PrintKind.CASE: _case,
    PrintKind.CASH_SLIP: _cash_slip,
    PrintKind.FLOAT_STATEMENT: _float_statement,
    PrintKind.STATEMENT: _statement,
    PrintKind.X_REPORT: _x_report,
    PrintKind.Z_REPORT: _z_report,
}
