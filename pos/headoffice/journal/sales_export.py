"""Sales for other systems, one after another, at flat memory: a snapshot, each sale once."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from typing import Any, Final

import msgspec
from sqlalchemy import select
from sqlalchemy.engine import Connection, Row

from pos.app.reports.report_csv import inert
from pos.domain.energy import format_units
from pos.domain.meter import display_number
from pos.domain.money import decimals_of, format_minor
from pos.domain.projections import SaleRow
from pos.domain.sale import SaleState
from pos.headoffice.journal.tree import MAIN_BRANCH
from pos.headoffice.store.schema import BOOK_ROW, TERMINAL

_ROWS_AT_ONCE: Final = 500
# Written by this program alone, and perhaps with a minus sign.
_FIGURES: Final = frozenset({"shift_no", "total", "rounding", "change", "units"})
_PLACE: Final = (BOOK_ROW.c.terminal, BOOK_ROW.c.incarnation, BOOK_ROW.c.branch, BOOK_ROW.c.row_key)


@dataclass(frozen=True, slots=True)
class SalesWanted:
    """Which sales.

    Attributes:
        terminal: of one terminal; empty for all.
        since, until: begun from then on and before then, in the journal's form; empty for no end.
        with_codes: their codes, too: whoever reads the file can type them in.
    """

    terminal: str = ""
    since: str = ""
    until: str = ""
    with_codes: bool = False


@dataclass(frozen=True, slots=True)
class ExportedSale:
    """One committed sale as other systems get it; amounts and units are decimal strings.

    Attributes:
        tenders: `kind:amount`, with spaces between.
        codes: 20 digits each, with spaces between; empty where they were not asked for.
    """

    terminal: str
    receipt_no: str
    sale_id: str
    begun_at: str
    committed_at: str
    meter: str
    tariff: str
    month: str
    operator: str
    shift_no: int
    currency: str
    total: str
    rounding: str
    tenders: str
    change: str
    units: str
    codes: str


def exported_sales(connection: Connection, wanted: SalesWanted) -> Iterator[ExportedSale]:
    """Yield committed sales that somebody paid for, in order of time.

    A sale that two copies of a terminal tell of comes once; the same sale with other codes is
    another one.
    """
    currencies: dict[str, str] = {
        row.terminal: row.currency
        for row in connection.execute(select(TERMINAL.c.terminal, TERMINAL.c.currency))
    }
    statement = (
        select(*_PLACE, BOOK_ROW.c.fields)
        .where(BOOK_ROW.c.kind == SaleRow.__name__, BOOK_ROW.c.at.is_not(None))
        .order_by(BOOK_ROW.c.at, *_PLACE)
    )
    if wanted.terminal:
        statement = statement.where(BOOK_ROW.c.terminal == wanted.terminal)
    if wanted.since:
        statement = statement.where(BOOK_ROW.c.at >= wanted.since)
    if wanted.until:
        statement = statement.where(BOOK_ROW.c.at < wanted.until)
    with connection.execution_options(yield_per=_ROWS_AT_ONCE).execute(statement) as rows:
        for row in rows:
            sale = msgspec.json.decode(row.fields, type=SaleRow)
            if sale.state != SaleState.COMMITTED or not sale.is_paid:
                continue
            if row.branch == MAIN_BRANCH or not _is_told_before(connection, row, sale):
                yield _exported(sale, row.terminal, currencies[row.terminal], wanted)


def csv_lines(sales: Iterable[ExportedSale]) -> Iterator[bytes]:
    """Yield a heading and a line for each sale; no cell is a formula to a spreadsheet."""
    names = [field.name for field in fields(ExportedSale)]
    yield _csv_line(names)
    for sale in sales:
        cells = ((name, str(getattr(sale, name))) for name in names)
        yield _csv_line([cell if name in _FIGURES else inert(cell) for name, cell in cells])


def json_lines(sales: Iterable[ExportedSale]) -> Iterator[bytes]:
    """Yield a JSON object for each sale."""
    encode = msgspec.json.Encoder().encode
    for sale in sales:
        yield encode(sale) + b"\n"


def _csv_line(cells: list[str]) -> bytes:
    written = io.StringIO()
    csv.writer(written, lineterminator="\r\n").writerow(cells)
    return written.getvalue().encode()


def _is_told_before(
    connection: Connection, row: Row[Any, Any, Any, Any, Any], sale: SaleRow
) -> bool:
    """Whether a branch that came earlier tells of the same sale with the same codes."""
    earlier = connection.execute(
        select(BOOK_ROW.c.fields).where(
            BOOK_ROW.c.terminal == row.terminal,
            BOOK_ROW.c.incarnation == row.incarnation,
            BOOK_ROW.c.branch < row.branch,
            BOOK_ROW.c.kind == SaleRow.__name__,
            BOOK_ROW.c.row_key == row.row_key,
        )
    )
    told = (msgspec.json.decode(found.fields, type=SaleRow) for found in earlier)
    return any(other.digits == sale.digits for other in told)


def _exported(sale: SaleRow, terminal: str, currency: str, wanted: SalesWanted) -> ExportedSale:
    decimals = decimals_of(currency)
    tenders = [f"{kind}:{format_minor(amount, decimals)}" for kind, amount in sale.tenders_taken()]
    return ExportedSale(
        terminal=terminal,
        receipt_no=sale.receipt_no,
        sale_id=sale.sale_id,
        begun_at=sale.begun_at,
        committed_at=sale.ended_at,
        meter=display_number(sale.pan),
        tariff=sale.tariff,
        month=sale.month,
        operator=sale.operator,
        shift_no=sale.shift_no,
        currency=currency,
        total=format_minor(sale.total, decimals),
        rounding=format_minor(sale.rounding, decimals),
        tenders=" ".join(tenders),
        change=format_minor(sale.change, decimals),
        units=format_units(sale.credited_milli),
        codes=sale.digits if wanted.with_codes else "",
    )
