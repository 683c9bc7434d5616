"""Papers that no customer waits for: slips of the drawer, reports, statements and cases."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from pos.app.cash.agent_float import read_float_statement
from pos.app.cash.cash_slips import slip_of
from pos.app.cash.shift_reports import read_x_report, z_report
from pos.app.ports import PrintJob, PrintKind, Reads
from pos.app.selling.quoting import terminal_of
from pos.app.selling.stored_sale import must_be_known
from pos.app.sold.find_sales import STATEMENT_SALES_MAX, statement_of
from pos.app.sold.wrong_meter import known_case
from pos.receipts.case_slip import case_document
from pos.receipts.cash_papers import cash_document
from pos.receipts.float_statement import float_statement_document
from pos.receipts.paper_tools import Maker, PaperTools
from pos.receipts.shift_report import x_document, z_document
from pos.receipts.statement import statement_document
from pos.receipts.template import PLAIN
from printers.document import Document


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


MAKERS: Final[Mapping[PrintKind, Maker]] = MappingProxyType(
    {
        PrintKind.CASE: _case,
        PrintKind.CASH_SLIP: _cash_slip,
        PrintKind.FLOAT_STATEMENT: _float_statement,
        PrintKind.STATEMENT: _statement,
        PrintKind.X_REPORT: _x_report,
        PrintKind.Z_REPORT: _z_report,
    }
)
"""What makes each kind but a receipt."""
