"""The document of every print job.

A new kind is a member of `PrintKind` and a line in `other_papers.MAKERS`. Whoever queues it names a
subject, so that paper that comes out late or again says what the journal says.
"""

from pos.app.paper.paper_policy import paper_language_of
from pos.app.paper.print_paper import papers_of
from pos.app.ports import PrintJob, PrintKind, Reads
from pos.app.selling.quoting import terminal_of
from pos.app.sold.history import story_of
from pos.domain.errors import LanguageUnknown
from pos.receipts.languages import ENGLISH, PaperLanguage
from pos.receipts.paper_tools import Maker, PaperTools
from pos.receipts.sale_receipt import SaleReceipt
from pos.receipts.sheet import Sheet
from pos.receipts.stationery import Stationery
from pos.receipts.template import PLAIN
from printers.document import Document


def document_of(reads: Reads, job: PrintJob, stationery: Stationery | None) -> Document:
    """Return the document of a print job in its operator's language, marked if it is a copy.

    Args:
        job: of any kind but a drawer, which has none.
        stationery: None for plain papers in English and the printer's own characters.

    Raises:
        PosError: the journal does not hold what the paper is about.
    """
    tools = PaperTools(language_for(reads, job.queued_by, stationery), stationery)
    document = _maker(job.kind)(reads, job, tools)
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


def _maker(kind: PrintKind) -> Maker:
    if kind is PrintKind.RECEIPT:
        return _receipt
    # Imported only when needed: a customer waits for none of these.
    from pos.receipts.other_papers import MAKERS  # noqa: PLC0415 - see above.

    return MAKERS[kind]
